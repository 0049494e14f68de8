"""Classes: who learns, who teaches, who reviews, and what is set to whom. Nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased

from sandbox.accounts.models import Assignment, Membership, TrainingClass, User
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from seed.text import fold


def watches(viewer_id: Any, owner_id: Any, role: str) -> ColumnElement[bool]:
    """SQL condition: the viewer has this role in a class in which the owner learns.

    Ids are numbers or columns. An instructor sees the runs of their trainees, a reviewer the submitted ones.
    """
    theirs, learns = aliased(Membership), aliased(Membership)
    return exists().where(
        theirs.class_id == learns.class_id,
        theirs.user_id == viewer_id,
        theirs.role == role,
        learns.user_id == owner_id,
        learns.role == "trainee",
    )


def of_member(user_id: int, role: str) -> Sequence[TrainingClass]:
    """The classes in which this user has this role, by name."""
    mine = and_(Membership.class_id == TrainingClass.id, Membership.user_id == user_id, Membership.role == role)
    asked = db.select(TrainingClass).where(exists().where(mine), ~TrainingClass.archived)
    return db.session.scalars(asked.order_by(TrainingClass.name)).all()


def members(class_id: int, role: str = "trainee") -> Sequence[User]:
    """The active members with this role, sorted as Vietnamese names are: by the given name, which comes last."""
    joined = db.select(User).join(Membership, Membership.user_id == User.id)
    found = db.session.scalars(joined.where(Membership.class_id == class_id, Membership.role == role, User.active))
    return sorted(found, key=lambda user: name_order(user.full_name))


def name_order(full_name: str) -> tuple[str, ...]:
    """Sort key of a Vietnamese name: given name, then family and middle names; folded first, then as written."""
    words = full_name.split()
    turned = " ".join(words[-1:] + words[:-1])
    return fold(turned), turned


def create(name: str) -> TrainingClass:
    """A new class."""
    made = TrainingClass(name=name, created_at=utc_now(), archived=False)
    db.session.add(made)
    db.session.flush()
    return made


def join(class_id: int, user_id: int, role: str) -> None:
    """Let the user belong to the class in this role; nothing happens when they do already."""
    key = (class_id, user_id, role)
    if db.session.get(Membership, key) is None:
        db.session.add(Membership(class_id=class_id, user_id=user_id, role=role))
        db.session.flush()


def leave(class_id: int, user_id: int, role: str) -> None:
    """The user belongs to the class no longer; their runs stay."""
    held = db.session.get(Membership, (class_id, user_id, role))
    if held is not None:
        db.session.delete(held)
        db.session.flush()


def assignments(class_id: int) -> Sequence[Assignment]:
    """What is set to the class, in the order in which it was set."""
    asked = db.select(Assignment).where(Assignment.class_id == class_id)
    return db.session.scalars(asked.order_by(Assignment.id)).all()


def set_to(user_id: int) -> Sequence[Assignment]:
    """What is set to the classes in which the user learns, in the order in which it was set."""
    learns = and_(
        Membership.class_id == Assignment.class_id, Membership.user_id == user_id, Membership.role == "trainee"
    )
    return db.session.scalars(db.select(Assignment).where(exists().where(learns)).order_by(Assignment.id)).all()


def is_open(assignment: Assignment, now: datetime) -> bool:
    """Whether a run may be started now (number of attempts aside)."""
    opened = assignment.opens_at is None or assignment.opens_at <= now
    return opened and (assignment.closes_at is None or now < assignment.closes_at)


def assign(class_id: int, scenario_id: str, mode: str, by: int | None, **how: Any) -> Assignment:
    """Set a scenario to a class, or change how it is set; `how`: guided, opens_at, closes_at, attempts."""
    asked = db.select(Assignment).where(
        Assignment.class_id == class_id, Assignment.scenario_id == scenario_id, Assignment.mode == mode
    )
    held = db.session.scalars(asked).one_or_none()
    if held is None:
        held = Assignment(class_id=class_id, scenario_id=scenario_id, mode=mode, created_by=by, created_at=utc_now())
        held.guided, held.attempts = False, 0
        db.session.add(held)
    for name, value in how.items():
        setattr(held, name, value)
    db.session.flush()
    return held
