"""A bare application with the tables of accounts, and a clock that tests move."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from sandbox.accounts import models, people, sessions, wall
from sandbox.db import db


class Wall:
    """The time outside; `later` moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 1, 0)

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(monkeypatch):
    held = Wall()
    for module in (wall, sessions, people):
        monkeypatch.setattr(module, "utc_now", lambda: held.now)
    return held


@pytest.fixture
def app(tmp_path):
    made = Flask("accounts", instance_path=str(tmp_path))
    made.config.update(
        SECRET_KEY="tests only",
        TESTING=True,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{(tmp_path / 'accounts.db').as_posix()}",
    )
    db.init_app(made)
    with made.app_context():
        db.metadata.create_all(db.engine, tables=[one.__table__ for one in TABLES])
        yield made
        db.session.remove()
        db.engine.dispose()


TABLES = (
    models.User,
    models.LoginSession,
    models.TrainingClass,
    models.Membership,
    models.Assignment,
    models.LoginAttempt,
)
