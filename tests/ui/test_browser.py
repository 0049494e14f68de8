"""The pages in a real browser: with and without scripts, on a screen and on a phone, by keyboard, and through axe."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from tests.browser_finder import open_browser
from tests.ui.stage import Stage, make_app, start

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
SCREEN, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 640}
ACCEPTED = "H99.1-261114-0003"
PAGES = [
    "/r/demo/demo/?tab=work",
    f"/r/demo/demo/request/{ACCEPTED}",
    "/r/demo/do/demo.open",
    f"/r/demo/do/demo.ask_supplement?request={ACCEPTED}",
    f"/r/demo/do/demo.sign?request={ACCEPTED}",
    "/r/demo@0/demo/?tab=all",
    "/nope",
    "/",
]


@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture
def address():
    app = make_app(Stage(start().world()))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser, address):
    yield from _page(browser, address, viewport=SCREEN)


@pytest.fixture
def phone(browser, address):
    yield from _page(browser, address, viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def scriptless(browser, address):
    yield from _page(browser, address, viewport=SCREEN, java_script_enabled=False)


def _page(browser, address, **how):
    context = browser.new_context(base_url=address, **how)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: page.complaints.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert page.complaints == []


def nonce(page):
    return page.locator("#office").get_attribute("data-page")


def fill_supplement(page):
    page.check('[name="missing.2.paper"]')
    page.select_option('[name="missing.2.why"]', "absent")
    page.fill("[name=before]", "27/11/2026")
    page.fill("[name=message]", "Xin chị mang giấy kết hôn")


def test_a_click_changes_the_page_without_loading_it_anew(page):
    page.goto("/r/demo/demo/?tab=work")
    page.evaluate("window.kept = 1")
    before = nonce(page)
    page.click("tbody tr a")
    page.wait_for_function("before => document.querySelector('#office').dataset.page !== before", arg=before)
    assert page.evaluate("window.kept") == 1
    assert "/request/" in page.url
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    page.wait_for_selector("tbody tr")


def test_after_a_form_with_errors_the_focus_is_on_the_summary(page):
    page.goto(f"/r/demo/do/demo.ask_supplement?request={ACCEPTED}")
    page.click("button.first")
    page.wait_for_selector("#errors")
    page.wait_for_function("document.activeElement.id === 'errors'")
    page.click("#errors a >> nth=1")
    page.wait_for_function("document.activeElement.name === 'before'")


def test_enter_sends_the_form_and_never_adds_a_row(page):
    page.goto("/r/demo/do/demo.open")
    page.fill('[name="helpers.0.name"]', "A")
    page.press('[name="helpers.0.name"]', "Enter")
    page.wait_for_selector("#errors")
    assert page.locator(".lines > div").count() == 1


def test_an_act_is_done_and_confirmed(page):
    page.goto(f"/r/demo/do/demo.ask_supplement?request={ACCEPTED}")
    fill_supplement(page)
    page.click("button.first")
    page.wait_for_selector("[data-outcome=done]")
    assert page.locator("[data-done]").get_attribute("data-done") == "demo.ask_supplement"
    assert "?done=" in page.url


def test_a_lost_connection_is_told_and_nothing_is_lost(page):
    page.goto("/r/demo/do/demo.receive?request=H99.1-261114-0002")
    page.fill("[name=due]", "23/11/2026")
    page.context.set_offline(True)
    page.click("button.first")
    page.wait_for_selector("body.offline")
    assert page.input_value("[name=due]") == "23/11/2026"
    page.context.set_offline(False)
    page.click("button.first")
    page.wait_for_selector("[data-outcome=done]")
    assert page.locator("body.offline").count() == 0


def test_everything_works_without_scripts(scriptless):
    page = scriptless
    page.goto("/r/demo/demo/?tab=work")
    page.fill("[data-find] [name=q]", ACCEPTED)
    page.press("[data-find] [name=q]", "Enter")
    page.click(f'tr[data-record="request {ACCEPTED}"] a')
    page.click('[data-action="demo.ask_supplement"]')
    page.click("button.first")
    assert page.locator("#errors").is_visible()
    fill_supplement(page)
    page.click("button.first")
    assert page.locator("[data-outcome=done]").is_visible()
    page.click(".seats summary")
    page.click('[data-action="cast.take_role"]')
    assert "Chủ tịch" in page.locator(".seats summary").inner_text()


def test_a_record_is_reached_and_acted_on_by_keyboard_alone(page):
    page.goto("/r/demo/demo/?tab=work")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('tbody')"):
            break
    before = nonce(page)
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('#office').dataset.page !== before", arg=before)
    assert "/request/" in page.url


@pytest.mark.parametrize("url", PAGES)
def test_a_phone_needs_no_sideways_scrolling_and_the_frame_is_low(phone, url):
    phone.goto(url)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    top = phone.locator(".top").bounding_box()
    assert top["y"] + top["height"] <= 110


def test_fingers_find_their_targets(phone):
    phone.goto(f"/r/demo/do/demo.ask_supplement?request={ACCEPTED}")
    small = phone.evaluate(
        """[...document.querySelectorAll('main button, main .button, main input[type=text], main select')]
        .filter(one => one.offsetWidth > 2).map(one => one.offsetHeight).filter(height => height < 44)"""
    )
    assert small == []


def test_the_briefing_is_a_drawer_on_a_phone(phone):
    phone.goto("/r/demo/demo/")
    assert not phone.locator(".brief").is_visible()
    phone.click(".to-brief")
    assert phone.locator(".brief").is_visible()
    assert not phone.locator(".sheet").is_visible()
    phone.go_back()
    assert not phone.locator(".brief").is_visible()


def test_cards_on_a_phone_are_still_a_table_for_screen_readers(phone):
    phone.goto("/r/demo/demo/?tab=work")
    assert phone.get_by_role("table").count() == 1
    assert phone.get_by_role("row").count() > 5


@pytest.mark.parametrize("url", PAGES)
def test_axe_finds_nothing_serious(page, url):
    page.goto(url)
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert violations(page) == []


def test_axe_finds_nothing_serious_on_a_form_with_errors(page):
    page.goto(f"/r/demo/do/demo.ask_supplement?request={ACCEPTED}")
    page.check('[name="missing.1.paper"]')
    page.click("button.first")
    page.wait_for_selector("#errors")
    assert violations(page) == []


def violations(page):
    """What axe calls serious or critical: rule and place. Its script is run by the test, not by the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(said => said.violations)")
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [(one["id"], node["html"][:120]) for one in grave for node in one["nodes"]]
