"""What a reader chooses about the pages: the language, and whether the briefing stands open. Kept in cookies.

`?lang=en` or `?brief=off` on any page keeps the choice and shows the same page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, has_request_context, redirect, request
from flask_babel import Babel

TRANSLATIONS = Path(__file__).parents[1] / "translations"
WRITTEN_IN = "vi"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
CHOICES = {"lang": tuple(LANGUAGES), "brief": ("on", "off")}
# A language that only tests choose: every text of the catalogue changed, so that what is not in it shows.
PSEUDO = "pseudo"
_YEAR = 365 * 24 * 3600


def language() -> str:
    """The language of this request, `vi` or another of `LANGUAGES`; outside a request the one it is written in."""
    if not has_request_context():
        return WRITTEN_IN
    if "language" not in g:
        asked = request.cookies.get("lang", WRITTEN_IN)
        g.language = asked if asked in LANGUAGES or asked == PSEUDO else WRITTEN_IN
    return str(g.language)


def folded() -> bool:
    """Whether the briefing column is closed."""
    return request.cookies.get("brief") == "off"


def _locale() -> str:
    """Babel knows no pseudo-language: its catalogue is kept under Esperanto (see `catalogue`)."""
    return "eo" if language() == PSEUDO else language()


def _without(*names: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if name not in names]


def _choose() -> Any:
    asked = {name: request.args[name] for name in CHOICES if name in request.args}
    if not asked or request.method != "GET":
        return None
    rest = urlencode(_without(*CHOICES))
    here = "/" + (request.script_root + request.path).lstrip("/\\")
    response = redirect(here + (f"?{rest}" if rest else ""), 303)
    for name, value in asked.items():
        if value in CHOICES[name]:
            secure = request.is_secure
            response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


def other_languages() -> list[tuple[str, str, str]]:
    """The other languages: code, own name, and the address of this page in it."""
    kept = _without("lang", "done")
    others = [(code, words) for code, words in LANGUAGES.items() if code != language()]
    return [(code, words, "?" + urlencode([*kept, ("lang", code)])) for code, words in others]


def init_app(app: Flask) -> None:
    """Flask-Babel with our catalogues; Vietnamese is what the texts are written in."""
    Babel(app, default_locale=WRITTEN_IN, locale_selector=_locale, default_translation_directories=str(TRANSLATIONS))
    app.before_request(_choose)
