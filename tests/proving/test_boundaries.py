"""Limits to the minute: of a criterion, of one of several ways, of what the cast does; and those not to be tried."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks import CHECKS, in_time
from sandbox.proving.boundaries import Boundary, Untried, boundaries
from sandbox.proving.merged import scenario_proof
from sandbox.proving.variant import Wanted, prove_variant
from scenarios import plan
from tests.proving import office

CRITERION = "  - {id: nothing_else,"
SEND = "{check: in_time, what: send, since: $letter.came, same_day: true}"
NEVER_DONE = "{check: in_time, what: {does: desk.clear}, by: $start at 17:00}"
BY_HAND = "{check: happened, what: note}"


def ways(*made: str) -> tuple[str, str]:
    rows = ", ".join(made)
    told = f"  - {{id: several, title: T, points: 1, missed: M, needs: filled, check: any_of, ways: [{rows}]}}\n"
    return CRITERION, told + CRITERION


def stamped(after: str, limit: str) -> tuple[tuple[str, str], ...]:
    """Somebody of the cast notes something on another letter this long after the first was filled in."""
    step = "  stamp: {who: tu_phap, does: desk.note, about: {letter: $other, text: Đã lưu}}\n"
    told = f"  - {{id: stamped, title: T, points: 1, missed: M, needs: filled, check: in_time, what: stamp, {limit}}}\n"
    return (
        ("steps:\n", f"cast:\n  stamp: {{upon: fill, after: {after}}}\nsteps:\n{step}"),
        ("  - sign: {pin", "  - wait_for: stamp\n  - sign: {pin"),
        (CRITERION, told + CRITERION),
    )


def tried(folder: Any, id: str, *changes: tuple[str, str]) -> tuple[list[Boundary], list[Untried]]:
    stage = office.stage(folder, office.scenario(*changes))
    pairs, untried = boundaries(stage, "main", plan(stage.expanded))
    return [one for one in pairs if one.criterion == id], [one for one in untried if one.criterion == id]


def test_a_limit_inside_any_of_has_its_own_pair(folder):
    (pair,), untried = tried(folder, "several", ways(BY_HAND, SEND))
    assert (pair.choice, pair.limit, pair.holds, pair.told) == (2, "2026-11-23T17:00:00", True, "")
    assert untried == []


def test_each_way_has_one_and_a_way_that_the_solution_does_not_go_is_told(folder):
    pairs, untried = tried(folder, "several", ways(SEND, NEVER_DONE, BY_HAND))
    assert [one.choice for one in pairs] == [1]
    assert [(one.choice, one.way, one.why) for one in untried] == [(2, "main", "lời giải này không làm việc ấy")]


def test_a_limit_without_beginning_is_told(folder):
    since = "{check: in_time, what: send, since: {does: desk.clear}, within: 2 hours}"
    assert [one.why for one in tried(folder, "several", ways(since, BY_HAND))[1]] == ["chưa có mốc để tính hạn"]


@pytest.mark.parametrize(
    ("after", "limit", "at"),
    [
        ("20 minutes", "by: $start at 16:00", "2026-11-23T16:00:00"),
        ("20 minutes", "since: $letter.came, within: 6 working hours", "2026-11-23T16:10:00"),
        ("2 working days", "by: $start + 3 working days at 10:00", "2026-11-27T10:00:00"),
        ("2 working days", "by: $start + 5 working days at 16:30", "2026-12-01T16:30:00"),
    ],
)
def test_what_the_cast_does_is_brought_to_its_limit_by_its_cause(folder, after, limit, at):
    (pair,), untried = tried(folder, "stamped", *stamped(after, limit))
    assert (pair.limit, pair.holds, pair.told, untried) == (at, True, "", [])


def test_the_cast_does_not_come_just_at_closing_time(folder):
    pairs, (one,) = tried(folder, "stamped", *stamped("2 working days", "by: $start + 5 working days at 17:00"))
    assert (pairs, one.criterion) == ([], "stamped")


def test_a_term_from_the_cause_itself_cannot_be_tried(folder):
    pairs, (one,) = tried(folder, "stamped", *stamped("20 minutes", "since: fill, within: 30 minutes"))
    assert pairs == []
    assert "sau một khoảng đã định" in one.why


def strict(criterion: Any, case: Any) -> Any:
    """Exactly at the limit is late already."""
    found = in_time.in_time(criterion, case)
    acts = case.matches(criterion.what)
    limit = in_time._limit(criterion, case, acts[0]).moment if acts else None
    return found._replace(met=False) if found.met and acts[0].entry.moment == limit else found


def lenient(criterion: Any, case: Any) -> Any:
    return in_time.in_time(criterion, case)._replace(met=True)


@pytest.mark.parametrize(("check", "told"), [(strict, "mà vẫn bị coi là trễ"), (lenient, "mà vẫn được coi là kịp")])
@pytest.mark.parametrize(
    ("id", "changes"), [("several", [ways(SEND, BY_HAND)]), ("stamped", stamped("20 minutes", "by: $start at 16:00"))]
)
def test_a_limit_that_is_off_by_a_minute_is_seen_wherever_it_stands(folder, monkeypatch, check, told, id, changes):
    monkeypatch.setitem(CHECKS, "in_time", check)
    (pair,), _ = tried(folder, id, *changes)
    assert not pair.holds
    assert told in pair.told


def test_the_proof_lists_the_limits_that_no_solution_of_any_variant_was_brought_to(folder):
    made = office.scenario(ways(SEND, NEVER_DONE, BY_HAND))
    here = office.grounds(folder)
    proof = scenario_proof(made, [prove_variant(here, made, Wanted(variant)) for variant in (1, 2)])
    why = "lời giải này không làm việc ấy"
    assert proof["untried_limits"] == [{"criterion": "several", "choice": 2, "why": why}]
    assert [one["choice"] for one in proof["boundary_pairs"] if one["criterion"] == "several"] == [1, 1]
    assert proof["boundaries"] == 1.0


def test_a_limit_that_another_solution_reaches_is_no_gap(folder):
    clear = "    - {does: desk.clear, who: van_thu, about: {letter: $memo}}\n"
    other = f"solutions:\n  cleared:\n    - look\n{clear}mistakes:\n"
    made = office.scenario(ways(SEND, NEVER_DONE, BY_HAND), ("mistakes:\n", other))
    proof = scenario_proof(made, [prove_variant(office.grounds(folder), made, Wanted(1))])
    assert proof["untried_limits"] == []
