"""Every sub-indication of ETSI EN 319 102-1 that a signature can come to, by a real letter, in finding and sheet."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

import pytest

from grader import grade, read_sheet
from grader.checks.signed import EVIDENCE_MISSING
from grader.glossary import SIGNATURES
from grader.signatures import judge
from grader.verdicts import NEARER, Concluded
from tests.grader.odd_signatures import ODD, Odd, letter, of, sealed_before_it_was_signed, signed_by, unstamped
from tests.grader.rubrics import rubric
from tests.grader.story import Story, solved
from tests.makers.papers import office

# Of the standard's, those that nothing here can lead to: one authority without a list of its own, no policies, no
# archive time stamps, algorithms without an end date.
UNREACHABLE = {
    "POLICY_PROCESSING_ERROR", "SIGNATURE_POLICY_NOT_AVAILABLE", "REVOKED_CA_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE", "REVOCATION_OUT_OF_BOUNDS_NO_POE", "GENERIC",
}  # fmt: skip
OF_THE_RECORD = {"SIGNED_DATA_NOT_FOUND"}
WITHOUT_A_MOMENT = {"NO_POE"}


def sheet(odd: Odd, by: str = "chu_tich", lost: bool = False) -> Any:
    digest = hashlib.sha256(odd.pdf).hexdigest()
    story: Story = solved(upto="submit").at(odd.at.isoformat())
    story.act("tu_phap", "eoffice.submit", ("document", "doc1", {"file": digest}), document="doc1", to="chu_tich")
    story.files = {} if lost else {digest: odd.pdf}
    judged = rubric(f"check: signed, record: $certificate, by: [{by}]")
    return grade(story.record(trust_pem=odd.trust, crl=odd.crl), judged)


@pytest.mark.parametrize("reason", ODD)
def test_each_indication_is_in_the_finding_and_in_the_sheet(reason: str) -> None:
    make, indication, outcome = ODD[reason]
    odd = make()
    (found,) = judge(odd.pdf, odd.trust, odd.at, odd.crl).signatures
    assert (found.indication, found.sub_indication) == (indication, reason)
    finding = sheet(odd).finding("c0")
    told = json.loads(sheet(odd).to_json())["findings"][1]["evidence"]
    assert finding.outcome == outcome
    assert indication in finding.seen
    assert reason in finding.seen
    assert [one["indication"] for one in told] == [indication, indication]
    assert (told[1]["signature"], told[1].get("sub_indication", "")) == ("person", reason)
    assert told[1]["file"] == hashlib.sha256(odd.pdf).hexdigest()


def test_the_sheet_with_indications_is_read_back() -> None:
    found = sheet(ODD["REVOKED"][0]())
    assert read_sheet(found.to_json()) == found


def test_a_file_that_the_record_has_lost_is_no_signed_data_and_decides_nothing() -> None:
    finding = sheet(of(letter()), lost=True).finding("c0")
    assert finding.outcome == "undecided"
    assert (finding.evidence[0].indication, finding.evidence[0].sub_indication) == (
        "INDETERMINATE",
        "SIGNED_DATA_NOT_FOUND",
    )


@pytest.mark.parametrize(("pdf", "reason"), [(b"no PDF", "FORMAT_FAILURE"), (None, "NO_SIGNATURE")])
def test_a_file_without_signatures_fails_by_its_format(pdf: bytes | None, reason: str) -> None:
    finding = sheet(of(pdf if pdf is not None else office().draft())).finding("c0")
    assert (finding.outcome, finding.evidence[0].sub_indication) == ("missed", "FORMAT_FAILURE")
    assert SIGNATURES[reason] in finding.seen


def test_a_seal_stamped_before_the_signature_that_it_covers_is_out_of_order() -> None:
    odd = sealed_before_it_was_signed()
    person, org = judge(odd.pdf, odd.trust, odd.at).signatures
    assert (person.verdict, org.reason) == ("passed", "TIMESTAMP_ORDER_FAILURE")
    assert sheet(odd, "chu_tich, org").finding("c0").outcome == "missed"


def test_without_time_stamp_and_moment_there_is_no_proof_of_existence() -> None:
    (found,) = judge(unstamped(letter()), office().installation.trust_pem()).signatures
    assert (found.indication, found.sub_indication) == ("INDETERMINATE", "NO_POE")


def test_a_missing_signature_is_missed_whatever_the_evidence_for_the_others() -> None:
    assert sheet(ODD["TRY_LATER"][0](), "chu_tich, org").finding("c0").outcome == "missed"


def test_a_certificate_that_ended_between_stamp_and_judging_is_no_fault() -> None:
    made, pdf = signed_by({"digital_signature": True, "content_commitment": True}, end=datetime(2026, 11, 24))
    (found,) = judge(pdf, made.installation.trust_pem(), datetime(2026, 12, 24)).signatures
    assert found.indication == "TOTAL-PASSED"


def test_every_reason_has_words_and_a_letter_or_a_cause_why_there_is_none() -> None:
    from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate

    standard = {one.name for one in (*AdESFailure, *AdESIndeterminate)}
    assert standard <= ODD.keys() | UNREACHABLE | OF_THE_RECORD | WITHOUT_A_MOMENT
    assert (ODD.keys() - {""}) | NEARER.keys() | OF_THE_RECORD | WITHOUT_A_MOMENT <= SIGNATURES.keys()
    assert {name for name, row in ODD.items() if row[2] == "undecided"} == EVIDENCE_MISSING & ODD.keys()
    assert {Concluded(verdict="failed", reason=one).sub_indication for one in NEARER} == {"FORMAT_FAILURE"}
