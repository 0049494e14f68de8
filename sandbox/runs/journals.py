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

    __slots__ = ("_fetch", "_held", "first")

    def __init__(self, held: Iterable[_Packed] = (), first: int = 0, fetch: Callable[[int], list[Entry]] | None = None):
        self._held, self.first, self._fetch = tuple(held), first, fetch

    def with_entries(self, entries: Iterable[Entry]) -> Journal:
        """The journal after these entries."""
        return Journal(self._held + tuple(map(_pack, entries)), self.first, self._fetch)

    def up_to(self, seq: int) -> Journal:
        """The journal as it stood after entry `seq`."""
        self._whole()
        return Journal(self._held[:seq])

    def changes_of(self, id: str) -> list[Entry]:
        """The entries that changed a record with this id."""
        return self._where(lambda one: id in one.touched)

    def acts(self, action: str) -> list[Entry]:
        """The entries of this action."""
        return self._where(lambda one: one.action == action)

    def _where(self, fits: Callable[[_Packed], bool]) -> list[Entry]:
        self._whole()
        return [_unpack(seq, one) for seq, one in enumerate(self._held, 1) if fits(one)]

    def __len__(self) -> int:
        return self.first + len(self._held)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Any:
        self._whole()
        seqs = range(1, len(self) + 1)[index]
        if isinstance(seqs, int):
            return _unpack(seqs, self._held[seqs - 1])
        return [_unpack(seq, self._held[seq - 1]) for seq in seqs]

    def __iter__(self) -> Iterator[Entry]:
        self._whole()
        return map(_unpack, range(1, len(self) + 1), self._held)

    def _whole(self) -> None:
        if self.first and self._fetch is not None:
            before = tuple(map(_pack, self._fetch(self.first)))
            self._held, self.first = before + self._held, 0


def _pack(entry: Entry) -> _Packed:
    content = entry.content
    touched = dict.fromkeys(sys.intern(change.id) for change in content.changes)
    return _Packed(sys.intern(content.action), tuple(touched), zlib.compress(entry.content_bytes, 1))


def _unpack(seq: int, packed: _Packed) -> Entry:
    return Entry(seq, zlib.decompress(packed.content), b"{}", "")
