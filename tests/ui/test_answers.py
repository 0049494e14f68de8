"""What leaves the server: headers, sizes, compression, errors with a way to go on."""

from __future__ import annotations

import gzip

import pytest

from sandbox.ui import static
from sandbox.ui.errors import PAGES
from tests.ui.conftest import Reader

FIRST_LOAD, LATER, STYLESHEET, FONT = 150_000, 30_000, 8_000, 11_000
ZIPPED = {"Accept-Encoding": "gzip"}


def size(reader: Reader, url: str) -> int:
    return len(reader.client.get(url, headers=ZIPPED).data)


def loaded_with(reader: Reader) -> set[str]:
    """Addresses of everything that a first page brings along, fonts included."""
    page = reader.open("/r/demo/demo/")
    found = {one.get("href") or one["src"] for one in page.select("link[href], script[src]")}
    return found | {reader_static(reader, name) for name in static.files() if name.endswith((".woff2", "icons.svg"))}


def reader_static(reader: Reader, name: str) -> str:
    with reader.app.test_request_context():
        return static.address(name)


def test_the_first_load_and_later_pages_are_small(reader):
    page = size(reader, "/r/demo/demo/?tab=all")
    assert page < LATER
    assert page + sum(size(reader, url) for url in loaded_with(reader)) < FIRST_LOAD


def test_stylesheet_and_fonts_keep_their_budgets(reader):
    assert size(reader, reader_static(reader, "office.css")) < STYLESHEET
    for name, content in static.files().items():
        if name.endswith(".woff2"):
            assert len(content) < FONT, name


def test_static_files_are_kept_for_good_by_their_version(reader):
    answer = reader.client.get(reader_static(reader, "office.css"))
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"
    old = reader.client.get("/static/0000000000/office.css")
    assert old.headers["Cache-Control"] == "no-cache"
    assert old.data == answer.data


@pytest.mark.parametrize("name", ["../web.py", "nope.css", "..%2fweb.py", "%00"])
def test_only_static_files_are_sent(reader, name):
    assert reader.client.get(f"/static/x/{name}").status_code == 404


def test_everything_vendored_comes_with_its_licence():
    names = static.files().keys()
    assert {"htmx.js", "htmx-LICENSE.txt", "be-vietnam-pro-400.woff2", "be-vietnam-pro-OFL.txt"} <= names


def test_answers_are_compressed_for_who_can_read_it(reader):
    answer = reader.client.get("/r/demo/demo/", headers=ZIPPED)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(answer.data).startswith(b"<!doctype html>")
    assert "Content-Encoding" not in reader.client.get("/r/demo/demo/").headers


def test_every_answer_carries_the_security_headers(reader):
    for url in ("/r/demo/demo/", "/nope", "/guide.css"):
        headers = reader.client.get(url).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_not_kept(reader):
    assert reader.client.get("/r/demo/demo/").headers["Cache-Control"] == "no-store"


def failing(status: int) -> Reader:
    from flask import abort

    reader = Reader()
    reader.app.add_url_rule("/fails", "fails", lambda: abort(status))
    reader.app.add_url_rule("/r/<run:run>/fails", "fails_inside", lambda run: abort(status))
    return reader


@pytest.mark.parametrize("status", sorted(PAGES))
def test_every_error_says_what_happened_and_how_to_go_on(status):
    reader = failing(status)
    page = reader.open("/fails")
    assert reader.answer.status_code == status
    heading, what, next_ = PAGES[status]
    for words in (heading, what, next_):
        assert words in page.get_text()
    assert page.select_one("main a.button")


def test_an_error_inside_a_run_keeps_the_frame():
    reader = failing(404)
    page = reader.open("/r/demo/fails")
    assert page.select_one(".brief")
    assert page.select_one("main a.button")["href"] == "/r/demo/"


def test_our_own_mistake_is_told_in_plain_words_and_no_trace():
    reader = Reader()
    reader.app.add_url_rule("/bug", "bug", lambda: 1 / 0)
    page = reader.open("/bug")
    assert reader.answer.status_code == 500
    assert "Hệ thống gặp lỗi" in page.get_text()
    assert "ZeroDivision" not in reader.answer.text


def test_a_missing_record_is_told_with_a_way_on(reader):
    page = reader.open("/r/demo/demo/request/nope")
    assert reader.answer.status_code == 404
    assert "Kiểm tra lại mã" in page.get_text()


def test_the_language_is_chosen_on_any_page_and_kept(reader):
    answer = reader.client.get("/r/demo/demo/?tab=work&lang=en")
    assert answer.headers["Location"] == "/r/demo/demo/?tab=work"
    assert "lang=en" in answer.headers["Set-Cookie"]
    assert reader.open("/r/demo/demo/?tab=work").html["lang"] == "en"
    reader.client.get("/?lang=xx")
    assert reader.open("/").html["lang"] == "en"


def test_the_choice_of_a_language_never_leads_elsewhere(reader):
    assert reader.client.get("//evil.test/?lang=en").headers.get("Location", "/").startswith("/")


def test_the_briefing_is_folded_and_stays_folded(reader):
    assert reader.client.get("/r/demo/demo/?brief=off").status_code == 303
    page = reader.open("/r/demo/demo/")
    assert page.select_one(".run.folded")
    reader.client.get("/r/demo/demo/?brief=on")
    assert not reader.open("/r/demo/demo/").select_one(".folded")
