"""What waits for a reviewer: the submitted runs of their classes, in an order that stays the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.accounts import classes
from sandbox.accounts.models import User
from sandbox.db import db
from sandbox.pages import results
from sandbox.pages.results import Result
from sandbox.pages.reviewer import ledger
from sandbox.runs.models import Run


@dataclass(frozen=True)
class Waiting:
    """One submitted run in the queue. `again`: the machine has graded it anew since a person marked it."""

    run: Result
    owner: str
    title: str
    marked: bool
    again: bool = False


@dataclass(frozen=True)
class Queue:
    """`rows` as they are filtered; `titles`: scenarios to filter by; `show`: "", `unmarked`, `again`, `failed`."""

    rows: Sequence[Waiting]
    titles: Mapping[str, str]
    scenario: str = ""
    show: str = ""

    def beside(self, run_id: str) -> tuple[str, str]:
        """Ids of the runs before and after this one, "" at the ends."""
        ids = [one.run.id for one in self.rows]
        if run_id not in ids:
            return "", ids[0] if ids else ""
        at = ids.index(run_id)
        return ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""

    @property
    def unmarked(self) -> int:
        return sum(not one.marked for one in self.rows)


def queue_of(reviewer_id: int, scenarios: Mapping[str, Any], scenario: str = "", show: str = "") -> Queue:
    """The queue of a reviewer, oldest submission first, so that it does not move under their hands."""
    seen = results.runs_where(Run.state == "submitted", classes.watches(reviewer_id, Run.user_id, "reviewer"))
    rows = _rows(seen, scenarios)
    titles = {one.run.scenario_id: one.title for one in rows}
    kept = [one for one in rows if (not scenario or one.run.scenario_id == scenario) and _is_shown(one, show)]
    return Queue(kept, titles, scenario, show)


def _rows(seen: Sequence[Result], scenarios: Mapping[str, Any]) -> list[Waiting]:
    people = {one.user_id for one in seen}
    names = dict(db.session.execute(db.select(User.id, User.full_name).where(User.id.in_(people))).all())
    ids = [one.id for one in seen]
    marked, again = ledger.marked_runs(ids), ledger.to_see_again(ids)
    rows = [
        Waiting(one, names[one.user_id], _title(scenarios, one.scenario_id), one.id in marked, one.id in again)
        for one in sorted(seen, key=lambda one: (one.submitted_at, one.id))
    ]
    return rows


def _title(scenarios: Mapping[str, Any], id: str) -> str:
    return str(scenarios[id].title) if id in scenarios else id


def _is_shown(one: Waiting, show: str) -> bool:
    if show == "unmarked":
        return not one.marked
    if show == "again":
        return one.again
    return one.run.sheet is not None and not one.run.sheet.passed if show == "failed" else True
