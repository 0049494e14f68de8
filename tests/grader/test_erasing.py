"""Evidence that is lost or spoilt may leave a finding open; it never makes a definite one that is wrong."""

import dataclasses
import hashlib
import random
from functools import lru_cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader import Line, RunRecord, grade
from grader.checks import CHECKS
from scenarios import expressions
from tests.grader.rubrics import rubric
from tests.grader.sheets import as_xlsx
from tests.grader.story import Story, expanded, scenario, solved

STEPS = ("ask", "papers", "accept", "transfer", "look", "verify", "submit", "sign", "seal", "hand_over", "draft")
STEPS += ("answer", "attach")
ANSWERS = (
    ("fee", "8.000"), ("fee", "8400"), ("fee", "1"), ("fee", "?"), ("why", "Xin lỗi vì trễ hạn"), ("why", "Xin lỗi"),
    ("why", ""), ("lacking", "", "cccd"), ("lacking", "", "cccd", "ho_chieu"), ("last_day", "27/11/2026"),
)  # fmt: skip

WORKBOOKS = (
    as_xlsx([["Khoản", "Tiền"], ["Lệ phí", 8000]]),
    as_xlsx([[expanded().names["mother.full_name"]], ["x", 7]]),
    b"PK no workbook",
)

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
    "check: any_of, ways: [{check: happened, what: accept}, {check: ends_with, record: $dossier, has: {officer: dat}}]",
    "check: any_of, needs: base, ways: [{check: never, what: ask}, {check: looked_up, must: $mother, before: verify}]",
    "check: any_of, ways: [{check: answer, question: fee, right: 8000}, {check: written, question: why}]",
    "check: answer, question: fee, right: 8000, tolerance: 500",
    "check: answer, question: fee, right: {not: {at_most: 100}}",
    "check: answer, question: fee, right: $dossier.supplements",
    "check: answer, question: lacking, right: [cccd]",
    "check: answer, question: last_day, right: {after: $dossier.submitted_at}",
    "check: written, question: why, by_hand: 1, elements: [{title: t, any: [xin lỗi, $mother.full_name], near: hạn}]",
    "check: written, record: $certificate, field: fields.child_name, words: {at_least: 2, at_most: 4}",
    "check: written, record: $dossier, field: owner_name, elements: [{title: t, any: [$mother.full_name, Gia]}]",
    "check: nothing_else, needs: base",
    "check: happened, what: {does: onestop.transfer, about: {to: {one_of: [tu_phap, $dossier.officer]}}}",
    "check: ends_with, record: $dossier, has: {asked: {has_all: [cccd], size: 2}, supplements: {at_least: 1}}",
    "check: ends_with, record: $dossier, has: {asked: {not: {same_set: [cccd, $certificate.form]}}}",
    "check: ends_with, record: $dossier, has: {owner_name: {mentions: a}, submitted_at: {before: $start}}",
    "check: document, record: $certificate, cells: {B2: 8000}",
    "check: document, record: $certificate, cells: {A1: $mother.full_name}",
)
EXPRESSIONS = (
    "check: ends_with, record: $dossier, where: 'record.supplements > 0 || record.officer == \"dat\"'",
    "check: ends_with, record: $certificate, where: 'sum(records.dossier.map(d, d.supplements)) == 1'",
    "check: happened, what: {does: onestop.transfer, where: 'params.to == certificate || at < dossier.submitted_at'}",
)


@lru_cache
def more():
    return rubric(*MORE, *(EXPRESSIONS if expressions.installed() else ()))


def test_every_check_is_among_them():
    every = {one.check for judged in (scenario(), more()) for one in judged.criteria}
    assert every == set(CHECKS), "add criteria of the new check to MORE"


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
        elif step == "answer":
            story.answer(*rng.choice(ANSWERS))
        elif step == "attach":
            if documents:
                attach(story, f"doc{rng.randint(1, documents)}", rng.choice(WORKBOOKS))
        elif step in ("submit", "sign", "seal"):
            if documents:
                getattr(story, step)(f"doc{rng.randint(1, documents)}")
        elif step == "look":
            story.look(rng.choice((story.mother, str(expanded().names["neighbour"]))))
        else:
            getattr(story, step)()
    return story


def attach(story: Story, id: str, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    story.files[digest] = content
    story.act("tu_phap", "eoffice.submit", ("document", id, {"file": digest}), document=id, to="chu_tich")


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


@settings(max_examples=250, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 14), st.sets(st.integers(1, 14), max_size=4), LOST)
@example(7, 8, {3}, set())
def test_erasing_evidence_never_gives_a_wrong_definite_finding(seed, length, erased, lost):
    record = wandering(seed, length).record()
    erased &= set(range(1, len(record.lines) + 1))
    for judged in (scenario(), more()):
        whole, less = grade(record, judged), grade(without(record, erased, lost), judged)
        assert wrong(whole, less) == []
        assert less.low <= whole.low <= whole.high <= less.high
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
