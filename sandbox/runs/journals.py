"""The journal of a run in memory: small, shared between threads, decoded only where it is read."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, overload

from sandbox.world.journal import Entry


class _Packed(NamedTuple):
    """`action`: the outer action's name; `touched`: ids of the records that changed; `content`: compressed."""

    action: str
    touched: tuple[str, ...]
    content: bytes


class Journal(Sequence[Entry]):
    """Entries 1 … n. Those up to `first` are not held; `fetch` reads them from the store when somebody asks.

    Entries given here carry their content only: stamps and hashes stay in the database, for export and review.
    """

    __slots__ = ("_fetch", "_state")

    def __init__(self, held: Iterable[_Packed] = (), first: int = 0, fetch: Callable[[int], list[Entry]] | None = None):
        self._state, self._fetch = (first, tuple(held)), fetch

    @property
    def first(self) -> int:
        """How many entries at the beginning are not held."""
        return self._state[0]

    def with_entries(self, entries: Iterable[Entry]) -> Journal:
        """The journal after these entries."""
        first, held = self._state
        return Journal(held + tuple(map(_pack, entries)), first, self._fetch)

    def up_to(self, seq: int) -> Journal:
        """The journal as it stood after entry `seq`."""
        return Journal(self._whole()[:seq])

    def changes_of(self, id: str) -> list[Entry]:
        """The entries that changed a record with this id."""
        return self._where(lambda one: id in one.touched)

    def acts(self, action: str) -> list[Entry]:
        """The entries of this action."""
        return self._where(lambda one: one.action == action)

    def _where(self, fits: Callable[[_Packed], bool]) -> list[Entry]:
        return [_unpack(seq, one) for seq, one in enumerate(self._whole(), 1) if fits(one)]

    def __len__(self) -> int:
        first, held = self._state
        return first + len(held)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Any:
        held = self._whole()
        seqs = range(1, len(held) + 1)[index]
        if isinstance(seqs, int):
            return _unpack(seqs, held[seqs - 1])
        return [_unpack(seq, held[seq - 1]) for seq in seqs]

    def __iter__(self) -> Iterator[Entry]:
        held = self._whole()
        return map(_unpack, range(1, len(held) + 1), held)

    def _whole(self) -> tuple[_Packed, ...]:
        """All entries; those not held are read now. Two threads may both read them, and leave the same."""
        first, held = self._state
        if first and self._fetch is not None:
            held = tuple(map(_pack, self._fetch(first))) + held
            self._state = (0, held)
        return held


# What nearly every entry says, for the compressor to refer to: halves what a live run takes.
_USUAL = (
    b'"file":null,"form":"","holder":"","number":null,"papers":[],"signatures":[],"officer":null,"registered_at":null,'
    b'"submitted_at":null,"subject":"","text":"","after":{"due":"2026-11-","state":"signed","approved","processing",'
    b'"role":"return_officer","clerk","signer","case_officer","reception_officer","rule":"","seq":1,"cause":1,'
    b'"origin":"cast","trainee","params":{"document":"VB-2026-000","incoming":"den-2611","dossier":"H99.1-2611"},'
    b'"reads":["official/","person/000","organisation/","clock/clock","token/","document/VB-2026-000"],'
    b'"result":"document/VB-2026-0001","incoming/den-2611","dossier/H99.1-2611","steps":[{"action":"eoffice.",'
    b'{"action":"onestop.","registry.","signing.","clock.","cast.take_role","actor":"van_thu","tu_phap","chu_tich",'
    b'"mot_cua","at":"2026-11-2","changes":[{"after":{"came_from":"2026-11-2","now":"2026-11-2"},"before":'
    b'{"came_from":"2026-11-2","now":"2026-11-2"},"id":"clock","kind":"clock","step":0}],"before":null,"id":"'
)


def _pack(entry: Entry) -> _Packed:
    content = entry.content
    touched = dict.fromkeys(sys.intern(change.id) for change in content.changes)
    packer = zlib.compressobj(1, zdict=_USUAL)
    packed = packer.compress(entry.content_bytes) + packer.flush()
    return _Packed(sys.intern(content.action), tuple(touched), packed)


def _unpack(seq: int, packed: _Packed) -> Entry:
    return Entry(seq, zlib.decompressobj(zdict=_USUAL).decompress(packed.content), b"{}", "")
