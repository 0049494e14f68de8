"""The kept records of a scenario, and the ledger: what was graded anew is added, nothing is ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from grader.sheet import ScoreSheet as Whole
from grader.sheet import read_sheet
from sandbox.accounts.models import User
from sandbox.accounts.wall import utc_now
from sandbox.pages.reviewer.models import Regrade
from sandbox.regrading.compare import Regraded
from sandbox.runs.database import Database
from sandbox.runs.models import Run, ScoreSheet

_runs, _sheets, _regrades = Run.__table__, ScoreSheet.__table__, Regrade.__table__


class Kept(NamedTuple):
    """A submitted run with its newest sheet."""

    run: str
    sheet: int


def _newest(*conditions: ColumnElement[bool]) -> Select[tuple[int]]:
    """Numbers of the newest sheets of submissions."""
    newest = select(func.max(_sheets.c.id)).where(_sheets.c.purpose == "submission", *conditions)
    return newest.group_by(_sheets.c.run_id)


def kept_records(
    database: Database, scenario: str, rubric: str, *conditions: ColumnElement[bool], again: bool = False
) -> list[Kept]:
    """The submitted runs of a scenario whose newest sheet is of another rubric than this digest, by run id.

    `again`: also those of this rubric, for a grader that has changed. `conditions`: on `Run`.
    """
    asked = select(_runs.c.id, _sheets.c.id).join(_sheets, _sheets.c.run_id == _runs.c.id)
    asked = asked.where(_sheets.c.id.in_(_newest()), _runs.c.scenario_id == scenario, *conditions)
    if not again:
        asked = asked.where(_sheets.c.rubric_digest != rubric)
    with database.reading() as connection:
        return [Kept(*row) for row in connection.execute(asked.order_by(_runs.c.id))]


def sheets_of(database: Database, ids: Iterable[int]) -> dict[int, Whole]:
    """Stored sheets by their numbers."""
    with database.reading() as connection:
        rows = connection.execute(select(_sheets.c.id, _sheets.c.content).where(_sheets.c.id.in_(list(ids))))
        return {id: read_sheet(bytes(content)) for id, content in rows}


def write(database: Database, regraded: Sequence[Regraded], why: str, by: int | None) -> int:
    """Add a new sheet and a ledger entry for each, in one transaction; how many.

    Passed over are those that cannot be graded, those whose newest sheet is another by now (somebody was faster), and
    those for which the machine says the same in every byte.
    """
    made = 0
    with database.writing() as connection:
        present = _present(connection, [one.run for one in regraded])
        for one in regraded:
            id, content = present.get(one.run, (0, b""))
            if one.fault or id != one.sheet or content == one.content:
                continue
            new = connection.execute(_sheets.insert().returning(_sheets.c.id), _sheet_row(one)).scalar_one()
            connection.execute(_regrades.insert(), _ledger_row(one, new, why, by))
            made += 1
    return made


def _present(connection: Any, runs: Sequence[str]) -> dict[str, tuple[int, bytes]]:
    """The newest sheets of these runs, with locks where the database has them."""
    connection.execute(select(_runs.c.id).where(_runs.c.id.in_(runs)).order_by(_runs.c.id).with_for_update())
    asked = select(_sheets.c.run_id, _sheets.c.id, _sheets.c.content)
    asked = asked.where(_sheets.c.id.in_(_newest(_sheets.c.run_id.in_(runs))))
    return {run: (id, bytes(content)) for run, id, content in connection.execute(asked)}


def _sheet_row(one: Regraded) -> dict[str, Any]:
    sheet = read_sheet(one.content)
    return {
        "run_id": one.run,
        "purpose": "submission",
        "made_at": utc_now(),
        "rubric_digest": sheet.rubric,
        "seq": sheet.entries,
        "head": sheet.head,
        "score": sheet.score,
        "max_score": sheet.max_score,
        "passed": bool(sheet.passed),
        "content": one.content,
    }


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


def owners(database: Database, runs: Sequence[str]) -> dict[str, str]:
    """Whose these runs are, by login."""
    users = User.__table__
    asked = select(_runs.c.id, users.c.login).join(users, users.c.id == _runs.c.user_id).where(_runs.c.id.in_(runs))
    with database.reading() as connection:
        return {row.id: row.login for row in connection.execute(asked)}
