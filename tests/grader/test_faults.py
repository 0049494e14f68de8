"""A fault inside a check leaves its finding open, is logged, and touches nothing else."""

import logging

import pytest

from grader import checks, grade
from grader.marks import with_marks
from grader.sheet import Mark
from tests.grader.rubrics import rubric
from tests.grader.story import Story, scenario, solved

FAULTS = [ValueError("x"), KeyError("x"), RecursionError(), MemoryError(), ZeroDivisionError(), AssertionError()]


def broken(monkeypatch, name: str, fault: Exception) -> None:
    def judge(criterion, case):
        raise fault

    monkeypatch.setitem(checks.CHECKS, name, judge)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("story", [Story(), solved()], ids=["idle", "solved"])
def test_a_fault_is_undecided_never_nothing_and_never_full(monkeypatch, caplog, story, fault):
    judged = rubric("check: in_time, what: accept, since: ask, within: 3 working days", "check: happened, what: accept")
    whole = grade(story.record(), judged)
    broken(monkeypatch, "in_time", fault)
    with caplog.at_level(logging.ERROR):
        sheet = grade(story.record(), judged)
    told = sheet.finding("c0")
    assert (told.outcome, told.points, told.high) == ("undecided", 0, 1)
    assert "Máy chấm gặp lỗi" in told.seen
    assert "criterion c0: the check in_time failed" in caplog.text
    assert type(fault).__name__ in caplog.text
    assert sheet.finding("c1") == whole.finding("c1")
    assert sheet.low <= whole.score <= sheet.high


def test_every_check_may_fail_and_there_is_a_sheet_all_the_same(monkeypatch):
    for name in list(checks.CHECKS):
        broken(monkeypatch, name, RuntimeError(name))
    sheet = grade(solved().record(), scenario())
    assert {one.outcome for one in sheet.findings} == {"undecided"}
    assert (sheet.low, sheet.high, sheet.passed) == (0, sheet.max_score, None)


def test_what_needs_a_criterion_whose_check_failed_stays_open(monkeypatch):
    judged = rubric("check: never, what: verify, needs: base")
    broken(monkeypatch, "happened", RuntimeError())
    assert grade(Story().ask().record(), judged).outcomes() == {"base": "undecided", "c0": "undecided"}
    assert grade(Story().verify().record(), judged).finding("c0").high == 0


def test_a_fault_in_one_way_of_several_leaves_the_whole_criterion_open(monkeypatch):
    judged = rubric(
        "check: any_of, ways: [{check: happened, what: ask}, {check: ordered, rules: [{first: ask, then: look}]}]"
    )
    broken(monkeypatch, "ordered", RuntimeError())
    assert grade(Story().ask().record(), judged).finding("c0").outcome == "undecided"


def test_a_person_decides_where_the_machine_could_not(monkeypatch):
    broken(monkeypatch, "happened", RuntimeError())
    machine = grade(Story().ask().record(), rubric("check: happened, what: ask"))
    marked = with_marks(machine, [Mark("c0", 1, "Lò Thị Mai", "2026-11-24T09:00:00", "đã xem nhật ký")])
    assert (marked.finding("c0").outcome, marked.finding("c0").machine_outcome) == ("met", "undecided")
