"""The one Flask-SQLAlchemy object, with constraint names that migrations can rely on, and how far its tables are."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData

db = SQLAlchemy(
    metadata=MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
)


MIGRATIONS = Path(__file__).parent / "migrations"


class Tables(NamedTuple):
    """The migration that the database holds and the one that this version needs; `held` is None where are no tables."""

    held: str | None
    needed: str | None

    @property
    def ready(self) -> bool:
        return self.held == self.needed


def tables() -> Tables:
    """How far the tables of this application's database are."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with db.engine.connect() as connection:
        held = MigrationContext.configure(connection).get_current_revision()
    return Tables(held, ScriptDirectory(str(MIGRATIONS)).get_current_head())
