"""The record of a run: everything the grader may look at, and nothing that it has to fetch."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from sys import intern
from typing import Any, NamedTuple

import msgspec

from seed.worktime import Calendar

Plain = dict[str, Any]


class Change(msgspec.Struct, frozen=True, gc=False):
    """One record made (`before` None), changed (changed fields only) or removed (`after` None)."""

    step: int
    kind: str
    id: str
    before: Plain | None
    after: Plain | None


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """Why the system said no."""

    code: str
    reason: str = ""
    values: dict[str, str] = {}


class Entry(msgspec.Struct, frozen=True, gc=False):
    """What one entry of the journal says: who did what when in simulated time, and what it changed."""

    seq: int
    at: str
    origin: str
    actor: str
    role: str
    action: str
    params: Plain
    changes: tuple[Change, ...] = ()
    reads: tuple[str, ...] = ()
    effects: dict[str, str] = {}
    refused: Refusal | None = None
    result: str | None = None
    rule: str | None = None

    @property
    def moment(self) -> datetime:
        """Simulated Vietnamese local time."""
        return datetime.fromisoformat(self.at)


class Line(NamedTuple):
    """One entry as it is stored: content and stamp bytes, and the hash of the chain up to here."""

    content: bytes
    stamp: bytes
    hash: str


_read = msgspec.json.Decoder(Entry).decode


@dataclass(frozen=True)
class RunRecord:
    """A run as the grader sees it.

    `now`: the start's simulated moment. `names`, `kinds`: see `scenarios.Expanded`. `vocabulary`: plain, as exported.
    `start`: plain records kind → id → fields; None when lost. `count`: how many entries there ought to be, when more
    than `lines`. `files`: bytes by SHA-256. `doubted`: numbers of entries that failed verification. `trust_pem`: the
    certificates signatures are judged by, `crl` the revocation list (DER). The rest tells whose run it is.
    """

    scenario_id: str
    now: datetime
    calendar: Calendar
    lines: tuple[Line, ...]
    start: Mapping[str, Mapping[str, Plain]] | None
    names: Mapping[str, Any]
    kinds: Mapping[str, str]
    vocabulary: Mapping[str, Any]
    scenario_text: str = field(default="", repr=False)
    scenario_digest: str = ""
    scenario_version: str = "1"
    variant: int = 0
    run: str = ""
    start_digest: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    trust_pem: bytes = field(default=b"", repr=False)
    crl: bytes | None = field(default=None, repr=False)
    population: Mapping[str, Any] = field(default_factory=dict)
    software: str = ""
    people: Mapping[str, Any] = field(default_factory=dict)
    count: int = 0
    doubted: frozenset[int] = frozenset()

    @property
    def head(self) -> str:
        """Hash of the last entry, the start's digest when there is none."""
        return self.lines[-1].hash if self.lines else self.start_digest

    @cached_property
    def entries(self) -> tuple[Entry | None, ...]:
        """Entry number n at n - 1; None where it is missing, unreadable or doubted."""
        found: list[Entry | None] = [
            None if number in self.doubted else _decoded(line.content, number)
            for number, line in enumerate(self.lines, 1)
        ]
        found += [None] * (self.count - len(found))
        return tuple(found)

    @cached_property
    def gaps(self) -> tuple[int, ...]:
        """Numbers of the entries that cannot be read."""
        return tuple(number for number, entry in enumerate(self.entries, 1) if entry is None)

    @cached_property
    def done(self) -> tuple[str | None, ...]:
        """The action of each entry, as in a column of an event log; None for what was refused or cannot be read."""
        return tuple(None if one is None or one.refused else intern(one.action) for one in self.entries)

    def upto(self, number: int) -> RunRecord:
        """The record as it was after entry `number`."""
        doubted = frozenset(one for one in self.doubted if one <= number)
        cut = dataclasses.replace(self, lines=self.lines[:number], count=min(self.count, number), doubted=doubted)
        cut.__dict__["entries"] = self.entries[:number]
        return cut


def _decoded(content: bytes, number: int) -> Entry | None:
    try:
        entry = _read(content)
        local = entry.moment.tzinfo is None
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return entry if entry.seq == number and local else None


def lines_of(entries: Iterable[Any]) -> tuple[Line, ...]:
    """Lines of journal entries that hold `content_bytes`, `stamp_bytes` and `hash`."""
    return tuple(Line(one.content_bytes, one.stamp_bytes, one.hash) for one in entries)
