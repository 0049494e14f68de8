"""Reference solutions of a run's variant, played out: what stands beside the trainee's own way when it is talked over.

No page is typeset and nothing is signed: what a maker was asked stands in for what it would make.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.case import Case
from sandbox.runs.grounds import Grounds
from sandbox.runs.play import Player, Stuck
from sandbox.runs.records import record_of
from sandbox.runs.start import Beginning
from sandbox.world.journal import Entry
from sandbox.world.record import canonical
from sandbox.world.world import World
from scenarios import plan

logger = logging.getLogger(__name__)
MOST = 64


@dataclass(frozen=True)
class Way:
    """One solution: the world that it leaves, its journal, and which step each entry is (by number)."""

    name: str
    world: World
    entries: Sequence[Entry]
    steps: Mapping[int, str]


class References:
    """The solutions of the beginnings that were last asked for, each played once."""

    def __init__(self, grounds: Grounds):
        self._grounds = grounds
        self._held: OrderedDict[str, tuple[Way, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def ways(self, beginning: Beginning) -> tuple[Way, ...]:
        """All solutions that can be played; one that needs real papers is left out."""
        digest = beginning.start.digest
        with self._lock:
            if digest in self._held:
                self._held.move_to_end(digest)
                return self._held[digest]
        found = tuple(filter(None, (self._played(beginning, name) for name in beginning.expanded.solutions)))
        with self._lock:
            self._held[digest] = found
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return found

    def _played(self, beginning: Beginning, name: str) -> Way | None:
        makes = {step: one.makes for step, one in beginning.expanded.steps.items() if one.makes}
        unmade = {maker: _unmade(maker) for maker in self._grounds.makers}
        player = Player(beginning.start, unmade, beginning.expanded.files)
        try:
            player.play(plan(beginning.expanded, name), makes)
        except Stuck:
            logger.exception("reference solution %s of %s", name, beginning.scenario.id)
            return None
        return Way(name, player.world, player.entries, steps_of(self._grounds, beginning, player.entries))


def steps_of(grounds: Grounds, beginning: Beginning, entries: Sequence[Entry]) -> dict[int, str]:
    """Which of the scenario's steps each entry is, by its number; entries that are none are left out."""
    case = Case(record_of(grounds, beginning, list(entries), {}), beginning.scenario)
    found: dict[int, str] = {}
    for name in beginning.scenario.steps:
        for match in case.matches(name):
            found.setdefault(match.seq, name)
    return found


def _unmade(name: str) -> Callable[[Mapping[str, Any], Any], bytes]:
    return lambda inputs, read: canonical([name, dict(inputs)])
