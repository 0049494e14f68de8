"""Human marks on a sheet: they stand beside what the machine said and count instead of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from grader.settling import passed, settled
from grader.sheet import Finding, Mark, Outcome, ScoreSheet


def with_marks(sheet: ScoreSheet, marks: Iterable[Mark]) -> ScoreSheet:
    """The sheet with these marks, oldest first; the last one of a criterion counts, what the machine said stays.

    A mark of 0 misses the criterion, any other meets it; what needs a criterion is blocked or judged accordingly.
    Raises KeyError for a criterion that the sheet does not have, ValueError for points that it cannot give.
    """
    last = {one.criterion: one for one in marks}
    for one in last.values():
        _must_fit(sheet.finding(one.criterion), one)
    found = (_marked(one, last[one.criterion]) if one.criterion in last else one for one in sheet.findings)
    return _summed(sheet, settled(found))


def in_full(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet as if a person had given all that waits for one: what a proof compares with full marks."""
    return _summed(
        sheet,
        settled(
            msgspec.structs.replace(one, own_points=one.own_points + one.by_hand, by_hand=0) for one in sheet.findings
        ),
    )


def _must_fit(finding: Finding, mark: Mark) -> None:
    if not 0 <= mark.points <= finding.max_points:
        raise ValueError(f"{mark.criterion}: {mark.points} points, 0 to {finding.max_points} can be given")


def _marked(one: Finding, mark: Mark) -> Finding:
    outcome: Outcome = "met" if mark.points else "missed"
    return msgspec.structs.replace(
        one,
        outcome=outcome,
        points=mark.points,
        high=mark.points,
        blocked_by=(),
        own=outcome,
        mark=mark,
        machine_outcome=one.machine_outcome if one.mark else one.outcome,
        machine_points=one.machine_points if one.mark else one.points,
    )


def _summed(sheet: ScoreSheet, findings: tuple[Finding, ...]) -> ScoreSheet:
    low, high = sum(one.points for one in findings), sum(one.high for one in findings)
    over = passed(findings, sheet.pass_mark, sheet.max_score)
    return msgspec.structs.replace(sheet, findings=findings, score=low, low=low, high=high, passed=over)
