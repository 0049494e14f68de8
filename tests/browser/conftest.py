"""The whole application behind a real socket, a demonstration class in it, and a real browser before it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server

from sandbox.accounts import demo
from sandbox.app import build
from sandbox.config import Config
from sandbox.db import db
from sandbox.pages import demo as played
from sandbox.pages.demo import Played, play_ahead
from tests.browser.desks import Visitor
from tests.browser_finder import open_browser

# One passed run, one failed, one that stands still: enough to see, quickly played.
CAST = (
    Played("hv02", "khai-sinh-lech-du-lieu", idle=50),
    Played("hv03", "khai-sinh-lech-du-lieu", part=30, idle=40),
    Played("hv04", "khai-sinh-lech-du-lieu", part=30, submitted=False, idle=26),
)


@pytest.fixture(scope="session")
def installation(tmp_path_factory) -> Iterator[Any]:
    """The application with the demonstration class, on a port of its own."""
    app = build(Config.for_tests(tmp_path_factory.mktemp("browser"), population_size=3_000))
    with app.app_context(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(played, "CAST", CAST)
        db.create_all()
        runs = app.extensions["runs"]
        demo.seed(runs.grounds.scenarios)
        play_ahead(runs)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def browser(installation) -> Iterator[Any]:
    """After the installation: runs are played ahead, and signed, in this thread before Playwright's loop runs in it."""
    with open_browser() as opened:
        yield opened


@pytest.fixture
def visit(browser, installation) -> Iterator[Any]:
    """`visit("hv01")`: that person at a screen of their own; `phone=True`, `scripts=False` as wanted."""
    opened: list[Any] = []

    def come(login: str = "", password: str = demo.PASSWORD, phone: bool = False, scripts: bool = True) -> Visitor:
        size = {"width": 360, "height": 640} if phone else {"width": 1366, "height": 768}
        base = f"http://127.0.0.1:{installation.server_port}"
        context = browser.new_context(viewport=size, java_script_enabled=scripts, base_url=base, locale="vi-VN")
        opened.append(context)
        visitor = Visitor(context.new_page())
        return visitor.logs_in(login, password) if login else visitor.comes_to_the_door()

    yield come
    for context in opened:
        context.close()
