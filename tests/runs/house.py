"""A whole installation for tests: application, database, people, and a driver that acts without pages."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from sandbox.accounts.models import LoginSession, Membership, TrainingClass, User
from sandbox.accounts.sessions import session_key
from sandbox.accounts.wall import utc_now
from sandbox.app import build
from sandbox.config import Config
from sandbox.db import db
from sandbox.runs.acts import Sent
from sandbox.runs.hot import Hot
from sandbox.runs.runs import Runs
from sandbox.world.perform import Outcome
from sandbox.world.world import World
from tests.runs.tiny import tiny_grounds
from tests.runs.tiny_pages import tiny_system


class House:
    """`me` is a trainee; `token(user)` logs somebody in."""

    def __init__(self, app: Flask):
        self.app = app
        self.runs: Runs = app.extensions["runs"]
        self.me = self.user("thu")

    def user(self, login: str, *roles: str, active: bool = True) -> int:
        """A new account; its number."""
        with self.app.app_context():
            one = User(
                login=login,
                login_folded=login,
                full_name=f"Người {login}",
                password_hash="-",
                roles=" ".join(roles or ("trainee",)),
                active=active,
                created_at=utc_now(),
            )
            db.session.add(one)
            db.session.commit()
            return one.id

    def login(self, user: int, seen: datetime | None = None) -> str:
        """The cookie of a new login session."""
        cookie = f"{user:x}".rjust(43, "A")
        now = utc_now()
        with self.app.app_context():
            db.session.merge(
                LoginSession(
                    id=session_key(cookie),
                    user_id=user,
                    created_at=now,
                    last_seen_at=seen or now,
                    expires_at=now + timedelta(hours=8),
                )
            )
            db.session.commit()
        return cookie

    def school(self, *members: tuple[int, str]) -> int:
        """A class with these members (user, role)."""
        with self.app.app_context():
            one = TrainingClass(name=f"Lớp {members}", created_at=utc_now())
            db.session.add(one)
            db.session.flush()
            db.session.add_all(Membership(class_id=one.id, user_id=user, role=role) for user, role in members)
            db.session.commit()
            return one.id

    def begin(self, user: int | None = None, **how: Any) -> str:
        return self.runs.start_run(user or self.me, "tiny", **how)

    def act(self, run: str, action: str, key: str | None = None, **params: Any) -> Outcome:
        row = self.runs.row(run)
        sent = Sent(action, params, key, str(row.user_id))
        return self.runs.acts.perform(row, self.runs.beginning(row).start, sent)

    def remark(self, run: str, text: str = "Đã xem", key: str | None = None) -> Outcome:
        return self.act(run, "tiny.remark", key, case="V-0000", text=text)

    def world(self, run: str) -> World:
        return self.runs.live(self.runs.row(run)).world

    def forget(self) -> None:
        """Lose everything that is held in memory, as a restart does."""
        fresh = Runs(self.runs.grounds, self.runs.database)
        self.runs.store.memory, self.runs.store.recent = fresh.store.memory, fresh.store.recent
        self.runs.beginnings = fresh.beginnings

    def shut(self) -> None:
        with self.app.app_context():
            db.session.remove()
            if db.engine.dialect.name == "postgresql":
                tables = ", ".join(f'"{one.name}"' for one in db.metadata.sorted_tables)
                with db.engine.begin() as connection:
                    connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
            db.engine.dispose()


def open_house(config: Config) -> House:
    """An installation with fresh tables and the tiny office."""
    app = build(config, tiny_grounds(config), [tiny_system()], ("ui", "accounts", "runs"))
    with app.app_context():
        db.create_all()
    return House(app)


def another_process(house: House) -> House:
    """The same installation with a memory of its own, as another process has it."""
    other = copy.copy(house)
    other.runs = Runs(house.runs.grounds, house.runs.database)
    return other


def count(house: House, table: Any, **where: Any) -> int:
    """Rows of the table whose columns equal `where`."""
    asked = select(func.count()).select_from(table)
    for name, value in where.items():
        asked = asked.where(table.c[name] == value)
    with house.runs.database.reading() as connection:
        return int(connection.execute(asked).scalar_one())


def statements(house: House, act: Callable[[], object]) -> list[str]:
    """The statements that reach the database during `act`, transactions left out."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    def run(hot: Hot, driver: Any, given: Any) -> Any:
        seen.append(hot._for(driver.dialect)[0])
        return plain_run(hot, driver, given)

    engine, plain_run = house.runs.database.engine, Hot.run
    event.listen(engine, "before_cursor_execute", note)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Hot, "run", run)
            act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen
