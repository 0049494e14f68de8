"""Live runs in memory, shared between threads; the least recently used go first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.runs.journals import Journal
from sandbox.world.journal import Entry
from sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Live:
    """A run in memory: the world after its last entry, and its journal up to there."""

    world: World
    journal: Journal

    def after(self, world: World, entries: Iterable[Entry]) -> Live:
        """The run after these entries, which left `world`."""
        return Live(world, self.journal.with_entries(entries))


class Memory:
    """Up to `most` live runs. Only committed states come in; a newer one is never replaced by an older one."""

    def __init__(self, most: int):
        self._most = most
        self._live: OrderedDict[str, Live] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, run: str) -> Live | None:
        with self._lock:
            held = self._live.get(run)
            if held is not None:
                self._live.move_to_end(run)
            return held

    def keep(self, run: str, live: Live) -> None:
        """Hold this state, unless a newer one is held."""
        with self._lock:
            held = self._live.get(run)
            if held is None or held.world.seq <= live.world.seq:
                self._live[run] = live
                self._live.move_to_end(run)
            while len(self._live) > self._most:
                self._live.popitem(last=False)

    def forget(self, run: str) -> None:
        """Let a run go; whoever opens it next loads it anew."""
        with self._lock:
            self._live.pop(run, None)

    def __len__(self) -> int:
        return len(self._live)
