"""Grading anew on its way: what a trial found, so that it is found once, and what a person then confirmed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.db import db


class RegradeOrder(db.Model):
    """What a person confirmed: so many `records` of a scenario by the rubric of this digest, and why. `written`: how
    many of them are in the ledger by now; those that still wait are the trials with its number."""

    __tablename__ = "regrade_orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    scenario_id: Mapped[str] = mapped_column(String(120))
    rubric: Mapped[str] = mapped_column(String(64))
    records: Mapped[int]
    written: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text)
    by_user: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime]


class RegradeTrial(db.Model):
    """A submission under a newer rubric, by the number of its sheet until now. Disposable: it can be tried again.

    `mark_id`: the newest mark (0: none) that was counted. `told`: the comparison as JSON; `content`: the new sheet,
    compressed, of which `digest` is the SHA-256.
    """

    __tablename__ = "regrade_trials"

    sheet_id: Mapped[int] = mapped_column(
        ForeignKey("score_sheets.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    rubric: Mapped[str] = mapped_column(String(64), index=True)
    mark_id: Mapped[int]
    made_at: Mapped[datetime]
    told: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("regrade_orders.id", ondelete="SET NULL"), index=True)
