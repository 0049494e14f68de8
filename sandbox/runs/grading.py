"""Grading runs: a check in between, and the submission that closes a run. Every sheet is kept and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from grader import RunRecord, ScoreSheet, grade, read_sheet
from sandbox.accounts.wall import utc_now
from sandbox.runs import models
from sandbox.runs.records import record_of
from sandbox.runs.visits import RunRow
from scenarios import Scenario

if TYPE_CHECKING:
    from sandbox.runs.runs import Runs

_runs, _sheets = models.Run.__table__, models.ScoreSheet.__table__


class Grading:
    """Grades the runs of an installation by the rubric that each run began with."""

    def __init__(self, runs: Runs):
        self._all = runs

    def record(self, row: RunRow) -> RunRecord:
        """The run as the grader sees it, as far as its journal has come."""
        store = self._all.store
        entries, files = store.entries(row.id), store.files(row.id).all()
        people = {"account": str(row.user_id), "mode": row.mode}
        return record_of(self._all.grounds, self._all.beginning(row), entries, files, run=row.id, people=people)

    def beside(self, row: RunRow, most: int = 50) -> list[RunRecord]:
        """Records of the newest submitted runs of the same exercise, without this one."""
        of = select(_runs.c.id).where(_runs.c.scenario_id == row.scenario_id, _runs.c.state == "submitted")
        newest = of.where(_runs.c.id != row.id).order_by(_runs.c.submitted_at.desc(), _runs.c.id).limit(most)
        with self._all.database.reading() as connection:
            ids = list(connection.scalars(newest))
        return [self.record(self._all.row(one)) for one in ids]

    def check(self, row: RunRow) -> int:
        """Grade a live run without closing it; the number of the sheet."""
        return self._keep(row.id, "check", self._graded(row))

    def submit(self, row: RunRow) -> ScoreSheet:
        """Close the run and grade it; done again it gives the same sheet."""
        with self._all.database.writing() as connection:
            live = update(_runs).where(_runs.c.id == row.id, _runs.c.state == "live")
            connection.execute(live.values(state="submitted", submitted_at=utc_now()))
        known = self.submission(row.id)
        if known is not None:
            return known
        sheet = self._graded(self._all.row(row.id))
        self._keep(row.id, "submission", sheet)
        return sheet

    def submission(self, run: str) -> ScoreSheet | None:
        """The newest sheet of the run's submission."""
        newest = select(func.max(_sheets.c.id)).where(_sheets.c.run_id == run, _sheets.c.purpose == "submission")
        return self._sheet(_sheets.c.id == newest.scalar_subquery())

    def sheet(self, run: str, id: int) -> ScoreSheet | None:
        """A sheet of this run by its number."""
        return self._sheet(_sheets.c.id == id, _sheets.c.run_id == run)

    def _sheet(self, *conditions: Any) -> ScoreSheet | None:
        with self._all.database.reading() as connection:
            content = connection.execute(select(_sheets.c.content).where(*conditions)).scalar()
        return read_sheet(bytes(content)) if content is not None else None

    def by(self, row: RunRow, scenario: Scenario) -> ScoreSheet:
        """The run by the rubric of this scenario, another than it began with perhaps; the sheet is not kept."""
        return grade(self.record(row), scenario)

    def _graded(self, row: RunRow) -> ScoreSheet:
        return self.by(row, self._all.beginning(row).scenario)

    def _keep(self, run: str, purpose: str, sheet: ScoreSheet) -> int:
        with self._all.database.writing() as connection:
            made = _sheets.insert().returning(_sheets.c.id)
            return int(connection.execute(made, sheet_row(run, purpose, sheet)).scalar_one())


def sheet_row(run: str, purpose: str, sheet: ScoreSheet) -> dict[str, Any]:
    """A row of `score_sheets` for this sheet, made now."""
    return {
        "run_id": run,
        "purpose": purpose,
        "made_at": utc_now(),
        "rubric_digest": sheet.rubric,
        "seq": sheet.entries,
        "head": sheet.head,
        "score": sheet.score,
        "max_score": sheet.max_score,
        "passed": bool(sheet.passed),
        "content": sheet.to_json(),
    }
