"""All runs of an installation: begin one, and what a request needs to draw and act in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from sandbox.accounts.wall import utc_now
from sandbox.runs.acts import Acts
from sandbox.runs.beginnings import Beginnings
from sandbox.runs.database import Database
from sandbox.runs.files import put_at_start
from sandbox.runs.grading import Grading
from sandbox.runs.grounds import Grounds
from sandbox.runs.memory import Live
from sandbox.runs.models import Run, new_run_id
from sandbox.runs.reference import References
from sandbox.runs.start import Beginning
from sandbox.runs.store import Store
from sandbox.runs.versions import Versions
from sandbox.runs.visits import RunRow
from scenarios import NobodyFits

VARIANTS = 1_000
TRIES = 50


_runs = Run.__table__


class UnknownScenario(LookupError):
    """The library has no scenario of this id."""


class Runs:
    """`grounds`: what all runs share. `database`: where they are kept."""

    def __init__(self, grounds: Grounds, database: Database):
        self.grounds, self.database = grounds, database
        self.store = Store(database, grounds.config.worlds_in_memory)
        self.versions = Versions(database)
        self.beginnings = Beginnings(grounds, database, self.versions)
        self.acts = Acts(self.store, grounds.makers)
        self.references = References(grounds)

    def start_run(
        self,
        user_id: int,
        scenario_id: str,
        *,
        assignment_id: int | None = None,
        mode: str = "practice",
        guided: bool = False,
        variant: int | None = None,
    ) -> str:
        """Begin an attempt; its id. Without `variant` the next that this user has not met. `UnknownScenario`,
        `scenarios.NobodyFits`."""
        scenario = self.grounds.scenarios.get(scenario_id)
        if scenario is None:
            raise UnknownScenario(scenario_id)
        wanted = self._fresh_variants(user_id, scenario_id) if variant is None else [variant]
        beginning = self._drawn(scenario, wanted)
        now, id = utc_now(), new_run_id()
        row = {
            "id": id,
            "user_id": user_id,
            "assignment_id": assignment_id,
            "scenario_id": scenario.id,
            "scenario_digest": scenario.digest,
            "start_digest": beginning.start.digest,
            "variant": beginning.start.variant,
            "mode": mode,
            "guided": guided,
            "state": "live",
            "started_at": now,
            "seq": 0,
            "head": beginning.start.digest,
            "last_action": "",
            "last_at": now,
        }
        with self.database.writing() as connection:
            connection.execute(_runs.insert(), row)
            put_at_start(connection, id, beginning.files)
        return id

    def _drawn(self, scenario: Any, variants: Iterable[int]) -> Beginning:
        """The first of these variants for which there are people; a small population has not them for every one."""
        nobody = NobodyFits(scenario.id)
        for variant in variants:
            try:
                return self.beginnings.make(scenario, variant)
            except NobodyFits as fault:
                nobody = fault
        raise nobody

    def _fresh_variants(self, user_id: int, scenario_id: str) -> list[int]:
        """The variants come in an order of the user's own, none twice before all were met."""
        asked = select(func.count()).where(_runs.c.user_id == user_id, _runs.c.scenario_id == scenario_id)
        with self.database.reading() as connection:
            met = connection.execute(asked.select_from(_runs)).scalar_one()
        return [(user_id * 17 + met + more) % VARIANTS for more in range(TRIES)]

    def beginning(self, run: RunRow) -> Beginning:
        return self.beginnings.of(run.start_digest)

    def live(self, run: RunRow) -> Live:
        """World and journal as they stand. `BrokenJournal`."""
        return self.store.live(run, self.beginning(run).start)

    def row(self, id: str) -> RunRow:
        """A run's row. `LookupError`."""
        return self.store.standing(id)[0]

    @cached_property
    def grading(self) -> Grading:
        """Grades these runs."""
        return Grading(self)


def runs() -> Runs:
    """The runs of the current application."""
    from flask import current_app

    found: Runs = current_app.extensions["runs"]
    return found


__all__ = ["Runs", "UnknownScenario", "runs"]
