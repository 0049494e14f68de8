"""Joins accounts to the application: the guard, the pages to log in and out, and who is logged in for templates."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from sandbox.accounts import guard, sessions, views


class KeptCookies(SecureCookieSessionInterface):
    """Flask's signed cookie; what signs it is made once, not for every request."""

    def __init__(self) -> None:
        self.get_signing_serializer = cache(super().get_signing_serializer)  # type: ignore[method-assign]


def init_app(app: Flask, grounds: Any = None) -> None:
    """Guard every view and add the pages of one's own account."""
    app.session_interface = KeptCookies()
    guard.init_app(app, views.log_in_again)
    app.register_blueprint(views.pages)
    app.jinja_env.globals["signed_in"] = sessions.current
