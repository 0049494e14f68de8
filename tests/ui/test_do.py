"""An act through its pages: form, page to check, confirmation, refusal; the input is never lost."""

from __future__ import annotations

import io

import pytest

from tests.ui.conftest import Reader
from tests.ui.demo import MOTHER

NEW = "H99.1-261114-0002"
ACCEPTED = "H99.1-261114-0003"


def test_an_act_is_confirmed_on_the_page_of_its_record(reader):
    reader.open("/r/demo/do/demo.receive", request=NEW)
    reader.press("demo.receive", due="23/11/2026")
    page = reader.go_on()
    told = page.select_one("[data-outcome]")
    assert told["data-outcome"] == "done"
    assert told["data-done"] == "demo.receive"
    assert told["data-entry"] == "1"
    assert f"Đã tiếp nhận hồ sơ {NEW}, hẹn trả 23/11/2026" in told.get_text()
    assert page.select_one(f'[data-record="request {NEW}"] h1')


def test_a_form_begins_with_what_its_system_says(reader):
    reader.open("/r/demo/do/demo.receive", request=NEW)
    assert reader.form("demo.receive").select_one("[name=note]").get_text() == "Nộp trực tiếp"


def test_a_parameter_in_the_address_fills_its_field(reader):
    page = reader.open("/r/demo/do/demo.receive", request=NEW, due="24/11/2026")
    assert page.select_one("[name=due]")["value"] == "24/11/2026"


def test_what_cannot_be_read_comes_back_with_its_input_and_no_entry(reader):
    reader.open("/r/demo/do/demo.ask_supplement", request=NEW)
    answers = {"missing__1__paper": "form", "missing__1__advice": "Mang bản chính", "before": "31/02/2026"}
    page = reader.press("demo.ask_supplement", **answers)
    assert reader.answer.status_code == 422
    assert page.select_one("[data-outcome=invalid]")["data-done"] == "demo.ask_supplement"
    links = [link["href"] for link in page.select(".errors a")]
    assert links == ["#f-missing-1-why", "#f-before", "#f-message"]
    assert all(page.select_one(link) for link in links)
    assert page.select_one("[name=before]")["value"] == "31/02/2026"
    assert page.select_one('[name="missing.1.advice"]')["value"] == "Mang bản chính"
    assert page.select_one('[name="missing.1.paper"]').has_attr("checked")
    assert reader.stage.journal == []


def test_a_field_with_an_error_is_tied_to_its_words(reader):
    reader.open("/r/demo/do/demo.receive", request=NEW)
    field = reader.press("demo.receive", due="mai").select_one("[name=due]")
    assert field["aria-invalid"] == "true"
    described = field["aria-describedby"].split()
    assert "f-due-error" in described
    assert "Ghi ngày theo dạng 20/11/2026" in reader.page.select_one("#f-due-error").get_text()


def test_a_form_opens_even_when_the_act_is_not_possible_and_says_why(reader):
    page = reader.open("/r/demo/do/demo.receive", request=ACCEPTED)
    assert "hồ sơ đang ở bước “Đã tiếp nhận”" in page.select_one("[data-not]").get_text()
    page = reader.press("demo.receive", due="23/11/2026")
    assert reader.answer.status_code == 409
    assert page.select_one("[data-outcome=refused]")["data-entry"] == "1"
    assert page.select_one("[name=due]")["value"] == "23/11/2026"
    assert reader.stage.journal[0].content.refused.code == "not_now"


def test_an_act_of_another_role_is_refused_and_written_down(reader):
    reader.open("/r/demo/do/demo.sign", request=ACCEPTED)
    assert "Việc của lãnh đạo ký" in reader.told
    reader.press("demo.sign", pin="123456")
    assert reader.answer.status_code == 409
    assert reader.stage.journal[0].content.refused.code == "not_permitted"


def as_chairman(reader: Reader) -> None:
    reader.open("/r/demo/demo/")
    reader.press("cast.take_role", button={"staff": "chu_tich"})
    reader.go_on()


def test_the_role_is_changed_in_the_bar_and_the_page_stays(reader):
    reader.open(f"/r/demo/demo/request/{ACCEPTED}")
    reader.press("cast.take_role", button={"staff": "chu_tich"})
    page = reader.go_on()
    assert page.select_one(f'[data-record="request {ACCEPTED}"]')
    assert "Chủ tịch UBND xã" in page.select_one(".seats summary").get_text()
    assert page.select_one('.bar .first[data-action="demo.sign"]')


def test_an_act_that_only_asks_for_a_secret_opens_with_the_page_to_check(reader):
    as_chairman(reader)
    page = reader.open("/r/demo/do/demo.sign", request=ACCEPTED)
    assert page.select_one("h1").get_text() == "Kiểm tra trước khi ký số kết quả"
    assert page.select_one("[name=pin]")["type"] == "password"
    reader.press("demo.sign", pin="123456")
    assert "Đã ký kết quả" in reader.go_on().select_one("[data-outcome=done]").get_text()
    assert reader.stage.journal[-1].content.params["pin"] == "given"


def test_a_wrong_secret_is_refused_and_never_comes_back(reader):
    as_chairman(reader)
    reader.open("/r/demo/do/demo.sign", request=ACCEPTED)
    page = reader.press("demo.sign", pin="654321")
    assert reader.answer.status_code == 409
    assert "Mã PIN không đúng; còn 4 lần thử" in page.select_one("[data-outcome=refused]").get_text()
    assert "654321" not in reader.answer.get_data(as_text=True)


def test_a_secret_of_a_wrong_form_is_asked_again_on_the_page_to_check(reader):
    as_chairman(reader)
    reader.open("/r/demo/do/demo.sign", request=ACCEPTED)
    page = reader.press("demo.sign", pin="12")
    assert reader.answer.status_code == 422
    assert "6 đến 8 chữ số" in page.select_one(".error").get_text()
    assert len(reader.stage.journal) == 1


def test_before_a_final_act_the_answers_are_shown_and_can_be_changed(reader):
    reader.open("/r/demo/do/demo.close", request=NEW)
    assert reader.form("demo.close").select_one('[data-step="check"]')
    page = reader.press("demo.close", "check", reason="Công dân rút\nhồ sơ")
    assert reader.answer.status_code == 200
    assert "Công dân rút" in page.select_one(".answers").get_text()
    assert "không rút lại được" in reader.told
    page = reader.press("demo.close", button={"_edit": "1"})
    assert page.select_one("[name=reason]").get_text().strip() == "Công dân rút\nhồ sơ"
    reader.press("demo.close", "check")
    reader.press("demo.close")
    assert reader.answer.status_code == 303
    assert reader.answer.headers["Location"] == "/r/demo/demo/?done=1"
    assert "Đã dừng xử lý" in reader.go_on().select_one("[data-outcome=done]").get_text()


def test_the_page_to_check_is_not_reached_with_answers_that_cannot_be_read(reader):
    reader.open("/r/demo/do/demo.close", request=NEW)
    page = reader.press("demo.close", "check", reason="")
    assert reader.answer.status_code == 422
    assert "chưa điền" in page.select_one(".errors").get_text()


def test_rows_are_added_and_removed_without_losing_the_input(reader):
    reader.open("/r/demo/do/demo.open")
    reader.press("demo.open", button={"_add": "helpers"}, name="Lò Thị Lan", helpers__0__name="A")
    assert reader.page.select_one("[name=name]")["value"] == "Lò Thị Lan"
    assert len(reader.page.select('[name^="helpers."][name$=".name"]')) == 2
    reader.press("demo.open", button={"_remove": "helpers.0"}, helpers__1__name="B")
    left = reader.page.select('[name^="helpers."][name$=".name"]')
    assert [one["value"] for one in left] == ["B"]
    assert reader.stage.journal == []


def filled_in() -> dict[str, str]:
    return {"name": "Giàng Thị Mỷ", "person": MOTHER, "procedure": "birth", "copies": "1"}


def test_an_act_without_a_subject_goes_on_to_what_it_made(reader):
    reader.open("/r/demo/do/demo.open")
    reader.press("demo.open", **filled_in())
    page = reader.go_on()
    assert "Đã lập hồ sơ H99.1-261120-0001 cho Giàng Thị Mỷ" in page.select_one("[data-outcome]").get_text()
    assert page.select_one('[data-record="request H99.1-261120-0001"]')


def test_a_second_press_of_the_same_form_is_the_same_act(reader):
    reader.open("/r/demo/do/demo.open")
    data = {**reader.filled("demo.open"), **filled_in(), "_step": "do"}
    first = reader.client.post("/r/demo/do/demo.open", data=data)
    second = reader.client.post("/r/demo/do/demo.open", data=data)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(reader.stage.journal) == 1


def test_after_a_refusal_the_form_has_a_new_token(reader):
    reader.open("/r/demo/do/demo.receive", request=ACCEPTED)
    before = reader.form("demo.receive").select_one("[name=_token]")["value"]
    reader.press("demo.receive", due="23/11/2026")
    assert reader.form("demo.receive").select_one("[name=_token]")["value"] != before


def test_a_record_that_changed_meanwhile_is_told_with_the_input_kept(reader):
    reader.open("/r/demo/do/demo.ask_supplement", request=NEW)
    stale = {**reader.filled("demo.ask_supplement"), "missing.0.paper": "form", "missing.0.why": "absent"}
    stale |= {"before": "27/11/2026", "message": "Xin bổ sung", "_step": "do"}
    reader.open("/r/demo/do/demo.receive", request=NEW)
    reader.press("demo.receive", due="23/11/2026")
    page = reader.send("/r/demo/do/demo.ask_supplement", stale)
    assert reader.answer.status_code == 409
    assert "vừa được thay đổi" in page.select_one("[data-outcome=refused]").get_text()
    assert page.select_one("[name=message]").get_text().strip() == "Xin bổ sung"
    reader.press("demo.ask_supplement")
    assert reader.answer.status_code == 303


def test_a_person_is_looked_up_beside_the_field_with_a_purpose(reader):
    reader.open("/r/demo/do/demo.open")
    more = {"name": "Giàng Thị Mỷ", "person": "000 305 000 123"}
    page = reader.press("demo.open", button={"_look_up": "person"}, **more)
    assert "mục đích" in page.select_one(".error").get_text()
    assert reader.stage.journal == []
    page = reader.press("demo.open", button={"_look_up": "person"}, **{"_purpose.person": "procedure"})
    assert "Giàng Thị Mỷ · nữ · sinh 10/03/1998" in page.select_one("[data-found=person]").get_text()
    assert page.select_one("[name=name]")["value"] == "Giàng Thị Mỷ"
    entry = reader.stage.journal[0].content
    assert (entry.action, entry.params["purpose"]) == ("registry.look_up", "procedure")


def test_an_unknown_person_is_told_at_the_field(reader):
    reader.open("/r/demo/do/demo.open")
    answers = {"person": "000305000999", "_purpose.person": "procedure"}
    page = reader.press("demo.open", button={"_look_up": "person"}, **answers)
    assert "Không có người nào mang số này" in page.select_one("#f-person-error").get_text()


def test_a_look_up_leads_to_the_page_of_its_entry(reader):
    reader.open("/r/demo/do/registry.look_up")
    reader.press("registry.look_up", person=MOTHER, purpose="procedure")
    assert reader.answer.headers["Location"] == "/r/demo/registry/found/1?done=1"
    assert "Giàng Thị Mỷ" in reader.go_on().select_one("h1").get_text()


@pytest.mark.parametrize("entry", ["0", "1", "7"])
def test_no_page_is_found_for_an_entry_that_found_nothing(reader, entry):
    reader.open("/r/demo/do/demo.receive", request=NEW)
    reader.press("demo.receive", due="23/11/2026")
    reader.open(f"/r/demo/registry/found/{entry}")
    assert reader.answer.status_code == 404


def test_a_file_is_stored_before_validation_and_comes_back_as_a_reference(reader):
    reader.open("/r/demo/do/demo.open")
    data = {**reader.filled("demo.open"), "_step": "do", "scan": (io.BytesIO(b"%PDF-1.7"), "ban-chup.pdf")}
    page = reader.send("/r/demo/do/demo.open", data, content_type="multipart/form-data")
    assert reader.answer.status_code == 422
    kept = page.select_one("input[type=hidden][name=scan]")["value"]
    assert reader.stage.files[kept] == b"%PDF-1.7"
    assert "Bản chụp" not in page.select_one(".errors").get_text()


@pytest.mark.parametrize("name", ["demo.nothing", "demo.bring", "x" * 300, "demo.open/.."])
def test_what_is_no_act_of_the_trainee_has_no_page(reader, name):
    reader.open(f"/r/demo/do/{name}")
    assert reader.answer.status_code == 404
    reader.send(f"/r/demo/do/{name}", {"_step": "do"})
    assert reader.answer.status_code in (404, 405)


def test_an_act_on_a_record_that_does_not_exist_says_so(reader):
    page = reader.open("/r/demo/do/demo.receive", request="H-<b>1</b>")
    assert "Không có bản ghi nào mang mã “H-<b>1</b>”" in page.get_text()
    page = reader.press("demo.receive", due="23/11/2026")
    assert reader.answer.status_code == 422
    assert "không có bản ghi nào mang mã này" in page.select_one(".errors").get_text()


def test_an_expired_form_is_drawn_again_with_its_input(guarded):
    guarded.open("/r/demo/do/demo.receive", request=NEW)
    page = guarded.press("demo.receive", due="24/11/2026", csrf_token="forged")
    assert guarded.answer.status_code == 400
    assert "Trang đã mở quá lâu" in guarded.told
    assert page.select_one("[name=due]")["value"] == "24/11/2026"
    assert guarded.stage.journal == []
    guarded.press("demo.receive")
    assert guarded.answer.status_code == 303


def test_the_clock_is_moved_in_the_bar(reader):
    reader.open("/r/demo/demo/")
    reader.press("clock.next_day")
    page = reader.go_on()
    assert "Thứ Hai, 23/11/2026" in page.select_one(".top .date").get_text()
    assert page.select_one("[data-outcome]")["data-done"] == "clock.next_day"


def test_waiting_for_nothing_is_refused_with_words(reader):
    reader.open("/r/demo/demo/")
    page = reader.press("clock.wait")
    assert reader.answer.status_code == 409
    assert "không có việc gì sắp đến" in page.select_one("[data-outcome=refused]").get_text()


def test_what_simulated_people_did_meanwhile_is_told(reader):
    reader.open("/r/demo/do/demo.ask_supplement", request=NEW)
    answers = {
        "missing__0__paper": "form",
        "missing__0__why": "absent",
        "before": "27/11/2026",
        "message": "Xin bổ sung",
    }
    reader.press("demo.ask_supplement", **answers)
    reader.go_on()
    reader.press("clock.wait")
    told = reader.go_on().select_one("[data-outcome=done]")
    assert told["data-done"] == "clock.wait"
    assert [one.get_text() for one in told.select("li")] == ["Giàng Thị Mỷ: Nộp thêm giấy tờ"]
    history = reader.open(f"/r/demo/demo/request/{NEW}").select(".past-acts li")
    assert "Giàng Thị Mỷ · Người dân" in history[-1].get_text()


@pytest.mark.parametrize("back", ["//evil.test/", "/r/other/", "/r/demo\\..", "https://evil.test/r/demo/", "/r/demox/"])
def test_the_way_back_never_leaves_the_run(reader, back):
    reader.open("/r/demo/demo/")
    reader.press("clock.next_day", _back=back)
    assert reader.answer.headers["Location"] == "/r/demo/clock/?done=1" or reader.answer.headers["Location"].startswith(
        "/r/demo/"
    )


def test_markup_in_what_people_type_is_only_text(reader):
    reader.open("/r/demo/do/demo.open")
    evil = "<script>alert(1)</script>"
    page = reader.press("demo.open", **{**filled_in(), "name": evil, "copies": evil})
    assert reader.answer.status_code == 422
    assert page.select_one("[name=name]")["value"] == evil
    assert "<script>alert" not in reader.answer.get_data(as_text=True)
    reader.press("demo.open", copies="1")
    assert reader.go_on().select_one("h1").get_text().startswith(evil)
    assert "<script>alert" not in reader.answer.get_data(as_text=True)


def test_text_in_the_other_unicode_form_is_kept_in_one(reader):
    import unicodedata

    reader.open("/r/demo/do/demo.open")
    reader.press("demo.open", **{**filled_in(), "name": unicodedata.normalize("NFD", "Giàng Thị Mỷ")})
    assert reader.go_on().select_one("h1").get_text().startswith("Giàng Thị Mỷ")
