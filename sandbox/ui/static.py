"""Static files under one version: the digest of them all is part of every address, so browsers keep them for good."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

FOLDER = Path(__file__).parent / "static"
blueprint = Blueprint("ui", __name__, template_folder="templates")
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_FOR_GOOD = "public, max-age=31536000, immutable"


@cache
def files() -> dict[str, bytes]:
    """Every static file by its name."""
    return {one.name: one.read_bytes() for one in sorted(FOLDER.iterdir()) if one.is_file()}


@cache
def version() -> str:
    """Ten hexadecimal digits that change when any static file does."""
    whole = hashlib.sha256()
    for name, content in files().items():
        whole.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()[:10]


@cache
def _compressed(name: str) -> bytes | None:
    content = files()[name]
    small = gzip.compress(content, 9, mtime=0)
    return small if len(small) < len(content) * 0.95 else None


@cache
def address(name: str, root: str = "") -> str:
    """The address of a static file where the application stands at `root`; `KeyError` when there is none."""
    files()[name]
    return url_for("ui.static", at=version(), name=name)


def send(at: str, name: str) -> Response:
    """A static file; an address with an old version `at` gives the present file, not to be kept."""
    if name not in files():
        abort(404)
    response = Response(files()[name], mimetype=_type(name))
    small = _compressed(name) if "gzip" in request.accept_encodings else None
    if small is not None:
        response.set_data(small)
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = _FOR_GOOD if at == version() else "no-cache"
    return response


def _type(name: str) -> str:
    return _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def guide() -> Response:
    """Style rules that outline the tab, the row or the button of a guided run's next step. Rules in a file of their own
    need no script and no exception in the content security policy."""
    asked = request.args
    chosen = {
        f".systems [data-system={_quoted(asked.get('tab', ''))}]": asked.get("tab"),
        f".list tr[data-record={_quoted(asked.get('record', ''))}]": asked.get("record"),
        f".bar [data-action={_quoted(asked.get('action', ''))}]": asked.get("action"),
    }
    rules = [f"{selector}{{{_OUTLINE}}}" for selector, given in chosen.items() if given]
    return Response("\n".join(rules), mimetype="text/css", headers={"Cache-Control": "private, max-age=600"})


_OUTLINE = "outline:3px solid #c05a00;outline-offset:-3px;border-radius:4px;box-shadow:0 0 0 3px #ffd23f"


def _quoted(text: str) -> str:
    """The text as a CSS string: everything but letters, digits and harmless signs is escaped by its code point."""
    return '"' + "".join(one if one.isalnum() or one in "-_. :" else f"\\{ord(one):x} " for one in text[:120]) + '"'


def _public(view: Any) -> Any:
    view.permission = "public"
    return view


blueprint.add_url_rule("/static/<at>/<name>", "static", _public(send), methods=["GET"])
blueprint.add_url_rule("/guide.css", "guide", _public(guide), methods=["GET"])
