"""Input that must not be lost: a form sent after its session had ended waits in the login page and is offered again.

Nothing is stored on the server. After logging in the person sees what will be sent and presses the button anew. Only
forms that came from our own pages are kept, so that nobody else can lay a form under somebody's hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

PREFIX = "kept."
MOST_FIELDS, MOST_LETTERS = 300, 200_000
_never = frozenset({"csrf_token", "pin", "password", "old", "new", "again"})


class Field(NamedTuple):
    """A hidden field."""

    name: str
    value: str


def kept_fields() -> Sequence[Field]:
    """The fields of this request's form that the login page carries along; secrets are left out."""
    if not _from_our_pages():
        return []
    already = [(n.removeprefix(PREFIX), v) for n, v in request.form.items(multi=True) if n.startswith(PREFIX)]
    sent = already if request.endpoint == "accounts.log_in" else list(request.form.items(multi=True))
    fields = [Field(name, value) for name, value in sent if name.rpartition(".")[2] not in _never]
    too_much = len(fields) > MOST_FIELDS or sum(len(one.value) for one in fields) > MOST_LETTERS
    return [] if too_much else fields


def _from_our_pages() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def resume() -> ResponseReturnValue | None:
    """The page that offers to send the kept form again, None when nothing was kept for a page of ours."""
    path, fields = request.form.get("kept_path", ""), kept_fields()
    if not fields or not _takes_forms(path):
        return None
    return render_template("accounts/resume.html", path=path, kept=fields)


def _takes_forms(path: str) -> bool:
    if not path.startswith("/") or path.startswith("//") or "\\" in path or "?" in path:
        return False
    try:
        endpoint, _values = current_app.url_map.bind(request.host).match(path, method="POST")
    except HTTPException:
        return False
    return not endpoint.startswith("accounts.")
