"""Runs and their results as the pages outside the world list them: a few plain rows per statement, no journals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from grader.sheet import ScoreSheet as WholeSheet
from grader.sheet import read_sheet
from sandbox.db import db
from sandbox.ledger.marks import plain_marks
from sandbox.ledger.models import HumanMark
from sandbox.pages.standings import Key, standings, whole_sheets
from sandbox.regrading.counting import Standing, counted
from sandbox.runs.models import Run, ScoreSheet
from sandbox.runs.runs import runs

COLUMNS = (
    Run.id,
    Run.user_id,
    Run.assignment_id,
    Run.scenario_id,
    Run.mode,
    Run.guided,
    Run.state,
    Run.started_at,
    Run.submitted_at,
    Run.seq,
    Run.last_action,
    Run.last_at,
)


@dataclass(frozen=True)
class Sheet:
    """The score of a submission that counts, without its findings: its newest sheet with the marks of people on it.
    `rubric`: digest of the scenario's file that it was graded by."""

    id: int
    rubric: str
    standing: Standing

    @property
    def score(self) -> int:
        return self.standing.score

    @property
    def max_score(self) -> int:
        return self.standing.max_score

    @property
    def passed(self) -> bool | None:
        """None while it is open."""
        return self.standing.passed

    @property
    def percent(self) -> int:
        """Whole percents, rounded down: 100 only for full marks."""
        return self.score * 100 // self.max_score if self.max_score else 0


@dataclass(frozen=True)
class Result:
    """A run and, once it is graded, the score of its submission."""

    id: str
    user_id: int
    assignment_id: int | None
    scenario_id: str
    mode: str
    guided: bool
    state: str
    started_at: datetime
    submitted_at: datetime | None
    seq: int
    last_action: str
    last_at: datetime
    sheet: Sheet | None = None

    @property
    def live(self) -> bool:
        return self.state == "live"

    @property
    def minutes(self) -> int:
        """From the start to the last act, in whole minutes."""
        return max(0, int((self.last_at - self.started_at).total_seconds() // 60))


_any = aliased(ScoreSheet)
_newest_sheet = (
    select(func.max(_any.id))
    .where(_any.run_id == Run.id, _any.purpose == "submission")
    .correlate(Run)
    .scalar_subquery()
)
_newest_mark = select(func.max(HumanMark.id)).where(HumanMark.run_id == Run.id).correlate(Run).scalar_subquery()
_asked = (
    select(*COLUMNS, ScoreSheet.id.label("sheet_id"), ScoreSheet.rubric_digest, _newest_mark.label("mark_id"))
    .select_from(Run)
    .outerjoin(ScoreSheet, ScoreSheet.id == _newest_sheet)
    .order_by(Run.started_at, Run.id)
)


def runs_where(*conditions: ColumnElement[bool]) -> list[Result]:
    """The runs that fulfil the conditions on `Run`, oldest first."""
    rows = db.session.execute(_asked.where(*conditions)).all()
    keys = [Key(row.id, row.sheet_id, row.mark_id or 0) if row.sheet_id is not None else None for row in rows]
    known = standings().of([key for key in keys if key is not None])
    return [_result(row, known[key] if key is not None else None) for row, key in zip(rows, keys, strict=True)]


def _result(row: Any, standing: Standing | None) -> Result:
    sheet = Sheet(row.sheet_id, row.rubric_digest, standing) if standing is not None else None
    return Result(*row[: len(COLUMNS)], sheet)


def of_user(user_id: int) -> list[Result]:
    """Everything this user began, oldest first."""
    return runs_where(Run.user_id == user_id)


def by_scenario(results: Iterable[Result]) -> Mapping[str, Sequence[Result]]:
    """The runs of each scenario, in their order."""
    sorted_out: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        sorted_out[one.scenario_id].append(one)
    return sorted_out


def best(results: Iterable[Result]) -> Result | None:
    """The graded run with the highest share of points; of equal ones the first."""
    graded = [one for one in results if one.sheet is not None]
    return max(graded, key=_share, default=None)


def _share(one: Result) -> float:
    return one.sheet.score / one.sheet.max_score if one.sheet and one.sheet.max_score else 0.0


def one(run_id: str) -> Result | None:
    """The run with this id; graded now when it was handed in and the process ended before it was graded."""
    found = _one(run_id)
    if found is None or found.live or found.sheet is not None:
        return found
    try:
        runs().grading.submit(runs().row(run_id))
    except Exception:
        current_app.logger.exception("run %s cannot be graded", run_id)
    return _one(run_id)


def _one(run_id: str) -> Result | None:
    return next(iter(runs_where(Run.id == run_id)), None)


def stored(sheet_id: int) -> bytes:
    """The sheet as the grader wrote it, byte for byte."""
    return bytes(db.session.execute(select(ScoreSheet.content).where(ScoreSheet.id == sheet_id)).scalar_one())


def sheet(sheet_id: int) -> WholeSheet:
    """The sheet with its findings, as the machine found them."""
    return read_sheet(stored(sheet_id))


def counted_sheets(graded: Iterable[Result]) -> dict[str, WholeSheet]:
    """The sheets of these graded runs with their findings and the marks of people, by run."""
    ones = {one.id: one.sheet for one in graded if one.sheet is not None}
    whole = whole_sheets(sheet.id for sheet in ones.values())
    marks = plain_marks(runs().database, [run for run, sheet in ones.items() if sheet.standing.marked])
    return {run: counted(whole[sheet.id], marks.get(run, ()))[0] for run, sheet in ones.items()}


def missed(sheet: WholeSheet) -> list[str]:
    """Titles of the criteria that were missed by themselves, in the order of the work."""
    return [finding.title for finding in sheet.findings if finding.outcome == "missed"]
