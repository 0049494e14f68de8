"""Human marks: they count, the machine's word stays beside them, and what hangs on a criterion follows."""

import pytest

from grader import grade, read_sheet
from grader.marks import in_full, with_marks
from grader.sheet import Mark
from tests.grader.checks.test_written import GOOD, hand
from tests.grader.rubrics import rubric
from tests.grader.story import Story, solved

JUDGED = rubric("check: happened, what: accept", "check: never, what: seal, needs: c0")


def mark(criterion: str, points: int, why: str = "đã đọc") -> Mark:
    return Mark(criterion, points, "Lò Thị Mai", "2026-11-24T09:00:00", why)


def test_a_mark_decides_what_waits_and_both_values_stay():
    told = with_marks(hand(GOOD), [mark("c0", 4)])
    found = told.finding("c0")
    assert (found.outcome, found.points, found.high, found.mark) == ("met", 4, 4, mark("c0", 4))
    assert (found.machine_outcome, found.machine_points) == ("undecided", 3)
    assert (told.score, told.low, told.high) == (4, 4, 4)


def test_the_last_mark_counts_and_the_machine_is_not_overwritten_by_marking_twice():
    once = with_marks(hand(GOOD), [mark("c0", 4), mark("c0", 5, "phúc khảo")])
    twice = with_marks(once, [mark("c0", 0)])
    assert (once.score, once.finding("c0").mark.why) == (5, "phúc khảo")
    found = twice.finding("c0")
    assert (found.outcome, found.points, found.machine_points) == ("missed", 0, 3)


def test_marks_can_be_put_on_any_criterion_and_dependents_follow():
    machine = grade(Story().ask().record(), JUDGED)
    assert machine.outcomes() == {"base": "met", "c0": "missed", "c1": "blocked"}
    better = with_marks(machine, [mark("c0", 1)])
    assert better.outcomes() == {"base": "met", "c0": "met", "c1": "met"}
    assert (better.score, better.passed, machine.passed) == (3, True, False)
    worse = with_marks(grade(Story().ask().accept().record(), JUDGED), [mark("c0", 0)])
    assert worse.outcomes() == {"base": "met", "c0": "missed", "c1": "blocked"}
    assert worse.finding("c1").blocked_by == ("c0",)


def test_a_mark_on_what_is_blocked_stands_whatever_it_needs():
    told = with_marks(grade(Story().ask().record(), JUDGED), [mark("c1", 1)])
    assert told.outcomes() == {"base": "met", "c0": "missed", "c1": "met"}
    assert told.score == 2


def test_no_marks_change_nothing():
    for story in (Story(), Story().ask(), solved()):
        machine = grade(story.record(), JUDGED)
        assert with_marks(machine, []) == machine


@pytest.mark.parametrize("points", [-1, 2])
def test_points_that_the_criterion_cannot_give_are_refused(points):
    with pytest.raises(ValueError, match="0 to 1"):
        with_marks(grade(Story().record(), JUDGED), [mark("c0", points)])


def test_a_criterion_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        with_marks(grade(Story().record(), JUDGED), [mark("c9", 1)])


def test_marked_sheets_are_written_and_read_again():
    told = with_marks(hand(GOOD), [mark("c0", 4)])
    assert read_sheet(told.to_json()) == told


def test_a_proof_may_ask_as_if_a_person_had_given_everything():
    full = in_full(hand(GOOD))
    assert (full.score, full.high, full.outcomes()["c0"]) == (5, 5, "met")
    assert in_full(hand("")) == hand("")
    unread = hand(GOOD, doubted=frozenset({1}))
    assert in_full(unread) == unread


def test_a_sheet_of_before_these_fields_can_be_marked():
    import msgspec

    machine = grade(Story().ask().record(), JUDGED)
    old = [msgspec.structs.replace(one, own="", own_points=0, own_high=0, needs=()) for one in machine.findings]
    marked = with_marks(msgspec.structs.replace(machine, findings=tuple(old)), [mark("c0", 1)])
    assert marked.outcomes() == {"base": "met", "c0": "met", "c1": "blocked"}
    assert marked.score == 2
