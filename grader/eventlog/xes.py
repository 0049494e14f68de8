"""Extensible event streams, XES 1.0 (XML): a trace is a run. Written as it comes, whatever the number of runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from grader.eventlog.happenings import EPOCH, Event, Log, Value

EXTENSIONS = {
    "Concept": ("concept", "http://www.xes-standard.org/concept.xesext"),
    "Time": ("time", "http://www.xes-standard.org/time.xesext"),
    "Organizational": ("org", "http://www.xes-standard.org/org.xesext"),
    "Lifecycle": ("lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
}
CLASSIFIERS = {"Activity": "concept:name", "Activity and outcome": "concept:name outcome"}
_NAMES = {"actor": "org:resource", "role": "org:role"}
_TAGS = {bool: "boolean", int: "int"}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_xes(logs: Iterable[Log], out: BinaryIO) -> None:
    """Write the runs as one log."""
    for line in _lines(logs):
        out.write(line.encode() + b"\n")


def _lines(logs: Iterable[Log]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">'
    for name, (prefix, uri) in EXTENSIONS.items():
        yield _leaf("extension", name=name, prefix=prefix, uri=uri)
    yield from _globals()
    for name, keys in CLASSIFIERS.items():
        yield _leaf("classifier", name=name, keys=keys)
    for log in logs:
        yield from _trace(log)
    yield "</log>"


def _globals() -> Iterator[str]:
    """What every trace and event has, with what stands where a tool finds it missing."""
    yield f'<global scope="trace">{_value("concept:name", "")}</global>'
    moment = _value("time:timestamp", EPOCH, "date")
    others = {"concept:name": "", "lifecycle:transition": "complete", "outcome": "done"}
    yield f'<global scope="event">{moment}{_values(others)}</global>'


def _trace(log: Log) -> Iterator[str]:
    yield f"<trace>{_values({'concept:name': log.run, **log.attributes})}"
    yield from map(_event, log.events)
    yield "</trace>"


def _event(event: Event) -> str:
    done = event.attributes["outcome"] == "done"
    names = {"concept:name": event.type, "lifecycle:transition": "complete" if done else "ate_abort"}
    others = {_NAMES.get(name, name): value for name, value in event.attributes.items()}
    return f"<event>{_value('time:timestamp', event.time, 'date')}{_values({**names, **others})}</event>"


def _values(values: Mapping[str, Value]) -> str:
    return "".join(_value(key, value) for key, value in values.items())


def _value(key: str, value: Value, tag: str = "") -> str:
    """A typed attribute of XES."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _leaf(tag or _TAGS.get(type(value), "string"), key=key, value=text)


def _leaf(tag: str, **attributes: str) -> str:
    """An element without content; what XML cannot hold is replaced."""
    held = (f" {name}={quoteattr(_ILLEGAL.sub(chr(0xFFFD), text))}" for name, text in attributes.items())
    return f"<{tag}{''.join(held)}/>"
