"""Beginnings: what the runs of one variant share, made once, kept in the database, and held in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from sqlalchemy import select

from sandbox.runs import start as starts
from sandbox.runs.database import Database
from sandbox.runs.grounds import Grounds
from sandbox.runs.models import KeptStart, ScenarioVersion
from sandbox.runs.start import Beginning
from sandbox.runs.versions import Versions

_starts, _versions = KeptStart.__table__, ScenarioVersion.__table__
MOST = 200


class Beginnings:
    """All beginnings of an installation, by the digest of their start."""

    def __init__(self, grounds: Grounds, database: Database, versions: Versions):
        self._grounds, self._database, self._kept_texts = grounds, database, versions
        self._held: OrderedDict[str, Beginning] = OrderedDict()
        self._made: dict[tuple[str, int], str] = {}
        self._lock = threading.Lock()

    def of(self, digest: str) -> Beginning:
        """The beginning whose start has this digest; read from the database when it is not in memory."""
        with self._lock:
            held = self._held.get(digest)
            if held is not None:
                self._held.move_to_end(digest)
                return held
        return self._hold(self._read(digest))

    def make(self, scenario: Any, variant: int) -> Beginning:
        """The beginning of this variant, kept in the database before any run refers to it."""
        known = self._made.get((scenario.digest, variant))
        if known is not None:
            return self.of(known)
        beginning = self._grounds.begin(scenario, variant)
        self._keep(beginning, variant)
        self._made[scenario.digest, variant] = beginning.start.digest
        return self._hold(beginning)

    def _hold(self, beginning: Beginning) -> Beginning:
        with self._lock:
            held = self._held.setdefault(beginning.start.digest, beginning)
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return held

    def _keep(self, beginning: Beginning, variant: int) -> None:
        scenario = beginning.scenario
        row = {"digest": beginning.start.digest, "scenario_digest": scenario.digest, "variant": variant}
        insert = self._database.insert
        with self._database.writing() as connection:
            self._kept_texts.keep(connection, scenario)
            connection.execute(
                insert(_starts).on_conflict_do_nothing(), {**row, "content": starts.keep(beginning.start)}
            )

    def _read(self, digest: str) -> Beginning:
        asked = select(_starts, _versions.c.source).join(_versions, _versions.c.digest == _starts.c.scenario_digest)
        with self._database.reading() as connection:
            row = connection.execute(asked.where(_starts.c.digest == digest)).first()
        if row is None:
            raise LookupError(f"start {digest}")
        return self._grounds.begin_again(row.source, row.variant, bytes(row.content))
