"""Statements of the hot path: written with Core, compiled once, and handed to the driver itself.

Core's own way costs some 45 µs each time, half of what a page or an act spends on the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Boolean, DateTime, Engine, Select, Table, text

Values = Mapping[str, Any]


class Taken(Exception):
    """A row with this key exists already."""


class Hot:
    """A Core statement whose parameters are named binds."""

    def __init__(self, statement: Any):
        self._statement = statement
        self._compiled: dict[str, tuple[str, Sequence[str] | None, Values]] = {}
        columns = statement.selected_columns if isinstance(statement, Select) else ()
        self.names = [str(one.key) for one in columns]
        converters = ((str(one.key), _converter(one.type)) for one in columns)
        self.converters = {name: convert for name, convert in converters if convert is not None}

    def run(self, driver: Driver, given: Values) -> Any:
        """The cursor after the statement was executed with these values."""
        sql, order, fixed = self._for(driver.dialect)
        values = {**fixed, **given}
        cursor = driver.connection.cursor()
        cursor.execute(sql, values if order is None else [_stored(values[name]) for name in order])
        return cursor

    def _for(self, dialect: Any) -> tuple[str, Sequence[str] | None, Values]:
        if dialect.name not in self._compiled:
            made = self._statement.compile(dialect=dialect)
            order = list(made.positiontup) if made.positional else None
            self._compiled[dialect.name] = (made.string, order, dict(made.params))
        return self._compiled[dialect.name]


class Driver:
    """A connection of the driver, for hot statements only."""

    def __init__(self, connection: Any, dialect: Any):
        self.connection, self.dialect = connection, dialect

    def first(self, hot: Hot, given: Values) -> Any:
        """The first row by names, None when there is none."""
        cursor = hot.run(self, given)
        row = cursor.fetchone()
        cursor.close()
        if row is None:
            return None
        found = SimpleNamespace(**dict(zip(hot.names, row, strict=True)))
        for name, convert in hot.converters.items():
            setattr(found, name, convert(getattr(found, name)))
        return found

    def change(self, hot: Hot, given: Values) -> int:
        """How many rows the statement changed."""
        cursor = hot.run(self, given)
        count = int(cursor.rowcount)
        cursor.close()
        return count

    def add(self, table: Table, rows: Sequence[Values], unless: str = "") -> None:
        """Insert rows in one statement, each with a value for every column. `unless`: what follows the values."""
        numbered = {f"{name}_{number}": value for number, row in enumerate(rows) for name, value in row.items()}
        _insert(table, len(rows), unless).run(self, numbered).close()


@contextmanager
def looking(engine: Engine) -> Iterator[Driver]:
    """A driver's connection that begins no transaction."""
    raw, commits = engine.raw_connection(), engine.dialect.name != "sqlite"
    try:
        if commits:
            raw.driver_connection.autocommit = True  # type: ignore[union-attr]
        yield Driver(raw, engine.dialect)
        if commits:
            raw.driver_connection.autocommit = False  # type: ignore[union-attr]
    except BaseException:
        raw.invalidate()  # whatever it was, the next visitor gets another connection
        raise
    finally:
        raw.close()


@contextmanager
def changing(engine: Engine) -> Iterator[Driver]:
    """A driver's connection in a write transaction, committed at the end. `Taken` for a key that exists."""
    raw = engine.raw_connection()
    try:
        if engine.dialect.name == "sqlite":
            raw.cursor().execute("BEGIN IMMEDIATE")
        yield Driver(raw, engine.dialect)
        raw.commit()
    except engine.dialect.loaded_dbapi.IntegrityError as taken:
        raw.rollback()
        raise Taken(str(taken)) from None
    except engine.dialect.loaded_dbapi.Error:
        raw.invalidate()  # the server may be gone; the next act gets another connection
        raise
    except BaseException:
        raw.rollback()
        raise
    finally:
        raw.close()


@lru_cache(maxsize=64)
def _insert(table: Table, rows: int, unless: str) -> Hot:
    names = table.columns.keys()
    places = (", ".join(f":{name}_{number}" for name in names) for number in range(rows))
    values = ", ".join(f"({one})" for one in places)
    return Hot(text(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES {values} {unless}"))


def _converter(kind: Any) -> Callable[[Any], Any] | None:
    """What turns a driver's value into that of the column's type, None where they are the same."""
    if isinstance(kind, DateTime):
        return lambda value: datetime.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(kind, Boolean):
        return lambda value: None if value is None else bool(value)
    return None


def _stored(value: Any) -> Any:
    """A value as SQLAlchemy stores it in SQLite."""
    return value.isoformat(" ", "microseconds") if isinstance(value, datetime) else value
