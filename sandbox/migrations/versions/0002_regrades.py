"""Submissions graded anew, in the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "regrades",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.String(length=16), nullable=False),
        sa.Column("old_sheet_id", sa.Integer(), nullable=False),
        sa.Column("new_sheet_id", sa.Integer(), nullable=False),
        sa.Column("old_version", sa.String(length=120), nullable=False),
        sa.Column("new_version", sa.String(length=120), nullable=False),
        sa.Column("old_score", sa.Integer(), nullable=False),
        sa.Column("new_score", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_user", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_user"], ["users.id"], name=op.f("fk_regrades_by_user_users")),
        sa.ForeignKeyConstraint(
            ["new_sheet_id"],
            ["score_sheets.id"],
            name=op.f("fk_regrades_new_sheet_id_score_sheets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["old_sheet_id"],
            ["score_sheets.id"],
            name=op.f("fk_regrades_old_sheet_id_score_sheets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_regrades_run_id_runs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrades")),
        sa.UniqueConstraint("new_sheet_id", name=op.f("uq_regrades_new_sheet_id")),
        sa.UniqueConstraint("old_sheet_id", name=op.f("uq_regrades_old_sheet_id")),
    )
    with op.batch_alter_table("regrades", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_regrades_run_id"), ["run_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("regrades", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_regrades_run_id"))
    op.drop_table("regrades")
