"""A way through a scenario as a list of moves: a solution, or a solution with one named mistake."""

from __future__ import annotations

from typing import Any

import msgspec

from scenarios.expand import Expanded
from scenarios.model import Mistake, MoveSource


class Act(msgspec.Struct, frozen=True, tag="act"):
    """`who` performs `does`. `step`: its name, "" for an act that is no step. Params may hold `$thing`: the id of the
    record that the step with `makes: thing` left."""

    step: str
    who: str
    does: str
    params: dict[str, Any]


class WaitFor(msgspec.Struct, frozen=True, tag="wait_for"):
    """Wait (`clock.wait`, again and again) until the cast has done step `step`: an entry whose rule has this name."""

    step: str


class NextDay(msgspec.Struct, frozen=True, tag="next_day"):
    """Go on to the next working day (`clock.next_day`), `count` times."""

    count: int


Move = Act | WaitFor | NextDay


def plan(expanded: Expanded, solution: str = "main", mistake: str = "") -> list[Move]:
    """The moves of a solution, or of a named mistake. Raises KeyError when there is none of this name."""
    scenario = expanded.scenario
    if not mistake:
        return [_move(expanded, one) for one in scenario.ways[solution]]
    wrong = {one.id: one for one in scenario.mistakes}[mistake]
    return _Wrong(expanded, wrong).moves()


def _move(expanded: Expanded, told: MoveSource) -> Move:
    if told.wait_for:
        return WaitFor(told.wait_for)
    if told.next_day:
        return NextDay(told.next_day)
    step = expanded.scenario.steps.get(told.step or "")
    about = {name: v for name, v in (step.about if step else {}).items() if not isinstance(v, dict)}
    params = expanded.fill({**about, **told.about, **told.params})
    who = told.who or (step.who[0] if step else "")
    return Act(told.step or "", str(expanded.fill(who)), told.does or (step.does if step else ""), params)


class _Wrong:
    """The moves of a mistake: drop, then change, repeat, move, insert, and last stop early."""

    def __init__(self, expanded: Expanded, wrong: Mistake):
        self.expanded, self.wrong = expanded, wrong
        told = wrong.instead or expanded.scenario.ways[wrong.of]
        self.made = [_move(expanded, one) for one in told]

    def moves(self) -> list[Move]:
        wrong = self.wrong
        self.made = [one for one in self.made if _name(one) not in wrong.drop]
        if wrong.change:
            self._change(wrong.change)
        if wrong.repeat:
            at = self._at(wrong.repeat)
            self.made.insert(at + 1, self.made[at])
        moved = [self.made.pop(self._at(wrong.move))] if wrong.move else []
        added = moved or [_move(self.expanded, one) for one in wrong.do]
        if added:
            at = self._at(wrong.before) if wrong.before else self._at(wrong.after or "") + 1
            self.made[at:at] = added
        if wrong.stop_after:
            del self.made[self._at(wrong.stop_after) + 1 :]
        return self.made

    def _change(self, step: str) -> None:
        at = self._at(step)
        old = self.made[at]
        if isinstance(old, Act):
            params = {**old.params, **self.expanded.fill(self.wrong.to)}
            self.made[at] = Act(old.step, self.wrong.who or old.who, old.does, params)

    def _at(self, step: str) -> int:
        return next(index for index, one in enumerate(self.made) if _name(one) == step)


def _name(move: Move) -> str:
    return "" if isinstance(move, NextDay) else move.step
