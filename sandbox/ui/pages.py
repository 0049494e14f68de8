"""What every template can use: `ui`, the screen, the tabs of the systems, and how values are shown."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, url_for
from markupsafe import Markup, escape

from sandbox.ui import preferences, static, words
from sandbox.ui.messages import capital
from sandbox.ui.screen import screen
from sandbox.ui.system import tabs
from sandbox.ui.told import Told, outcome


class Page:
    """`ui` in templates; one for each page that is drawn."""

    static = staticmethod(static.address)
    capital = staticmethod(capital)

    def __init__(self) -> None:
        self.nonce = secrets.token_urlsafe(6)

    @property
    def lang(self) -> str:
        return preferences.language()

    @property
    def languages(self) -> list[tuple[str, str, str]]:
        return preferences.other_languages()

    @property
    def folded(self) -> bool:
        return preferences.folded()

    @staticmethod
    def token() -> str:
        """A new token for a form, so that a second press is the same act."""
        return secrets.token_urlsafe(12)

    def outcome(self) -> Told | None:
        """What this page of a run has to tell."""
        return outcome(screen) if "screen" in g else None

    def guide(self, tab: str = "", record: str = "", action: str = "") -> str:
        """Address of the style rules that outline the next step: a system's tab, a row, a button."""
        asked = {"tab": tab, "record": record, "action": action}
        return url_for("ui.guide") + "?" + urlencode({name: value for name, value in asked.items() if value})


def shown(value: Any) -> Any:
    """A fact as it is shown: dates turned round, identity numbers in groups, texts with their line ends."""
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        if len(value) == 12 and value.isdecimal():
            return words.identity(value)
        return Markup("<br>").join(value.split("\n")) if "\n" in value else escape(value)
    return "" if value is None else words.plain_words(value)


def _context() -> dict[str, Any]:
    given: dict[str, Any] = {"ui": Page(), "_": words.marked(), "shown": shown, "frame_layout": "ui/bare.html"}
    if "screen" in g:
        given["screen"] = g.screen
        given["office_tabs"] = tabs()
    if g.get("frame") is not None:
        given["frame"] = g.frame
        given["frame_layout"] = "ui/frame.html"
    return given


def init_app(app: Flask) -> None:
    """Templates without stray blank lines, and the context above."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(csrf_field=csrf_field)
    app.jinja_env.filters.update(day=words.day, moment=words.moment, money=words.money, weekday=words.weekday)
    app.context_processor(_context)


def csrf_field() -> Markup:
    """The hidden field against forged forms; nothing where the application does not ask for it."""
    found = g.get("csrf_field")
    if found is None:
        found = g.csrf_field = _csrf_field()
    return found  # type: ignore[no-any-return]


def _csrf_field() -> Markup:
    token = current_app.jinja_env.globals.get("csrf_token")
    if token is None or not current_app.config.get("WTF_CSRF_ENABLED", True):
        return Markup("")
    return Markup('<input type="hidden" name="csrf_token" value="%s">') % token()
