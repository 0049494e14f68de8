"""From an expanded scenario to the start of a world, and back from what the database keeps of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from sandbox.world.action import Registry
from sandbox.world.cast import Rule
from sandbox.world.record import Plain, Record, from_plain
from sandbox.world.world import Start
from seed.worktime import Calendar


@dataclass(frozen=True)
class Beginning:
    """A scenario's variant, ready to be played: the scenario as its file says, expanded, and the world's start."""

    scenario: Any
    expanded: Any
    start: Start

    @property
    def files(self) -> dict[str, bytes]:
        """The scenario's files that records of the start name, by SHA-256."""
        kinds = self.start.plain_records().values()
        named = {value for ones in kinds for one in ones.values() for value in one.values() if isinstance(value, str)}
        return {name: content for name, content in self.expanded.files.items() if name in named}


StartHook = Callable[[Any, Any], Iterable[Record]]
"""What a service adds to every start: (expanded scenario, population) → records, such as signing devices from PINs."""


class OtherPopulation(Exception):
    """The run began among other people than this installation has: another version, seed or size of the population."""


def build(
    expanded: Any, registry: Registry, population: Any, calendar: Calendar, hooks: Iterable[StartHook] = ()
) -> Start:
    """The start that a scenario's variant describes. `msgspec.ValidationError` for records that do not fit."""
    records: dict[str, dict[str, Record]] = {}
    for kind, fields in expanded.records:
        one = from_plain(registry.kinds[kind], fields)
        records.setdefault(kind, {})[one.id] = one
    for hook in hooks:
        for one in hook(expanded, population):
            records.setdefault(one.kind, {})[one.id] = one
    return Start(
        registry=registry,
        population=population,
        calendar=calendar,
        now=_moment(expanded.now),
        scenario=f"{expanded.scenario.id}@{expanded.scenario.digest}",
        variant=expanded.variant,
        records=records,
        plays=tuple(expanded.plays),
        rules=tuple(msgspec.convert(rule, Rule) for rule in expanded.rules),
    )


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def keep(start: Start) -> bytes:
    """A start as it is kept in the database: everything but the population, which is named."""
    plain = {
        "scenario": start.scenario,
        "variant": start.variant,
        "population": start.population.digest,
        "calendar": start.calendar.to_plain(),
        "now": start.now,
        "plays": start.plays,
        "rules": start.rules,
        "records": start.plain_records(),
    }
    return zlib.compress(msgspec.json.encode(plain), 6)


def kept(content: bytes, registry: Registry, population: Any) -> Start:
    """The start that `keep` wrote. `OtherPopulation`; `msgspec.ValidationError` when record types have changed."""
    plain: Plain = msgspec.json.decode(zlib.decompress(content))
    if plain["population"] != population.digest:
        raise OtherPopulation(plain["population"])
    return Start(
        registry=registry,
        population=population,
        calendar=Calendar.from_plain(plain["calendar"]),
        now=datetime.fromisoformat(plain["now"]),
        scenario=plain["scenario"],
        variant=plain["variant"],
        records=_records(plain["records"], registry),
        plays=tuple(plain["plays"]),
        rules=msgspec.convert(plain["rules"], tuple[Rule, ...]),
    )


def _records(plain: Mapping[str, Mapping[str, Plain]], registry: Registry) -> dict[str, dict[str, Record]]:
    return {
        kind: {id: from_plain(registry.kinds[kind], fields) for id, fields in ones.items()}
        for kind, ones in plain.items()
    }
