"""The headless player: performs the moves of a plan in a world, without pages and without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.runs.acts import seated
from sandbox.world.action import Unreadable
from sandbox.world.cast import trainee
from sandbox.world.effects import Effects, Maker
from sandbox.world.journal import Entry, Refusal
from sandbox.world.perform import Outcome, perform
from sandbox.world.record import canonical
from sandbox.world.world import Start, World
from scenarios import Act, Move, NextDay, WaitFor

MOST_WAITS = 60


class Stuck(Exception):
    """A move that cannot be made at all: an unreadable form, an unknown thing, an event that never comes."""


class Player:
    """Plays moves one after the other. `entries` and `files` are what a record of the run needs.

    `refused` lists moves that the system refused: a solution has none, a mistake may. `uploads`: files that the moves
    name, which an official would have at hand.
    """

    def __init__(self, start: Start, makers: Mapping[str, Maker], uploads: Mapping[str, bytes] | None = None):
        self.world: World = start.world()
        self.entries: list[Entry] = []
        self.files: dict[str, bytes] = dict(uploads or {})
        self.refused: list[tuple[Act, Refusal]] = []
        self.things: dict[str, str] = {}
        self._makers = makers

    def play(self, moves: Sequence[Move], makes: Mapping[str, str] | None = None) -> Player:
        """Make all moves. `makes`: step → the thing whose id its result is. Raises `Stuck`."""
        for move in moves:
            self.make(move, makes or {})
        return self

    def make(self, move: Move, makes: Mapping[str, str]) -> None:
        """One move, with the change of role that it needs."""
        if isinstance(move, WaitFor):
            return self._wait_for(move.step)
        if isinstance(move, NextDay):
            for _ in range(move.count):
                self.perform("clock.next_day", {})
            return None
        if trainee(self.world) != move.who:
            self.perform("cast.take_role", {"staff": move.who})
        outcome = self.perform(move.does, named(move.params, self.things))
        if outcome.refused is not None:
            self.refused.append((move, outcome.refused))
        elif thing := makes.get(move.step):
            self.things[thing] = _result(outcome)
        return None

    def perform(self, action: str, params: Mapping[str, Any]) -> Outcome:
        """The trainee does this. Raises `Stuck` when the parameters cannot be read."""
        effects = Effects(self._makers, self.files.__getitem__)
        try:
            outcome = perform(self.world, seated(self.world, action), action, params, effects)
        except Unreadable as unreadable:
            raise Stuck(f"{action}: {unreadable}") from None
        self.world = outcome.world
        self.entries += outcome.entries
        self.files.update(effects.files)
        return outcome

    def _wait_for(self, step: str) -> None:
        if self._came(step):
            return
        for _ in range(MOST_WAITS):
            outcome = self.perform("clock.wait", {})
            if self._came(step):
                return
            if outcome.refused is not None:
                break
        raise Stuck(f"wait_for {step}: it never comes")

    def _came(self, step: str) -> bool:
        """Whether the cast did this step after the trainee's last act that is not of the drill."""
        return any(entry.content.rule == step for entry in self.entries)


def named(value: Any, things: Mapping[str, str]) -> Any:
    """Parameters with the ids of the things that were made. Raises `Stuck` for a thing that was not."""
    if isinstance(value, dict):
        return {name: named(one, things) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [named(one, things) for one in value]
    if isinstance(value, str) and len(value) > 1 and value[0] == "$" and value[1:].isidentifier():
        if value[1:] not in things:
            raise Stuck(f"{value} was not made")
        return things[value[1:]]
    return value


def _result(outcome: Outcome) -> str:
    return (outcome.entry.content.result or "/").partition("/")[2]


class Keeping:
    """Makers that remember: the same question of any play is answered with the bytes made the first time."""

    def __init__(self, makers: Mapping[str, Maker]):
        self._made: dict[bytes, bytes] = {}
        self.makers = {name: self._remembering(name, maker) for name, maker in makers.items()}

    def _remembering(self, name: str, maker: Maker) -> Maker:
        def make(inputs: dict[str, Any], read: Any) -> bytes:
            asked = canonical([name, inputs])
            if asked not in self._made:
                self._made[asked] = maker(inputs, read)
            return self._made[asked]

        return make
