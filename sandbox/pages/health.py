"""Health of the installation: `/healthz` for the process, `/readyz` for everything it needs, `/version`."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

import sandbox
from sandbox.accounts.permissions import public
from sandbox.db import db, tables

pages = Blueprint("health", __name__)
LEAST_SPACE = 200 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: `said` tells what was found."""

    name: str
    ok: bool
    said: str


@pages.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """The process answers."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


@pages.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """Database, schema and disk can be worked with; 503 when one cannot. Names what fails, no more."""
    found = checks()
    good = all(one.ok for one in found)
    response = jsonify({"ready": good, "checks": {one.name: one.ok for one in found}})
    response.headers["Cache-Control"] = "no-store"
    return response, 200 if good else 503


@pages.get("/version")
@public
def version() -> ResponseReturnValue:
    """Name and version of the software."""
    return jsonify({"name": "thao-truong-so", "version": sandbox.__version__})


def checks() -> list[Check]:
    """Database, schema, disk, in this order; nothing raises."""
    return [_checked(name, look) for name, look in _looks.items()]


def _checked(name: str, look: Callable[[], tuple[bool, str]]) -> Check:
    try:
        return Check(name, *look())
    except Exception as trouble:  # whatever is wrong with it, the page that tells must come
        return Check(name, False, type(trouble).__name__)


def _database() -> tuple[bool, str]:
    with db.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return True, db.engine.dialect.name


def _schema() -> tuple[bool, str]:
    """Whether the tables are those of this version."""
    found = tables()
    return found.ready, f"{found.held or '–'} / {found.needed or '–'}"


def _disk() -> tuple[bool, str]:
    free = shutil.disk_usage(current_app.instance_path).free
    return free >= LEAST_SPACE, f"{free // (1024 * 1024):,} MB".replace(",", ".")


_looks: dict[str, Callable[[], tuple[bool, str]]] = {"database": _database, "schema": _schema, "disk": _disk}


def versions() -> dict[str, Any]:
    """What is running, for the administrator's page."""
    from importlib.metadata import version as of

    named = ("Flask", "SQLAlchemy", "pyHanko", "typst")
    return {"Thao trường số": sandbox.__version__, "Python": platform.python_version()} | {n: of(n) for n in named}
