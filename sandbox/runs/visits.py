"""Who looks at which run: one statement reads the login session, its user, the run and where its journal stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, false, or_, select
from sqlalchemy.orm import aliased

from sandbox.accounts.models import Assignment, LoginSession, Membership, User
from sandbox.accounts.sessions import IDLE, LOGIN_COLUMNS, Login, login_from
from sandbox.runs.hot import Driver, Hot
from sandbox.runs.models import Notes, Run

_run, _notes = Run.__table__, Notes.__table__


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as its row says; `seq` and `head` name the last entry."""

    id: str
    user_id: int
    assignment_id: int | None
    scenario_id: str
    scenario_digest: str
    start_digest: str
    variant: int
    mode: str
    guided: bool
    state: str
    started_at: datetime
    submitted_at: datetime | None
    seq: int
    head: str
    last_action: str
    last_at: datetime

    @property
    def live(self) -> bool:
        return self.state == "live"


_LABELS = tuple(f"run_{name}" for name in RunRow.__slots__)
RUN_COLUMNS = tuple(_run.c[name].label(f"run_{name}") for name in RunRow.__slots__)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a live login, and the run that they may see (None: there is none for them).

    `as_whom`: `owner` may act while the run is live; `instructor` and `reviewer` only look. `notes`: the owner's own.
    """

    login: Login
    run: RunRow | None
    as_whom: str = ""
    notes: str = ""

    @property
    def acts(self) -> bool:
        return self.as_whom == "owner" and self.run is not None and self.run.live


def run_from(row: Any) -> RunRow | None:
    """The run of a row with `RUN_COLUMNS`, None when the row has none."""
    if row.run_id is None:
        return None
    return RunRow(*(getattr(row, name) for name in _LABELS))


def look(driver: Driver, session: str, run: str, now: datetime) -> Visit | None:
    """The visit of the login session with this id to the run with this id; None when nobody is logged in by it."""
    asked = {"session": session, "run": run, "now": now, "idle_since": now - IDLE}
    row = driver.first(_visit(), asked)
    if row is None:
        return None
    login = login_from(row, now)
    found = run_from(row)
    whom = _as_whom(login, found, bool(row.teaches), bool(row.reviews)) if found is not None else ""
    return Visit(login, found if whom else None, whom, row.notes or "")


def _as_whom(login: Login, run: RunRow, teaches: bool, reviews: bool) -> str:
    if run.user_id == login.user_id:
        return "owner"
    if teaches and "instructor" in login.roles:
        return "instructor"
    return "reviewer" if reviews and "reviewer" in login.roles and not run.live else ""


@cache
def _visit() -> Hot:
    foreign = and_(_run.c.id.is_not(None), _run.c.user_id != User.id)
    return Hot(
        select(
            *LOGIN_COLUMNS,
            *RUN_COLUMNS,
            _notes.c.body.label("notes"),
            case((foreign, _in_class_of_run("instructor")), else_=false()).label("teaches"),
            case((foreign, _in_class_of_run("reviewer")), else_=false()).label("reviews"),
        )
        .select_from(LoginSession)
        .join(User, User.id == LoginSession.user_id)
        .outerjoin(_run, _run.c.id == bindparam("run"))
        .outerjoin(_notes, and_(_notes.c.run_id == _run.c.id, _run.c.user_id == User.id))
        .where(
            LoginSession.id == bindparam("session"),
            LoginSession.expires_at > bindparam("now"),
            LoginSession.last_seen_at > bindparam("idle_since"),
            User.active,
        )
    )


def _in_class_of_run(role: str) -> Any:
    """SQL: the user has `role` in the class that the run was assigned to, or in one where its owner learns."""
    mine, owners, assigned = aliased(Membership), aliased(Membership), aliased(Assignment)
    by_assignment = exists().where(
        assigned.id == _run.c.assignment_id,
        mine.class_id == assigned.class_id,
        mine.user_id == User.id,
        mine.role == role,
    )
    by_class = exists().where(
        owners.user_id == _run.c.user_id,
        owners.role == "trainee",
        mine.class_id == owners.class_id,
        mine.user_id == User.id,
        mine.role == role,
    )
    return or_(*(one.correlate(User, _run) for one in (by_assignment, by_class)))
