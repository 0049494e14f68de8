"""What stands on a trainee's desk: each exercise with its state and best score, and the one next thing to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.accounts import classes
from sandbox.accounts.models import Assignment
from sandbox.pages import results
from sandbox.pages.results import Result
from sandbox.pages.words import in_order


@dataclass(frozen=True)
class Exercise:
    """One scenario on the desk: the runs of its trainee, oldest first, and how it is set to them."""

    scenario: Any
    runs: Sequence[Result] = ()
    practice: Assignment | None = None
    exam: Assignment | None = None
    now: datetime = datetime.min

    @property
    def id(self) -> str:
        return str(self.scenario.id)

    @property
    def state(self) -> str:
        """`not_started`, `working`, `submitted` (not graded yet) or `graded`."""
        if self.live is not None:
            return "working"
        if not self.runs:
            return "not_started"
        return "graded" if self.best is not None else "submitted"

    @property
    def live(self) -> Result | None:
        """The run to be gone on with: an exam before practice, the newest first."""
        live = [one for one in self.runs if one.live]
        return max(live, key=lambda one: (one.mode == "exam", one.last_at), default=None)

    @property
    def best(self) -> Result | None:
        return results.best(self.runs)

    @property
    def latest(self) -> Result | None:
        """The newest graded run."""
        return next((one for one in reversed(self.runs) if one.sheet is not None), None)

    @property
    def guided_first(self) -> bool:
        """Whether practice is offered with guidance first: the first time, or as the class has it set."""
        wanted = not self.runs or (self.practice is not None and self.practice.guided)
        return bool(self.scenario.guided) and wanted

    @property
    def passed(self) -> bool:
        return self._passed("practice") or self._passed("exam")

    def _passed(self, mode: str) -> bool:
        return any(one.mode == mode and one.sheet is not None and one.sheet.passed is True for one in self.runs)

    @property
    def examined(self) -> bool:
        """Whether the exam is passed."""
        return self._passed("exam")

    @property
    def attempts_left(self) -> int | None:
        """Further exam runs that may be started; None without a limit."""
        if self.exam is None or not self.exam.attempts:
            return None
        return max(0, self.exam.attempts - sum(one.assignment_id == self.exam.id for one in self.runs))

    @property
    def may_practise(self) -> bool:
        """Practice is always open, unless the class has it set for other days."""
        return self.practice is None or classes.is_open(self.practice, self.now)

    @property
    def may_sit_exam(self) -> bool:
        return self.exam is not None and classes.is_open(self.exam, self.now) and self.attempts_left != 0

    @property
    def minutes(self) -> int:
        """Time spent on it in all runs."""
        return sum(one.minutes for one in self.runs)


@dataclass(frozen=True)
class Next:
    """The one next thing: `go_on` with a run, `practise`, `repeat`, sit the `exam`, or `all_done`."""

    what: str
    exercise: Exercise | None = None
    run: Result | None = None


@dataclass(frozen=True)
class Desk:
    """Exercises in the order of the path: set ones first, each group from basic to advanced."""

    exercises: Sequence[Exercise]
    next: Next

    @property
    def assigned(self) -> list[Exercise]:
        return [one for one in self.exercises if one.practice or one.exam]

    @property
    def free(self) -> list[Exercise]:
        return [one for one in self.exercises if not (one.practice or one.exam)]

    @property
    def done(self) -> int:
        return sum(one.passed for one in self.exercises)


def desk_of(user_id: int, scenarios: Mapping[str, Any], states: Mapping[str, str], now: datetime) -> Desk:
    """The desk of a trainee (`now` in UTC): what is released, set to them, or was begun by them.

    `states`: where each scenario stands in its life, by id.
    """
    runs = results.by_scenario(results.of_user(user_id))
    tasks = {(one.scenario_id, one.mode): one for one in classes.set_to(user_id)}
    exercises = [
        Exercise(one, runs.get(one.id, ()), tasks.get((one.id, "practice")), tasks.get((one.id, "exam")), now)
        for one in in_order(scenarios.values())
    ]
    shown = [one for one in exercises if states[one.id] == "released" or one.practice or one.exam or one.runs]
    return Desk(shown, next_thing(shown))


def next_thing(exercises: Sequence[Exercise]) -> Next:
    """A run that was begun first, then what is set, then the rest; the exam once practice has been passed."""
    begun = [one for one in exercises if one.live is not None]
    if begun:
        one = max(begun, key=lambda one: (one.live.mode == "exam", one.live.last_at))  # type: ignore[union-attr]
        return Next("go_on", one, one.live)
    for one in sorted(exercises, key=lambda one: not (one.practice or one.exam)):
        if one.may_sit_exam and not one.examined and (one.passed or not one.may_practise):
            return Next("exam", one)
        if not one.passed and one.may_practise:
            return Next("repeat" if one.runs else "practise", one)
    return Next("all_done")
