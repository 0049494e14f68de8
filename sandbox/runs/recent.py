"""Files that were lately kept or read, in memory, so that signing a paper need not ask the database for it again."""

from __future__ import annotations

import threading
from collections import OrderedDict

MOST_BYTES = 16 * 2**20
LARGEST = MOST_BYTES // 8


class RecentFiles:
    """Up to `most` bytes of committed files, shared by threads; the least recently used go first.

    Each is known by its run and its SHA-256: nobody finds through one run what belongs to another.
    """

    def __init__(self, most: int = MOST_BYTES, largest: int = LARGEST):
        self._most, self._largest, self._held = most, largest, 0
        self._files: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, run: str, name: str) -> bytes | None:
        """The bytes, None when they are not held."""
        with self._lock:
            content = self._files.get((run, name))
            if content is not None:
                self._files.move_to_end((run, name))
            return content

    def keep(self, run: str, name: str, content: bytes) -> None:
        """Hold a file that is in the database; one that would crowd the others out is not held."""
        if len(content) > self._largest:
            return
        with self._lock:
            if (run, name) not in self._files:
                self._held += len(content)
            self._files[run, name] = content
            self._files.move_to_end((run, name))
            while self._held > self._most:
                self._held -= len(self._files.popitem(last=False)[1])
