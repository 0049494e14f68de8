"""Trials of any number of records: each is graded once and kept, so that a trial goes on wherever it was stopped."""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import select

from sandbox.accounts.wall import utc_now
from sandbox.regrading.compare import Regraded
from sandbox.regrading.kept import Kept
from sandbox.regrading.models import RegradeTrial
from sandbox.regrading.workers import regrade
from sandbox.runs.database import Database
from sandbox.runs.runs import Runs
from scenarios import Scenario

GOOD_FOR = timedelta(days=1)
BATCH = 5
NOTHING = hashlib.sha256(b"").hexdigest()
_trials = RegradeTrial.__table__


class Tried(NamedTuple):
    """A record under the newest rubric, without the new sheet itself, of which `digest` is the SHA-256."""

    regraded: Regraded
    digest: str


def tried(runs: Runs, scenario: Scenario, records: Sequence[Kept], seconds: float) -> list[Tried]:
    """These records by the rubric of this scenario, in their order, as far as it came within about so many seconds;
    what was tried before, by whomever, costs nothing."""
    found = dict(_known(runs.database, scenario))
    unknown = [one for one in records if one not in found]
    marks = {one.sheet: one.mark for one in records}
    stop = time.monotonic() + seconds
    for batch in regrade(runs, scenario, unknown, size=BATCH):
        found |= _keep(runs.database, scenario, batch, marks)
        if time.monotonic() > stop:
            break
    return [found[one] for one in records if one in found]


def forget_faults(database: Database, scenario: Scenario) -> None:
    """What could not be graded is tried again the next time: its cause may be gone."""
    faulty = (_trials.c.rubric == scenario.digest) & _trials.c.order_id.is_(None) & (_trials.c.digest == NOTHING)
    with database.writing() as connection:
        connection.execute(_trials.delete().where(faulty))


def _known(database: Database, scenario: Scenario) -> Mapping[Kept, Tried]:
    """What was tried lately; a rubric's trials of long ago may be those of an older grader."""
    asked = select(_trials.c.mark_id, _trials.c.told, _trials.c.digest).where(_trials.c.rubric == scenario.digest)
    with database.reading() as connection:
        rows = connection.execute(asked.where(_trials.c.made_at > utc_now() - GOOD_FOR)).all()
    return dict(_found(told, digest, mark) for mark, told, digest in rows)


def _found(told: bytes, digest: str, mark: int) -> tuple[Kept, Tried]:
    one = _read(told)
    return Kept(one.run, one.sheet, mark), Tried(one, digest)


def _read(told: bytes) -> Regraded:
    return msgspec.json.decode(bytes(told), type=Regraded)


def _keep(
    database: Database, scenario: Scenario, batch: Sequence[Regraded], marks: Mapping[int, int]
) -> dict[Kept, Tried]:
    rows = [_row(scenario, one, marks[one.sheet]) for one in batch]
    insert = database.insert(_trials)
    anew = {name: insert.excluded[name] for name in rows[0] if name != "sheet_id"}
    forgotten = (_trials.c.made_at < utc_now() - GOOD_FOR) & _trials.c.order_id.is_(None)
    with database.writing() as connection:
        connection.execute(_trials.delete().where(forgotten))
        connection.execute(insert.on_conflict_do_update(index_elements=["sheet_id"], set_=anew), rows)
    return dict(_found(row["told"], row["digest"], row["mark_id"]) for row in rows)


def _row(scenario: Scenario, one: Regraded, mark: int) -> dict[str, Any]:
    return {
        "sheet_id": one.sheet,
        "rubric": scenario.digest,
        "mark_id": mark,
        "made_at": utc_now(),
        "told": msgspec.json.encode(msgspec.structs.replace(one, content=b"")),
        "content": zlib.compress(one.content),
        "digest": hashlib.sha256(one.content).hexdigest(),
    }


def digest_of(found: Sequence[Tried]) -> str:
    """What was shown, in one digest: whoever confirms it confirms exactly this."""
    told = hashlib.sha256()
    for one, content in found:
        told.update(f"{one.run} {one.sheet} {content}\n".encode())
    return told.hexdigest()
