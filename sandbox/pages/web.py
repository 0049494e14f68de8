"""Joins the pages outside the simulated world to the application."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flask import Blueprint, Flask, Response, abort, request, send_from_directory, url_for

from sandbox.accounts.permissions import public
from sandbox.accounts.sessions import current
from sandbox.pages import health, words
from sandbox.pages.admin.views import pages as admin
from sandbox.pages.instructor.views import pages as instructor
from sandbox.pages.reviewer.views import pages as reviewer
from sandbox.pages.trainee.views import pages as trainee
from sandbox.ui.words import _

shared = Blueprint("pages", __name__, template_folder="templates")
STATIC = Path(__file__).parent / "static"


class Room(NamedTuple):
    """An entry of the bar: a part of the house that this person may enter."""

    title: str
    url: str
    current: bool


@cache
def _version(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


@shared.get("/pages/static/<version>/<name>")
@public
def static_file(version: str, name: str) -> Response:
    """A file that never changes under its address."""
    if not (STATIC / name).is_file() or version != _version(name):
        abort(404)
    return send_from_directory(STATIC, name, max_age=365 * 24 * 3600)


def page_static(name: str) -> str:
    """The address of a file, with its version."""
    return url_for("pages.static_file", version=_version(name), name=name)


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
    here = request.blueprint if request.endpoint != "admin.health" else "admin.health"
    return [
        Room(title, url_for(endpoint), here in (endpoint, endpoint.partition(".")[0]))
        for permission, title, endpoint in doors
        if login.may(permission)
    ]


def init_app(app: Flask, grounds: Any = None) -> None:
    """Add the pages of all roles, and what their templates use."""
    for part in (shared, trainee, instructor, reviewer, admin, health.pages):
        app.register_blueprint(part)
    named = (
        words.state_words,
        words.level_words,
        words.mode_words,
        words.role_words,
        words.outcome_words,
        words.local_moment,
        words.minutes_words,
        page_static,
        rooms,
    )
    app.jinja_env.globals.update({one.__name__: one for one in named})
