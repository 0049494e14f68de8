"""`python -m tests.browser.pictures FOLDER`: the pictures of the README, taken of the real demonstration class."""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from sandbox.accounts import demo, people
from sandbox.app import build
from sandbox.config import Config
from sandbox.db import db
from sandbox.pages.demo import KeptPlayer, play_ahead
from scenarios import plan
from tests.browser_finder import open_browser

WHO = "hv08"


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """The demonstration class on a port of its own, and two more runs: a dossier under way, a reply being drafted."""
    app = build(Config.for_tests(folder, population_size=3_000))
    with app.app_context():
        db.create_all()
        runs = app.extensions["runs"]
        demo.seed(runs.grounds.scenarios)
        play_ahead(runs)
        begun = {
            "dossier": begin(runs, "khai-sinh-thieu-giay", 1),
            "letter": begin(runs, "tra-loi-van-ban-den", 4),
        }
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", begun
    server.shutdown()


def begin(runs: Any, scenario: str, moves: int) -> tuple[str, str]:
    """A run of `WHO` with the first moves of its solution made: addresses of the system and of what was made last."""
    run: str = runs.start_run(people.find(WHO).id, scenario, variant=1)
    player = KeptPlayer(runs, run)
    beginning = runs.beginning(runs.row(run))
    makes = {name: step.makes for name, step in beginning.expanded.steps.items() if step.makes}
    player.play(list(plan(beginning.expanded))[:moves], makes)
    dossier = beginning.expanded.names.get("dossier")
    if dossier:
        return f"/r/{run}/onestop/", f"/r/{run}/onestop/dossier/{dossier}"
    return f"/r/{run}/eoffice/", f"/r/{run}/eoffice/{player.entries[-1].content.result}"


def log_in(browser: Any, base: str, login: str) -> Any:
    page = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=base).new_page()
    page.goto("/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", demo.PASSWORD)
    page.press("[name=password]", "Enter")
    page.locator("text=Đăng xuất").wait_for()
    return page


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    with served(folder) as (base, begun), open_browser() as browser:
        page = log_in(browser, base, WHO)
        dossier, letter = begun["dossier"], begun["letter"]
        for name, path in (("list", f"{dossier[0]}?tab=all"), ("dossier", dossier[1]), ("letter", letter[1])):
            page.goto(path)
            shoot(page, target / f"{name}.png")
        page = log_in(browser, base, "hv03")
        page.goto(page.locator("a[href*='/sheets/']").first.get_attribute("href"))
        shoot(page, target / "score.png")
        shoot(log_in(browser, base, "giaovien"), target / "class.png")
    shutil.rmtree(folder, ignore_errors=True)


def shoot(page: Any, path: Path) -> None:
    page.evaluate("() => document.fonts.ready")
    page.wait_for_timeout(800)
    page.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
