"""The proof of one variant: what is claimed, limits, right runs, and on some variants mutants and real papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from grader import RunRecord
from grader.proof import Play, Point, agree, graded, variant_points
from sandbox.proving import cardboard
from sandbox.proving.boundaries import Boundary, Untried, boundaries
from sandbox.proving.mutation import Mutation, mutation
from sandbox.proving.otherwise import Otherwise, otherwise
from sandbox.proving.play import Stage
from sandbox.runs.grounds import Grounds
from sandbox.runs.play import Keeping
from sandbox.runs.proof import CannotPlay, player
from scenarios import CannotExpand, Move, NobodyFits, plan


class VariantProof(msgspec.Struct, frozen=True):
    """One variant. `fault`: why it cannot be played at all; `mutation`: None where mutants were not asked for."""

    id: str
    variant: int
    points: tuple[Point, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    untried: tuple[Untried, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()
    mutation: Mutation | None = None
    fault: str = ""


class Wanted(msgspec.Struct, frozen=True):
    """What to prove of a variant: with `mutants`, and with `real` papers beside those of cardboard."""

    variant: int
    mutants: bool = False
    real: bool = False


def prove_variant(grounds: Grounds, scenario: Any, wanted: Wanted) -> VariantProof:
    """The proof of this variant; what cannot be played is told in `fault`."""
    try:
        return _Variant(grounds, scenario, wanted).proof()
    except (CannotPlay, CannotExpand, NobodyFits) as fault:
        return VariantProof(scenario.id, wanted.variant, fault=str(fault))


class _Variant:
    def __init__(self, grounds: Grounds, scenario: Any, wanted: Wanted):
        self.grounds, self.scenario, self.wanted = grounds, scenario, wanted
        self.beginning = grounds.begin(scenario, wanted.variant)
        self.expanded = self.beginning.expanded
        self.stage = Stage(grounds, self.beginning)

    def proof(self) -> VariantProof:
        points = tuple(self._points())
        ways = [(name, plan(self.expanded, name)) for name in self.expanded.solutions]
        limits = [boundaries(self.stage, name, moves) for name, moves in ways]
        mistakes = [plan(self.expanded, mistake=one.id) for one in self.expanded.mistakes]
        return VariantProof(
            self.scenario.id,
            self.wanted.variant,
            points,
            tuple(pair for pairs, _ in limits for pair in pairs),
            tuple(one for _, untried in limits for one in untried),
            tuple(otherwise(self.stage, name, moves) for name, moves in ways),
            mutation(self.stage, ways, mistakes) if self.wanted.mutants else None,
        )

    def _points(self) -> Iterator[Point]:
        """Points 1 to 3 on the papers of the proof, and that these say what real papers say."""
        cheap = _Remembering(player(self.grounds, self.beginning, cardboard.MAKERS))
        yield from variant_points(self.expanded, cheap, graded(self.stage.reader))
        if not self.wanted.real:
            return
        real = _Remembering(player(self.grounds, self.beginning, Keeping(self.grounds.makers).makers))
        yield from variant_points(self.expanded, real)
        for name, one in cheap.played.items():
            yield self._agree(str(name), one, real.played[name])

    def _agree(self, name: str, cheap: RunRecord, real: RunRecord) -> Point:
        scenario = self.expanded.scenario
        return agree(self.expanded, name, graded()(real, scenario), graded(self.stage.reader)(cheap, scenario))


class _Remembering:
    """A player that keeps the records of what it played, in the order in which it was asked."""

    def __init__(self, play: Play):
        self._play = play
        self.played: dict[int, RunRecord] = {}

    def __call__(self, moves: Sequence[Move]) -> RunRecord:
        made = self._play(moves)
        self.played[len(self.played)] = made
        return made
