"""What an act read and wrote, to the field: places such as `dossier/H99.1-0007.state`, and `dossier/*` for a list.

Entries of the journal name the records read; which fields of them, only the handler's own looks tell. So while the
proof watches, the record types note each look at a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from grader.record import Entry
from sandbox.proving.foata import Event
from sandbox.world.action import Registry
from sandbox.world.vocabulary import FRAME_KINDS
from sandbox.world.world import World

Note = Callable[[str], None]
# The frame's records say nothing of the office, but numbers given in a series do depend on their order.
_LEFT_OUT = frozenset(FRAME_KINDS) - {"series"}
_SERIES_OF_THE_FRAME = "series/due."


class _Watched:
    """A field of a record type that notes who looks at it."""

    def __init__(self, field: Any, kind: str, name: str, note: Note):
        self.field, self.kind, self.name, self.note = field, kind, name, note

    def __get__(self, record: Any, owner: Any = None) -> Any:
        if record is None:
            return self
        self.note(f"{self.kind}/{_id(record)}.{self.name}")
        return self.field.__get__(record, owner)


def _id(record: Any) -> str:
    found = type(record).__dict__.get("id")
    while isinstance(found, _Watched):
        found = found.field
    return str(found.__get__(record) if found is not None else record.id)


class _Field(NamedTuple):
    owner: type[Any]
    name: str
    field: Any


@contextmanager
def watching(registry: Registry) -> Iterator[set[str]]:
    """While this lasts, the set that it gives collects the places that are read; take what is in it after each act."""
    seen: set[str] = set()
    kept = [_Field(World, name, World.__dict__[name]) for name in ("find", "own")]
    for kind, cls in registry.kinds.items():
        if kind not in _LEFT_OUT:
            kept += [_Field(cls, name, cls.__dict__[name]) for name in cls.__struct_fields__ if _own(cls, name)]
    try:
        for one in kept:
            setattr(one.owner, one.name, _replaced(one, seen.add))
        yield seen
    finally:
        for one in kept:
            setattr(one.owner, one.name, one.field)


def _own(cls: type[Any], name: str) -> bool:
    return name != "id" and name in cls.__dict__


def _replaced(one: _Field, note: Note) -> Any:
    if one.owner is not World:
        return _Watched(one.field, one.owner.kind, one.name, note)

    def listed(self: World, kind: type[Any], **where: Any) -> Any:
        if kind.kind not in _LEFT_OUT:
            note(f"{kind.kind}/*")
        return one.field(self, kind, **where)

    return listed


def event(label: Any, entries: list[Entry], read: set[str]) -> Event:
    """The event that these entries (an act and what the cast did at once) are, having looked at `read`."""
    changed = {place for entry in entries for place in _changed(entry)}
    lists = {place for place in changed if place.endswith("/*")}
    return Event(label, frozenset(one for one in read if _counts(one)), frozenset(changed - lists), frozenset(lists))


def _changed(entry: Entry) -> Iterator[str]:
    for change in entry.changes:
        if change.kind in _LEFT_OUT:
            continue
        for name in change.after or change.before or {}:
            if name != "id" and _counts(place := f"{change.kind}/{change.id}.{name}"):
                yield place
        if change.before is None or change.after is None:
            yield f"{change.kind}/*"


def _counts(place: str) -> bool:
    return not place.startswith(_SERIES_OF_THE_FRAME)
