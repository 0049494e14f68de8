"""Solutions played in a real browser: a scenario of each system, one without scripts, one on a phone."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import waitress.server

from grader.proof import solution as judge_solution
from scenarios import plan
from tests.browser_finder import open_browser
from tests.players.browser import BrowserPlayer
from tests.players.commune import open_commune

DESKTOP = {"viewport": {"width": 1366, "height": 768}}
NO_SCRIPTS = {**DESKTOP, "java_script_enabled": False}
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}

WAYS = {
    "counter and registers": ("khai-sinh-lech-du-lieu", DESKTOP),
    "documents and signing": ("tra-loi-van-ban-den", DESKTOP),
    "an apology": ("xin-loi-gia-han", DESKTOP),
    "five in a morning, on a phone": ("nam-ho-so-khai-sinh", PHONE),
    "the wrong paper": ("bo-sung-nham-giay", NO_SCRIPTS),
    "a quick look": ("tra-cuu-vi-to-mo", DESKTOP),
    "a file sent up": ("sua-the-thuc-cong-van", DESKTOP),
    "figures, a report and a call": ("bao-cao-ho-so-qua-han", DESKTOP),
    "plain words, on a phone": ("noi-cho-ba-con-hieu", PHONE),
    "without scripts": ("khai-sinh-tai-quay", NO_SCRIPTS),
    "on a phone": ("van-ban-gui-nham", PHONE),
}


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    return open_commune(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def address(commune):
    """The application on a port of this machine."""
    server = waitress.server.create_server(commune.app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="module")
def browser():
    with open_browser() as running:
        yield running


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_a_solution_earns_everything_in_a_browser(commune, address, browser, way):
    scenario, kind = WAYS[way]
    run = commune.runs.start_run(commune.me, scenario, variant=3)
    expanded = commune.runs.beginning(commune.runs.row(run)).expanded
    page = _page(browser, address, commune, kind)
    page.goto(f"{address}/r/{run}/")

    def came(step: str) -> bool:
        return any(entry.content.rule == step for entry in commune.runs.live(commune.runs.row(run)).journal)

    homes = commune.app.extensions["office"].homes
    player = BrowserPlayer(page, commune.runs.grounds.vocabulary, homes, came, expanded.files)
    player.play(plan(expanded), {name: step.makes for name, step in expanded.steps.items()})
    page.context.close()
    record = commune.runs.grading.record(commune.runs.row(run))
    with ThreadPoolExecutor(1) as pool:  # the judge of signatures wants a thread without a running event loop
        point = pool.submit(judge_solution, expanded, "main", record).result()
    assert point.holds, point.told


def _page(browser, address, commune, kind):
    context = browser.new_context(locale="vi-VN", **kind)
    context.add_cookies([{"name": "login", "value": commune.login(commune.me), "url": address}])
    context.set_default_timeout(30_000)
    return context.new_page()
