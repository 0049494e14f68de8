"""Trials of grading anew, and what was confirmed of them, so that both go on wherever they were stopped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "regrade_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.String(length=120), nullable=False),
        sa.Column("rubric", sa.String(length=64), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_user", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_user"], ["users.id"], name=op.f("fk_regrade_orders_by_user_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrade_orders")),
    )
    op.create_index(op.f("ix_regrade_orders_by_user"), "regrade_orders", ["by_user"])
    op.create_table(
        "regrade_trials",
        sa.Column("sheet_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rubric", sa.String(length=64), nullable=False),
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["regrade_orders.id"],
            name=op.f("fk_regrade_trials_order_id_regrade_orders"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["score_sheets.id"],
            name=op.f("fk_regrade_trials_sheet_id_score_sheets"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sheet_id", name=op.f("pk_regrade_trials")),
    )
    op.create_index(op.f("ix_regrade_trials_order_id"), "regrade_trials", ["order_id"])
    op.create_index(op.f("ix_regrade_trials_rubric"), "regrade_trials", ["rubric"])


def downgrade() -> None:
    op.drop_table("regrade_trials")
    op.drop_table("regrade_orders")
