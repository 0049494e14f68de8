"""The naming contract that players and guides rely on holds on every page of the demo office."""

import pytest

from tests.ui.demo_pages import counter
from tests.ui.stage import Stage, start

ACCEPTED = "H99.1-261114-0003"
PAGES = [
    "/r/demo/demo/",
    "/r/demo/demo/?q=hang",
    "/r/demo/demo/so-theo-doi",
    f"/r/demo/demo/request/{ACCEPTED}",
    "/r/demo/do/demo.open",
    f"/r/demo/do/demo.sign?request={ACCEPTED}",
    f"/r/demo/do/demo.ask_supplement?request={ACCEPTED}",
    "/r/demo/registry/",
    "/r/demo/letters/",
]


@pytest.mark.parametrize("url", PAGES)
def test_every_page_of_the_office_names_itself_and_the_last_entry(reader, url):
    first = reader.open(url).select_one("#office")
    again = reader.open(url).select_one("#office")
    assert first["data-seq"] == "0"
    assert first["data-page"] != again["data-page"]


@pytest.mark.parametrize("url", PAGES)
def test_every_page_has_one_heading_a_title_a_language_and_unique_ids(reader, url):
    page = reader.open(url)
    assert len(page.select("h1")) == 1
    assert page.title.get_text() != "Thao trường số"
    assert page.html["lang"] == "vi"
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("url", PAGES)
def test_every_page_says_that_this_is_a_drill(reader, url):
    assert "MÔI TRƯỜNG THỰC HÀNH" in reader.open(url).select_one(".drill").get_text()


@pytest.mark.parametrize("url", PAGES)
def test_nothing_on_a_page_is_inline(reader, url):
    page = reader.open(url)
    assert not page.select("[style], style, [onclick], [onsubmit], script:not([src])")


@pytest.mark.parametrize("url", PAGES)
def test_every_control_has_a_name_for_who_cannot_see_it(reader, url):
    page = reader.open(url)
    for one in page.select("input:not([type=hidden]), select, textarea"):
        named = one.get("aria-label") or one.find_parent("label") or page.select_one(f'label[for="{one.get("id")}"]')
        assert named, one


def test_rows_and_headings_name_their_records_the_same_way(reader):
    page = reader.open("/r/demo/demo/?tab=work")
    row = page.select_one("tr[data-record]")
    detail = reader.open(row.select_one("a")["href"])
    assert detail.select_one(".head")["data-record"] == row["data-record"]


def test_lists_stay_tables_for_screen_readers_when_they_are_cards(reader):
    page = reader.open("/r/demo/demo/")
    assert {one.get("role") for one in page.select("table, tr, td, th")} == {"table", "row", "cell", "columnheader"}


def test_every_system_finds_by_code(reader):
    for system in ("demo", "letters"):
        page = reader.open(f"/r/demo/{system}/")
        form = page.select_one("form[data-find]")
        assert form.select_one("[name=q]")
    reader.open("/r/demo/demo/", q=ACCEPTED)
    assert reader.page.select_one(f'tr[data-record="request {ACCEPTED}"]')


def test_what_is_offered_and_what_is_not_stands_in_the_bar(reader):
    page = reader.open(f"/r/demo/demo/request/{ACCEPTED}")
    on = f"request {ACCEPTED}"
    offered = {one["data-action"] for one in page.select(".bar [data-action]")}
    assert offered == {"demo.ask_supplement", "demo.close"}
    assert {one["data-on"] for one in page.select(".bar [data-action]")} == {on}
    not_now = {one["data-not"]: one.get_text(" ", strip=True) for one in page.select("[data-not]")}
    assert not_now == {
        "demo.receive": "Tiếp nhận hồ sơ hồ sơ đang ở bước “Đã tiếp nhận”",
        "demo.sign": "Ký số kết quả Việc của lãnh đạo ký",
    }
    assert "Chưa làm được (2)" in page.get_text()


def test_at_most_one_button_is_first_and_only_in_its_states(reader):
    for number in range(1, 8):
        page = reader.open(f"/r/demo/demo/request/H99.1-261114-{number:04}")
        assert len(page.select(".bar .first")) <= 1
    page = reader.open("/r/demo/demo/request/H99.1-261114-0002")
    assert page.select_one(".bar .first")["data-action"] == "demo.receive"


def test_a_systems_first_page_offers_acts_without_subject(reader):
    page = reader.open("/r/demo/demo/")
    assert page.select_one('.bar [data-action="demo.open"]')["href"] == "/r/demo/do/demo.open"
    assert not page.select_one(".bar [data-on]")


def test_forms_name_their_act_and_their_steps(reader):
    page = reader.open(f"/r/demo/do/demo.ask_supplement?request={ACCEPTED}")
    form = page.select_one('form[data-form="demo.ask_supplement"]')
    assert form["action"] == "/r/demo/do/demo.ask_supplement"
    assert form.select_one('button[data-action="demo.ask_supplement"]')["data-step"] == "do"
    assert form.select_one("[name=request]")["type"] == "hidden"
    assert form.select("button")[0]["tabindex"] == "-1", "Enter must press the invisible first button"
    assert form.select("button")[0]["value"] == "do"


def test_the_past_offers_nothing_and_stays_in_its_links(reader):
    reader.open("/r/demo/do/demo.receive", request="H99.1-261114-0002")
    reader.press("demo.receive", due="23/11/2026")
    page = reader.open("/r/demo@0/demo/request/H99.1-261114-0002")
    assert not page.select("[data-action], [data-not], [data-form], [data-form]")
    assert "Chỉ xem." in page.select_one(".bar").get_text()
    inside = [one["href"] for one in page.select("#office a") if one["href"].startswith("/r/")]
    assert inside
    assert all(href.startswith("/r/demo@0/") for href in inside)
    assert "Mới nộp" in page.select_one(".head").get_text()
    assert "Đã tiếp nhận" in reader.open("/r/demo@1/demo/request/H99.1-261114-0002").select_one(".head").get_text()


def test_the_office_looks_the_same_without_the_frame():
    from tests.ui.conftest import Reader

    framed, alone = Reader(), Reader(Stage(start().world(), framed=False))
    url = f"/r/demo/demo/request/{ACCEPTED}"
    first, second = framed.open(url).select_one("#office"), alone.open(url).select_one("#office")
    first["data-page"] = second["data-page"] = ""
    assert str(first) == str(second)
    assert not alone.page.select(".top, .brief")


def test_the_history_tells_what_was_done_by_whom(reader):
    reader.open("/r/demo/do/demo.receive", request="H99.1-261114-0002")
    reader.press("demo.receive", due="23/11/2026")
    row = reader.open("/r/demo/demo/request/H99.1-261114-0002").select_one(".past-acts li")
    assert row.get_text(" ", strip=True) == (
        "20/11/2026 14:05 Đã tiếp nhận hồ sơ H99.1-261114-0002, hẹn trả 23/11/2026 Lò Thị Nhung · Công chức một cửa"
    )


def test_papers_have_pictures_with_sizes_and_their_fields_as_text(reader):
    page = reader.open(f"/r/demo/demo/request/{ACCEPTED}")
    picture = page.select_one(".paper img")
    assert (picture["width"], picture["height"], picture["loading"]) == ("420", "594", "lazy")
    assert "nội dung bằng chữ" in picture["alt"]
    assert "Họ tên mẹ" in page.select_one(".paper figcaption").get_text()
    assert page.select_one(".papers a")["aria-label"] == "Mở PDF: Giấy chứng sinh"


def test_a_confirmation_of_another_run_is_not_shown(reader):
    for strange in ("1", "0", "-1", "99999999999", "x", "²"):
        assert not reader.open("/r/demo/demo/", done=strange).select_one("[data-outcome]")


def test_a_system_keeps_one_kind_of_record():
    assert counter.kinds.keys() == {"request"}


def test_a_guided_step_is_outlined_by_a_style_file(reader):
    from sandbox.ui.frame import Step

    reader.stage.step = Step("Mở hồ sơ của chị Mỷ.", 1, 5, "demo", f"request {ACCEPTED}", "demo.close")
    page = reader.open("/r/demo/demo/")
    assert "Bước 1/5" in page.select_one(".step").get_text()
    sheet = reader.client.get(page.select_one("link[href*='guide.css']")["href"])
    assert sheet.mimetype == "text/css"
    assert f'tr[data-record="request {ACCEPTED}"]' in sheet.text
    assert '[data-system="demo"]' in sheet.text


def test_a_guided_step_cannot_bring_rules_of_its_own(reader):
    sheet = reader.client.get("/guide.css", query_string={"action": '"]{}*{display:none}/*'}).text
    assert '"]{}' not in sheet
    assert "display:none" not in sheet.replace("\\", "")[len(sheet) :]
    assert sheet.count("{") == sheet.count("}") == 1
