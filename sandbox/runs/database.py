"""How runs talk to the database: reads that begin no transaction, short write transactions one at a time.

SQLite: WAL, durable when acknowledged, writes begin IMMEDIATE (a deferred one that reads first fails when another wrote
in between), one writer per process; requests that only look begin nothing, the ORM's too. PostgreSQL: reads in
autocommit, writes serialised by the row of their run.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from flask import has_app_context, has_request_context, request
from sqlalchemy import Connection, Engine, event

from sandbox.db import db
from sandbox.runs.hot import Driver, changing, looking

_LOOKING = ("GET", "HEAD", "OPTIONS")


class Database:
    """`reading()` and `writing()` give connections for Core statements, apart from the ORM's session."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._writer: Any = threading.Lock() if self.is_sqlite else nullcontext()
        if self.is_sqlite:
            _tune_sqlite(engine)
        options = {"begins": "nothing"} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._reads = engine.execution_options(**options)
        self._writes = engine.execution_options(begins="immediate")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for single reads, each seeing what is committed."""
        with self._reads.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction, committed at the end, undone by an exception.

        The request's ORM session is let go first: on SQLite it may hold the one place of a writer, and this
        transaction would wait for itself. What it has not written yet would be lost, so that is an error.
        """
        _let_go_of_session()
        with self._writer, self._writes.begin() as connection:
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Driver]:
        """A driver's connection for hot statements that only read."""
        with looking(self.engine) as driver:
            yield driver

    @contextmanager
    def changing(self) -> Iterator[Driver]:
        """As `writing`, for hot statements. `hot.Taken` for a key that exists."""
        _let_go_of_session()
        with self._writer, changing(self.engine) as driver:
            yield driver

    def insert(self, table: Any) -> Any:
        """An insert of this database that may say `on_conflict_do_nothing`."""
        if self.is_sqlite:
            from sqlalchemy.dialects.sqlite import insert
        else:
            from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
        return insert(table)


def _let_go_of_session() -> None:
    if not has_app_context() or not db.session.registry.has():
        return
    session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("commit the session before writing to a run's journal")
    session.rollback()


def _tune_sqlite(engine: Engine) -> None:
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; `_on_begin` says what begins
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 20000")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    begins = connection.get_execution_options().get("begins")
    if begins is None:
        begins = "nothing" if has_request_context() and request.method in _LOOKING else "immediate"
    if begins == "immediate":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
