"""What happened in a run, as every event log tells it: events, the things they touched, how those changed.

Nothing of the real world is taken over (accounts, wall time, form keys), and no free text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from grader.record import Change, Entry, RunRecord

Value = str | int | bool
AttributeType = str
"""One of OCEL's: string, time, integer, boolean."""

EPOCH = "1970-01-01T00:00:00Z"
ZONE = "+07:00"
_TYPES: Mapping[str, AttributeType] = {
    "choice": "string", "record": "string", "person": "string", "staff": "string", "organisation": "string",
    "integer": "integer", "bool": "boolean", "date": "time", "datetime": "time",
}  # fmt: skip
_KINDS = {"person": "person", "staff": "official", "organisation": "organisation"}
EVENT_ATTRIBUTES: Mapping[str, AttributeType] = {
    "number": "integer", "title": "string", "actor": "string", "role": "string", "origin": "string",
    "outcome": "string", "reason": "string", "rule": "string", "about": "string",
}  # fmt: skip
RUN_ATTRIBUTES: Mapping[str, AttributeType] = {"scenario": "string", "version": "string", "variant": "integer"}


class Event(NamedTuple):
    """An entry. `time`: simulated, ISO 8601 with zone. `related`: thing's id → how the event relates to it."""

    id: str
    type: str
    time: str
    attributes: Mapping[str, Value]
    related: Mapping[str, str]


class Thing(NamedTuple):
    """A record of the simulated world, or the run itself. `values`: (name, value, since when).

    `related`: id of another thing → name of the field that refers to it at the end.
    """

    id: str
    type: str
    values: list[tuple[str, Value, str]]
    related: dict[str, str]


class Log(NamedTuple):
    """One run. `types`: kind → attribute → type, of all kinds that a run of this office may hold."""

    run: str
    attributes: Mapping[str, Value]
    events: list[Event]
    things: Mapping[str, Thing]
    types: Mapping[str, Mapping[str, AttributeType]]


def log_of(record: RunRecord) -> Log:
    """The run as an event log; entries that cannot be read are left out."""
    return _Telling(record).log()


class _Telling:
    def __init__(self, record: RunRecord):
        self.record = record
        self.actions: Mapping[str, Any] = record.vocabulary.get("actions", {})
        kinds: Mapping[str, Any] = record.vocabulary.get("records", {})
        self.kinds = {kind: spec.get("fields", {}) for kind, spec in kinds.items() if not spec.get("frame")}
        people: dict[str, Mapping[str, AttributeType]] = {kind: {} for kind in _KINDS.values()}
        declared = {kind: _attributes(fields) for kind, fields in self.kinds.items()}
        self.types = {"run": RUN_ATTRIBUTES, **people, **declared}
        self.things: dict[str, Thing] = {}

    def log(self) -> Log:
        record = self.record
        about: dict[str, Value] = {
            "scenario": record.scenario_id,
            "version": record.scenario_version,
            "variant": record.variant,
        }
        self._thing("run", record.run, EPOCH, about)
        events = [self._event(entry) for entry in record.entries if entry is not None]
        for thing in list(self.things.values()):
            self._relate(thing)
        return Log(record.run, about, events, self.things, self.types)

    def _event(self, entry: Entry) -> Event:
        time = entry.at + ZONE
        attributes: dict[str, Value] = {
            "number": entry.seq,
            "title": str(self.actions.get(entry.action, {}).get("title", "")),
            "actor": entry.actor,
            "role": entry.role,
            "origin": entry.origin,
            "outcome": "refused" if entry.refused else "done",
            "reason": entry.refused.code if entry.refused else "",
            "rule": entry.rule or "",
            "about": entry.result or "",
        }
        related = {self._id("run", self.record.run): "run"}
        for kind, id, how in self._related(entry):
            if kind in self.types:
                related.setdefault(self._thing(kind, id), how)
        for change in entry.changes:
            if change.kind in self.types:
                self._thing(change.kind, change.id, time, change.after or {})
        return Event(f"{self.record.run}:{entry.seq}", entry.action, time, _filled(attributes), related)

    def _related(self, entry: Entry) -> Iterator[tuple[str, str, str]]:
        """(kind, id, how): what was changed first, then what was named, then what was read."""
        for change in entry.changes:
            yield change.kind, change.id, _how(change)
        params = self.actions.get(entry.action, {}).get("params", {})
        yield from _named(entry.params, params)
        if entry.origin == "trainee":
            yield "official", entry.actor, "actor"
        for reference in entry.reads:
            kind, _, id = reference.partition("/")
            yield kind, id, "read"

    def _id(self, kind: str, id: str) -> str:
        return f"{self.record.run}:{kind}/{id}"

    def _thing(self, kind: str, id: str, since: str = "", fields: Mapping[str, Any] | None = None) -> str:
        """The thing's id; made with the values of the start when it is new, with those of `fields` added."""
        name = self._id(kind, id)
        thing = self.things.get(name)
        if thing is None:
            started = (self.record.start or {}).get(kind, {}).get(id, {})
            thing = self.things[name] = Thing(name, kind, list(self._values(kind, started, EPOCH)), {})
        thing.values.extend(self._values(kind, fields or {}, since))
        return name

    def _relate(self, thing: Thing) -> None:
        """The things that its fields refer to at the end."""
        last = {name: value for name, value, _ in thing.values}
        for name, spec in self.kinds.get(thing.type, {}).items():
            for kind, id in _references(last.get(name), spec):
                if kind in self.types:
                    thing.related.setdefault(self._thing(kind, id), name)

    def _values(self, kind: str, fields: Mapping[str, Any], since: str) -> Iterator[tuple[str, Value, str]]:
        for name, type in self.types[kind].items():
            value = fields.get(name)
            if value is not None and isinstance(value, str | int) and value != "":
                yield name, _timed(value) if type == "time" else value, since


def _attributes(fields: Mapping[str, Any]) -> Mapping[str, AttributeType]:
    """Fields that hold no free text."""
    return {name: _TYPES[one["type"]] for name, one in fields.items() if one["type"] in _TYPES and name != "id"}


def _timed(value: Value) -> str:
    text = str(value)
    return f"{text}T00:00:00{ZONE}" if len(text) == 10 else text + ZONE


def _filled(attributes: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in attributes.items() if value != ""}


def _how(change: Change) -> str:
    return "made" if change.before is None else "removed" if change.after is None else "changed"


def _named(params: Mapping[str, Any], specs: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(kind, id, name of the parameter) of what the parameters name."""
    for name, spec in specs.items():
        for kind, id in _references(params.get(name), spec):
            yield kind, id, name


def _references(value: Any, spec: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for one in value:
            if spec["type"] == "rows" and isinstance(one, dict):
                yield from ((kind, id) for kind, id, _ in _named(one, spec["fields"]))
            elif spec["type"] == "list":
                yield from _references(one, spec["item"])
    elif isinstance(value, str) and value:
        kind = str(spec.get("of", "")) if spec["type"] == "record" else _KINDS.get(spec["type"], "")
        if kind:
            yield kind, value
