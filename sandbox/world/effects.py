"""Effects: bytes made outside the world (typeset pages, signatures), recorded by digest and given back on replay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.world.record import canonical, digest

Maker = Callable[[dict[str, Any], Callable[[str], bytes]], bytes]


class NoFile(LookupError):
    """No file with this digest is at hand."""


class Effects:
    """The makers by name, a reader of stored files by digest, and what was made so far.

    `recorded` (digest of the question → digest of the answer) makes a replay give what was given the first time.
    """

    def __init__(
        self,
        makers: Mapping[str, Maker] | None = None,
        read: Callable[[str], bytes] | None = None,
        recorded: Mapping[str, str] | None = None,
    ):
        self._makers = makers or {}
        self._read = read
        self._recorded = dict(recorded or {})
        self.files: dict[str, bytes] = {}

    def make(self, maker: str, inputs: Mapping[str, Any]) -> tuple[str, str]:
        """Digests of the question and of the bytes made; asking again gives the same bytes without making them."""
        asked = digest(canonical({"maker": maker, "inputs": dict(inputs)}))
        if asked not in self._recorded:
            content = self._makers[maker](dict(inputs), self.read)
            self._recorded[asked] = digest(content)
            self.files[self._recorded[asked]] = content
        return asked, self._recorded[asked]

    def read(self, name: str) -> bytes:
        """The bytes with this SHA-256: made here, or from the store. `NoFile` when neither has them."""
        if name in self.files:
            return self.files[name]
        if self._read is None:
            raise NoFile(name)
        return self._read(name)
