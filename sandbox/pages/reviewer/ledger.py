"""The ledger of human marks: reading it, and adding to it. Nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import aliased

from sandbox.accounts.models import User
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.ledger.models import HumanMark, Regrade
from sandbox.pages.sheet import History, Mark
from sandbox.pages.words import local_moment
from sandbox.runs.models import ScoreSheet


def marks_of(run_id: str, sheet_id: int) -> Sequence[Mark]:
    """All marks of a run, oldest first; those given to an earlier sheet than `sheet_id` say so."""
    asked = db.select(HumanMark, User.full_name).join(User, User.id == HumanMark.by_user)
    rows = db.session.execute(asked.where(HumanMark.run_id == run_id).order_by(HumanMark.id))
    return [
        Mark(
            one.criterion,
            one.machine_points,
            one.points,
            one.reason,
            name,
            local_moment(one.at),
            one.sheet_id != sheet_id,
        )
        for one, name in rows
    ]


def history_of(run_id: str) -> Sequence[History]:
    """How the run's submission was graded anew, oldest first; versions with the beginning of their digests."""
    old, new = aliased(ScoreSheet), aliased(ScoreSheet)
    asked = db.select(Regrade, User.full_name, old.rubric_digest, new.rubric_digest)
    asked = asked.outerjoin(User, User.id == Regrade.by_user)
    asked = asked.join(old, old.id == Regrade.old_sheet_id).join(new, new.id == Regrade.new_sheet_id)
    rows = db.session.execute(asked.where(Regrade.run_id == run_id).order_by(Regrade.id))
    return [
        History(
            local_moment(one.at),
            name or "",
            one.reason,
            f"{one.old_version} ({before[:8]})",
            f"{one.new_version} ({after[:8]})",
            one.old_score,
            one.new_score,
        )
        for one, name, before, after in rows
    ]


def is_given(run_id: str, sheet_id: int, criterion: str, points: int, reason: str, by: int) -> bool:
    """Whether the newest mark of this criterion is this very one: the form was sent twice."""
    of = db.select(HumanMark).where(HumanMark.run_id == run_id, HumanMark.criterion == criterion)
    last = db.session.scalars(of.order_by(HumanMark.id.desc()).limit(1)).first()
    given = (sheet_id, points, reason, by)
    return last is not None and (last.sheet_id, last.points, last.reason, last.by_user) == given


def add(run_id: str, sheet_id: int, criterion: str, machine_points: int, points: int, reason: str, by: int) -> None:
    """Add a mark; earlier ones stay."""
    db.session.add(
        HumanMark(
            run_id=run_id,
            sheet_id=sheet_id,
            criterion=criterion,
            machine_points=machine_points,
            points=points,
            reason=reason,
            by_user=by,
            at=utc_now(),
        )
    )
    db.session.flush()
