"""Files by SHA-256, in the run that made or uploaded them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, text

from sandbox.runs.database import Database
from sandbox.runs.hot import Driver, Hot
from sandbox.runs.models import StoredFile
from sandbox.world.effects import NoFile
from sandbox.world.record import digest

_files = StoredFile.__table__
_put = Hot(
    text("INSERT INTO files (run_id, sha256, content) VALUES (:run_id, :sha256, :content) ON CONFLICT DO NOTHING")
)


def put(driver: Driver, run: str, files: Mapping[str, bytes]) -> None:
    """Store files with a run, inside the write transaction of `driver`."""
    for name, content in sorted(files.items()):
        driver.change(_put, {"run_id": run, "sha256": name, "content": content})


class Files:
    """The files of one run."""

    def __init__(self, database: Database, run: str):
        self._database, self._run = database, run

    def read(self, name: str) -> bytes:
        """The bytes with this SHA-256. `NoFile` when this run has no such file."""
        asked = select(_files.c.content).where(_files.c.run_id == self._run, _files.c.sha256 == name)
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
        asked = select(_files).where(_files.c.run_id == self._run).order_by(_files.c.sha256)
        with self._database.reading() as connection:
            return {row.sha256: bytes(row.content) for row in connection.execute(asked)}
