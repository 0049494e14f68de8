"""The installation's keys: made once, even by several processes; names say SANDBOX; a list of what is revoked."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from cryptography import x509

from sandbox.makers.pki import ISSUING_NAME, ROOT_NAME, Installation, Signer
from tests.makers.papers import office

CHAIR = Signer("chu_tich", "Giàng A Páo", "Chủ tịch", "Ủy ban nhân dân xã Pà Vầy")


def test_an_installation_keeps_its_keys(tmp_path: Path) -> None:
    first, second = Installation(tmp_path), Installation(tmp_path)
    assert first.trust_pem() == second.trust_pem()
    assert first.signer(CHAIR).certificate == second.signer(CHAIR).certificate
    assert first.public_fingerprint() == second.public_fingerprint()


def test_two_installations_share_nothing(tmp_path: Path) -> None:
    one, other = Installation(tmp_path / "a"), Installation(tmp_path / "b")
    assert one.root.certificate != other.root.certificate
    assert one.public_fingerprint() != other.public_fingerprint()


def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from sandbox.makers.pki import Installation\n"
        "made = Installation(Path(sys.argv[1])); print(made.public_fingerprint(), hash(made.trust_pem()) is None)\n"
        "print(made.trust_pem().decode())"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    told = {process.communicate()[0] for process in running}
    assert len(told) == 1
    assert not list(tmp_path.glob(".*"))  # no drafts left behind


@pytest.mark.skipif(os.name == "nt", reason="file modes are a matter of POSIX systems")
def test_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    Installation(tmp_path).trust_pem()
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_every_certificate_says_sandbox_and_covers_the_simulated_years() -> None:
    made = office().installation
    for identity in (made.root, made.issuing, made.time_stamp, made.signer(CHAIR)):
        certificate = identity.certificate
        assert "SANDBOX" in certificate.subject.rfc4514_string()
        assert certificate.not_valid_before_utc.year <= 2024
        assert certificate.not_valid_after_utc.year >= 2030


def test_signers_are_issued_by_the_issuing_authority_below_the_root() -> None:
    made = office().installation
    certificate = made.signer(CHAIR).certificate
    certificate.verify_directly_issued_by(made.issuing.certificate)
    made.issuing.certificate.verify_directly_issued_by(made.root.certificate)
    assert ISSUING_NAME in certificate.issuer.rfc4514_string()
    assert ROOT_NAME in made.root.certificate.issuer.rfc4514_string()


def test_the_same_post_with_another_holder_has_another_certificate() -> None:
    made = office().installation
    successor = CHAIR._replace(name="Sùng Thị Mỷ")
    assert made.signer(successor).certificate != made.signer(CHAIR).certificate


def test_a_very_long_name_still_gets_a_certificate() -> None:
    long = Signer("org:H99.1.04", "Trung tâm Phục vụ hành chính công " * 4, "", "Ủy ban nhân dân " * 8)
    assert "SANDBOX" in office().installation.signer(long).certificate.subject.rfc4514_string()


def test_a_revocation_is_listed_from_its_moment_on(tmp_path: Path) -> None:
    made = Installation(tmp_path)
    serial = made.signer(CHAIR).certificate.serial_number
    made.revoke(serial, datetime(2026, 11, 24, 9, 0))
    before = x509.load_der_x509_crl(made.crl(datetime(2026, 11, 24, 8, 59)))
    after = x509.load_der_x509_crl(made.crl(datetime(2026, 11, 24, 9, 0)))
    assert before.get_revoked_certificate_by_serial_number(serial) is None
    assert after.get_revoked_certificate_by_serial_number(serial) is not None


def test_the_first_revocation_of_a_certificate_stands(tmp_path: Path) -> None:
    made = Installation(tmp_path)
    made.revoke(77, datetime(2026, 11, 24))
    made.revoke(77, datetime(2026, 11, 30))
    listed = x509.load_der_x509_crl(made.crl(datetime(2026, 12, 1))).get_revoked_certificate_by_serial_number(77)
    assert listed is not None
    assert listed.revocation_date_utc.replace(tzinfo=None) == datetime(2026, 11, 23, 17, 0)
