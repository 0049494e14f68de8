"""signed: what is said when the file, its bytes or its certificates are not there."""

import hashlib

from tests.grader.rubrics import found, outcome
from tests.grader.story import Story, solved

SIGNED = "check: signed, record: $certificate, by: [chu_tich, org]"


def with_file(story: Story, digest: str | None, content: bytes | None) -> Story:
    story.act("tu_phap", "eoffice.submit", ("document", "doc1", {"file": digest}), document="doc1", to="chu_tich")
    if content is not None:
        story.files = {str(digest): content}
    return story


def test_signatures_of_a_file_that_is_not_there_are_undecided_and_of_none_missed():
    assert outcome(SIGNED, Story()) == "missed"
    assert outcome(SIGNED, solved()) == "missed"
    assert outcome(SIGNED, with_file(solved(upto="return"), "0" * 64, None), trust_pem=b"x") == "undecided"


def test_a_file_with_another_digest_is_no_evidence():
    assert outcome(SIGNED, with_file(solved(upto="return"), "0" * 64, b"pdf"), trust_pem=b"x") == "undecided"


def test_a_file_without_signatures_is_missed():
    digest = hashlib.sha256(b"no pdf").hexdigest()
    story = with_file(solved(upto="return"), digest, b"no pdf")
    assert outcome(SIGNED, story) == "undecided"
    told = found(SIGNED, story, trust_pem=b"-----BEGIN CERTIFICATE-----")
    assert told.outcome == "missed"
    assert told.evidence[0].file == digest
