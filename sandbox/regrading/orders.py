"""What a person confirmed, carried out in short transactions: stopped at any moment, it goes on where it was."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update

from grader.sheet import read_sheet
from sandbox.accounts.wall import utc_now
from sandbox.ledger.marks import plain_marks
from sandbox.regrading.compare import Regraded, compare
from sandbox.regrading.kept import sheets_of, write
from sandbox.regrading.models import RegradeOrder, RegradeTrial
from sandbox.runs.database import Database
from sandbox.runs.runs import Runs
from scenarios import Scenario

BATCH = 100
_orders, _trials = RegradeOrder.__table__, RegradeTrial.__table__


def confirm(database: Database, scenario: Scenario, sheets: Sequence[int], why: str, by: int) -> int:
    """Take down that the trials of these sheets are to be written into the ledger; the number of the order."""
    row = {"scenario_id": scenario.id, "rubric": scenario.digest, "reason": why, "by_user": by, "at": utc_now()}
    with database.writing() as connection:
        insert = _orders.insert().returning(_orders.c.id)
        order = int(connection.execute(insert, {**row, "records": len(sheets), "written": 0}).scalar_one())
        for first in range(0, len(sheets), 1_000):
            some = _trials.c.sheet_id.in_(sheets[first : first + 1_000])
            connection.execute(update(_trials).where(some).values(order_id=order))
    return order


def order_of(database: Database, id: int, by: int) -> Any:
    """The order of this number, when this user confirmed it; with `left`, how many of its records still wait."""
    left = select(func.count()).where(_trials.c.order_id == _orders.c.id).scalar_subquery()
    asked = select(_orders, left.label("left")).where(_orders.c.id == id, _orders.c.by_user == by)
    with database.reading() as connection:
        return connection.execute(asked).first()


def unfinished(database: Database, by: int) -> Sequence[Any]:
    """The orders of this user of which something still waits, the oldest first; with `left`."""
    left = func.count(_trials.c.sheet_id)
    asked = select(_orders, left.label("left")).join(_trials, _trials.c.order_id == _orders.c.id)
    asked = asked.where(_orders.c.by_user == by).group_by(_orders.c.id).order_by(_orders.c.id)
    with database.reading() as connection:
        return connection.execute(asked).all()


def carry_out(runs: Runs, scenario: Scenario, order: Any, seconds: float) -> None:
    """Write what was confirmed, for about so many seconds."""
    stop = time.monotonic() + seconds
    while batch := _next(runs, order.id):
        write(runs, scenario, batch, order.reason, order.by_user, order.id)
        if time.monotonic() > stop:
            break


def give_up(database: Database, order: int) -> None:
    """Write no more of this order: its rubric is no longer the newest."""
    with database.writing() as connection:
        connection.execute(_trials.delete().where(_trials.c.order_id == order))


def _next(runs: Runs, order: int) -> list[Regraded]:
    """The next records of the order, compared with the marks that count now."""
    asked = select(_trials.c.sheet_id, _trials.c.content).where(_trials.c.order_id == order)
    with runs.database.reading() as connection:
        rows = connection.execute(asked.order_by(_trials.c.sheet_id).limit(BATCH)).all()
    before = sheets_of(runs.database, [id for id, _ in rows])
    after = {id: read_sheet(zlib.decompress(bytes(content))) for id, content in rows}
    marks = plain_marks(runs.database, [one.run for one in after.values()])
    return [compare(id, before[id], new, marks.get(new.run, [])) for id, new in after.items()]
