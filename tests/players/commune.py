"""The whole application with its real office, for players; made once per test session."""

from __future__ import annotations

from pathlib import Path

from sandbox.app import build
from sandbox.config import Config
from sandbox.db import db
from tests.runs.house import House

RESIDENTS = 3_000


def open_commune(folder: Path, **changed) -> House:
    """An installation with all services, and one trainee."""
    app = build(Config.for_tests(folder, population_size=RESIDENTS, **changed))
    with app.app_context():
        db.create_all()
    return House(app)
