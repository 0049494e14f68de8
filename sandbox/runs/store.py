"""The store: loads runs from their journals, appends entries to them, or fails without a trace.

A run in memory is trusted only when its number and hash agree with the run's row; it comes into memory only after the
commit returned.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, func, select, update

from sandbox.runs import files as stored_files
from sandbox.runs.database import Database
from sandbox.runs.files import Files
from sandbox.runs.hot import Hot
from sandbox.runs.journals import Journal
from sandbox.runs.memory import Live, Memory
from sandbox.runs.models import JournalEntry, Run, Snapshot
from sandbox.runs.recent import RecentFiles
from sandbox.runs.visits import RUN_COLUMNS, RunRow, run_from
from sandbox.world.journal import Entry, link, read_entry
from sandbox.world.world import Start, World, restore

SNAPSHOT_EVERY = 250
SNAPSHOT_FORMAT = 1

_runs, _entries, _snapshots = Run.__table__, JournalEntry.__table__, Snapshot.__table__


class BrokenJournal(Exception):
    """The stored journal does not follow from its start: entry `seq` was altered or lost."""

    def __init__(self, run: str, seq: int):
        super().__init__(f"run {run}: the chain breaks at entry {seq}")
        self.run, self.seq = run, seq


class LostRace(Exception):
    """Somebody else wrote the next entry first, or the run was submitted meanwhile."""


class Store:
    """Load and append. `worlds`: how many live runs are kept in memory."""

    def __init__(self, database: Database, worlds: int = 2_000):
        self.database, self.memory, self.recent = database, Memory(worlds), RecentFiles()

    def files(self, run: str) -> Files:
        return Files(self.database, self.recent, run)

    def live(self, run: RunRow, start: Start) -> Live:
        """The run as its row says it stands, from memory when number and hash agree. `BrokenJournal`."""
        held = self.memory.get(run.id)
        if held is not None and (held.world.seq, held.world.head) == (run.seq, run.head):
            return held
        if held is not None and held.world.seq < run.seq:
            try:
                return self._kept(run, _fold(run.id, held, self._rows_after(run.id, held.world.seq)))
            except BrokenJournal:
                pass  # what is in memory belongs to another history: a restored backup
        self.memory.forget(run.id)
        return self._kept(run, self._by_snapshot(run.id, start) or self._from_start(run.id, start))

    def _kept(self, run: RunRow, live: Live) -> Live:
        """Put what was loaded into memory, if it is all that the run's row promises."""
        world = live.world
        if world.seq < run.seq or (world.seq == run.seq and world.head != run.head):
            raise BrokenJournal(run.id, world.seq + 1)
        self.memory.keep(run.id, live)
        return live

    def _from_start(self, run: str, start: Start) -> Live:
        return _fold(run, Live(start.world(), self._journal(run, 0)), self._rows_after(run, 0))

    def _by_snapshot(self, run: str, start: Start) -> Live | None:
        """The run from its newest snapshot on; None when there is none, or none that fits the journal."""
        rows = self._rows_after(run, None)
        if rows and rows[0].seq == 1:
            return _fold(run, Live(start.world(), self._journal(run, 0)), rows)
        row = self._snapshot(run)
        try:
            return None if row is None else _fold(run, self._restored(row, start), rows)
        except (BrokenJournal, ValueError, LookupError, zlib.error):
            return None

    def _restored(self, row: Any, start: Start) -> Live:
        difference = msgspec.json.decode(zlib.decompress(row.content))
        world = restore(start, row.seq, row.head, difference)
        return Live(world, self._journal(row.run_id, row.seq))

    def _rows_after(self, run: str, seq: int | None) -> Sequence[Any]:
        """The stored entries after `seq`; with None those after the newest snapshot of the present format."""
        asked = _stored.where(_entries.c.seq > (_newest_snapshot if seq is None else seq))
        with self.database.reading() as connection:
            return connection.execute(asked, {"run": run}).all()

    def _snapshot(self, run: str) -> Any:
        readable = select(_snapshots).where(_snapshots.c.run_id == run, _snapshots.c.format == SNAPSHOT_FORMAT)
        with self.database.reading() as connection:
            return connection.execute(readable.order_by(_snapshots.c.seq.desc()).limit(1)).first()

    def _journal(self, run: str, first: int) -> Journal:
        return Journal((), first, lambda upto: self.entries(run, upto))

    def entries(self, run: str, upto: int | None = None) -> list[Entry]:
        """The journal as it is stored, with stamps and hashes."""
        asked = _stored if upto is None else _stored.where(_entries.c.seq <= upto)
        with self.database.reading() as connection:
            rows = connection.execute(asked, {"run": run})
            return [read_entry(bytes(row.content), bytes(row.stamp), row.hash) for row in rows]

    def append(
        self,
        run: str,
        after: World,
        entries: Sequence[Entry],
        key: str | None,
        files: Mapping[str, bytes],
        at: datetime,
    ) -> None:
        """Commit entries that follow the world `after`, with the files that they made, at this moment (UTC).

        `LostRace` when they do not follow; `Taken` when `key` is.
        """
        last = entries[-1]
        moved = {"seq": last.seq, "head": last.hash, "last_action": entries[0].content.action, "last_at": at}
        came_from = {"b_run": run, "b_seq": after.seq, "b_head": after.head}
        with self.database.changing() as driver:
            if driver.change(_advance, {**came_from, **moved}) != 1:
                raise LostRace(run)
            driver.add(_entries, [_row(run, one, key if one is entries[0] else None) for one in entries])
            stored_files.put(driver, run, files)
        for name, content in files.items():
            self.recent.keep(run, name, content)

    def standing(self, run: str, key: str | None = None) -> tuple[RunRow, int | None]:
        """The run's row as it is now, and the number of the entry that the form with this key made, if any."""
        with self.database.reading() as connection:
            row = connection.execute(_standing, {"run": run, "key": key}).first()
        found = run_from(row) if row is not None else None
        if row is None or found is None:
            raise LookupError(run)
        return found, row.made

    def snapshot(self, run: str, world: World) -> None:
        """Keep the world's difference from its start, in place of older ones. Losing it costs time, nothing else."""
        content = zlib.compress(msgspec.json.encode(list(world.own_rows())), 6)
        row = {"run_id": run, "seq": world.seq, "head": world.head, "format": SNAPSHOT_FORMAT, "content": content}
        with self.database.writing() as connection:
            connection.execute(_snapshots.delete().where(_snapshots.c.run_id == run))
            connection.execute(_snapshots.insert(), row)


def _fold(run: str, base: Live, rows: Sequence[Any]) -> Live:
    """The run after these stored rows; every link of the chain is checked on the way."""
    world, entries = base.world, []
    for row in rows:
        content, stamp = bytes(row.content), bytes(row.stamp)
        if row.seq != world.seq + 1 or link(world.head, content, stamp) != row.hash:
            raise BrokenJournal(run, row.seq)
        entries.append(read_entry(content, stamp, row.hash))
        world = world.after(entries[-1])
    return base.after(world, entries)


def _row(run: str, entry: Entry, key: str | None) -> dict[str, Any]:
    return {
        "run_id": run,
        "seq": entry.seq,
        "hash": entry.hash,
        "key": key,
        "content": entry.content_bytes,
        "stamp": entry.stamp_bytes,
    }


_stored = (
    select(_entries.c.seq, _entries.c.content, _entries.c.stamp, _entries.c.hash)
    .where(_entries.c.run_id == bindparam("run"))
    .order_by(_entries.c.seq)
)
_newest_snapshot = (
    select(func.coalesce(func.max(_snapshots.c.seq), 0))
    .where(_snapshots.c.run_id == bindparam("run"), _snapshots.c.format == SNAPSHOT_FORMAT)
    .scalar_subquery()
)
_made = (
    select(_entries.c.seq)
    .where(_entries.c.run_id == bindparam("run"), _entries.c.key == bindparam("key"))
    .scalar_subquery()
)
_standing = select(*RUN_COLUMNS, _made.label("made")).where(_runs.c.id == bindparam("run"))
_advance = Hot(
    update(_runs)
    .where(
        _runs.c.id == bindparam("b_run"),
        _runs.c.seq == bindparam("b_seq"),
        _runs.c.head == bindparam("b_head"),
        _runs.c.state == "live",
    )
    .values({name: bindparam(name) for name in ("seq", "head", "last_action", "last_at")})
)
