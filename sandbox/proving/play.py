"""A player that can be branched: play the part that many runs share once, and go on from there."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from grader.record import Entry, Line, RunRecord
from sandbox.proving import cardboard
from sandbox.runs.grounds import Grounds
from sandbox.runs.play import Player, Stuck, named
from sandbox.runs.start import Beginning
from sandbox.world.cast import Seat, trainee
from sandbox.world.clock import Clock
from sandbox.world.desk import Due
from sandbox.world.effects import Maker
from sandbox.world.perform import Outcome
from sandbox.world.world import Start
from scenarios import Act, Move, NextDay, WaitFor

_decode = msgspec.json.Decoder(Entry).decode
_NUMBERS = re.compile(rb'"(?:seq|cause)":\d+,?')


class Pause(NamedTuple):
    """Minutes in which nothing is done. No act of the office: only the proof lets time pass like this."""

    minutes: int


Way = Sequence[Move | Pause]


class Branch(Player):
    """A run that others can branch from. Moves that cannot be made at all are left out, as an official would.

    `read`: its entries as the grader reads them. `stuck`: how many moves could not be made; `faults`: unexpected errors
    of the office, told. `key`: equal for runs that differ only in refused acts and in acts of the drill's frame.
    """

    def __init__(self, start: Start, files: dict[str, bytes], makers: Mapping[str, Maker] = cardboard.MAKERS):
        super().__init__(start, makers)
        self.files = files
        self.stuck = 0
        self.faults: tuple[str, ...] = ()
        self.read: list[Entry] = []
        self.key = b""

    def branch(self) -> Branch:
        """The same run, to go on with by itself. Files are shared: their names are their contents."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.entries, made.read = self.entries[:], self.read[:]
        made.refused, made.things = self.refused[:], dict(self.things)
        return made

    def go(self, moves: Iterable[Move | Pause], makes: Mapping[str, str]) -> Branch:
        """Make these moves on a branch; this run stays as it is."""
        made = self.branch()
        for move in moves:
            made.make(move, makes)
        return made

    def make(self, move: Move | Pause, makes: Mapping[str, str]) -> None:
        """One move; nothing happens when it cannot be made."""
        if isinstance(move, Pause):
            return self.set_clock(self.world.now + timedelta(minutes=move.minutes))
        try:
            self._try(move, makes)
        except Stuck:
            self.stuck += 1
        except Exception as fault:  # as on the pages: an unexpected error leaves nothing, and the official goes on
            self.stuck += 1
            self.faults = (*self.faults, f"{name_of(move)}: {type(fault).__name__}: {fault}")
        return None

    def _try(self, move: Move, makes: Mapping[str, str]) -> None:
        """As a player makes it, but the entry that tells how it went is read only once."""
        if not isinstance(move, Act):
            return super().make(move, makes)
        self.sit(move.who)
        before = len(self.read)
        self.perform(move.does, named(move.params, self.things))
        told = self.read[before]
        if told.refused is not None:
            self.refused.append((move, told.refused))
        elif thing := makes.get(move.step):
            self.things[thing] = (told.result or "/").partition("/")[2]
        return None

    def perform(self, action: str, params: Mapping[str, Any]) -> Outcome:
        outcome = super().perform(action, params)
        for entry in outcome.entries:
            read = _decode(entry.content_bytes)
            self.read.append(read)
            if read.refused is None and not only_time_or_seat(read.action):
                self.key = blake2b(self.key + _NUMBERS.sub(b"", entry.content_bytes), digest_size=16).digest()
        return outcome

    def sit(self, staff: str) -> None:
        """Go on as this official. Where nothing is due, which would happen now, the journal need not hold it."""
        world = self.world
        if self.staff == staff:
            return
        if staff not in world.start.plays or any(one.due <= world.now for one in world.own(Due)):
            self.perform("cast.take_role", {"staff": staff})
        else:
            seat = Seat(id="trainee", staff=staff)
            self.world = world.with_records(world.seq, world.head, [("seat", "trainee", seat)])

    @property
    def staff(self) -> str:
        """As whom the trainee sits at the moment."""
        return trainee(self.world)

    def _came(self, step: str) -> bool:
        return any(entry.rule == step for entry in self.read)

    def set_clock(self, to: datetime) -> None:
        """Let time pass until `to`, and let happen what was due by then. The journal holds no entry of this."""
        world = self.world
        clock = Clock(id="clock", now=to, came_from=world.now)
        self.world = world.with_records(world.seq, world.head, [("clock", "clock", clock)])
        self.perform("cast.take_role", {"staff": self.staff})


def only_time_or_seat(action: str) -> bool:
    """Whether the act moves the clock or changes the seat, which shows in the acts that follow."""
    return action.startswith(("clock.", "cast."))


class Stage:
    """One variant of a scenario with all that its runs share.

    `record` makes of a run what the grader reads; `reader` reads its papers of cardboard.
    """

    def __init__(self, grounds: Grounds, beginning: Beginning):
        self.grounds, self.beginning = grounds, beginning
        self.expanded, self.start = beginning.expanded, beginning.start
        self.scenario = beginning.scenario
        self.makes = {name: step.makes for name, step in self.expanded.steps.items() if step.makes}
        self.files: dict[str, bytes] = dict(self.expanded.files)
        self.reader = cardboard.Reader(grounds.makers)
        self.plain_start = self.start.plain_records()
        self._blank = RunRecord(
            scenario_id=self.scenario.id,
            now=self.start.now,
            calendar=self.start.calendar,
            lines=(),
            start=self.plain_start,
            names=self.expanded.names,
            kinds=self.expanded.kinds,
            vocabulary=grounds.vocabulary,
            scenario_digest=self.scenario.digest,
            variant=self.start.variant,
            start_digest=self.start.digest,
        )

    def begin(self) -> Branch:
        """A run in which nothing has happened yet. All runs of a stage share their files."""
        return Branch(self.start, self.files)

    def stands(self, moves: Way) -> list[Branch]:
        """The run before each of these moves, and after the last."""
        found = [self.begin()]
        for move in moves:
            found.append(found[-1].go([move], self.makes))
        return found

    def record(self, run: Branch) -> RunRecord:
        """The record of a run, read already."""
        lines = tuple(Line(one.content_bytes, one.stamp_bytes, one.hash) for one in run.entries)
        made = dataclasses.replace(self._blank, lines=lines, files=run.files, count=len(lines))
        made.__dict__["entries"] = tuple(run.read)
        return made


def name_of(move: Move | Pause) -> str:
    """The step that a move makes or waits for; an act that is no step goes by its action."""
    if isinstance(move, NextDay | Pause):
        return ""
    return move.step if isinstance(move, WaitFor) else move.step or move.does
