"""What other runs say of an order: kept, broken, never come to."""

from __future__ import annotations

from sandbox.drafting.support import support
from tests.grader.story import Story

STEPS = {
    "ask": {"does": "onestop.request_supplement"},
    "again": {"does": "onestop.request_supplement"},
    "accept": {"does": "onestop.receive"},
}
RULE = {"first": "ask", "then": "accept"}


def test_runs_are_counted_that_came_to_the_second_step():
    kept, broken, idle = Story().ask().accept(), Story().accept().ask(), Story().ask()
    (told,) = support([RULE], STEPS, [one.record() for one in (kept, broken, idle, kept)])
    assert told.startswith("“ask” trước “accept”: 2 trên 3 lượt làm khác")


def test_a_run_that_cannot_be_read_keeps_nothing_for_certain():
    doubted = Story().ask().accept().record(doubted=frozenset({1}))
    (told,) = support([RULE], STEPS, [doubted])
    assert "0 trên 1" in told


def test_nothing_is_said_where_nothing_can_be_known():
    assert support([RULE], STEPS, []) == []
    assert support([RULE], STEPS, [Story().ask().record()]) == []
    assert support([{"first": "ask", "then": "again"}], STEPS, [Story().ask().record()]) == []
