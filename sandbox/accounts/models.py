"""Tables of the people who really log in: users, their login sessions, classes, memberships, assignments.

All moments are UTC without a zone. `runs` refers to users and assignments; nothing here refers to runs.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.db import db

ROLES = ("trainee", "instructor", "reviewer", "administrator")
MODES = ("practice", "exam")


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=column)


class User(db.Model):
    """Someone with an account. `login_folded` is unique (see `people.fold_login`); `roles` are words of `ROLES`.

    They are one sorted, space-separated text because every page of a run reads them in its only statement.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80))
    login_folded: Mapped[str] = mapped_column(String(160), unique=True)
    full_name: Mapped[str] = mapped_column(String(160))
    password_hash: Mapped[str] = mapped_column(String(200))
    roles: Mapped[str] = mapped_column(String(60), default="trainee")
    active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class LoginSession(db.Model):
    """A login on one device. `id` is the SHA-256 of the cookie's token; the token itself is kept nowhere."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    device: Mapped[str] = mapped_column(String(120), default="")


class TrainingClass(db.Model):
    """A group that learns together."""

    __tablename__ = "classes"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160), unique=True)
    created_at: Mapped[datetime]
    archived: Mapped[bool] = mapped_column(default=False)


class Membership(db.Model):
    """`user` belongs to `class` as its trainee, instructor or reviewer."""

    __tablename__ = "memberships"
    __table_args__ = (_one_of("role", ROLES[:3]), Index("ix_memberships_user_id_role", "user_id", "role"))

    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class Assignment(db.Model):
    """A scenario set to a class: for practice or as an exam, when, how often (`attempts` 0: without limit)."""

    __tablename__ = "assignments"
    __table_args__ = (
        _one_of("mode", MODES),
        UniqueConstraint("class_id", "scenario_id", "mode"),
        CheckConstraint("attempts >= 0", name="attempts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id", ondelete="CASCADE"), index=True)
    scenario_id: Mapped[str] = mapped_column(String(120))
    mode: Mapped[str] = mapped_column(String(20))
    guided: Mapped[bool] = mapped_column(default=False)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]


class LoginAttempt(db.Model):
    """A failed login, kept for the throttle: digests of the account's name with and without the address."""

    __tablename__ = "login_attempts"
    __table_args__ = (Index("ix_login_attempts_account_at", "account", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    account_address: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
