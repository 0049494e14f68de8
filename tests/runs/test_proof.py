"""The proof of a scenario with real play: it holds for the tiny scenario and fails for broken ones, saying why."""

from __future__ import annotations

import pytest

import scenarios
from sandbox.runs.proof import prove
from tests.runs.tiny import SOURCE, tiny_grounds, tiny_scenario


@pytest.fixture
def grounds(config):
    return tiny_grounds(config)


def broken(old: str, new: str):
    assert old in SOURCE
    return scenarios.loads(SOURCE.replace(old, new).encode())


def test_the_tiny_scenario_is_proven_for_several_variants(grounds):
    report = prove(grounds, tiny_scenario(), range(1, 4))
    assert report["proven"], report["problems"]
    assert report["variants"] == (1, 2, 3) or report["variants"] == [1, 2, 3]


def test_a_mistake_that_loses_something_else_is_not_proven(grounds):
    report = prove(grounds, broken("drop: pass, loses: [passed]", "drop: pass, loses: [closed]"), [1])
    assert not report["proven"]
    assert "passes_to_nobody" in report["problems"][0]


def test_a_solution_that_misses_a_criterion_is_not_proven(grounds):
    report = prove(grounds, broken("has: {state: closed}", "has: {state: open}"), [1])
    assert not report["proven"]


def test_a_plan_that_cannot_be_played_is_not_proven_and_says_where(grounds):
    report = prove(grounds, broken("- remark: {text: Đã đọc}", "- remark: {}"), [1])
    assert not report["proven"]
    assert "tiny.remark" in report["problems"][0]


def test_an_event_that_never_comes_is_not_proven(grounds):
    report = prove(grounds, broken("  - remark: {text: Đã đọc}\n", ""), [1])
    assert not report["proven"]
    assert "replies" in report["problems"][0]
