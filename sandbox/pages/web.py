"""Joins the pages outside the simulated world to the application."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Blueprint, Flask, g, request, url_for

from sandbox.accounts.sessions import current
from sandbox.pages import health, words
from sandbox.pages.admin.roster import pages as admin
from sandbox.pages.instructor.views import pages as instructor
from sandbox.pages.reviewer.regrading import pages as regrading
from sandbox.pages.reviewer.views import pages as reviewer
from sandbox.pages.rubrics import is_old_rubric
from sandbox.pages.trainee.views import pages as trainee
from sandbox.ui.words import _

shared = Blueprint("pages", __name__, template_folder="templates")


class Room(NamedTuple):
    """An entry of the bar: a part of the house that this person may enter."""

    title: str
    url: str
    current: bool


def rooms() -> list[Room]:
    """The parts of the house for the bar, in the order of daily use."""
    login = current()
    if login is None:
        return []
    doors = (
        ("class.see", _("Lớp của tôi"), "instructor.classes"),
        ("review.see", _("Chấm bài"), "reviewer.queue"),
        ("accounts.manage", _("Tài khoản"), "admin.people"),
        ("health.see", _("Hệ thống"), "admin.health"),
        ("desk.see", _("Bài tập của tôi"), "trainee.desk"),
    )
    return [
        Room(title, url_for(endpoint), _is_here(endpoint))
        for permission, title, endpoint in doors
        if login.may(permission)
    ]


def _is_here(endpoint: str) -> bool:
    """Whether the page belongs to the part that begins at `endpoint`."""
    if "admin.health" in (endpoint, request.endpoint):
        return endpoint == request.endpoint
    return _part() == endpoint.partition(".")[0]


def _part() -> str | None:
    """The part of the house that this page is of: regrading of whoever may begin it, a sheet of whom it is shown to."""
    if request.endpoint == "trainee.sheet" and g.visit.as_whom != "owner":
        return str(g.visit.as_whom)
    if request.blueprint != "regrade":
        return request.blueprint
    login = current()
    return "reviewer" if login is not None and login.may("review.see") else "instructor"


def init_app(app: Flask, grounds: Any = None) -> None:
    """Add the pages of all roles, and what their templates use."""
    for part in (shared, trainee, instructor, reviewer, regrading, admin, health.pages):
        app.register_blueprint(part)
    named = (
        words.state_words,
        words.level_words,
        words.mode_words,
        words.role_words,
        words.outcome_words,
        words.passed_words,
        words.local_moment,
        words.minutes_words,
        rooms,
        is_old_rubric,
    )
    app.jinja_env.globals.update({one.__name__: one for one in named})
