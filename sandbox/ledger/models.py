"""The ledger: human marks, and machine findings by newer rubrics. Rows are added, never changed.

The newest mark of a criterion counts, and the newest sheet of a submission.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.db import db


class HumanMark(db.Model):
    """What a person judged of a criterion, beside the machine's finding of sheet `sheet_id`, and why.

    `machine_points` is what the machine gave then; `points` what the person gives.
    """

    __tablename__ = "human_marks"
    __table_args__ = (CheckConstraint("points >= 0", name="points"), Index("ix_human_marks_run_id", "run_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id", ondelete="CASCADE"))
    criterion: Mapped[str] = mapped_column(String(60))
    machine_points: Mapped[int]
    points: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    by_user: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]


class Regrade(db.Model):
    """A submission graded anew: old and new sheet, versions and scores of both with the marks that counted then, why.

    `by_user`: None when an administrator did it from the command line. A sheet is followed by one other at most.
    """

    __tablename__ = "regrades"
    __table_args__ = (UniqueConstraint("old_sheet_id"), UniqueConstraint("new_sheet_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    old_sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id", ondelete="CASCADE"))
    new_sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id", ondelete="CASCADE"))
    old_version: Mapped[str] = mapped_column(String(120))
    new_version: Mapped[str] = mapped_column(String(120))
    old_score: Mapped[int]
    new_score: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    by_user: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
