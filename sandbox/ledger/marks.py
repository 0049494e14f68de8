"""The marks of people as the grader reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from grader.sheet import Mark
from sandbox.accounts.models import User
from sandbox.accounts.wall import local
from sandbox.ledger.models import HumanMark
from sandbox.runs.database import Database


def plain_marks(database: Database, run_ids: Sequence[str]) -> dict[str, list[Mark]]:
    """The marks of these runs as the grader reads them, oldest first."""
    marks, users = HumanMark.__table__, User.__table__
    asked = select(marks, users.c.full_name).join(users, users.c.id == marks.c.by_user)
    found: dict[str, list[Mark]] = defaultdict(list)
    if not run_ids:
        return found
    with database.reading() as connection:
        for one in connection.execute(asked.where(marks.c.run_id.in_(run_ids)).order_by(marks.c.id)):
            at = local(one.at).isoformat(timespec="seconds")
            found[one.run_id].append(Mark(one.criterion, one.points, one.full_name, at, one.reason))
    return found
