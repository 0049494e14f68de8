"""What a run is talked over with: its way beside a solution's, and what to practise next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from grader.sheet import ScoreSheet
from sandbox.accounts import classes
from sandbox.accounts.models import Assignment
from sandbox.db import db
from sandbox.pages.beside import Row, beside, named, nearest
from sandbox.pages.timeline import Line, Past, lines
from sandbox.pages.trainee.desk import Desk, Exercise
from sandbox.runs.reference import steps_of
from sandbox.runs.runs import Runs
from sandbox.runs.visits import RunRow
from sandbox.ui.screen import Screen


@dataclass(frozen=True)
class Debrief:
    """`rows`: the run beside the solution that is most like it. `kept_back`: not yet to be seen, the exam is open.
    `practise`: for each missed criterion the exercise in which to try again, by criterion."""

    rows: Sequence[Row]
    kept_back: bool
    practise: Mapping[str, Exercise]

    @property
    def exercises(self) -> list[Exercise]:
        """What to practise next, each once."""
        return list({one.id: one for one in self.practise.values()}.values())


def way_beside(runs: Runs, row: RunRow, screen: Screen, past: Past, mine: Sequence[Line]) -> list[Row]:
    """The run's lines beside those of the solution that is most like them; none when no solution can be played."""
    beginning = runs.beginning(row)
    models = [
        named(lines(replace(screen, world=way.world, journal=way.entries), past), way.steps)
        for way in runs.references.ways(beginning)
    ]
    ours = named(mine, steps_of(runs.grounds, beginning, runs.store.entries(row.id)))
    model = nearest(ours, models)
    return beside(ours, model) if model is not None else []


def is_kept_back(row: RunRow, now: datetime) -> bool:
    """Whether others may still sit the exam that the run belongs to, so that its solution is not shown yet."""
    if row.mode != "exam" or row.assignment_id is None:
        return False
    exam = db.session.get(Assignment, row.assignment_id)
    return exam is not None and classes.is_open(exam, now)


def to_practise(desk: Desk, sheet: ScoreSheet) -> dict[str, Exercise]:
    """For each criterion that was missed by itself: another exercise of its competence, one not yet passed before one
    that is; else this exercise again."""
    return {
        one.criterion: found
        for one in sheet.findings
        if one.outcome == "missed" and (found := _exercise(desk, sheet.scenario, one.competency)) is not None
    }


def _exercise(desk: Desk, scenario: str, competency: str) -> Exercise | None:
    same = [one for one in desk.exercises if one.may_practise and (one.id == scenario or _trains(one, competency))]
    return min(same, key=lambda one: (one.id == scenario, one.passed), default=None)


def _trains(exercise: Exercise, competency: str) -> bool:
    return bool(competency) and any(one.competency == competency for one in exercise.scenario.criteria)
