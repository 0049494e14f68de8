"""Whatever is sent: a clear answer in Vietnamese, nothing lost, nothing executed."""

from __future__ import annotations

import io
import unicodedata

import pytest

from sandbox.ui.acting import MOST_UPLOADED
from tests.players.web import ClientWeb
from tests.runs.test_pages import form_of, send, soup
from tests.runs.tiny import Case

MEGABYTES = 1024 * 1024


def remarks(house, run) -> tuple[str, ...]:
    return house.world(run).get(Case, "V-0000").remarks


def test_decomposed_text_is_kept_composed(house, me):
    run = house.begin()
    send(me, run, "tiny.remark", text=unicodedata.normalize("NFD", "Đã đọc kỹ hồ sơ"))
    assert remarks(house, run) == (unicodedata.normalize("NFC", "Đã đọc kỹ hồ sơ"),)


def test_markup_is_shown_and_not_executed(house, me):
    run = house.begin()
    send(me, run, "tiny.remark", text="<script>alert(1)</script>")
    page = me.get(f"/r/{run}/tiny/case/V-0000")[2]
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("text", ["", "a\x00b", "x" * 5001])
def test_what_cannot_be_read_is_drawn_again_and_leaves_no_entry(house, me, text):
    run = house.begin()
    answer = send(me, run, "tiny.remark", text=text)
    assert answer[1] == 422
    assert soup(answer).select_one("[data-outcome=invalid]") is not None
    assert house.runs.row(run).seq == 0


def test_an_expired_form_keeps_what_was_written(house, me):
    run = house.begin()
    answer = send(me, run, "tiny.remark", text="Viết đã lâu", csrf_token="cũ")
    assert answer[1] == 400
    assert "Viết đã lâu" in answer[2]
    assert remarks(house, run) == ()


def test_a_form_of_somebody_elses_session_does_nothing(house, me):
    run = house.begin()
    other = ClientWeb(house.app.test_client(), house.login(house.user("ban")))
    page = soup(other.get(f"/r/{house.begin(house.user('ba'))}/"))
    assert page.select_one("#office") is None
    fields = [("case", "V-0000"), ("text", "x"), ("_step", "do"), ("csrf_token", "abc")]
    assert me.post(f"/r/{run}/do/tiny.remark", fields)[1] == 400
    assert remarks(house, run) == ()


@pytest.mark.parametrize(
    "path",
    [
        "do/tiny.nothing",
        "do/../../../etc/passwd",
        "tiny/case/V-9999",
        "tiny/case/%00",
        "file/" + "0" * 64 + ".pdf",
        "file/" + "0" * 64 + "/1.png",
        "paper/abc.pdf",
        "nowhere/",
        "@9999999/tiny/",
    ],
)
def test_unknown_addresses_are_not_found(house, me, path):
    run = house.begin()
    url, status, text = me.get(f"/r/{run}/{path}")
    assert status == 404, url
    assert "Không tìm thấy" in text


@pytest.mark.parametrize(
    "run", ["AAAAAAAAAAAAAAAA", "aaaaaaaaaaaaaaaa", "x", "aaaaaaaaaaaaaaaa@-1", "aaaaaaaaaaaaaaaa@x"]
)
def test_runs_that_do_not_exist_are_not_found(house, me, run):
    assert me.get(f"/r/{run}/tiny/")[1] == 404


def test_an_act_on_a_record_that_does_not_exist_is_told(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/do/tiny.remark?case=V-0000"))
    fields = form_of(page, "tiny.remark") | {"case": "V-9999", "text": "x", "_step": "do"}
    assert me.post(f"/r/{run}/do/tiny.remark", list(fields.items()))[1] == 422
    assert house.runs.row(run).seq == 0


def test_an_act_for_another_role_is_refused_and_written_down(house, me):
    run = house.begin()
    answer = send(me, run, "tiny.close", pin="123456")
    assert answer[1] == 409
    assert house.runs.store.entries(run)[0].content.refused.code == "not_permitted"


def test_an_act_of_a_simulated_person_cannot_be_sent(house, me):
    run = house.begin()
    csrf = form_of(soup(me.get(f"/r/{run}/")), "clock.wait")["csrf_token"]
    fields = [("case", "V-0000"), ("text", "x"), ("_step", "do"), ("csrf_token", csrf)]
    assert me.post(f"/r/{run}/do/tiny.answer", fields)[1] == 404


def test_a_file_that_is_too_large_is_refused_before_it_is_read(house, me):
    run = house.begin()
    body = b"--b\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n" + bytes(51 * MEGABYTES)
    answer = me.client.post(f"/r/{run}/do/tiny.attach", data=body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 413
    assert "quá lớn" in answer.get_data(as_text=True)
    assert house.runs.row(run).seq == 0


def test_an_uploaded_file_is_kept_with_its_run(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/do/tiny.attach?case=V-0000"))
    fields = form_of(page, "tiny.attach") | {"_step": "do", "file": (io.BytesIO(b"not a PDF"), "x.pdf")}
    assert me.client.post(f"/r/{run}/do/tiny.attach", data=fields).status_code == 303
    name = house.world(run).get(Case, "V-0000").file
    assert house.runs.store.files(run).read(name) == b"not a PDF"
    assert me.get(f"/r/{run}/tiny/case/V-0000")[1] == 200


def test_naming_a_file_of_another_run_shows_nothing_of_it(house, me):
    other = house.begin()
    made = house.act(other, "tiny.print", case="V-0000").record.file
    run = house.begin()
    send(me, run, "tiny.attach", file=made)
    assert me.get(f"/r/{run}/tiny/case/V-0000")[1] == 200
    assert me.client.get(f"/r/{run}/file/{made}.pdf").status_code == 404


def test_thousands_of_fields_are_refused(house, me):
    run = house.begin()
    fields = {f"field{number}": (None, "x") for number in range(3000)}
    data = dict.fromkeys(fields, "x")
    answer = me.client.post(f"/r/{run}/do/tiny.remark", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_a_page_that_leads_elsewhere_is_not_gone_back_to(house, me):
    run = house.begin()
    csrf = form_of(soup(me.get(f"/r/{run}/")), "clock.wait")["csrf_token"]
    for back in ("https://evil.test/", "//evil.test/", "/r/../evil", f"/r/{run}\\evil"):
        answer = me.client.post(f"/r/{run}/notes", data={"notes": "x", "_back": back, "csrf_token": csrf})
        assert answer.headers["Location"] == f"/r/{run}/"


def test_a_run_of_another_population_says_so(house, me):
    run = house.begin()
    house.forget()
    from types import SimpleNamespace

    house.runs.grounds.population = SimpleNamespace(digest="other")
    url, status, text = me.get(f"/r/{run}/tiny/")
    assert status == 409, url
    assert "dân cư" in text


def test_a_file_larger_than_one_paper_is_refused_with_the_form_kept(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/do/tiny.attach?case=V-0000"))
    fields = form_of(page, "tiny.attach") | {"_step": "do", "file": (io.BytesIO(bytes(MOST_UPLOADED + 1)), "x.docx")}
    with me.client.post(f"/r/{run}/do/tiny.attach", data=fields) as answer:
        assert answer.status_code == 422
        assert "lớn hơn 5 MB" in answer.get_data(as_text=True)
        answer.request.input_stream.close()  # the client keeps what it sends in a file of its own
    assert house.runs.row(run).seq == 0
    assert house.runs.store.files(run).all() == {}


def test_an_uploaded_word_file_is_kept_on_ones_own_machine_never_shown(house, me):
    run = house.begin()
    name = house.runs.store.files(run).keep(b"<script>alert(1)</script>")
    answer = me.client.get(f"/r/{run}/file/{name}.docx")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "wordprocessingml" in answer.headers["Content-Type"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert me.client.get(f"/r/{house.begin()}/file/{name}.docx").status_code == 404
