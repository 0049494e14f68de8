"""The world: a value that can be shared between threads; the fold of a start and its journal.

`get` looks in the run's own records, then in the start of the scenario's variant, then in the population.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec

from sandbox.world.journal import Change, Entry
from sandbox.world.record import R, Record, canonical, digest, from_plain, to_plain

if TYPE_CHECKING:
    from sandbox.world.action import Registry
    from sandbox.world.cast import Rule
    from seed.worktime import Calendar


class Population(Protocol):
    """The people and organisations all worlds share: read-only, looked up by id and by its own indexed queries."""

    @property
    def digest(self) -> str: ...

    def get(self, kind: type[R], id: str) -> R | None: ...


class Missing(LookupError):
    """No record of this kind and id in the world."""

    def __init__(self, kind: str, id: str):
        super().__init__(f"{kind}/{id}")
        self.kind, self.id = kind, id


@dataclass(frozen=True)
class Start:
    """What a scenario's variant begins with; one value shared by all its runs.

    `records`: kind → id → record. `plays`: staff ids that the trainee may act as, the first at the beginning.
    `rules`: how the cast reacts. `population_kinds`: kinds that only the population lists, and no scan may touch.
    """

    registry: Registry
    population: Population
    calendar: Calendar
    now: datetime
    scenario: str = ""
    variant: int = 0
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    plays: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    population_kinds: frozenset[str] = frozenset(
        {"person", "household", "parcel", "birth", "organisation", "official", "village"}
    )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that the run starts from; the hash chain begins with it."""
        return digest(
            canonical(
                {
                    "scenario": self.scenario,
                    "variant": self.variant,
                    "population": self.population.digest,
                    "calendar": self.calendar.version,
                    "now": self.now,
                    "plays": self.plays,
                    "rules": self.rules,
                    "records": self.plain_records(),
                }
            )
        )

    def plain_records(self) -> dict[str, dict[str, Any]]:
        """The start's records in plain form: kind → id → fields."""
        return {kind: {id: to_plain(one) for id, one in ones.items()} for kind, ones in self.records.items()}

    @cached_property
    def indexes(self) -> dict[tuple[str, str], dict[Any, list[Record]]]:
        """Start records by (kind, indexed field) and value, made once for all runs."""
        made: dict[tuple[str, str], dict[Any, list[Record]]] = {}
        for kind, ones in self.records.items():
            for name in getattr(next(iter(ones.values()), None), "indexed", ()):
                index = made.setdefault((kind, name), {})
                for one in ones.values():
                    index.setdefault(getattr(one, name), []).append(one)
        return made

    def world(self) -> World:
        """The world before its first entry."""
        return World(self, 0, self.digest, {})


Own = Mapping[str, Mapping[str, "tuple[Record | None, int]"]]


class World:
    """`seq` and `head`: number and hash of the last entry. `frozen` worlds are looked at, never acted in."""

    __slots__ = ("_own", "frozen", "head", "seq", "start")

    def __init__(self, start: Start, seq: int, head: str, own: Own, frozen: bool = False):
        self.start, self.seq, self.head, self._own, self.frozen = start, seq, head, own, frozen

    @property
    def now(self) -> datetime:
        """Simulated Vietnamese local time."""
        held = self._own.get("clock")
        return cast(Any, held["clock"][0]).now if held else self.start.now

    @property
    def population(self) -> Any:
        """The shared population, for its own queries (see `seed.population`)."""
        return self.start.population

    @property
    def calendar(self) -> Calendar:
        return self.start.calendar

    def peek(self, kind: type[R], id: str) -> R | None:
        """The record, or None when there is none."""
        held = self._own.get(kind.kind)
        if held is not None and id in held:
            return cast("R | None", held[id][0])
        started = self.start.records.get(kind.kind)
        if started is not None and id in started:
            return cast(R, started[id])
        return self.start.population.get(kind, id) if kind.kind in self.start.population_kinds else None

    def get(self, kind: type[R], id: str) -> R:
        """The record; `Missing` when there is none."""
        found = self.peek(kind, id)
        if found is None:
            raise Missing(kind.kind, id)
        return found

    def find(self, kind: type[R], **where: Any) -> list[R]:
        """The run's and its start's records whose fields equal `where`, in order of id.

        `TypeError` for kinds that belong to the population: use its queries, or `own` for those made in the run.
        """
        if kind.kind in self.start.population_kinds:
            raise TypeError(f"a scan of the population: ask world.population for {kind.kind}, or own()")
        held = self._own.get(kind.kind, {})
        found = [one for one in self._started(kind.kind, where) if one.id not in held and _fits(one, where)]
        found += [one for one, _ in held.values() if one is not None and _fits(one, where)]
        return cast("list[R]", sorted(found, key=lambda one: one.id))

    def own(self, kind: type[R]) -> list[R]:
        """Records of the kind that this run made or changed, in order of id; also for kinds of the population."""
        held = self._own.get(kind.kind, {})
        return [cast(R, held[id][0]) for id in sorted(held) if held[id][0] is not None]

    def touched(self, kind: str, id: str) -> int:
        """Sequence of the entry that last changed the record; 0 when the run never did."""
        held = self._own.get(kind)
        return held[id][1] if held is not None and id in held else 0

    def _started(self, kind: str, where: Mapping[str, Any]) -> Iterable[Record]:
        for name, value in where.items():
            index = self.start.indexes.get((kind, name))
            if index is not None:
                return index.get(value, ())
        return self.start.records.get(kind, {}).values()

    def with_records(self, seq: int, head: str, changed: Iterable[tuple[str, str, Record | None]]) -> World:
        """The world after an entry that left these records (kind, id, record or None when removed)."""
        own: dict[str, dict[str, tuple[Record | None, int]]] = dict(self._own)  # type: ignore[arg-type]
        fresh: set[str] = set()
        for kind, id, one in changed:
            if kind not in fresh:
                own[kind] = dict(own.get(kind, ()))
                fresh.add(kind)
            own[kind][id] = (one, seq)
        return World(self.start, seq, head, own)

    def after(self, entry: Entry) -> World:
        """The world after this entry; only its changes count, no handler runs."""
        changed: dict[tuple[str, str], Record | None] = {}
        for change in entry.content.changes:
            changed[change.kind, change.id] = self._changed(changed, change)
        rows = [(kind, id, one) for (kind, id), one in changed.items()]
        return self.with_records(entry.seq, entry.hash, rows)

    def _changed(self, sofar: Mapping[tuple[str, str], Record | None], change: Change) -> Record | None:
        if change.after is None:
            return None
        cls: type[Record] = self.start.registry.kinds[change.kind]
        if change.before is None:
            return from_plain(cls, change.after)
        old = sofar.get((change.kind, change.id)) or self.get(cls, change.id)
        return from_plain(cls, {**to_plain(old), **change.after})

    def as_frozen(self) -> World:
        """The same world, only to be looked at (time travel)."""
        return World(self.start, self.seq, self.head, self._own, frozen=True)

    def own_rows(self) -> Iterator[tuple[str, str, int, Any]]:
        """The run's difference from its start: (kind, id, seq of the last change, plain record or None)."""
        for kind in sorted(self._own):
            for id, (one, seq) in sorted(self._own[kind].items()):
                yield kind, id, seq, None if one is None else msgspec.to_builtins(one)

    def plain(self) -> dict[str, dict[str, Any]]:
        """All records of start and run in plain form, kind → id → fields; the population is left out."""
        whole = self.start.plain_records()
        for kind, id, _, one in self.own_rows():
            whole.setdefault(kind, {})[id] = one
        return {kind: {id: one for id, one in ones.items() if one is not None} for kind, ones in whole.items()}


def restore(start: Start, seq: int, head: str, rows: Iterable[tuple[str, str, int, Any]]) -> World:
    """The world whose difference from `start` is `rows`, as `own_rows` gave them."""
    own: dict[str, dict[str, tuple[Record | None, int]]] = {}
    for kind, id, touched, one in rows:
        record = None if one is None else from_plain(start.registry.kinds[kind], one)
        own.setdefault(kind, {})[id] = (record, touched)
    return World(start, seq, head, own)


def replay(start: Start, entries: Iterable[Entry]) -> World:
    """The fold: the world after all `entries`."""
    world = start.world()
    for entry in entries:
        world = world.after(entry)
    return world


def _fits(record: Record, where: Mapping[str, Any]) -> bool:
    return all(getattr(record, name) == value for name, value in where.items())
