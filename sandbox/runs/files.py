"""Files by SHA-256: stored once, read only through a run that made or uploaded them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, text

from sandbox.runs.database import Database
from sandbox.runs.hot import Driver, Hot
from sandbox.runs.models import RunFile, StoredFile
from sandbox.world.effects import NoFile
from sandbox.world.record import digest

_files, _run_files = StoredFile.__table__, RunFile.__table__
_of_run = select(_files).join(_run_files, _run_files.c.sha256 == _files.c.sha256)
_put_file = Hot(text("INSERT INTO files (sha256, content) VALUES (:sha256, :content) ON CONFLICT DO NOTHING"))
_put_owner = Hot(text("INSERT INTO run_files (run_id, sha256) VALUES (:run_id, :sha256) ON CONFLICT DO NOTHING"))


def put(driver: Driver, run: str, files: Mapping[str, bytes]) -> None:
    """Store files with a run, inside the write transaction of `driver`."""
    for name, content in sorted(files.items()):
        driver.change(_put_file, {"sha256": name, "content": content})
        driver.change(_put_owner, {"run_id": run, "sha256": name})


class Files:
    """The files of one run."""

    def __init__(self, database: Database, run: str):
        self._database, self._run = database, run

    def read(self, name: str) -> bytes:
        """The bytes with this SHA-256. `NoFile` when this run has no such file."""
        asked = _of_run.where(_run_files.c.run_id == self._run, _files.c.sha256 == name)
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
        if row is None:
            raise NoFile(name)
        return bytes(row.content)

    def keep(self, content: bytes) -> str:
        """Store an uploaded file; its SHA-256."""
        name = digest(content)
        with self._database.changing() as driver:
            put(driver, self._run, {name: content})
        return name

    def all(self) -> dict[str, bytes]:
        """Every file of the run by SHA-256."""
        asked = _of_run.where(_run_files.c.run_id == self._run).order_by(_files.c.sha256)
        with self._database.reading() as connection:
            return {row.sha256: bytes(row.content) for row in connection.execute(asked)}
