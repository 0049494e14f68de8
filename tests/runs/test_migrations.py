"""Migrations bring an empty database to the tables that the code declares, and back."""

from __future__ import annotations

import pytest
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect

from sandbox.app import build
from sandbox.config import Config
from sandbox.db import db
from tests.runs.conftest import scratch


@pytest.fixture
def app(tmp_path):
    with scratch() as url:
        config = Config.for_tests(tmp_path, **({"database_url": url} if url else {}))
        made = build(config)
        with made.app_context():
            yield made
            db.session.remove()
            db.engine.dispose()


def test_migrations_lead_to_the_declared_tables(app):
    upgrade()
    assert set(inspect(db.engine).get_table_names()) == {*db.metadata.tables, "alembic_version"}
    check()  # exits with an error when a model differs from its table: make a migration then


def test_the_first_tables_can_be_taken_away_again(app):
    upgrade()
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
