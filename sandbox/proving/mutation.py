"""All wrong workflows of one variant, played and graded: which are noticed, which survive, which change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from grader import grade
from grader.case import Case
from grader.weaker import Watch
from sandbox.proving.equivalence import Judge
from sandbox.proving.mutants import mutants
from sandbox.proving.mutants.scene import Mutant, Scene
from sandbox.proving.play import Branch, Stage
from scenarios import Move


class Mutation(msgspec.Struct, frozen=True):
    """The outcome for one variant.

    `made` mutants gave `distinct` runs that are wrong, of which `noticed` scored less than full; `equivalent` are runs
    that make no difference. `operators`: name → (noticed, distinct) of the runs that the operator makes. `survivors`:
    (operator, step, what). `unnoticed`: (criterion, weakening) that changes no finding. `faults`: unexpected errors of
    the office that the mutants came upon.
    """

    variant: int
    made: int
    distinct: int
    noticed: int
    equivalent: int
    operators: dict[str, tuple[int, int]]
    survivors: tuple[tuple[str, str, str], ...]
    unnoticed: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()


class _Tally:
    """Runs by their key, each graded once; and which operators made it."""

    def __init__(self, stage: Stage, ways: Sequence[tuple[str, Sequence[Move]]]):
        self.stage = stage
        self.judges = [Judge(stage, moves) for _, moves in ways]
        self.watch = Watch(stage.scenario)
        self.verdicts: dict[bytes, bool | None] = {}
        self.by_operator: dict[str, dict[bytes, bool]] = {}
        self.survivors: dict[tuple[str, str, str], None] = {}
        self.faults: dict[str, None] = {}
        self.made = 0

    def add(self, scene: Scene, one: Mutant) -> None:
        run = scene.stands[one.at].go(one.rest, self.stage.makes)
        self.made += 1
        self.faults.update(dict.fromkeys(run.faults))
        if run.key not in self.verdicts:
            self.verdicts[run.key] = self._noticed(run, (*scene.moves[: one.at], *one.rest))
        noticed = self.verdicts[run.key]
        if noticed is None:
            return
        self.by_operator.setdefault(one.operator, {})[run.key] = noticed
        if not noticed:
            self.survivors[one.operator, one.step, one.what] = None

    def _noticed(self, run: Branch, moves: Sequence[Move]) -> bool | None:
        """Whether the run scores less than full; None when it is a solution."""
        if any(judge.same(run, moves) for judge in self.judges):
            return None
        return self.show(run)

    def show(self, run: Branch) -> bool:
        """Grade the run, and let it speak against weaker rubrics; whether it scores less than full."""
        record = self.stage.record(run)
        sheet = grade(record, self.stage.scenario, signatures=self.stage.reader)
        self.watch.see(sheet, lambda: Case(record, self.stage.scenario, self.stage.reader))
        return sheet.high < sheet.max_score

    def outcome(self) -> Mutation:
        counted = [noticed for noticed in self.verdicts.values() if noticed is not None]
        return Mutation(
            self.stage.start.variant,
            self.made,
            len(counted),
            sum(counted),
            len(self.verdicts) - len(counted),
            {name: (sum(runs.values()), len(runs)) for name, runs in self.by_operator.items()},
            tuple(self.survivors),
            tuple((one.criterion, one.what) for one in self.watch.unnoticed),
            tuple(self.faults),
        )


def mutation(
    stage: Stage, ways: Sequence[tuple[str, Sequence[Move]]], mistakes: Sequence[Sequence[Move]] = ()
) -> Mutation:
    """Every mutant of every solution (name, moves). `mistakes`: moves of named mistakes, for weaker rubrics."""
    tally = _Tally(stage, ways)
    for moves in mistakes:
        tally.show(stage.begin().go(moves, stage.makes))
    for scene, one in _all(stage, ways):
        tally.add(scene, one)
    return tally.outcome()


def _all(stage: Stage, ways: Sequence[tuple[str, Sequence[Move]]]) -> Iterator[tuple[Scene, Mutant]]:
    for name, moves in ways:
        scene = Scene(stage, name, moves)
        for one in mutants(scene):
            yield scene, one
