"""Evidence that is lost or spoilt may leave a finding open; it never makes a definite one that is wrong."""

import dataclasses
import random
from functools import lru_cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader import Line, RunRecord, grade
from tests.grader.rubrics import rubric
from tests.grader.story import Story, expanded, scenario, solved

STEPS = ("ask", "papers", "accept", "transfer", "look", "verify", "submit", "sign", "seal", "hand_over", "draft")

# Criteria of every kind beyond those of the small scenario, also such as a careless author would write.
MORE = (
    "check: never, needs: base, what: [{does: eoffice.submit}]",
    "check: happened, what: ask, times: 2",
    "check: ordered, rules: [{first: ask, then: accept, void_if: pass}]",
    "check: ordered, rules: [{when: ask, then_must: accept}, {when: draft, never_again: accept}]",
    "check: ordered, needs: base, rules: [{what: ask, at_most: 1}]",
    "check: ordered, rules: [{what: ask, exactly: 2}]",
    "check: ordered, rules: [{first: {does: eoffice.submit}, then: {does: signing.sign_person}, per: document}]",
    "check: in_time, what: accept, since: ask, within: 30 minutes, which: each",
    "check: in_time, what: accept, since: ask, within: 30 minutes, which: last",
    "check: in_time, what: submit, by: $start + 1 working day",
    "check: looked_up, must: $mother, before: verify",
    "check: looked_up, must: $mother",
    "check: ends_with, record: $dossier, has: {supplements: 1}, any_of: [{officer: dat}, {officer: tu_phap}]",
    "check: ends_with, record: $certificate, has: {submitted_to: {is: empty}}",
    "check: ends_with, record: $dossier, has: {state: {not: submitted}}",
    "check: signed, record: $certificate, by: [chu_tich]",
)


@lru_cache
def more():
    return rubric(*MORE)


def wandering(seed: int, length: int) -> Story:
    """A run in which anything the small office allows is done in any order."""
    rng, story = random.Random(seed), Story()
    documents = 0
    for _ in range(length):
        step = rng.choice(STEPS)
        story.passes(minutes=rng.choice((0, 5, 40, 900)))
        if step == "draft":
            documents += 1
            story.draft(f"doc{documents}")
        elif step in ("submit", "sign", "seal"):
            if documents:
                getattr(story, step)(f"doc{rng.randint(1, documents)}")
        elif step == "look":
            story.look(rng.choice((story.mother, str(expanded().names["neighbour"]))))
        else:
            getattr(story, step)()
    return story


def without(record: RunRecord, entries: set[int], members: set[str]) -> RunRecord:
    """The record with these entries unreadable and these parts lost."""
    lines = tuple(
        Line(b"?", line.stamp, line.hash) if number in entries else line for number, line in enumerate(record.lines, 1)
    )
    lost: dict[str, object] = {"start": None, "names": {}, "kinds": {}, "vocabulary": {}, "files": {}}
    return dataclasses.replace(record, lines=lines, **{name: lost[name] for name in members})


def wrong(whole, less):
    """Findings that are definite with less evidence and say something else than the whole evidence says."""
    both = zip(whole.findings, less.findings, strict=True)
    return [(a.criterion, a.outcome, b.outcome) for a, b in both if b.outcome not in ("undecided", a.outcome)]


LOST = st.sets(st.sampled_from(["start", "names", "kinds", "vocabulary", "files"]), max_size=2)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 14), st.sets(st.integers(1, 14), max_size=4), LOST)
@example(7, 8, {3}, set())
def test_erasing_evidence_never_gives_a_wrong_definite_finding(seed, length, erased, lost):
    record = wandering(seed, length).record()
    erased &= set(range(1, len(record.lines) + 1))
    for judged in (scenario(), more()):
        whole, less = grade(record, judged), grade(without(record, erased, lost), judged)
        assert wrong(whole, less) == []
        assert less.low <= whole.score <= less.high
        assert less.passed in (None, whole.passed)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(1, 11), min_size=1, max_size=3), LOST)
def test_the_solution_with_less_evidence_is_never_called_a_mistake(erased, lost):
    sheet = grade(without(solved().record(), erased, lost), scenario())
    assert {one.outcome for one in sheet.findings} <= {"met", "undecided"}
    assert sheet.high == sheet.max_score


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 14))
def test_grading_twice_gives_the_same_bytes(seed, length):
    record = wandering(seed, length).record()
    for judged in (scenario(), more()):
        assert grade(record, judged).to_json() == grade(wandering(seed, length).record(), judged).to_json()


def test_entries_that_are_missing_at_the_end_are_missing_evidence():
    record = solved().record()
    cut = dataclasses.replace(record, lines=record.lines[:4], count=11)
    assert wrong(grade(record, scenario()), grade(cut, scenario())) == []
    assert grade(cut, scenario()).finding("returned").outcome == "undecided"


def test_lost_hints_leave_the_points_open():
    story = Story().hint("asked_once").ask()
    sheet = grade(without(story.record(), {1}, set()), scenario())
    found = sheet.finding("asked_once")
    assert (found.outcome, found.points, found.high) == ("met", 2, 3)


def test_an_entry_that_is_no_entry_is_a_gap_and_not_an_error():
    for broken in (b"", b"[]", b"{}", b'{"seq":"x"}', b"\xff", b"[" * 5000, b'{"seq":1,"at":"soon"}'):
        record = solved().record()
        lines = (Line(broken, b"", ""), *record.lines[1:])
        assert dataclasses.replace(record, lines=lines).entries[0] is None
