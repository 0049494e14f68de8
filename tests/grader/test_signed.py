"""signed: the criterion on real signatures, by who signed, in which order, and whether the file was left alone."""

from __future__ import annotations

import hashlib

import pytest

from grader import Finding, grade
from tests.grader.story import Story, solved
from tests.grader.test_checks import rubric
from tests.makers.papers import Office, issued_letter, office

TRUST = office().installation.trust_pem()


def finding(pdf: bytes, by: str = "[chu_tich, org]", at: str = "2026-11-23T11:00:00", trust: bytes = TRUST) -> Finding:
    digest = hashlib.sha256(pdf).hexdigest()
    story: Story = solved(upto="submit").at(at)
    story.act("tu_phap", "eoffice.submit", ("document", "doc1", {"file": digest}), document="doc1", to="chu_tich")
    story.files = {digest: pdf}
    judged = rubric(f"check: signed, record: $certificate, by: {by}")
    return grade(story.record(trust_pem=trust), judged).finding("c0")


@pytest.mark.parametrize("by", ["[chu_tich, org]", "[chu_tich, 'org:H99.1']"])
def test_a_letter_signed_and_sealed_in_order_is_met(by: str) -> None:
    found = finding(issued_letter(), by)
    assert (found.outcome, found.evidence[0].file) == ("met", hashlib.sha256(issued_letter()).hexdigest())


@pytest.mark.parametrize(
    "by", ["[org, chu_tich]", "[chu_tich]", "[pho_chu_tich, org]", "[chu_tich, 'org:H99.2']", "org"]
)
def test_other_signers_another_order_or_number_are_missed(by: str) -> None:
    found = finding(issued_letter(), by)
    assert found.outcome == "missed"
    assert "hợp lệ" in found.seen


def test_a_seal_before_the_signature_is_missed_though_both_are_valid() -> None:
    sealed = office().sealed(office().draft(), at="2026-11-23T09:30:00")
    assert finding(office().signed(sealed)).outcome == "missed"


def test_a_draft_is_missed_and_says_why() -> None:
    found = finding(office().draft())
    assert (found.outcome, found.seen) == ("missed", "Không có chữ ký số nào (không có chữ ký)")


def test_a_file_changed_after_signing_is_not_met() -> None:
    flipped = bytearray(issued_letter())
    flipped[len(flipped) // 3] ^= 1
    assert finding(bytes(flipped)).outcome == "missed"
    assert finding(issued_letter() + b"\n% more\n").outcome != "met"


def test_a_look_alike_installation_is_not_believed(tmp_path) -> None:
    assert finding(Office(tmp_path).issued()).outcome == "undecided"
    assert finding(issued_letter(), trust=b"").outcome == "undecided"


def test_a_signature_from_the_future_is_not_met() -> None:
    assert finding(issued_letter(), at="2026-11-23T09:59:00").outcome != "met"
