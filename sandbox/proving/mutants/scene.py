"""What operators work on: a solution's moves, the world before each of them, the declarations of the office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sandbox.proving.play import Branch, Stage, name_of
from sandbox.runs.play import Stuck, named
from scenarios import Act, Move


class Mutant(NamedTuple):
    """A wrong workflow: the solution up to move `at`, then `rest`.

    `operator`, `step` and `what` make the story that its survivors are told by: what went wrong, at which step, with
    which parameter or whom.
    """

    operator: str
    step: str
    what: str
    at: int
    rest: tuple[Move, ...]


class Scene:
    """One solution on its stage. `stands`: the run before each move, and after the last. `other_values`: mutants of
    parameters, kept because ten operators share them."""

    def __init__(self, stage: Stage, way: str, moves: Sequence[Move]):
        self.stage, self.way, self.moves = stage, way, tuple(moves)
        self.expanded = stage.expanded
        self.stands: list[Branch] = stage.stands(moves)
        self.registry = stage.start.registry
        self.actions: Mapping[str, Any] = stage.grounds.vocabulary["actions"]
        self.population = stage.start.population
        self.other_values: list[Mutant] | None = None

    def acts(self) -> Iterator[tuple[int, Act]]:
        """The solution's acts with their places among the moves."""
        return ((at, move) for at, move in enumerate(self.moves) if isinstance(move, Act))

    def changed(self, operator: str, at: int, what: str, *instead: Move) -> Mutant:
        """The solution with other moves in place of the one at `at`."""
        return Mutant(operator, name_of(self.moves[at]), what, at, (*instead, *self.moves[at + 1 :]))

    def inserted(self, operator: str, at: int, what: str, *more: Move) -> Mutant:
        """The solution with more moves before the one at `at`; after the last when there is none there."""
        step = name_of(self.moves[at]) if at < len(self.moves) else ""
        return Mutant(operator, step, what, at, (*more, *self.moves[at:]))

    def params(self, at: int, act: Act) -> dict[str, Any]:
        """The act's parameters as they would be sent at this moment, things as far as they are made."""
        things = self.stands[at].things
        found = {}
        for name, value in act.params.items():
            try:
                found[name] = named(value, things)
            except Stuck:
                found[name] = value
        return found

    @cached_property
    def plays(self) -> tuple[str, ...]:
        """Staff whose role the trainee may take."""
        return tuple(self.stage.start.plays)

    def may(self, staff: str, action: str) -> bool:
        """Whether one of the official's roles may do the action."""
        declared = self.registry[action]
        official = self.population.official(staff)
        return "*" in declared.roles or any(role in declared.roles for role in official.roles)
