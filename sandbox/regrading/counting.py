"""The score that counts: what the machine found, with the marks of people on it. Every page and table asks here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from grader.marks import with_marks
from grader.sheet import Finding, Mark, ScoreSheet


def counted(sheet: ScoreSheet, marks: Iterable[Mark]) -> tuple[ScoreSheet, tuple[str, ...]]:
    """The sheet with the marks that fit it, and the criteria of those that do not (each once)."""
    most = {one.criterion: one.max_points for one in sheet.findings}
    last = {one.criterion: one for one in marks}
    fits = [one for one in last.values() if 0 <= one.points <= most.get(one.criterion, -1)]
    lost = tuple(name for name in last if last[name] not in fits)
    return (with_marks(sheet, fits) if fits else sheet), lost


def waits(finding: Finding) -> bool:
    """Whether only a person can decide it: it has points for a person, or its evidence does not tell. What merely hangs
    on another open criterion does not wait."""
    by_itself = finding.by_hand > 0 or finding.own in ("undecided", "")
    return finding.outcome == "undecided" and finding.mark is None and by_itself


def points_waiting(finding: Finding) -> int:
    """How many points a person may still give."""
    return finding.high - finding.points if waits(finding) else 0


class Standing(NamedTuple):
    """A submission in short, in points. `passed` None: open; `machine`: what the grader alone gave; `marked`: a mark of
    a person counts; `open`: criteria that wait for a person, `waiting` the points in them; `again`: the machine has
    graded anew what a person had marked, and nobody has looked since."""

    score: int
    max_score: int
    passed: bool | None
    machine: int
    marked: bool
    open: tuple[str, ...]
    waiting: int
    again: bool


def standing(sheet_id: int, machine: ScoreSheet, marks: Sequence[tuple[int, Mark]]) -> Standing:
    """Where a submission stands by its newest sheet. `marks`, oldest first, each with the number of its sheet."""
    sheet, lost = counted(machine, (one for _, one in marks))
    last = {one.criterion: given_to for given_to, one in marks}
    return Standing(
        score=sheet.score,
        max_score=sheet.max_score,
        passed=sheet.passed,
        machine=machine.score,
        marked=any(one.mark for one in sheet.findings),
        open=tuple(one.criterion for one in sheet.findings if waits(one)),
        waiting=sum(map(points_waiting, sheet.findings)),
        again=_again(sheet_id, last, lost),
    )


def _again(sheet_id: int, last: dict[str, int], lost: tuple[str, ...]) -> bool:
    """Whether a mark was given to an earlier sheet; of those without a place, until anything is marked on this one."""
    older = [name for name, given_to in last.items() if given_to != sheet_id]
    return any(name not in lost for name in older) or (bool(older) and sheet_id not in last.values())
