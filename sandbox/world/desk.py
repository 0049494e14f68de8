"""The desk: what a handler is handed. The world plus the handler's own changes, thrown away when it refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

import msgspec

from sandbox.world.effects import Effects
from sandbox.world.journal import Change, Refusal, Step, differing
from sandbox.world.record import R, Record, RecordBase
from sandbox.world.world import Missing, World

if TYPE_CHECKING:
    from seed.worktime import Calendar


class Refused(Exception):
    """The system says no. `reason` is a Vietnamese sentence with `%(name)s` places for `values`.

    `aftermath` is done on a fresh desk after the refused changes were thrown away, and stays with the refusal: what the
    real system remembers of a failed try, such as the number of wrong PINs.
    """

    def __init__(self, code: str, reason: str, aftermath: Callable[[Desk], None] | None = None, **values: Any):
        super().__init__(reason % values if values else reason)
        self.code, self.reason, self.aftermath = code, reason, aftermath
        self.values = {name: str(value) for name, value in values.items()}

    def refusal(self) -> Refusal:
        return Refusal(self.code, self.reason, self.values)


class Actor(msgspec.Struct, frozen=True):
    """Who acts: staff or person id, the role they act in, and where the act comes from (see `Content.origin`)."""

    id: str
    role: str
    origin: str = "trainee"


class Series(RecordBase, frozen=True):
    """The last number given in a gap-free series such as `incoming/2026`."""

    kind: ClassVar[str] = "series"
    id: str
    last: int


class Due(RecordBase, frozen=True):
    """Something that will be performed when the clock reaches `due`: by `who`, because of entry `cause` and `rule`."""

    kind: ClassVar[str] = "due"
    id: str
    due: datetime
    who: str
    action: str
    params: dict[str, Any]
    rule: str = ""
    cause: int = 0


class Desk:
    """`world` before the action, `actor`, `now`; reads are noted, changes collected until the handler has returned."""

    def __init__(self, world: World, actor: Actor, effects: Effects, now: datetime | None = None):
        self.world, self.actor, self.effects = world, actor, effects
        self.now = now or world.now
        self.steps: list[Step] = []
        self.reads: set[str] = set()
        self.made: dict[str, str] = {}
        self._step = 0
        self._latest: dict[tuple[str, str], Record | None] = {}
        self._changes: dict[tuple[int, str, str], tuple[Record | None, Record | None]] = {}

    @property
    def population(self) -> Any:
        return self.world.population

    @property
    def calendar(self) -> Calendar:
        return self.world.calendar

    def peek(self, kind: type[R], id: str) -> R | None:
        """The record as it stands on this desk, or None; the read is noted."""
        self.reads.add(f"{kind.kind}/{id}")
        return self._peek(kind, id)

    def _peek(self, kind: type[R], id: str) -> R | None:
        if (kind.kind, id) in self._latest:
            return cast("R | None", self._latest[kind.kind, id])
        return self.world.peek(kind, id)

    def get(self, kind: type[R], id: str) -> R:
        """The record as it stands on this desk; `Missing` when there is none."""
        found = self.peek(kind, id)
        if found is None:
            raise Missing(kind.kind, id)
        return found

    def find(self, kind: type[R], **where: Any) -> list[R]:
        """Records whose fields equal `where`, in order of id, with this desk's changes; what was found is noted."""
        fresh = {id: one for (k, id), one in self._latest.items() if k == kind.kind}
        found = [one for one in self.world.find(kind, **where) if one.id not in fresh]
        for one in fresh.values():
            if one is not None and all(getattr(one, name) == value for name, value in where.items()):
                found.append(cast(R, one))
        self.reads.update(f"{kind.kind}/{one.id}" for one in found)
        return sorted(found, key=lambda one: one.id)

    def add(self, record: R) -> R:
        """Put a new record into the world; `ValueError` when its id is taken."""
        if self._peek(type(record), record.id) is not None:
            raise ValueError(f"{record.kind}/{record.id} exists already")
        self._set(type(record), record.id, None, record)
        return record

    def update(self, record: R, **fields: Any) -> R:
        """The record with these fields changed, as it stands on this desk."""
        old = self.get(type(record), record.id)
        new = cast(R, msgspec.structs.replace(cast(Any, old), **fields))
        self._set(type(record), record.id, old, new)
        return new

    def remove(self, record: Record) -> None:
        """Take the record out of the world."""
        self._set(type(record), record.id, self.get(type(record), record.id), None)

    def _set(self, kind: type[Record], id: str, old: Record | None, new: Record | None) -> None:
        self._latest[kind.kind, id] = new
        key = (self._step, kind.kind, id)
        first = self._changes[key][0] if key in self._changes else old
        self._changes[key] = (first, new)

    def next(self, series: str) -> int:
        """The next number of a gap-free series, from 1; it is given only if the action succeeds."""
        held = self._peek(Series, series)
        number = 1 if held is None else held.last + 1
        self._set(Series, series, held, Series(id=series, last=number))
        return number

    def later(self, due: datetime, who: str, action: str, **params: Any) -> None:
        """Have `who` (person, staff or `system`) perform `action` when the clock reaches `due`."""
        self.add(Due(id=f"{self.next('due'):06}", due=due, who=who, action=action, params=params))

    def effect(self, maker: str, inputs: Mapping[str, Any]) -> str:
        """SHA-256 of the bytes that `maker` makes of the plain `inputs`; made once, recorded with the entry."""
        asked, made = self.effects.make(maker, inputs)
        self.made[asked] = made
        return made

    def read(self, name: str) -> bytes:
        """The bytes of a stored file, such as one that was uploaded. `NoFile` when the run has none of this SHA-256."""
        return self.effects.read(name)

    def perform(self, action: str, **params: Any) -> Any:
        """A step in another service, as part of this entry: validated, no role asked. `Refused` passes through."""
        step = self.world.start.registry[action]
        ask = step.read(self, params)
        self.steps.append(Step(action, step.plain(ask)))
        outer, self._step = self._step, len(self.steps)
        try:
            return step.do(self, ask)
        finally:
            self._step = outer

    def changed(self) -> list[tuple[str, str, Record | None]]:
        """The records as this desk leaves them: (kind, id, record or None)."""
        return [(kind, id, one) for (kind, id), one in self._latest.items()]

    def changes(self) -> list[Change]:
        """What this desk changes, in the order in which it was first touched; what ends as it began is left out."""
        rows = []
        for (step, kind, id), (before, after) in self._changes.items():
            if before != after:
                rows.append(Change(step, kind, id, *differing(before, after)))
        return rows
