"""The state at the end of a record: start and journal folded into plain fields, with the entry that set each of them.

An unreadable entry may have changed anything: what was set before it is unknown until a later entry sets it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grader.record import Change, Plain, RunRecord

FRAME_KINDS = frozenset({"clock", "due", "series", "seat", "fired"})


class _Mark:
    def __init__(self, name: str):
        self.name = name

    def __repr__(self) -> str:
        return self.name


UNKNOWN: Any = _Mark("UNKNOWN")


class Held:
    """A record: its fields, which entry set each (0: the start), which made it (-1: before all that is known)."""

    __slots__ = ("alive", "fields", "id", "kind", "last", "made", "touched")

    def __init__(self, kind: str, id: str, fields: Plain, made: int):
        self.kind, self.id, self.fields, self.made = kind, id, fields, made
        self.last, self.alive = made, True
        self.touched: dict[str, int] = {}

    def set_by(self, name: str) -> int:
        """Number of the entry that last set the field; 0 when the start did."""
        return self.touched.get(name, max(self.made, 0))


class World:
    """Records at the end of `record`."""

    def __init__(self, record: RunRecord):
        self.start = record.start
        self.own: dict[str, dict[str, Held]] = {}
        self.gaps = record.gaps
        self.last_gap = max(self.gaps, default=0)
        for number, entry in enumerate(record.entries, 1):
            for change in () if entry is None else entry.changes:
                self._apply(change, number)

    def _apply(self, change: Change, number: int) -> None:
        ones = self.own.setdefault(change.kind, {})
        held = ones.get(change.id)
        if change.before is None and change.after is not None:
            held = ones[change.id] = Held(change.kind, change.id, dict(change.after), number)
            return
        if held is None:
            held = ones[change.id] = self._begun(change)
        held.last = number
        held.alive = change.after is not None
        if change.after is not None:
            held.fields.update(change.after)
            for name in change.after:
                held.touched[name] = number

    def _begun(self, change: Change) -> Held:
        started = (self.start or {}).get(change.kind, {}).get(change.id)
        return Held(change.kind, change.id, dict(started or {}), 0 if started is not None else -1)

    def get(self, kind: str, id: str) -> Held | None:
        """The record, removed ones too; None when neither start nor journal tells of it."""
        held = self.own.get(kind, {}).get(id)
        if held is not None:
            return held
        started = (self.start or {}).get(kind, {}).get(id)
        return None if started is None else Held(kind, id, dict(started), 0)

    def value(self, held: Held, path: str) -> Any:
        """The value at a dotted path, UNKNOWN when the evidence for it is missing; an absent key or row is None."""
        name, _, rest = path.partition(".")
        if name not in held.fields or held.set_by(name) < self.last_gap:
            return UNKNOWN
        value = held.fields[name]
        while rest:
            part, _, rest = rest.partition(".")
            value = _inside(value, part)
        return value

    def exists(self, held: Held) -> bool | None:
        """Whether it is there at the end; unknown when an unreadable entry came after its last change."""
        return None if held.last < self.last_gap else held.alive

    def made_in_run(self, kind: str) -> Iterator[Held]:
        """Records of the kind that were not there at the start, in order of id."""
        started = (self.start or {}).get(kind, {})
        for id, held in sorted(self.own.get(kind, {}).items()):
            if id not in started:
                yield held


def _inside(value: Any, part: str) -> Any:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and part.isdecimal():
        return value[int(part)] if int(part) < len(value) else None
    return None
