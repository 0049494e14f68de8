"""The ledger of human marks: rows are added, never changed. The newest mark of a criterion counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
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
