"""Files by SHA-256, in the run that made or uploaded them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select

from sandbox.runs.database import Database
from sandbox.runs.hot import Driver, Hot
from sandbox.runs.models import StoredFile
from sandbox.runs.recent import RecentFiles
from sandbox.world.effects import NoFile
from sandbox.world.record import digest

_files = StoredFile.__table__
_one = Hot(select(_files.c.content).where(_files.c.run_id == bindparam("run"), _files.c.sha256 == bindparam("sha256")))


def put(driver: Driver, run: str, files: Mapping[str, bytes]) -> None:
    """Store files with a run in one statement, inside the write transaction of `driver`; those it has stay."""
    rows = [{"run_id": run, "sha256": name, "content": content} for name, content in sorted(files.items())]
    if rows:
        driver.add(_files, rows, unless="ON CONFLICT DO NOTHING")


def put_at_start(connection: Connection, run: str, files: Mapping[str, bytes]) -> None:
    """Store the files that a run begins with."""
    rows = [{"run_id": run, "sha256": name, "content": content} for name, content in sorted(files.items())]
    if rows:
        connection.execute(_files.insert(), rows)


class Files:
    """The files of one run; `recent`: those of all runs that are held in memory."""

    def __init__(self, database: Database, recent: RecentFiles, run: str):
        self._database, self._recent, self._run = database, recent, run

    def read(self, name: str) -> bytes:
        """The bytes with this SHA-256. `NoFile` when this run has no such file."""
        content = self._recent.get(self._run, name)
        if content is None:
            content = self._stored(name)
            self._recent.keep(self._run, name, content)
        return content

    def _stored(self, name: str) -> bytes:
        with self._database.looking() as driver:
            row = driver.first(_one, {"run": self._run, "sha256": name})
        if row is None:
            raise NoFile(name)
        return bytes(row.content)

    def keep(self, content: bytes) -> str:
        """Store an uploaded file; its SHA-256."""
        name = digest(content)
        with self._database.changing() as driver:
            put(driver, self._run, {name: content})
        self._recent.keep(self._run, name, content)
        return name

    def all(self) -> dict[str, bytes]:
        """Every file of the run by SHA-256."""
        asked = select(_files).where(_files.c.run_id == self._run).order_by(_files.c.sha256)
        with self._database.reading() as connection:
            return {row.sha256: bytes(row.content) for row in connection.execute(asked)}
