"""Object-centric event logs, OCEL 2.0 as SQLite (https://www.ocel-standard.org/specification/formats/sqlite)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from grader.eventlog import Event, Log, Thing
from grader.eventlog.happenings import EPOCH, EVENT_ATTRIBUTES

_COLUMNS = {"string": "TEXT", "integer": "INTEGER", "boolean": "BOOLEAN", "time": "TIMESTAMP"}
_TABLES = """
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES event_map_type (ocel_type));
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES object_map_type (ocel_type));
CREATE TABLE event_object (
  ocel_event_id TEXT REFERENCES event (ocel_id), ocel_object_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
CREATE TABLE object_object (
  ocel_source_id TEXT REFERENCES object (ocel_id), ocel_target_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));
"""


def write_ocel_sqlite(logs: Iterable[Log], target: Path) -> None:
    """Write the runs as one log into a new file. `sqlite3.Error` when that is not possible."""
    with closing(sqlite3.connect(target)) as database, database:
        database.executescript(_TABLES)
        tables = _Tables(database)
        for log in logs:
            for thing in log.things.values():
                tables.add_object(thing, log.types[thing.type])
            for event in log.events:
                tables.add_event(event)


class _Tables:
    """The tables of each type, made when the first of that type comes."""

    def __init__(self, database: sqlite3.Connection):
        self.database = database
        self.made: dict[tuple[str, str], str] = {}

    def add_event(self, one: Event) -> None:
        table = self._of("event", one.type, EVENT_ATTRIBUTES)
        self._insert("event", {"ocel_id": one.id, "ocel_type": one.type})
        self._insert(table, {"ocel_id": one.id, "ocel_time": one.time, **one.attributes})
        rows = [(one.id, other, how) for other, how in one.related.items()]
        self.database.executemany("INSERT INTO event_object VALUES (?, ?, ?)", rows)

    def add_object(self, one: Thing, attributes: Mapping[str, str]) -> None:
        """The object with a row of what it was at first, and a row for every later change."""
        table = self._of("object", one.type, attributes)
        self._insert("object", {"ocel_id": one.id, "ocel_type": one.type})
        first = one.values[0][2] if one.values else EPOCH
        begun = {name: value for name, value, since in one.values if since == first}
        self._insert(table, {"ocel_id": one.id, "ocel_time": first, **begun})
        for name, value, since in one.values:
            if since != first:
                self._insert(table, {"ocel_id": one.id, "ocel_time": since, "ocel_changed_field": name, name: value})
        rows = [(one.id, other, how) for other, how in one.related.items()]
        self.database.executemany("INSERT INTO object_object VALUES (?, ?, ?)", rows)

    def _of(self, what: str, type: str, attributes: Mapping[str, str]) -> str:
        """The table of this type of event or object."""
        if (what, type) not in self.made:
            short = re.sub(r"\W", "_", type)
            key = "TEXT PRIMARY KEY" if what == "event" else "TEXT"
            changed = ["ocel_changed_field TEXT"] if what == "object" else []
            columns = [f"{_quoted(name)} {_COLUMNS[kind]}" for name, kind in attributes.items()]
            first = f"ocel_id {key} REFERENCES {what} (ocel_id)"
            held = ", ".join([first, "ocel_time TIMESTAMP", *changed, *columns])
            self.database.execute(f"CREATE TABLE {_quoted(f'{what}_{short}')} ({held})")
            self._insert(f"{what}_map_type", {"ocel_type": type, "ocel_type_map": short})
            self.made[what, type] = f"{what}_{short}"
        return self.made[what, type]

    def _insert(self, table: str, row: Mapping[str, Any]) -> None:
        names, places = ", ".join(map(_quoted, row)), ", ".join("?" * len(row))
        self.database.execute(f"INSERT INTO {_quoted(table)} ({names}) VALUES ({places})", tuple(row.values()))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
