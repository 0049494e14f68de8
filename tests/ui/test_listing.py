"""In-trays: tabs and counts, search as people type, filters, pages, deadlines in words."""

import pytest

from sandbox.ui.listed import Cell, Row
from sandbox.ui.listing import Listing
from tests.ui.demo_pages import requests
from tests.ui.stage import Stage, make_app, start


@pytest.fixture(scope="module")
def screen():
    return Stage(start(90).world()).screen()


def names(view):
    return {cell.text for group in view.groups for row in group.rows for cell in row.cells if cell.kind == "name"}


def test_tabs_count_their_records_and_the_first_is_open(screen):
    view = requests.draw(screen, {})
    assert [tab.current for tab in view.tabs] == [True, False, False, False]
    assert sum(tab.holds for tab in view.tabs[:3]) == view.tabs[3].holds == 90
    assert view.total == view.tabs[0].holds


@pytest.mark.parametrize("typed", ["dang thu quyet", "ĐẶNG THU QUYẾT", "Đặng  Quyết", "quyết đặng"])
def test_people_are_found_with_or_without_diacritics_in_any_order(screen, typed):
    view = requests.draw(screen, {"q": typed, "tab": "new"})
    assert names(view) == {"Đặng Thu Quyết"}
    assert view.total == 18


def test_a_record_is_found_by_its_code_whatever_the_tab(screen):
    view = requests.draw(screen, {"q": "h99.1-261114-0003", "tab": "new"})
    assert [row.record for group in view.groups for row in group.rows] == ["request H99.1-261114-0003"]


def test_a_person_is_found_by_a_number_typed_in_groups(screen):
    assert requests.draw(screen, {"q": "000 305 000 123"}).total == 90


def test_nothing_found_says_what_to_try(screen):
    view = requests.draw(screen, {"q": "zzz"})
    assert view.groups == ()
    assert "viết không dấu" in view.empty


def test_a_filter_keeps_only_its_value_and_offers_what_the_tab_holds(screen):
    view = requests.draw(screen, {"tab": "all", "procedure": "Đăng ký kết hôn"})
    assert view.total == 30
    assert len(view.filters[0].options) == 3
    assert view.filters[0].value == "Đăng ký kết hôn"


def test_long_lists_have_pages_that_keep_the_question(screen):
    view = requests.draw(screen, {"tab": "all", "page": "2", "procedure": ""})
    assert (view.first, view.last, view.total) == (41, 80, 90)
    assert view.before.endswith("?tab=all&page=1")
    assert view.after.endswith("?tab=all&page=3")


@pytest.mark.parametrize("page", ["0", "-1", "x", "999", "99999999999999", "²"])
def test_strange_pages_fall_back(screen, page):
    view = requests.draw(screen, {"tab": "all", "page": page})
    assert view.total == 90
    assert view.first in (1, 81)


def test_an_unknown_tab_is_the_first(screen):
    assert requests.draw(screen, {"tab": "nope"}).tab == "new"


def test_rows_lead_to_their_records_and_speak_of_deadlines(screen):
    view = requests.draw(screen, {"tab": "work"})
    row = view.groups[0].rows[0]
    assert row.url == "/r/demo/demo/request/" + row.record.partition(" ")[2]
    assert [cell.kind for cell in row.cells] == ["id", "name", "text", "day", "due", "state"]
    assert row.cells[4].text == "16/11 · quá 4 ngày"
    assert row.cells[4].tone == "late"


def test_a_list_of_the_past_leads_into_the_past():
    stage = Stage(start(3).world())
    view = requests.draw(stage.screen(at=0), {"tab": "all"})
    assert view.address == "/r/demo@0/demo/"
    assert all(row.url.startswith("/r/demo@0/") for row in view.groups[0].rows)


def test_a_list_without_sources_is_empty(screen):
    view = Listing("demo", "Trống", sources=()).draw(screen, {})
    assert view.total == 0
    assert view.empty


def test_a_row_is_drawn_once_and_shows_its_own_address_and_no_markup_of_its_texts():
    cells = (Cell("id", "H99"), Cell("name", "<b>An</b>"), Cell("state", "Mới", "new"))
    with make_app().app_context():
        one, other = (str(Row("request H99", f"/r/{run}/x?a=1&b=2", cells).markup) for run in ("mot", "hai"))
        bare = str(Row("request H99", "", cells).markup)
    assert 'href="/r/mot/x?a=1&amp;b=2"' in one
    assert other == one.replace("/r/mot/", "/r/hai/")
    assert "&lt;b&gt;An&lt;/b&gt;" in one
    assert "href" not in bare
