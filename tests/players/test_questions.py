"""Questions answered in a real browser: with scripts, without, and on a phone, where the briefing is a page away."""

from __future__ import annotations

import threading

import pytest
import waitress.server

from scenarios import loads, plan
from tests.browser_finder import open_browser
from tests.players.browser import BrowserPlayer
from tests.players.test_browser import DESKTOP, NO_SCRIPTS, PHONE
from tests.runs.test_questions import ASKING

KINDS = {"with scripts": DESKTOP, "without scripts": NO_SCRIPTS, "on a phone": PHONE}


@pytest.fixture
def address(house, monkeypatch):
    """The tiny office that asks, on a port of this machine."""
    monkeypatch.setitem(house.runs.grounds.scenarios, "tiny", loads(ASKING.encode()))
    server = waitress.server.create_server(house.app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_questions_are_answered_in_a_browser(house, address, kind):
    run = house.begin()
    beginning = house.runs.beginning(house.runs.row(run))

    def came(step: str) -> bool:
        return any(entry.content.rule == step for entry in house.runs.live(house.runs.row(run)).journal)

    with open_browser() as browser:
        context = browser.new_context(locale="vi-VN", **KINDS[kind])
        context.add_cookies([{"name": "login", "value": house.login(house.me), "url": address}])
        page = context.new_page()
        page.goto(f"{address}/r/{run}/")
        homes = house.app.extensions["office"].homes
        BrowserPlayer(page, house.runs.grounds.vocabulary, homes, came).play(plan(beginning.expanded)[:3], {})
        assert page.locator("form[data-on=ways] input:checked").count() == 2
        assert page.locator("#q-why").input_value() == "Vì việc đã chờ lâu"
    given = [one.content.params for one in house.runs.store.entries(run)]
    assert [one["question"] for one in given] == ["count", "ways", "why"]
    assert [one.get("answer") or one["chosen"] for one in given] == ["1", ["close", "remark"], "Vì việc đã chờ lâu"]
