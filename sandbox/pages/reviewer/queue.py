"""What waits for a reviewer: the submitted runs of their classes, those that only a person can finish first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.accounts import classes
from sandbox.accounts.models import User
from sandbox.db import db
from sandbox.pages import results
from sandbox.pages.results import Result
from sandbox.runs.models import Run

PAGE = 100


@dataclass(frozen=True)
class Waiting:
    """One submitted run in the queue."""

    run: Result
    owner: str
    title: str

    @property
    def open(self) -> tuple[str, ...]:
        """Criteria that wait for a person."""
        return self.run.sheet.standing.open if self.run.sheet else ()

    @property
    def again(self) -> bool:
        """Whether the machine has graded it anew since a person marked it."""
        return self.run.sheet is not None and self.run.sheet.standing.again

    @property
    def marked(self) -> bool:
        return self.run.sheet is not None and (self.run.sheet.standing.marked or self.again)

    @property
    def failed(self) -> bool:
        return self.run.sheet is not None and self.run.sheet.passed is False


VIEWS: Mapping[str, Callable[[Waiting], bool]] = {
    "": lambda one: True,
    "waiting": lambda one: bool(one.open),
    "again": lambda one: one.again,
    "unmarked": lambda one: not one.marked,
    "failed": lambda one: one.failed,
}
"""What can be looked at, by the name that the address carries."""


@dataclass(frozen=True)
class Queue:
    """`rows` as they are filtered; `titles`: scenarios to filter by; `show`: one of `VIEWS`; `counts`: runs of the
    scenario in each of them."""

    rows: Sequence[Waiting]
    titles: Mapping[str, str]
    counts: Mapping[str, int]
    scenario: str = ""
    show: str = ""

    def page(self, number: int) -> Sequence[Waiting]:
        """The rows of this page, counted from 1."""
        return self.rows[(number - 1) * PAGE : number * PAGE]

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.rows) // PAGE))

    def beside(self, run_id: str) -> tuple[str, str]:
        """Ids of the runs before and after this one, "" at the ends."""
        ids = [one.run.id for one in self.rows]
        if run_id not in ids:
            return "", ids[0] if ids else ""
        at = ids.index(run_id)
        return ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""


def queue_of(reviewer_id: int, scenarios: Mapping[str, Any], scenario: str = "", show: str = "") -> Queue:
    """The queue of a reviewer: what waits for a person, then what is to be seen again, then the rest, the oldest
    submission first."""
    mine = classes.watches(reviewer_id, Run.user_id, "reviewer")
    seen = results.runs_where(Run.state == "submitted", Run.user_id != reviewer_id, mine)
    rows = _rows(seen, scenarios)
    titles = {one.run.scenario_id: one.title for one in rows}
    of_scenario = [one for one in rows if not scenario or one.run.scenario_id == scenario]
    counts = {name: sum(map(is_shown, of_scenario)) for name, is_shown in VIEWS.items()}
    show = show if show in VIEWS else ""
    return Queue([one for one in of_scenario if VIEWS[show](one)], titles, counts, scenario, show)


def _rows(seen: Sequence[Result], scenarios: Mapping[str, Any]) -> list[Waiting]:
    people = {one.user_id for one in seen}
    names = dict(db.session.execute(db.select(User.id, User.full_name).where(User.id.in_(people))).all())
    rows = [Waiting(one, names[one.user_id], _title(scenarios, one.scenario_id)) for one in seen]
    return sorted(rows, key=lambda one: (not one.open, not one.again, one.run.submitted_at, one.run.id))


def _title(scenarios: Mapping[str, Any], id: str) -> str:
    return str(scenarios[id].title) if id in scenarios else id
