"""What every template can use: `ui`, the screen, the tabs of the systems, and how values are shown."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, request, session, url_for
from markupsafe import Markup, escape

from sandbox.ui import preferences, static, words
from sandbox.ui.forms import FieldView
from sandbox.ui.messages import capital
from sandbox.ui.screen import screen
from sandbox.ui.system import tabs
from sandbox.ui.told import Told, outcome

MOST_FIELDS = 1_000
_fields: dict[tuple[str, FieldView], Markup] = {}


class Page:
    """`ui` in templates; one for each page that is drawn."""

    capital = staticmethod(capital)

    def __init__(self) -> None:
        self.nonce = secrets.token_urlsafe(6)
        self._token = secrets.token_urlsafe(12)

    @cached_property
    def _root(self) -> str:
        return request.script_root

    def static(self, name: str) -> str:
        """The address of a static file."""
        return static.address(name, self._root)

    @cached_property
    def lang(self) -> str:
        return preferences.language()

    @property
    def languages(self) -> list[tuple[str, str, str]]:
        return preferences.other_languages()

    @cached_property
    def folded(self) -> bool:
        return preferences.folded()

    def token(self) -> str:
        """The token of this page's forms, new for each page, so that a second press of a button is the same act."""
        return self._token

    def kept(self, draw: Callable[[FieldView], Markup], one: FieldView) -> Markup:
        """What `draw` makes of a blank field: made once, since it looks the same on every page in this language."""
        found = _fields.get((self.lang, one))
        if found is None:
            if len(_fields) >= MOST_FIELDS:
                _fields.clear()
            found = _fields[self.lang, one] = draw(one)
        return found

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


@lru_cache(maxsize=512)
def options(choices: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """The `<option>`s of a select with these values and words; long lists of choices are the same on many pages."""
    marks = ((value, Markup(" selected") if value == chosen else "", words) for value, words in choices)
    return Markup("").join(Markup('<option value="%s"%s>%s</option>') % one for one in marks)


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
    app.jinja_env.globals.update(csrf_field=csrf_field, options=options)
    app.jinja_env.filters.update(day=words.day, moment=words.moment, money=words.money, weekday=words.weekday)
    app.jinja_env.filters["whole_codes"] = words.whole_codes
    app.context_processor(_context)


def csrf_field() -> Markup:
    """The hidden field against forged forms; nothing where the application does not ask for it."""
    found = g.get("csrf_field")
    if found is None:
        found = g.csrf_field = _csrf_field()
    return found  # type: ignore[no-any-return]


def _csrf_field() -> Markup:
    sign = current_app.jinja_env.globals.get("csrf_token")
    if sign is None or not current_app.config.get("WTF_CSRF_ENABLED", True):
        return Markup("")
    if "csrf_token" not in session:
        sign()
    return _signed(sign, str(current_app.secret_key), session["csrf_token"])


@lru_cache(maxsize=4096)
def _signed(sign: Callable[[], str], secret: str, token: str) -> Markup:
    """The field of the session that has this token, signed with this secret. Tokens here have no age, so the first one
    signed serves the session's later pages as well."""
    return Markup('<input type="hidden" name="csrf_token" value="%s">') % sign()
