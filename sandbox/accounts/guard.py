"""The guard at the door of every view: who is it, may they, and does the form come from us?

A view without a permission mark is refused to everybody. A form whose CSRF token is missing or belongs to an earlier
login never acts: views marked `redraws_forms` draw it again with the input, all others answer 400.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.routing import RequestRedirect

from sandbox.accounts import sessions
from sandbox.accounts.permissions import PUBLIC, permission_of

LOOKING = ("GET", "HEAD", "OPTIONS", "TRACE")

csrf = CSRFProtect()


class UnmarkedView(RuntimeError):
    """A view says neither which permission it asks for nor that it is public."""

    def __init__(self, endpoint: str):
        super().__init__(
            f"{endpoint} has no permission mark: put @permission(...) or @public from "
            "sandbox.accounts.permissions directly above the function, under its @route"
        )


def init_app(app: Flask, log_in_again: Callable[[], ResponseReturnValue]) -> None:
    """Guard the application; `log_in_again` answers a form that was sent after its session had ended.

    What sets `g.login` for runs has to come before: as a URL value preprocessor, or registered earlier.
    """
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.extensions["log_in_again"] = log_in_again
    csrf.init_app(app)
    app.before_request(_guard)


def form_expired() -> bool:
    """Whether this request's form was refused because its CSRF token did not fit."""
    return bool(g.get("form_expired", False))


def _guard() -> Any:
    if isinstance(request.routing_exception, SecurityError):
        return Response("400\n", 400)  # a host that is not ours: no page can be drawn for it
    endpoint = request.endpoint
    if endpoint is None:
        return None
    view = current_app.view_functions[endpoint]
    wanted = permission_of(view)
    if wanted is None:
        raise UnmarkedView(endpoint)
    refused = _permit(wanted)
    if refused is None:
        _check_form(view)
    return refused


def _permit(wanted: str) -> ResponseReturnValue | None:
    if wanted == PUBLIC:
        return None
    login = sessions.current()
    if login is None:
        return _ask_to_log_in()
    if login.stale:
        sessions.touch(login)
    if login.must_change_password and wanted != "account.own":
        return redirect(url_for("accounts.own"), 303)
    if not login.may(wanted):
        abort(403)
    return None


def _ask_to_log_in() -> ResponseReturnValue:
    """To the login page, and from there back; what was filled in a form comes along."""
    if request.method in LOOKING:
        return redirect(url_for("accounts.log_in", next=request.full_path.rstrip("?")), 303)
    again: ResponseReturnValue = current_app.extensions["log_in_again"]()
    return again


def _check_form(view: Any) -> None:
    if request.method in LOOKING or not current_app.config.get("WTF_CSRF_ENABLED", True):
        return
    try:
        csrf.protect()
    except CSRFError:
        if not getattr(view, "redraws_forms", False):
            raise
        g.form_expired = True


def safe_next(target: str | None) -> str | None:
    """`target` when it is a page of this application that can be opened, else None.

    Only a path of our own URL map passes: no other host, no scheme, no backslash, no control character.
    """
    if not target or not target.startswith("/") or target.startswith("//") or len(target) > 600:
        return None
    if "\\" in target or any(ord(sign) < 32 for sign in target):
        return None
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None
    try:
        endpoint, _ = current_app.url_map.bind(request.host).match(parts.path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return None if endpoint in ("accounts.log_in", "accounts.log_out") else target
