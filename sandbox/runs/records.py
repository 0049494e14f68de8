"""The record of a run: what the grader reads, in memory or as a signed bundle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sandbox
from grader.record import RunRecord, lines_of
from sandbox.runs.grounds import Grounds
from sandbox.runs.start import Beginning
from sandbox.world.journal import Entry


def record_of(
    grounds: Grounds,
    beginning: Beginning,
    entries: list[Entry],
    files: Mapping[str, bytes],
    *,
    run: str = "",
    people: Mapping[str, Any] | None = None,
) -> RunRecord:
    """The record of a run that began so and has these entries and files."""
    start, expanded, scenario = beginning.start, beginning.expanded, beginning.scenario
    last = max([start.now.isoformat(), *(entry.content.at for entry in entries[-1:])])
    return RunRecord(
        scenario_id=scenario.id,
        now=start.now,
        calendar=start.calendar,
        lines=lines_of(entries),
        start=start.plain_records(),
        names=expanded.names,
        kinds=expanded.kinds,
        vocabulary=grounds.vocabulary,
        scenario_text=scenario.text,
        scenario_digest=scenario.digest,
        scenario_version=scenario.version,
        variant=start.variant,
        run=run,
        start_digest=start.digest,
        files=files,
        trust_pem=grounds.trust_pem,
        crl=grounds.crl(last),
        population=_population(start.population),
        software=sandbox.__version__,
        people=people or {},
        count=len(entries),
    )


def _population(population: Any) -> dict[str, Any]:
    return {name: getattr(population, name) for name in ("version", "seed", "size", "digest")}
