"""Tables of the runs: attempts, the scenario versions and starts they began with, journals, files, score sheets, notes.

All moments are UTC without a zone. Run ids are random and never used again: a world in memory must not meet another's.
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.db import db


def new_run_id() -> str:
    """16 letters and digits, 80 random bits."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


class ScenarioVersion(db.Model):
    """The source of a scenario as runs were started with it; `digest` is its SHA-256."""

    __tablename__ = "scenario_versions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    scenario_id: Mapped[str] = mapped_column(String(120), index=True)
    source: Mapped[str] = mapped_column(Text)
    first_used_at: Mapped[datetime]


class KeptStart(db.Model):
    """What runs of one variant began with: start and expanded scenario, compressed (see `start.Beginning`).

    Kept so that a run goes on and is graded as it began, whatever scenario, calendar or population come later.
    """

    __tablename__ = "starts"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    scenario_digest: Mapped[str] = mapped_column(ForeignKey("scenario_versions.digest"))
    variant: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Run(db.Model):
    """One attempt. `seq` and `head` are number and hash of its last entry; every append moves both or fails."""

    __tablename__ = "runs"
    __table_args__ = (
        CheckConstraint("state IN ('live', 'submitted')", name="state"),
        CheckConstraint("mode IN ('practice', 'exam')", name="mode"),
        Index("ix_runs_user_id_scenario_id", "user_id", "scenario_id"),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True, default=new_run_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id", ondelete="SET NULL"), index=True)
    scenario_id: Mapped[str] = mapped_column(String(120))
    scenario_digest: Mapped[str] = mapped_column(ForeignKey("scenario_versions.digest"))
    start_digest: Mapped[str] = mapped_column(ForeignKey("starts.digest"))
    variant: Mapped[int]
    mode: Mapped[str] = mapped_column(String(20))
    guided: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(20), default="live")
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    seq: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(String(64))
    last_action: Mapped[str] = mapped_column(String(120), default="")
    last_at: Mapped[datetime]


class JournalEntry(db.Model):
    """One line of a run's journal, as it was hashed. `key`: the form that was sent; reactions have none."""

    __tablename__ = "entries"
    __table_args__ = (UniqueConstraint("run_id", "key"),)

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(String(64))
    key: Mapped[str | None] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    stamp: Mapped[bytes] = mapped_column(LargeBinary)


class Snapshot(db.Model):
    """A run's difference from its start after entry `seq`: disposable, ignored when `format` is not the present one."""

    __tablename__ = "snapshots"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    head: Mapped[str] = mapped_column(String(64))
    format: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class StoredFile(db.Model):
    """Bytes that an action made or a form brought, by their SHA-256, in the run where that was: nobody reads them
    through another run, and they go with their run."""

    __tablename__ = "files"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ScoreSheet(db.Model):
    """A result, never changed: of the submission or of a check in between, of which rubric and which journal."""

    __tablename__ = "score_sheets"
    __table_args__ = (CheckConstraint("purpose IN ('check', 'submission')", name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    rubric_digest: Mapped[str] = mapped_column(String(64))
    seq: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))
    score: Mapped[int]
    max_score: Mapped[int]
    passed: Mapped[bool]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Notes(db.Model):
    """What the trainee wrote beside the office, for themselves."""

    __tablename__ = "notes"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
