"""A bare application with the tables of accounts."""

from __future__ import annotations

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from sandbox.accounts import models
from sandbox.db import db


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory):
    """Templates are compiled once, not for each application."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


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
