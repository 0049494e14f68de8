"""The kept records of a scenario, and the ledger: what was graded anew is added, nothing is ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from grader.sheet import ScoreSheet as Whole
from grader.sheet import read_sheet
from sandbox.accounts.models import User
from sandbox.accounts.wall import utc_now
from sandbox.ledger.models import HumanMark, Regrade
from sandbox.regrading.compare import Regraded
from sandbox.regrading.models import RegradeOrder, RegradeTrial
from sandbox.runs.database import Database
from sandbox.runs.grading import sheet_row
from sandbox.runs.models import Run, ScoreSheet
from sandbox.runs.runs import Runs
from scenarios import Scenario

_runs, _sheets, _regrades, _marks = Run.__table__, ScoreSheet.__table__, Regrade.__table__, HumanMark.__table__
_orders, _trials = RegradeOrder.__table__, RegradeTrial.__table__


class Kept(NamedTuple):
    """A submitted run with its newest sheet and its newest mark (0: none)."""

    run: str
    sheet: int
    mark: int = 0


_others = _sheets.alias()
_is_newest = _sheets.c.id == (
    select(func.max(_others.c.id))
    .where(_others.c.run_id == _runs.c.id, _others.c.purpose == "submission")
    .correlate(_runs)
    .scalar_subquery()
)


def kept_records(runs: Runs, scenario: Scenario, *conditions: ColumnElement[bool], again: bool = False) -> list[Kept]:
    """The submitted runs of a scenario whose newest sheet is of a rubric that may score otherwise, by run id.

    `again`: also those of this rubric, for a grader that has changed. `conditions`: on `Run`.
    """
    newest_mark = select(func.coalesce(func.max(_marks.c.id), 0)).where(_marks.c.run_id == _runs.c.id)
    asked = select(_runs.c.id, _sheets.c.id, newest_mark.correlate(_runs).scalar_subquery())
    asked = asked.join(_sheets, _sheets.c.run_id == _runs.c.id).where(_runs.c.scenario_id == scenario.id, *conditions)
    if not again:
        asked = asked.where(_sheets.c.rubric_digest.not_in(runs.versions.alike(scenario)))
    with runs.database.reading() as connection:
        rows = connection.execute(asked.where(_is_newest).order_by(_runs.c.id))
        return [Kept(*row) for row in rows]


def counts(runs: Runs, *conditions: ColumnElement[bool]) -> dict[str, int]:
    """How many submitted runs wait to be graded anew, by scenario. `conditions`: on `Run`."""
    found: dict[str, int] = {}
    asked = select(_runs.c.scenario_id, _sheets.c.rubric_digest, func.count()).where(_is_newest, *conditions)
    asked = asked.join(_sheets, _sheets.c.run_id == _runs.c.id).group_by(_runs.c.scenario_id, _sheets.c.rubric_digest)
    with runs.database.reading() as connection:
        rows = connection.execute(asked).all()
    for id, digest, count in rows:
        newest = runs.grounds.scenarios.get(id)
        if newest is not None and not runs.versions.score_alike(digest, newest):
            found[id] = found.get(id, 0) + count
    return found


def sheets_of(database: Database, ids: Iterable[int]) -> dict[int, Whole]:
    """Stored sheets by their numbers."""
    with database.reading() as connection:
        rows = connection.execute(select(_sheets.c.id, _sheets.c.content).where(_sheets.c.id.in_(list(ids))))
        return {id: read_sheet(bytes(content)) for id, content in rows}


def write(
    runs: Runs, scenario: Scenario, regraded: Sequence[Regraded], why: str, by: int | None, order: int | None = None
) -> int:
    """Add a new sheet and a ledger entry for each, in one transaction; how many. `order`: what it is a part of.

    Passed over are those that cannot be graded, those whose newest sheet is another by now (somebody was faster), and
    those for which the machine says the same in every byte. Their trials are no longer needed.
    """
    made = 0
    with runs.database.writing() as connection:
        runs.versions.keep(connection, scenario)
        present = _present(connection, [one.run for one in regraded])
        for one in regraded:
            id, content = present.get(one.run, (0, b""))
            if one.fault or id != one.sheet or content == one.content:
                continue
            row = sheet_row(one.run, "submission", read_sheet(one.content))
            new = connection.execute(_sheets.insert().returning(_sheets.c.id), row).scalar_one()
            connection.execute(_regrades.insert(), _ledger_row(one, new, why, by))
            made += 1
        connection.execute(_trials.delete().where(_trials.c.sheet_id.in_([one.sheet for one in regraded])))
        if order is not None:
            more = _orders.update().where(_orders.c.id == order)
            connection.execute(more.values(written=_orders.c.written + made))
    return made


def _present(connection: Any, run_ids: Sequence[str]) -> dict[str, tuple[int, bytes]]:
    """The newest sheets of these runs, with locks where the database has them."""
    locked = select(_runs.c.id).where(_runs.c.id.in_(run_ids)).order_by(_runs.c.id)
    connection.execute(locked.with_for_update())
    asked = select(_runs.c.id, _sheets.c.id, _sheets.c.content).join(_sheets, _sheets.c.run_id == _runs.c.id)
    rows = connection.execute(asked.where(_is_newest, _runs.c.id.in_(run_ids)))
    return {run: (id, bytes(content)) for run, id, content in rows}


def _ledger_row(one: Regraded, new: int, why: str, by: int | None) -> dict[str, Any]:
    return {
        "run_id": one.run,
        "old_sheet_id": one.sheet,
        "new_sheet_id": new,
        "old_version": one.old.version,
        "new_version": one.new.version,
        "old_score": one.old.score,
        "new_score": one.new.score,
        "reason": why,
        "by_user": by,
        "at": utc_now(),
    }


def owners(database: Database, run_ids: Sequence[str]) -> dict[str, str]:
    """Whose these runs are, by login."""
    users = User.__table__
    asked = select(_runs.c.id, users.c.login).join(users, users.c.id == _runs.c.user_id).where(_runs.c.id.in_(run_ids))
    with database.reading() as connection:
        return {row.id: row.login for row in connection.execute(asked)}
