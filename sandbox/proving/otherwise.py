"""Runs that are right in another way, played and graded; the pairs that may be exchanged and those that may not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from grader import grade
from sandbox.proving.also_right import Right, reordered, rights
from sandbox.proving.equivalence import Judge
from sandbox.proving.mutants.scene import Scene
from sandbox.proving.play import Branch, Stage
from sandbox.proving.swaps import Swap, orders, swap
from scenarios import Move


class Alarm(msgspec.Struct, frozen=True):
    """A right run that lost points: of which family, at which step, with what, and the criteria it lost."""

    variant: int
    way: str
    family: str
    step: str
    what: str
    lost: tuple[str, ...]


class Otherwise(msgspec.Struct, frozen=True):
    """What one solution's right runs gave: how many there were by family, the false alarms, the pairs of steps."""

    families: dict[str, int]
    alarms: tuple[Alarm, ...]
    forbidden: tuple[Swap, ...]
    free: tuple[Swap, ...]

    @property
    def runs(self) -> int:
        return sum(self.families.values())


def otherwise(stage: Stage, way: str, moves: Sequence[Move]) -> Otherwise:
    """Every right run of one solution."""
    return _Trial(stage, way, moves).all()


class _Trial:
    def __init__(self, stage: Stage, way: str, moves: Sequence[Move]):
        self.stage, self.way, self.moves = stage, way, tuple(moves)
        self.scene = Scene(stage, way, moves)
        self.judge = Judge(stage, moves)
        self.families: dict[str, int] = {}
        self.alarms: list[Alarm] = []
        self.forbidden: list[Swap] = []
        self.free: list[Swap] = []

    def all(self) -> Otherwise:
        for one, two, made in orders(self.stage, self.moves):
            self._exchange(self.moves[one], self.moves[two], made)
        for right in rights(self.scene):
            run = self.scene.stands[right.at].go(right.rest, self.stage.makes)
            if self._counts(right, run):
                self._judge(right, run)
        return Otherwise(self.families, tuple(self.alarms), tuple(self.forbidden), tuple(self.free))

    def _exchange(self, first: Move, second: Move, made: Sequence[Move]) -> None:
        run = self.stage.begin().go(made, self.stage.makes)
        if not self.judge.same_deeds(run):
            return
        lost = [one for one in self.stage.scenario.criteria if one.id in set(self._lost(run))]
        told = swap(self.way, first, second, lost)
        if told.by:
            self.forbidden.append(told)
        else:
            self.free.append(told)
            self._judge(reordered(made, first, second), run)

    def _counts(self, right: Right, run: Branch) -> bool:
        """Whether the run is what its family says: nothing refused but the slip, nothing on another day by a delay."""
        stands = self.scene.stands[-1]
        if right.family in ("slip", "delay"):
            return self.judge.same_deeds(run)
        return len(run.refused) == len(stands.refused) and run.stuck == stands.stuck

    def _judge(self, right: Right, run: Branch) -> None:
        self.families[right.family] = self.families.get(right.family, 0) + 1
        lost = tuple(self._lost(run))
        if lost:
            variant = self.stage.start.variant
            self.alarms.append(Alarm(variant, self.way, right.family, right.step, right.what, lost))

    def _lost(self, run: Branch) -> Iterator[str]:
        """Criteria that the run misses."""
        sheet = grade(self.stage.record(run), self.stage.scenario, signatures=self.stage.reader)
        yield from (one.criterion for one in sheet.findings if one.outcome in ("missed", "blocked"))
