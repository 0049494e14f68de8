"""What certificates are for: who may sign documents, who may stamp the time, and what is made of everybody else."""

from __future__ import annotations

from datetime import datetime

import pytest

from grader.signatures import judge
from grader.verdicts import SignatureVerdict
from tests.grader.odd_signatures import NOON, SIGNING, Odd, signed_by, stamped_by
from tests.grader.test_signature_indications import sheet
from tests.makers.papers import Office

STAMPS, MAIL, SERVER, CLIENT, CODE = (f"1.3.6.1.5.5.7.3.{number}" for number in (8, 4, 1, 2, 3))
DOCUMENTS, ANY = "1.3.6.1.5.5.7.3.36", "2.5.29.37.0"
MICROSOFT = "1.3.6.1.4.1.311.10.3.12"
LONG_AFTER = datetime(2033, 1, 1)


def judged(made: tuple[Office, bytes], at: datetime = NOON) -> SignatureVerdict:
    office, pdf = made
    (found,) = judge(pdf, office.installation.trust_pem(), at).signatures
    return found


@pytest.mark.parametrize("usage", ["digital_signature", "content_commitment"])
def test_one_of_the_two_uses_that_sign_is_enough(usage: str) -> None:
    assert judged(signed_by({usage: True})).verdict == "passed"


@pytest.mark.parametrize("usage", ["key_encipherment", "key_cert_sign", "crl_sign", "data_encipherment"])
def test_any_other_use_does_not_sign(usage: str) -> None:
    assert judged(signed_by({usage: True})).sub_indication == "CHAIN_CONSTRAINTS_FAILURE"


@pytest.mark.parametrize("purposes", [(), (DOCUMENTS,), (MAIL, CLIENT), (MICROSOFT,), (ANY,), (STAMPS, DOCUMENTS)])
def test_a_certificate_limited_to_documents_or_to_nothing_signs_them(purposes: tuple[str, ...]) -> None:
    assert judged(signed_by(SIGNING, purposes=purposes)).indication == "TOTAL-PASSED"


@pytest.mark.parametrize("purposes", [(STAMPS,), (SERVER,), (CLIENT,), (CODE,), (STAMPS, SERVER, CODE)])
def test_one_limited_to_other_purposes_does_not_though_it_names_an_official(purposes: tuple[str, ...]) -> None:
    made, pdf = signed_by(SIGNING, purposes=purposes)
    found = judged((made, pdf))
    assert (found.signer_id, found.indication) == ("chu_tich", "INDETERMINATE")
    assert found.sub_indication == "CHAIN_CONSTRAINTS_FAILURE"
    finding = sheet(Odd(pdf, made.installation.trust_pem())).finding("c0")
    assert finding.outcome == "missed"
    assert "chuỗi chứng thư không đúng quy định" in finding.seen


def test_only_an_authority_for_time_stamps_alone_stamps_the_time() -> None:
    assert judged(stamped_by(STAMPS)).timestamp_ok
    assert judged(stamped_by(STAMPS), LONG_AFTER).verdict == "passed", "the stamp proves when it was signed"


@pytest.mark.parametrize(
    ("purposes", "critical"),
    [((), True), ((DOCUMENTS,), True), ((ANY,), True), ((STAMPS, MAIL), True), ((STAMPS,), False)],
)
def test_a_stamp_by_anybody_else_proves_nothing(purposes: tuple[str, ...], critical: bool) -> None:
    made = stamped_by(*purposes, critical=critical)
    now, later = judged(made), judged(made, LONG_AFTER)
    assert (now.timestamp_ok, now.verdict) == (False, "passed"), "judged at the moment of judging instead"
    assert later.sub_indication == "OUT_OF_BOUNDS_NO_POE"
