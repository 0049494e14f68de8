"""A school: an installation with the tiny office, a class, and people who are logged in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from sandbox.accounts import classes
from sandbox.app import build
from sandbox.db import db
from sandbox.pages import results
from sandbox.runs.models import Run
from tests.runs.conftest import config, database_url  # noqa: F401  (fixtures: SQLite, or the PostgreSQL that is named)
from tests.runs.house import House
from tests.runs.tiny import tiny_grounds
from tests.runs.tiny_pages import tiny_system


class School(House):
    """`me` (thu) learns in class `group`; teacher, judge and admin work there; `stranger` learns elsewhere."""

    def __init__(self, app: Any):
        super().__init__(app)
        self.teacher, self.judge = self.user("co", "instructor"), self.user("giam", "reviewer")
        self.admin, self.stranger = self.user("quan", "administrator"), self.user("la")
        self.group = self.school((self.me, "trainee"), (self.teacher, "instructor"), (self.judge, "reviewer"))
        self.other = self.school((self.stranger, "trainee"))

    def client(self, user: int | None) -> FlaskClient:
        """A browser in which this user is logged in, nobody for None."""
        client = self.app.test_client()
        if user is not None:
            client.set_cookie("login", self.login(user))
        return client

    def page(self, user: int | None, url: str, status: int = 200) -> BeautifulSoup:
        """The page as this user sees it; the test fails on another status."""
        answer = self.client(user).get(url)
        assert answer.status_code == status, (url, answer.status_code, answer.headers.get("Location"))
        return BeautifulSoup(answer.get_data(as_text=True), "html.parser")

    def send(self, user: int | None, url: str, page: str | None = None, **fields: Any) -> Any:
        """Send a form as this user; the token comes from `page` (by default the same address)."""
        client = self.client(user)
        shown = BeautifulSoup(client.get(page or url).get_data(as_text=True), "html.parser")
        token = shown.select_one("input[name=csrf_token]")
        return client.post(url, data={"csrf_token": token["value"] if token else "", **fields})

    def assign(self, mode: str = "practice", **how: Any) -> int:
        """Set the tiny exercise to the class."""
        with self.app.app_context():
            made = classes.assign(self.group, "tiny", mode, None, **how)
            db.session.commit()
            return made.id

    def play(self, run: str, *steps: str) -> str:
        """Do these steps of the tiny exercise in the run."""
        acts: dict[str, Any] = {
            "remark": ("tiny.remark", {"case": "V-0000", "text": "Đã đọc"}),
            "wait": ("clock.wait", {}),
            "print": ("tiny.print", {"case": "V-0000"}),
            "pass": ("tiny.pass_on", {"case": "V-0000", "to": "chu_tich"}),
            "boss": ("cast.take_role", {"staff": "chu_tich"}),
            "wrong_pin": ("tiny.close", {"case": "V-0000", "pin": "654321"}),
            "close": ("tiny.close", {"case": "V-0000", "pin": "123456"}),
        }
        for step in steps:
            action, params = acts[step]
            self.act(run, action, **params)
        return run

    def handed_in(self, *steps: str, user: int | None = None, **how: Any) -> str:
        """A run of these steps that was submitted and graded."""
        run = self.play(self.begin(user, **how), *steps)
        with self.app.app_context():
            self.runs.grading.submit(self.runs.row(run))
        return run

    def mark(self, run: str, user: int | None = None, **fields: Any) -> Any:
        """Send a human mark for the newest sheet of this run, as the judge unless it is another."""
        with self.app.app_context():
            sheet = next((one.sheet for one in results.runs_where(Run.id == run) if one.sheet), None)
        given = {"criterion": "closed", "points": "3", "reason": "Đã làm đúng bằng cách khác"}
        given["sheet"] = str(sheet.id) if sheet else ""
        return self.send(user or self.judge, f"/review/{run}/marks", "/account", **{**given, **fields})

    def an_hour_later(self) -> None:
        """Let everything that was begun lie an hour back."""
        table, hour = Run.__table__, timedelta(hours=1)
        with self.app.app_context():
            for one in db.session.scalars(db.select(Run)):
                back = {"started_at": one.started_at - hour, "last_at": one.last_at - hour}
                if one.submitted_at is not None:
                    back["submitted_at"] = one.submitted_at - hour
                db.session.execute(table.update().where(table.c.id == one.id).values(**back))
            db.session.commit()

    def right(self, **how: Any) -> str:
        """A run that earns full marks."""
        return self.handed_in("remark", "wait", "print", "pass", "boss", "close", **how)


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    """The texts of what the selector finds, with single spaces."""
    return [" ".join(one.get_text(" ").split()) for one in page.select(selector)]


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory) -> FileSystemBytecodeCache:
    """Templates are compiled once, not for each application."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def school(config, compiled_templates) -> Iterator[School]:  # noqa: F811  (the fixture above)
    app = build(config, tiny_grounds(config), [tiny_system()])
    app.jinja_env.bytecode_cache = compiled_templates
    with app.app_context():
        db.create_all()
    opened = School(app)
    yield opened
    opened.shut()
