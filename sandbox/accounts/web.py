"""Joins accounts to the application: the guard, the pages to log in and out, and who is logged in for templates."""

from __future__ import annotations

from typing import Any

from flask import Flask

from sandbox.accounts import guard, sessions, views


def init_app(app: Flask, grounds: Any = None) -> None:
    """Guard every view and add the pages of one's own account."""
    guard.init_app(app, views.log_in_again)
    app.register_blueprint(views.pages)
    app.jinja_env.globals["signed_in"] = sessions.current
