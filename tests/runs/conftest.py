"""An installation with the tiny office, on SQLite or on the PostgreSQL that THAOTRUONG_TEST_DATABASE names."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text

from sandbox.config import Config
from tests.players.web import ClientWeb
from tests.runs.house import House, open_house

SERVER = os.environ.get("THAOTRUONG_TEST_DATABASE", "")


@contextmanager
def scratch() -> Iterator[str]:
    """The address of an empty database, dropped afterwards; "" for the SQLite file of a fresh folder."""
    if not SERVER:
        yield ""
        return
    server = create_engine(SERVER.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    name = f"scratch_{uuid.uuid4().hex[:12]}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """One scratch database for all tests of the session."""
    with scratch() as url:
        yield url


@pytest.fixture
def config(tmp_path, database_url) -> Config:
    changed = {"database_url": database_url} if database_url else {}
    return Config.for_tests(tmp_path, **changed)


@pytest.fixture
def house(config) -> Iterator[House]:
    opened = open_house(config)
    yield opened
    opened.shut()


@pytest.fixture
def me(house) -> ClientWeb:
    """My browser."""
    return ClientWeb(house.app.test_client(), house.login(house.me))
