"""The texts of scenarios that runs began with or were graded by, and which of them score alike."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sandbox.accounts.wall import utc_now
from sandbox.runs.database import Database
from sandbox.runs.models import ScenarioVersion
from scenarios import Scenario, ScenarioError, loads
from scenarios.scoring import scoring_digest

_versions = ScenarioVersion.__table__


class Versions:
    """All texts that an installation has kept; they never change, so what was once worked out is remembered."""

    def __init__(self, database: Database):
        self._database = database
        self._scorings: dict[str, str] = {}

    def keep(self, connection: Connection, scenario: Scenario) -> None:
        """Keep the text of this scenario, before anything refers to its digest."""
        row = {"digest": scenario.digest, "scenario_id": scenario.id, "source": scenario.text}
        insert = self._database.insert(_versions).on_conflict_do_nothing()
        connection.execute(insert, {**row, "first_used_at": utc_now()})

    def score_alike(self, digest: str, scenario: Scenario) -> bool:
        """Whether the text of this digest gives every record the points that `scenario` gives it. Not known is no."""
        return digest == scenario.digest or self._of_digest(digest) == self._of(scenario)

    def alike(self, scenario: Scenario) -> list[str]:
        """Digests of all kept texts that score as this one does, its own among them."""
        with self._database.reading() as connection:
            asked = select(_versions.c.digest).where(_versions.c.scenario_id == scenario.id)
            kept = list(connection.execute(asked).scalars())
        return sorted({scenario.digest, *(one for one in kept if self.score_alike(one, scenario))})

    def _of(self, scenario: Scenario) -> str:
        if not self._scorings.get(scenario.digest):
            self._scorings[scenario.digest] = scoring_digest(scenario)
        return self._scorings[scenario.digest]

    def _of_digest(self, digest: str) -> str:
        """Nothing for a text that was not kept, or that cannot be read any more."""
        if digest not in self._scorings:
            with self._database.reading() as connection:
                source = connection.execute(select(_versions.c.source).where(_versions.c.digest == digest)).scalar()
            self._scorings[digest] = _scoring(source) if source is not None else ""
        return self._scorings[digest]


def _scoring(source: str) -> str:
    try:
        return scoring_digest(loads(source.encode()))
    except ScenarioError:
        return ""
