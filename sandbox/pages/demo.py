"""Runs played ahead for the demonstration class, so that instructor and reviewer find a class at work.

Each is played through the ordinary acts of a run, by a scenario's own solution or one of its named mistakes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import exists, select, update

from sandbox.accounts import people
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.runs.acts import Sent
from sandbox.runs.models import Run
from sandbox.runs.play import Player
from sandbox.runs.runs import Runs
from sandbox.world.perform import Outcome
from scenarios import plan


class Played(NamedTuple):
    """Who plays which scenario how: `part` of 100 moves, by the mistake with this place.

    `submitted`: handed in. `idle`: minutes since the last act.
    """

    login: str
    scenario: str
    part: int = 100
    mistake: int | None = None
    submitted: bool = True
    idle: int = 0
    mode: str = "practice"


CAST = (
    Played("hv02", "khai-sinh-tai-quay", idle=180),
    Played("hv02", "khai-sinh-tai-quay", idle=150, mode="exam"),
    Played("hv02", "khai-sinh-thieu-giay", idle=95),
    Played("hv02", "van-ban-gui-nham", part=40, submitted=False, idle=2),
    Played("hv03", "khai-sinh-tai-quay", mistake=0, idle=140),
    Played("hv03", "noi-cho-ba-con-hieu", idle=45),
    Played("hv03", "khai-sinh-sau-15-gio", part=50, submitted=False, idle=17),
    Played("hv04", "khai-sinh-tai-quay", mistake=1, idle=120),
    Played("hv04", "tra-loi-van-ban-den", part=25, submitted=False, idle=3),
    Played("hv05", "khai-sinh-lech-du-lieu", mistake=0, idle=160),
    Played("hv05", "tu-choi-khong-dung-tham-quyen", idle=55, mode="exam"),
    Played("hv06", "khai-sinh-tai-quay", part=30, submitted=False, idle=26),
    Played("hv07", "van-ban-gui-nham", idle=110),
    Played("hv07", "tra-loi-van-ban-den", mistake=2, idle=65),
    Played("hv07", "khai-sinh-lech-du-lieu", part=70, submitted=False, idle=300),
)


class KeptPlayer(Player):
    """Plays in a run that is kept, as its owner would."""

    def __init__(self, all_runs: Runs, run_id: str):
        self._all, self._run = all_runs, run_id
        row = all_runs.row(run_id)
        beginning = all_runs.beginning(row)
        super().__init__(beginning.start, all_runs.grounds.makers, beginning.expanded.files)

    def perform(self, action: str, params: Mapping[str, Any]) -> Outcome:
        row = self._all.row(self._run)
        for name in set(self.files) & {one for one in params.values() if isinstance(one, str)}:
            self._all.store.files(self._run).keep(self.files[name])
        outcome = self._all.acts.perform(row, self._start(row), Sent(action, params, None, str(row.user_id)))
        self.world = outcome.world
        self.entries += outcome.entries
        return outcome

    def _start(self, row: Any) -> Any:
        return self._all.beginning(row).start


def play_ahead(all_runs: Runs) -> int:
    """Play what `CAST` says for those who have not begun anything yet; how many runs were made."""
    wanted = [one for one in CAST if one.scenario in all_runs.grounds.scenarios and not _has_begun(one.login)]
    for one in wanted:
        _play(all_runs, one)
    return len(wanted)


def _has_begun(login: str) -> bool:
    user = people.find(login)
    begun = user is not None and bool(db.session.scalar(select(exists().where(Run.user_id == user.id))))
    db.session.rollback()
    return user is None or begun


def _play(all_runs: Runs, one: Played) -> None:
    user = people.find(one.login)
    assert user is not None
    user_id = user.id
    db.session.rollback()
    id = all_runs.start_run(user_id, one.scenario, mode=one.mode)
    expanded = all_runs.beginning(all_runs.row(id)).expanded
    names = [wrong.id for wrong in expanded.mistakes]
    chosen = {"mistake": names[one.mistake]} if one.mistake is not None and one.mistake < len(names) else {}
    moves = plan(expanded, **chosen)
    makes = {name: step.makes for name, step in expanded.steps.items() if step.makes}
    KeptPlayer(all_runs, id).play(moves[: max(1, len(moves) * one.part // 100)], makes)
    if one.submitted:
        all_runs.grading.submit(all_runs.row(id))
    _set_back(all_runs, id, one.idle)


def _set_back(all_runs: Runs, id: str, minutes: int) -> None:
    """Let the run have happened a while ago, as the class board counts it."""
    last = utc_now() - timedelta(minutes=minutes)
    table = Run.__table__
    moved = {"started_at": last - timedelta(minutes=18), "last_at": last}
    row = all_runs.row(id)
    if not row.live:
        moved["submitted_at"] = last
    with all_runs.database.writing() as connection:
        connection.execute(update(table).where(table.c.id == id).values(**moved))
