"""Object-centric event logs, OCEL 2.0 as JSON (https://www.ocel-standard.org/specification/formats/json)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from grader.eventlog.happenings import EVENT_ATTRIBUTES, Event, Log, Thing

_encode = msgspec.json.encode


def write_ocel(logs: Iterable[Log], out: BinaryIO) -> None:
    """Write the runs as one log. Events are written as they come; what they touched is kept, encoded, until the end."""
    events: set[str] = set()
    kinds: dict[str, Mapping[str, str]] = {}
    objects: list[bytes] = []

    def told() -> Iterator[bytes]:
        for log in logs:
            events.update(one.type for one in log.events)
            used = {one.type for one in log.things.values()}
            kinds.update({kind: {**kinds.get(kind, {}), **log.types[kind]} for kind in used})
            objects.extend(_encode(_object(one)) for one in log.things.values())
            yield from (_encode(_event(one)) for one in log.events)

    out.write(b'{"events":[')
    _list(told(), out)
    out.write(b'],\n"objects":[')
    _list(objects, out)
    types = {"eventTypes": _types(dict.fromkeys(events, EVENT_ATTRIBUTES)), "objectTypes": _types(kinds)}
    out.write(b"],\n" + _encode(types)[1:] + b"\n")


def _list(items: Iterable[bytes], out: BinaryIO) -> None:
    between = b"\n"
    for one in items:
        out.write(between + one)
        between = b",\n"


def _types(declared: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    return [
        {"name": name, "attributes": [{"name": one, "type": type} for one, type in attributes.items()]}
        for name, attributes in sorted(declared.items())
    ]


def _event(one: Event) -> dict[str, Any]:
    return {
        "id": one.id,
        "type": one.type,
        "time": one.time,
        "attributes": [{"name": name, "value": value} for name, value in one.attributes.items()],
        "relationships": _related(one.related),
    }


def _object(one: Thing) -> dict[str, Any]:
    values = [{"name": name, "time": since, "value": value} for name, value, since in one.values]
    return {"id": one.id, "type": one.type, "attributes": values, "relationships": _related(one.related)}


def _related(related: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"objectId": id, "qualifier": how} for id, how in related.items()]
