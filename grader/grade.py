"""grade: rubric and record in, score sheet out. Pure: no clock, no chance, nothing fetched."""

from __future__ import annotations

from collections.abc import Mapping

from grader.case import Case
from grader.checks import CHECKS, Found
from grader.record import RunRecord
from grader.sheet import Finding, Outcome, ScoreSheet
from grader.verdicts import SignatureReader
from scenarios.load import loads
from scenarios.model import Scenario
from scenarios.rubric import Criterion

TAKE_HINT = "drill.take_hint"


def grade(
    record: RunRecord, scenario: Scenario | None = None, *, signatures: SignatureReader | None = None
) -> ScoreSheet:
    """The score sheet of a record under a scenario's rubric; without one, under the scenario that the record holds.

    `signatures`: another reader of signatures than real cryptography, for proofs that play without keys.
    Raises ScenarioError when the record's own scenario cannot be read.
    """
    scenario = scenario or loads(record.scenario_text.encode(), f"{record.scenario_id}/scenario.yaml")
    case = Case(record, scenario, signatures)
    found = {one.id: CHECKS[one.check](one, case) for one in scenario.criteria}
    hints = _hints(case)
    findings = tuple(_finding(one, found, scenario, hints, len(case.world.gaps)) for one in scenario.criteria)
    return _sheet(record, scenario, findings)


def _hints(case: Case) -> Mapping[str, int]:
    """How many hints the trainee took for each criterion."""
    taken: dict[str, int] = {}
    for entry in case.by_action.get(TAKE_HINT, ()):
        name = str(entry.params.get("criterion"))
        taken[name] = taken.get(name, 0) + 1
    return taken


def _outcome(one: Criterion, found: Mapping[str, Found]) -> tuple[Outcome, tuple[str, ...]]:
    met = found[one.id].met
    if one.needs:
        roots = tuple(name for name in one.needs if found[name].met is False)
        if roots:
            return "blocked", roots
        if any(found[name].met is None for name in one.needs):
            return "undecided", ()
    return ("undecided" if met is None else "met" if met else "missed"), ()


def _finding(
    one: Criterion, found: Mapping[str, Found], scenario: Scenario, hints: Mapping[str, int], gaps: int
) -> Finding:
    outcome, roots = _outcome(one, found)
    told = found[one.id]
    taken = hints.get(one.id, 0)
    high = max(one.points - _cost(one, taken), 0)
    sure = max(one.points - _cost(one, taken + gaps), 0)
    possible = outcome == "met" or (outcome == "undecided" and told.met is not False)
    return Finding(
        criterion=one.id,
        title=one.title,
        outcome=outcome,
        points=sure if outcome == "met" else 0,
        high=high if possible else 0,
        max_points=one.points,
        critical=one.critical,
        competency=one.competency,
        expected=told.expected,
        seen=told.seen,
        missed="" if outcome == "met" else one.missed,
        law=one.law,
        hint_cost=min(_cost(one, taken), one.points),
        blocked_by=roots,
        evidence=told.evidence,
    )


def _cost(one: Criterion, taken: int) -> int:
    return sum(hint.cost for hint in one.hints[:taken]) if taken and one.hints else 0


def _sheet(record: RunRecord, scenario: Scenario, findings: tuple[Finding, ...]) -> ScoreSheet:
    low, high = sum(one.points for one in findings), sum(one.high for one in findings)
    return ScoreSheet(
        scenario=scenario.id,
        version=scenario.version,
        rubric=scenario.digest,
        variant=record.variant,
        run=record.run,
        head=record.head,
        entries=len(record.entries),
        score=low,
        max_score=scenario.max_score,
        low=low,
        high=high,
        pass_mark=scenario.pass_mark,
        passed=_passed(scenario, findings, low, high),
        findings=findings,
    )


def _passed(scenario: Scenario, findings: tuple[Finding, ...], low: int, high: int) -> bool | None:
    """Score at the pass mark or above, and no critical criterion failed (điểm liệt)."""
    mark = scenario.pass_mark * scenario.max_score
    critical = [one.outcome for one in findings if one.critical]
    if high * 100 < mark or "missed" in critical or "blocked" in critical:
        return False
    return None if low * 100 < mark or "undecided" in critical else True
