"""Grading many records: one after the other, or on several cores; the sheets are the same either way."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from sqlalchemy import create_engine

from grader.sheet import Mark, ScoreSheet
from sandbox.config import Config
from sandbox.ledger.marks import plain_marks
from sandbox.regrading.compare import Regraded, compare, failed
from sandbox.regrading.kept import Kept, sheets_of
from sandbox.runs.database import Database
from sandbox.runs.runs import Runs
from scenarios import Scenario, loads

BATCH = 25
_log = logging.getLogger(__name__)


class Judge:
    """Grades kept records by one rubric."""

    def __init__(self, runs: Runs, scenario: Scenario):
        self.runs, self.scenario = runs, scenario

    def judge(self, batch: Sequence[Kept]) -> list[Regraded]:
        """These records by the rubric, beside their sheets until now."""
        sheets = sheets_of(self.runs.database, [one.sheet for one in batch])
        marks = plain_marks(self.runs.database, [one.run for one in batch])
        return [self._one(one, sheets[one.sheet], marks.get(one.run, [])) for one in batch]

    def _one(self, kept: Kept, before: ScoreSheet, marks: Sequence[Mark]) -> Regraded:
        try:
            after = self.runs.grading.by(self.runs.row(kept.run), self.scenario)
        except Exception as fault:
            _log.exception("run %s cannot be graded anew", kept.run)
            return failed(kept.run, kept.sheet, before, marks, f"{type(fault).__name__}: {fault}")
        return compare(kept.sheet, before, after, marks)


def regrade(
    runs: Runs, scenario: Scenario, records: Sequence[Kept], jobs: int = 1, size: int = BATCH
) -> Iterator[list[Regraded]]:
    """The records by this rubric, `size` at once, in the order of `records` whatever the number of workers (`jobs`)."""
    batches = [records[first : first + size] for first in range(0, len(records), size)]
    if jobs < 2 or len(batches) < 2:
        yield from map(Judge(runs, scenario).judge, batches)
        return
    given = (runs.grounds.config, scenario.text)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(batches)), context, _open, given) as pool:
        yield from pool.map(_judge, batches)


_judges: list[Judge] = []


def _open(config: Config, source: str) -> None:
    """Make ready a worker: the office and the database, without the web."""
    from sandbox.app import open_grounds
    from sandbox.runs import drill

    grounds = open_grounds(config)
    drill.declare(grounds.registry)
    runs = Runs(grounds, Database(create_engine(config.database_url)))
    _judges[:] = [Judge(runs, loads(source.encode()))]


def _judge(batch: Sequence[Kept]) -> list[Regraded]:
    return _judges[0].judge(batch)
