"""A class at a glance: people × exercises, who is working where, and who has been stuck for a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.accounts import classes
from sandbox.accounts.models import Assignment, User
from sandbox.pages import results
from sandbox.pages.results import Result, Sheet
from sandbox.pages.words import in_order
from sandbox.runs.models import Run

STUCK_AFTER = 10
AWAY_AFTER = 120


@dataclass(frozen=True)
class Cell:
    """One person and one exercise. `runs` oldest first; `idle` minutes since the last act of the live run."""

    runs: Sequence[Result] = ()
    idle: int = 0

    @property
    def live(self) -> Result | None:
        return max((one for one in self.runs if one.live), key=lambda one: one.last_at, default=None)

    @property
    def best(self) -> Result | None:
        return results.best(self.runs)

    @property
    def sheet(self) -> Sheet | None:
        return self.best.sheet if self.best else None

    @property
    def shown(self) -> Result | None:
        """The run that opens from the matrix: the live one, else the best, else the last."""
        return self.live or self.best or (self.runs[-1] if self.runs else None)

    @property
    def stuck(self) -> bool:
        """At work, but nothing has happened for a while."""
        return self.live is not None and STUCK_AFTER <= self.idle < AWAY_AFTER

    @property
    def state(self) -> str:
        """`none`, `working`, `stuck`, `away`, `submitted`, `open`, `passed` or `failed`: one colour each."""
        if self.live is not None and self.idle < AWAY_AFTER:
            return "stuck" if self.stuck else "working"
        if self.sheet is not None:
            return {True: "passed", False: "failed", None: "open"}[self.sheet.passed]
        if self.live is not None:
            return "away"
        return "submitted" if self.runs else "none"

    @property
    def scored(self) -> bool:
        """Whether the cell shows a score."""
        return self.state in ("open", "passed", "failed")


@dataclass(frozen=True)
class Person:
    """A row of the matrix."""

    user: User
    cells: Sequence[Cell]

    @property
    def at(self) -> Cell | None:
        """Where this person is working now."""
        live = [one for one in self.cells if one.state in ("working", "stuck")]
        return min(live, key=lambda one: one.idle, default=None)

    @property
    def passed(self) -> int:
        return sum(one.sheet is not None and one.sheet.passed is True for one in self.cells)


@dataclass(frozen=True)
class Board:
    """The matrix; `scenarios` are its columns."""

    scenarios: Sequence[Any]
    people: Sequence[Person]

    @property
    def working(self) -> list[tuple[Person, Cell]]:
        """Who is at work, those who are stuck first, the longest silence on top."""
        busy = [(one, one.at) for one in self.people if one.at is not None]
        return sorted(busy, key=lambda pair: (not pair[1].stuck, -pair[1].idle))

    @property
    def stuck(self) -> int:
        return sum(cell.stuck for _, cell in self.working)

    def title(self, scenario_id: str) -> str:
        """A scenario's title; its id when the library has it no longer."""
        return next((str(one.title) for one in self.scenarios if one.id == scenario_id), scenario_id)

    def passed(self, column: int) -> int:
        """How many passed the exercise of this column."""
        cells = (one.cells[column] for one in self.people)
        return sum(one.sheet is not None and one.sheet.passed is True for one in cells)


def board_of(class_id: int, scenarios: Mapping[str, Any], now: datetime) -> Board:
    """The matrix of a class: the exercises that are set to it, and all others that somebody has begun."""
    people = classes.members(class_id)
    runs = results.runs_where(Run.user_id.in_([one.id for one in people])) if people else []
    columns = _columns(classes.assignments(class_id), runs, scenarios)
    sorted_out: dict[tuple[int, str], list[Result]] = {}
    for one in runs:
        sorted_out.setdefault((one.user_id, one.scenario_id), []).append(one)
    rows = [
        Person(user, [_cell(sorted_out.get((user.id, column.id), ()), now) for column in columns]) for user in people
    ]
    return Board(columns, rows)


def _columns(tasks: Sequence[Assignment], runs: Sequence[Result], scenarios: Mapping[str, Any]) -> list[Any]:
    wanted = {one.scenario_id for one in tasks} | {one.scenario_id for one in runs}
    return in_order(one for id, one in scenarios.items() if id in wanted)


def _cell(runs: Sequence[Result], now: datetime) -> Cell:
    last = max((one.last_at for one in runs if one.live), default=None)
    return Cell(runs, max(0, int((now - last).total_seconds() // 60)) if last else 0)
