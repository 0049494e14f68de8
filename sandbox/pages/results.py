"""Runs and their results as the pages outside the world list them: a few plain rows per statement, no journals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from grader.sheet import ScoreSheet as WholeSheet
from grader.sheet import read_sheet
from sandbox.db import db
from sandbox.runs.models import Run, ScoreSheet

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
    """A stored score sheet, without its findings. `rubric`: digest of the scenario's file that it was graded by."""

    id: int
    score: int
    max_score: int
    passed: bool
    rubric: str

    @property
    def percent(self) -> int:
        """Whole percents, rounded down: 100 only for full marks."""
        return self.score * 100 // self.max_score if self.max_score else 0


@dataclass(frozen=True)
class Result:
    """A run and, once it is graded, the newest sheet of its submission."""

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


_newest = (
    select(func.max(ScoreSheet.id).label("id"))
    .where(ScoreSheet.purpose == "submission")
    .group_by(ScoreSheet.run_id)
    .subquery()
)
_asked = (
    select(
        *COLUMNS,
        ScoreSheet.id.label("sheet_id"),
        ScoreSheet.score,
        ScoreSheet.max_score,
        ScoreSheet.passed,
        ScoreSheet.rubric_digest,
    )
    .select_from(Run)
    .outerjoin(ScoreSheet, (ScoreSheet.run_id == Run.id) & ScoreSheet.id.in_(select(_newest.c.id)))
    .order_by(Run.started_at, Run.id)
)


def runs_where(*conditions: ColumnElement[bool]) -> list[Result]:
    """The runs that fulfil the conditions on `Run`, oldest first."""
    return [_result(row) for row in db.session.execute(_asked.where(*conditions))]


def _result(row: Any) -> Result:
    sheet = Sheet(*row[len(COLUMNS) :]) if row.sheet_id is not None else None
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
    """The run with this id."""
    return next(iter(runs_where(Run.id == run_id)), None)


def stored(sheet_id: int) -> bytes:
    """The sheet as the grader wrote it, byte for byte."""
    return bytes(db.session.execute(select(ScoreSheet.content).where(ScoreSheet.id == sheet_id)).scalar_one())


def sheet(sheet_id: int) -> WholeSheet:
    """The sheet with its findings."""
    return read_sheet(stored(sheet_id))


def missed(sheet_id: int) -> list[str]:
    """Titles of the criteria that were missed by themselves, in the order of the work."""
    return [finding.title for finding in sheet(sheet_id).findings if finding.outcome == "missed"]
