"""Login sessions: rows of the database, so that they can be ended from anywhere. The cookie holds only a random token.

A page of a run reads its session in the run's own single statement: select `LOGIN_COLUMNS` from `User` joined with
`LoginSession` where `is_live(session_key(cookie), now)`, give the row to `login_from` and put the result into
`flask.g.login` before the guard runs; everything here then takes it from there.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from flask import Request, Response, current_app, g, request
from sqlalchemy import ColumnElement, and_, delete, update

from sandbox.accounts.models import LoginSession, User
from sandbox.accounts.permissions import allowed
from sandbox.accounts.wall import utc_now
from sandbox.db import db

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=14)
TOUCH_AFTER = timedelta(minutes=5)

_token = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Login:
    """Who is logged in. `stale`: the session should be marked as seen again."""

    user_id: int
    login: str
    full_name: str
    roles: frozenset[str]
    session_id: str
    must_change_password: bool = False
    stale: bool = False

    def may(self, permission: str) -> bool:
        """Whether one of the roles gives this permission."""
        return permission in _allowed(self.roles)


_allowed = lru_cache(maxsize=64)(allowed)

LOGIN_COLUMNS = (
    User.id.label("user_id"),
    User.login.label("user_login"),
    User.full_name.label("user_full_name"),
    User.roles.label("user_roles"),
    User.must_change_password.label("user_must_change_password"),
    LoginSession.id.label("session_id"),
    LoginSession.last_seen_at.label("session_last_seen_at"),
)


def session_key(cookie: str | None) -> str:
    """The id of the session whose cookie this is; "" for what cannot be a token."""
    if not cookie or not _token.fullmatch(cookie):
        return ""
    return hashlib.sha256(cookie.encode("ascii")).hexdigest()


def cookie_name(secure: bool) -> str:
    """`__Host-` binds the cookie to this host and to https; without https no browser would take it."""
    return "__Host-login" if secure else "login"


def is_secure(req: Request) -> bool:
    """Whether this installation is reached by https."""
    return bool(current_app.config["SESSION_COOKIE_SECURE"]) or req.is_secure


def session_key_of(req: Request) -> str:
    """The session id that this request's cookie stands for, "" without one."""
    return session_key(req.cookies.get(cookie_name(is_secure(req))))


def is_live(key: str, now: datetime) -> ColumnElement[bool]:
    """SQL condition: this session belongs to an active user and has neither idled away nor expired."""
    return and_(
        LoginSession.id == key,
        LoginSession.user_id == User.id,
        LoginSession.expires_at > now,
        LoginSession.last_seen_at > now - IDLE,
        User.active,
    )


def login_from(row: Any, now: datetime) -> Login:
    """The login of a row that holds `LOGIN_COLUMNS`."""
    return Login(
        row.user_id,
        row.user_login,
        row.user_full_name,
        frozenset(row.user_roles.split()),
        row.session_id,
        bool(row.user_must_change_password),
        row.session_last_seen_at < now - TOUCH_AFTER,
    )


def current() -> Login | None:
    """Who is logged in in this request; read once, at the first question."""
    if "login" not in g:
        key = session_key_of(request)
        g.login = _read(key, utc_now()) if key else None
    login: Login | None = g.login
    return login


def me() -> Login:
    """Who is logged in, behind the guard, where somebody is."""
    login = current()
    if login is None:
        raise LookupError("nobody is logged in")
    return login


def _read(key: str, now: datetime) -> Login | None:
    row = db.session.execute(db.select(*LOGIN_COLUMNS).where(is_live(key, now))).first()
    return login_from(row, now) if row is not None else None


def begin(user: User, response: Response) -> None:
    """Log `user` in on this device under a new id; an earlier session of this device ends. Commits nothing."""
    now, token = utc_now(), secrets.token_urlsafe(32)
    end(session_key_of(request))
    db.session.execute(delete(LoginSession).where(LoginSession.expires_at < now))
    db.session.add(
        LoginSession(
            id=session_key(token),
            user_id=user.id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + LONGEST,
            device=device_words(request.user_agent.string),
        )
    )
    secure = is_secure(request)
    response.set_cookie(cookie_name(secure), token, secure=secure, httponly=True, samesite="Lax", path="/")


def touch(login: Login) -> None:
    """Mark the session as seen now, in a short transaction of its own: the page that is being drawn only reads."""
    seen = update(LoginSession).where(LoginSession.id == login.session_id).values(last_seen_at=utc_now())
    db.session.rollback()
    with db.engine.execution_options(begins="immediate").begin() as connection:
        connection.execute(seen)


def end(key: str) -> None:
    """End one session. Commits nothing."""
    if key:
        db.session.execute(delete(LoginSession).where(LoginSession.id == key))


def end_all(user_id: int, keep: str = "") -> int:
    """End all sessions of a user but `keep`; how many there were. Commits nothing."""
    gone = delete(LoginSession).where(LoginSession.user_id == user_id, LoginSession.id != keep)
    return int(db.session.execute(gone).rowcount)  # type: ignore[attr-defined]


_browsers = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_systems = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Browser and system in two words for the list of devices, as far as the header tells."""
    browser = next((words for mark, words in _browsers if mark in user_agent), "")
    system = next((words for mark, words in _systems if mark in user_agent), "")
    return " · ".join(filter(None, (browser, system)))
