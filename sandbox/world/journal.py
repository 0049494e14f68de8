"""The journal: what an entry is, and the hash chain that binds each entry to all before it.

`hash(n) = SHA-256(hash(n-1) ‖ SHA-256(content) ‖ SHA-256(stamp))`; `hash(0)` is the digest of the start.
Content is what happened in the world and is the same wherever the same actions are performed; the stamp says when
and by which account that was, outside. Stored bytes are hashed as they are and never encoded again.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from sandbox.world.record import Plain, canonical


class Change(msgspec.Struct, frozen=True):
    """One record made (`before` None), changed (only those fields) or removed (`after` None) by step `step`."""

    step: int
    kind: str
    id: str
    before: Plain | None
    after: Plain | None


class Step(msgspec.Struct, frozen=True):
    """A step that the outer action performed in another service."""

    action: str
    params: Plain


class Refusal(msgspec.Struct, frozen=True):
    """Why the system said no: a stable code, a Vietnamese sentence with `%(name)s` places, and their values."""

    code: str
    reason: str
    values: dict[str, str] = {}

    @property
    def text(self) -> str:
        """The sentence in Vietnamese with its values filled in."""
        return self.reason % self.values if self.values else self.reason


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened: `at` is simulated Vietnamese local time, `origin` one of trainee, cast, clock, inject, system."""

    seq: int
    at: str
    origin: str
    actor: str
    role: str
    action: str
    params: Plain
    steps: list[Step] = []
    changes: list[Change] = []
    reads: list[str] = []
    effects: dict[str, str] = {}
    refused: Refusal | None = None
    result: str | None = None
    cause: int | None = None
    rule: str | None = None


class Stamp(msgspec.Struct, frozen=True, omit_defaults=True):
    """When (UTC wall time, ISO 8601) and by whom outside the world; `key` makes a replayed form one entry."""

    wall: str = ""
    account: str = ""
    key: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One line of the journal: its number, the stored bytes, and the hash of the chain up to here.

    Live runs keep their journal in memory, so it is kept as bytes; `content` and `stamp` are read from them each time.
    """

    seq: int
    content_bytes: bytes
    stamp_bytes: bytes
    hash: str

    @property
    def content(self) -> Content:
        return _read_content(self.content_bytes)

    @property
    def stamp(self) -> Stamp:
        return _read_stamp(self.stamp_bytes)


_read_content = msgspec.json.Decoder(Content).decode
_read_stamp = msgspec.json.Decoder(Stamp).decode


def link(previous: str, content: bytes, stamp: bytes) -> str:
    """The chain's next hash (hexadecimal) from the previous one and the stored bytes."""
    sha256 = hashlib.sha256
    both = sha256(content).digest() + sha256(stamp).digest()
    return sha256(bytes.fromhex(previous) + both).hexdigest()


def write_entry(previous: str, content: Content, stamp: Stamp) -> Entry:
    """The entry that follows the hash `previous`."""
    content_bytes, stamp_bytes = canonical(content), canonical(stamp)
    return Entry(content.seq, content_bytes, stamp_bytes, link(previous, content_bytes, stamp_bytes))


def read_entry(content_bytes: bytes, stamp_bytes: bytes, hash: str) -> Entry:
    """The entry stored as these bytes. `msgspec.DecodeError` when they are not an entry; the chain is not checked."""
    return Entry(_read_content(content_bytes).seq, content_bytes, stamp_bytes, hash)


def chain_breaks(start: str, entries: list[Entry]) -> int | None:
    """Sequence of the first entry whose number or hash does not follow from `start` and its predecessors, else None."""
    head = start
    for number, entry in enumerate(entries, 1):
        head = link(head, entry.content_bytes, entry.stamp_bytes)
        if entry.seq != number or entry.hash != head:
            return number
    return None


def differing(before: Any, after: Any) -> tuple[Plain | None, Plain | None]:
    """Plain values of a change from `before` to `after` (either may be None), only what differs when both are."""
    old = msgspec.to_builtins(before) if before is not None else None
    new = msgspec.to_builtins(after) if after is not None else None
    if old is None or new is None:
        return old, new
    names = [name for name in new if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}
