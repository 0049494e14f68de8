"""grade: rubric and record in, score sheet out. Pure: no clock, no chance, nothing fetched."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from grader.case import Case
from grader.checks import CHECKS, Found
from grader.record import RunRecord
from grader.settling import passed, settled
from grader.sheet import Finding, Outcome, ScoreSheet
from grader.verdicts import SignatureReader
from scenarios.load import loads
from scenarios.model import Scenario
from scenarios.rubric import Criterion

_log = logging.getLogger(__name__)
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
    hints, gaps = _hints(case), len(record.gaps)
    found = [_finding(one, _found(one, case), hints.get(one.id, 0), gaps) for one in scenario.criteria]
    return _sheet(record, scenario, settled(found))


def _hints(case: Case) -> Mapping[str, int]:
    """How many hints the trainee took for each criterion."""
    taken: dict[str, int] = {}
    for entry in case.by_action.get(TAKE_HINT, ()):
        name = str(entry.params.get("criterion"))
        taken[name] = taken.get(name, 0) + 1
    return taken


def _found(one: Criterion, case: Case) -> Found:
    """What the check says; a fault of the check itself tells nothing, and is logged."""
    try:
        return CHECKS[one.check](one, case)
    except Exception:
        _log.exception("run %s, criterion %s: the check %s failed", case.record.run, one.id, one.check)
        return Found(None, "Máy chấm gặp lỗi ở tiêu chí này nên chưa kết luận; hãy báo giáo viên để người chấm")


def _finding(one: Criterion, told: Found, taken: int, gaps: int) -> Finding:
    """What the check says as a finding by itself. `taken`: hints taken; `gaps`: entries that may be hints too."""
    high = max(one.points - _cost(one, taken), 0)
    sure = max(one.points - _cost(one, taken + gaps), 0)
    own: Outcome = "undecided" if told.met is None else "met" if told.met else "missed"
    by_hand = min(told.by_hand, high) if told.met else 0
    points = max(sure - by_hand, 0) if told.met else 0
    possible = 0 if told.met is False else high
    return Finding(
        criterion=one.id,
        title=one.title,
        outcome=own,
        points=points,
        high=possible,
        max_points=one.points,
        critical=one.critical,
        competency=one.competency,
        expected=told.expected,
        seen=told.seen,
        missed=one.missed if own != "met" or one.needs or by_hand else "",
        law=one.law,
        hint_cost=min(_cost(one, taken), one.points),
        by_hand=by_hand,
        needs=one.needs,
        own=own,
        own_points=points,
        own_high=possible,
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
        passed=passed(findings, scenario.pass_mark, scenario.max_score),
        findings=findings,
    )
