"""signed: the criterion on real signatures, by who signed, in which order, and whether the file was left alone."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import datetime

import pytest

from grader import Finding, RunRecord, grade
from grader.verdicts import SignatureReader, SignatureVerdict, Verdicts
from tests.grader.rubrics import rubric
from tests.grader.story import Story, solved
from tests.makers.papers import CHAIRMAN, Office, issued_letter, office

TRUST = office().installation.trust_pem()


def finding(
    *pdfs: bytes,
    by: str = "[chu_tich, org]",
    at: str = "2026-11-23T11:00:00",
    trust: bytes = TRUST,
    reader: SignatureReader | None = None,
) -> Finding:
    """What is found of a document whose file became each of these in turn."""
    story: Story = solved(upto="submit").at(at)
    for pdf in pdfs:
        digest = hashlib.sha256(pdf).hexdigest()
        story.act("tu_phap", "eoffice.submit", ("document", "doc1", {"file": digest}), document="doc1", to="chu_tich")
        story.files[digest] = pdf
    judged = rubric(f"check: signed, record: $certificate, by: {by}")
    return grade(story.record(trust_pem=trust), judged, signatures=reader).finding("c0")


@pytest.mark.parametrize("by", ["[chu_tich, org]", "[chu_tich, 'org:H99.1']"])
def test_a_letter_signed_and_sealed_in_order_is_met(by: str) -> None:
    found = finding(issued_letter(), by=by)
    assert (found.outcome, found.evidence[0].file) == ("met", hashlib.sha256(issued_letter()).hexdigest())


@pytest.mark.parametrize(
    "by", ["[org, chu_tich]", "[chu_tich]", "[pho_chu_tich, org]", "[chu_tich, 'org:H99.2']", "org"]
)
def test_other_signers_another_order_or_number_are_missed(by: str) -> None:
    found = finding(issued_letter(), by=by)
    assert found.outcome == "missed"
    assert "hợp lệ" in found.seen


def test_a_seal_before_the_signature_is_missed_though_both_are_valid() -> None:
    sealed = office().sealed(office().draft(), at="2026-11-23T09:30:00")
    assert finding(office().signed(sealed)).outcome == "missed"


def test_a_draft_is_missed_and_says_why() -> None:
    found = finding(office().draft())
    assert found.outcome == "missed"
    assert "không có chữ ký (TOTAL-FAILED, FORMAT_FAILURE)" in found.seen


def test_a_file_changed_after_signing_is_not_met() -> None:
    flipped = bytearray(issued_letter())
    flipped[len(flipped) // 3] ^= 1
    assert finding(bytes(flipped)).outcome == "missed"
    assert finding(issued_letter() + b"\n% more\n").outcome != "met"


def by_deputy() -> bytes:
    return office().signed(office().draft(), id="pho_chu_tich", name="Lù Thị Mỷ", post="Phó Chủ tịch")


def test_a_paper_given_back_is_judged_by_the_file_that_it_ended_with() -> None:
    """Set anew and signed by whom it is for, however often: the signatures of the earlier files are not on it."""
    assert finding(by_deputy(), office().draft(), issued_letter()).outcome == "met"
    assert finding(by_deputy(), office().draft(), by_deputy(), office().draft(), issued_letter()).outcome == "met"


def test_signatures_on_an_earlier_file_count_for_nothing() -> None:
    assert finding(issued_letter(), office().draft()).outcome == "missed"
    assert finding(issued_letter(), by_deputy()).outcome == "missed"


def test_a_signature_left_from_before_is_one_too_many() -> None:
    both = office().make("sign_person", file=by_deputy(), signer=CHAIRMAN, at="2026-11-23T10:20:00", field="org")
    assert finding(both).outcome == "missed"
    assert finding(both, by="[chu_tich]").outcome == "missed"


def test_a_look_alike_installation_is_not_believed(tmp_path) -> None:
    assert finding(Office(tmp_path).issued()).outcome == "missed"
    assert finding(issued_letter(), trust=b"").outcome == "undecided"


def test_a_signature_from_the_future_is_not_met() -> None:
    assert finding(issued_letter(), at="2026-11-23T09:59:00").outcome != "met"


def cardboard(pdf: bytes, record: RunRecord, at: datetime) -> Verdicts:
    """Believes what the paper says of itself: a signer a line, without any key."""
    signers = pdf.decode().split()
    ones = tuple(SignatureVerdict(field=one, kind="person", signer_id=one, verdict="passed") for one in signers)
    return Verdicts(verdict="passed" if ones else "failed", signatures=ones)


@pytest.mark.parametrize(("paper", "outcome"), [(b"chu_tich", "met"), (b"pho_chu_tich", "missed"), (b"", "missed")])
def test_the_caller_may_hand_in_another_reader_of_signatures(paper: bytes, outcome: str) -> None:
    assert finding(paper, by="chu_tich", trust=b"", reader=cardboard).outcome == outcome


def test_without_one_cardboard_is_no_signature_and_a_record_has_no_say_in_it() -> None:
    assert finding(b"chu_tich", by="chu_tich").outcome == "missed"
    assert not {"signatures", "reader"} & {one.name for one in dataclasses.fields(RunRecord)}
