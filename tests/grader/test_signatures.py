"""The judge of signatures: passes what is right, and is not fooled."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.generic import NameObject, NumberObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from grader.signatures import SignatureVerdict, Verdicts, judge
from sandbox.makers.pki import Signer
from tests.makers.papers import CHAIRMAN, Office, issued_letter, office

LATER = datetime(2026, 12, 1)


def judged(pdf: bytes, **options: object) -> Verdicts:
    return judge(pdf, office().installation.trust_pem(), **options)  # type: ignore[arg-type]


def only(pdf: bytes, **options: object) -> SignatureVerdict:
    (verdict,) = judged(pdf, **options).signatures
    return verdict


def altered(pdf: bytes) -> IncrementalPdfFileWriter:
    return IncrementalPdfFileWriter(BytesIO(pdf))


def finished(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_letter_signed_numbered_and_sealed_passes() -> None:
    verdicts = judged(issued_letter(), at=LATER)
    assert verdicts.verdict == "passed"
    assert verdicts.order == (("person", "chu_tich"), ("org", "org:H99.1"))
    person, org = verdicts.signatures
    assert (person.signer_name, person.organisation) == ("Giàng A Páo", "Ủy ban nhân dân xã Pà Vầy")
    assert (person.signed_at, org.signed_at) == (datetime(2026, 11, 23, 10, 0), datetime(2026, 11, 23, 10, 30))
    assert person.timestamp_ok
    assert (person.changes_after, org.changes_after) == ("allowed", "none")
    assert (person.covers_whole_file, org.covers_whole_file) == (False, True)


def test_the_verdict_is_the_same_every_time() -> None:
    assert judged(issued_letter(), at=LATER) == judged(issued_letter(), at=LATER)


def test_a_draft_has_no_signature_and_does_not_pass() -> None:
    assert judged(office().draft()) == Verdicts(verdict="failed", reason="NO_SIGNATURE")


@pytest.mark.parametrize(
    "junk", [b"", b"xin chao", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"%PDF-1.7\ntrailer<</Root 1 0 R>>"]
)
def test_what_is_no_pdf_fails(junk: bytes) -> None:
    assert judged(junk) == Verdicts(verdict="failed", reason="FORMAT_FAILURE")


def test_one_flipped_byte_fails() -> None:
    pdf = bytearray(office().signed(office().draft()))
    pdf[len(pdf) // 3] ^= 1
    assert judged(bytes(pdf)).verdict == "failed"


def test_another_page_drawn_over_the_signed_one_fails() -> None:
    writer = altered(office().signed(office().draft()))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"0 0 600 800 re f"))
    writer.update_container(page)
    verdict = only(finished(writer))
    assert (verdict.verdict, verdict.reason) == ("failed", "CHANGED_AFTER_SIGNING")
    assert verdict.changes_after == "forbidden"


def test_a_page_resized_after_signing_fails() -> None:
    writer = altered(office().signed(office().draft()))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/MediaBox"][3] = NumberObject(400)
    writer.update_container(page)
    assert only(finished(writer)).reason == "CHANGED_AFTER_SIGNING"


def test_the_number_may_not_change_after_the_seal() -> None:
    writer = altered(issued_letter())
    number = next(each for each in writer.root["/AcroForm"]["/Fields"] if each.get_object()["/T"] == "number")
    number.get_object()[NameObject("/V")] = NumberObject(99)
    writer.mark_update(number.reference)
    org = judged(finished(writer)).signatures[1]
    assert (org.verdict, org.reason) == ("failed", "CHANGED_AFTER_SIGNING")


def test_bytes_appended_after_the_end_fail() -> None:
    verdicts = judged(office().signed(office().draft()) + b"\n% more\n")
    assert verdicts.verdict != "passed"


def test_a_seal_before_the_signature_shows_in_the_order_and_nowhere_else() -> None:
    draft = office().draft()
    backwards = office().signed(office().sealed(draft, at="2026-11-23T09:30:00"))
    verdicts = judged(backwards)
    assert verdicts.order == (("org", "org:H99.1"), ("person", "chu_tich"))
    assert verdicts.verdict == "passed"


def test_a_look_alike_authority_is_not_trusted(tmp_path: Path) -> None:
    forger = Office(tmp_path)
    verdict = only(forger.signed(forger.draft()))
    assert (verdict.verdict, verdict.reason) == ("indeterminate", "NO_CERTIFICATE_CHAIN_FOUND")
    assert not verdict.timestamp_ok


def test_a_certificate_that_had_expired_fails() -> None:
    verdict = only(office().signed(office().draft(), at="2032-05-05T09:00:00"))
    assert verdict.timestamp_ok
    assert (verdict.verdict, verdict.reason) == ("failed", "EXPIRED")


def test_a_certificate_that_was_not_valid_yet_does_not_pass() -> None:
    assert only(office().signed(office().draft(), at="2023-05-05T09:00:00")).verdict != "passed"


def test_a_signature_from_the_future_does_not_pass() -> None:
    verdict = only(office().signed(office().draft()), at=datetime(2026, 11, 23, 9, 59))
    assert (verdict.verdict, verdict.reason) == ("indeterminate", "TIMESTAMP_ORDER_FAILURE")


def test_a_certificate_revoked_before_signing_fails_and_one_revoked_after_does_not(tmp_path: Path) -> None:
    made = Office(tmp_path)
    trust = made.installation.trust_pem()
    early, late = (made.signed(made.draft(), at=f"2026-11-{day}T10:00:00") for day in (23, 25))
    who = Signer(*(CHAIRMAN[key] for key in Signer._fields))
    made.installation.revoke(made.installation.signer(who).certificate.serial_number, datetime(2026, 11, 24))
    crl = made.installation.crl(LATER)
    assert judge(early, trust, LATER, crl).verdict == "passed"
    assert [(each.verdict, each.reason) for each in judge(late, trust, LATER, crl).signatures] == [
        ("failed", "REVOKED")
    ]


@pytest.mark.parametrize("crl", [b"", b"no list", office().installation.root.certificate.tbs_certificate_bytes])
def test_an_unreadable_list_of_revocations_decides_nothing(crl: bytes) -> None:
    verdict = only(office().signed(office().draft()), at=LATER, crl=crl)
    assert (verdict.verdict, verdict.reason) == ("indeterminate", "TRY_LATER")


def test_a_foreign_list_of_revocations_decides_nothing(tmp_path: Path) -> None:
    foreign = Office(tmp_path).installation.crl(LATER)
    assert only(office().signed(office().draft()), at=LATER, crl=foreign).reason == "TRY_LATER"


def test_without_anything_to_trust_nothing_passes() -> None:
    for trust in (b"", b"no certificates"):
        assert judge(issued_letter(), trust).verdict != "passed"
