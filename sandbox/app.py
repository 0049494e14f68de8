"""Wiring of the application: every part is made and joined here, and nowhere else."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from sandbox.config import Config
from sandbox.db import MIGRATIONS, db
from sandbox.runs import drill
from sandbox.runs.address import RunConverter
from sandbox.runs.grounds import Grounds
from sandbox.ui.system import System
from sandbox.world.action import office

ROOMS = ("ui", "accounts", "runs", "pages")
"""The parts of the application in the order in which they look at a request."""

SERVICES = ("registry", "onestop", "eoffice", "signing")
"""The mock systems in the order of their tabs."""


def build(
    config: Config | None = None,
    grounds: Grounds | None = None,
    systems: Sequence[System] | None = None,
    rooms: Sequence[str] = ROOMS,
) -> Flask:
    """The application for `config`. Tests hand in an office of their own: `grounds`, `systems`, `rooms`."""
    config = config or Config.from_environment()
    app = Flask("sandbox", instance_path=str(config.instance.absolute()), static_folder=None)
    app.config.update(config.for_flask())
    if config.proxy_hops:
        hops = config.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, hops)  # type: ignore[method-assign]
    _keep(app)
    _join(app, grounds or open_grounds(config), rooms)
    for one in _systems() if systems is None else systems:
        app.register_blueprint(one.blueprint)
    return app


def open_grounds(config: Config) -> Grounds:
    """The office with all its services and the makers with the installation's keys, without the web."""
    from sandbox.makers import makers

    declare_office()
    starts = [_room(f"sandbox.services.{service}.start") for service in SERVICES]
    hooks = [one.start for one in starts if one is not None]
    return Grounds(config, office, makers(config.instance / "keys"), hooks)


def declare_office() -> None:
    """Import every service's declarations, and the drill's own acts, so that the registry is complete."""
    for service in SERVICES:
        for part in ("records", "queries", "actions"):
            _room(f"sandbox.services.{service}.{part}")
    drill.declare(office)


def _keep(app: Flask) -> None:
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS))


def _join(app: Flask, grounds: Grounds, rooms: Sequence[str]) -> None:
    app.extensions["grounds"] = grounds
    app.url_map.converters["run"] = RunConverter
    for room in rooms:
        part = _room(f"sandbox.{room}.web")
        if part is not None:
            part.init_app(app, grounds)


def _systems() -> list[System]:
    views = [_room(f"sandbox.services.{service}.views") for service in SERVICES]
    return [one.system for one in views if one is not None]


def _room(name: str) -> Any:
    """A module, or None while that room is not built; errors inside a room are not hidden."""
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        found = None
    return importlib.import_module(name) if found else None
