"""nothing_else: every changing act of the trainee is a step of the task."""

import pytest

from tests.grader.rubrics import found, outcome
from tests.grader.story import Story, solved

NOTHING = "check: nothing_else, needs: base"


@pytest.mark.parametrize("variant", [1, 2])
def test_the_solution_does_nothing_else(variant):
    assert outcome(NOTHING, solved(variant=variant)) == "met"


def test_an_act_on_another_record_is_something_else():
    story = Story().ask()
    story.act("mot_cua", "onestop.transfer", ("dossier", "other", {"officer": "x"}), dossier="other", to="x")
    told = found(NOTHING, story)
    assert (told.outcome, [one.entry for one in told.evidence]) == ("missed", [2])
    assert "không thuộc việc được giao" in told.seen


def test_the_right_act_by_the_wrong_person_is_something_else():
    story = Story().ask()
    change = ("dossier", story.dossier, {"state": "accepted"})
    assert outcome(NOTHING, story.act("van_thu", "onestop.receive", change, dossier=story.dossier)) == "missed"


def test_a_step_done_too_often_is_something_else():
    told = found(NOTHING, Story().ask().ask())
    assert (told.outcome, "quá số lần" in told.seen) == ("missed", True)


def test_looking_up_moving_the_clock_and_what_the_cast_does_are_not_something_else():
    story = Story().ask().look().look(Story().neighbour).papers()
    clock = ("clock", "clock", {"now": "2026-11-24T08:00:00"})
    story.act("mot_cua", "clock.wait", clock).act("mot_cua", "onestop.verify", clock, dossier="other")
    assert outcome(NOTHING, story) == "met"


def test_also_lets_more_be_done():
    story = Story().ask().act("van_thu", "eoffice.submit", ("document", "x", {"a": 1}), document="x", to="y")
    assert outcome(NOTHING, story) == "missed"
    assert outcome(NOTHING + ", also: [{who: van_thu, does: eoffice.submit}]", story) == "met"


def test_what_was_done_besides_is_named_with_its_moment():
    other = Story().ask().act("van_thu", "onestop.receive", ("dossier", "x", {"a": 1}), dossier="x")
    told = found(NOTHING, other)
    assert told.seen == "“Tiếp nhận hồ sơ” lúc 08:10 ngày 23/11/2026 (mục 2): không thuộc việc được giao"


def test_what_cannot_be_read_may_have_been_something_else():
    told = found(NOTHING, Story().ask().accept().lost(2))
    assert (told.outcome, [one.entry for one in told.evidence]) == ("undecided", [2])
    assert told.seen == "Có mục nhật ký không đọc được"
