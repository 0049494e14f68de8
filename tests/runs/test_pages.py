"""A run on the web: its pages, who may open them, acts and their outcome, looking back."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from sandbox.accounts.wall import utc_now
from tests.players.web import ClientWeb
from tests.runs.house import statements
from tests.runs.tiny import Case


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer[2], "html.parser")


def form_of(page: BeautifulSoup, action: str) -> dict[str, str]:
    form = page.select_one(f'form[data-form="{action}"]')
    assert form is not None, f"no form of {action}: {page.get_text()[:300]}"
    return {one["name"]: one.get("value", "") for one in form.select("input[name]")}


def send(web, run, action, step="do", **fields):
    """Open an action's form and send it with these fields."""
    page = soup(web.get(f"/r/{run}/do/{action}?case=V-0000"))
    fields = {**form_of(page, action), **fields, "_step": step}
    return web.post(f"/r/{run}/do/{action}", list(fields.items()))


def test_a_run_opens_on_the_first_page_of_its_system(house, me):
    url, status, text = me.get(f"/r/{house.begin()}/")
    assert (status, url.endswith("/tiny/")) == (200, True)
    assert "V-0000" in text


def test_the_frame_shows_the_task_the_roles_and_the_clock(house, me):
    page = soup(me.get(f"/r/{house.begin()}/"))
    assert "đang chờ; hãy ghi chú" in page.select_one("#brief").get_text()
    assert "08:10" in page.select_one("header.top").get_text()
    assert [one["value"] for one in page.select("form[data-form='cast.take_role'] button")] == ["chu_tich"]


def test_an_act_sent_with_its_form_is_done_and_told(house, me):
    run = house.begin()
    answer = send(me, run, "tiny.remark", text="Đã đọc")
    told = soup(answer).select_one("[data-outcome]")
    assert (told["data-outcome"], told["data-done"], told["data-entry"]) == ("done", "tiny.remark", "1")
    assert house.world(run).get(Case, "V-0000").remarks == ("Đã đọc",)


def test_the_stamp_says_which_account_acted_and_when(house, me):
    run = house.begin()
    send(me, run, "tiny.remark", text="Đã đọc")
    stamp = house.runs.store.entries(run)[0].stamp
    assert stamp.account == str(house.me)
    assert stamp.wall.startswith(str(utc_now().year))
    assert len(stamp.key) == 64


def test_a_form_sent_twice_is_one_entry_and_tells_the_same(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/do/tiny.remark?case=V-0000"))
    fields = [*form_of(page, "tiny.remark").items(), ("text", "Một lần"), ("_step", "do")]
    first, again = (me.post(f"/r/{run}/do/tiny.remark", fields) for _ in range(2))
    assert first[0] == again[0]
    assert house.runs.row(run).seq == 1


def test_the_same_form_sent_with_other_values_is_another_entry(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/do/tiny.remark?case=V-0000"))
    fields = form_of(page, "tiny.remark") | {"_step": "do", "_seen": ""}
    for text in ("Một", "Hai"):
        me.post(f"/r/{run}/do/tiny.remark", list((fields | {"text": text}).items()))
    assert house.world(run).get(Case, "V-0000").remarks == ("Một", "Hai")


def test_a_second_try_with_another_pin_is_another_entry(house, me):
    run = house.begin()
    house.act(run, "cast.take_role", staff="chu_tich")
    page = soup(me.get(f"/r/{run}/do/tiny.close?case=V-0000"))
    fields = form_of(page, "tiny.close") | {"_step": "do"}
    wrong = me.post(f"/r/{run}/do/tiny.close", list((fields | {"pin": "000000"}).items()))
    right = me.post(f"/r/{run}/do/tiny.close", list((fields | {"pin": "123456"}).items()))
    assert (wrong[1], right[1]) == (409, 200)
    assert house.world(run).get(Case, "V-0000").state == "closed"


def test_the_pin_is_written_down_nowhere(house, me):
    run = house.begin()
    house.act(run, "cast.take_role", staff="chu_tich")
    page = soup(me.get(f"/r/{run}/do/tiny.close?case=V-0000"))
    fields = form_of(page, "tiny.close") | {"_step": "do", "pin": "987654"}
    answer = me.post(f"/r/{run}/do/tiny.close", list(fields.items()))
    assert "987654" not in answer[2]
    assert all(b"987654" not in one.content_bytes + one.stamp_bytes for one in house.runs.store.entries(run))


def test_what_another_tab_changed_is_refused_with_the_input_kept(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/do/tiny.remark?case=V-0000"))
    send(me, run, "tiny.pass_on", to="chu_tich")
    fields = form_of(page, "tiny.remark") | {"text": "Viết từ thẻ cũ", "_step": "do"}
    answer = me.post(f"/r/{run}/do/tiny.remark", list(fields.items()))
    assert answer[1] == 409
    assert "Viết từ thẻ cũ" in answer[2]
    assert house.world(run).get(Case, "V-0000").remarks == ()


def test_looking_back_shows_the_world_as_it_stood(house, me):
    run = house.begin()
    for text in ("Một", "Hai", "Ba"):
        house.remark(run, f"Ghi {text}")
    page = me.get(f"/r/{run}@1/tiny/case/V-0000")[2]
    assert "Ghi Một" in page
    assert "Ghi Hai" not in page
    links = [one["href"] for one in soup(("", 200, page)).select("#office a[href^='/r/']")]
    assert links
    assert all(f"/r/{run}@1/" in one for one in links)


def test_nothing_can_be_done_in_the_past(house, me):
    run = house.begin()
    house.remark(run)
    page = soup(me.get(f"/r/{run}@0/tiny/case/V-0000"))
    assert not page.select("[data-action][href*='/do/']")
    assert not page.select("header.top form")
    answer = me.post(f"/r/{run}@0/do/tiny.remark", [("case", "V-0000"), ("text", "x"), ("_step", "do")])
    assert answer[1] in (400, 403)
    assert house.runs.row(run).seq == 1


def test_a_moment_that_has_not_come_is_not_found(house, me):
    run = house.begin()
    assert me.get(f"/r/{run}@7/tiny/")[1] == 404


def test_a_submitted_run_is_graded_and_takes_no_more_acts(house, me):
    run = house.begin()
    send(me, run, "tiny.pass_on", to="chu_tich")
    page = soup(me.get(f"/r/{run}/submit"))
    me.post(f"/r/{run}/submit", list(form_of(page, "run.submit").items()))
    row = house.runs.row(run)
    assert (row.state, row.submitted_at is not None) == ("submitted", True)
    sheet = house.runs.grading.submission(run)
    assert (sheet.score, sheet.max_score) == (4, 10)
    answer = me.post(f"/r/{run}/do/tiny.remark", [("case", "V-0000"), ("text", "x"), ("_step", "do")])
    assert answer[1] in (400, 403)
    assert "đã nộp" in answer[2] or answer[1] == 400


def test_submitting_twice_grades_once(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/submit"))
    fields = list(form_of(page, "run.submit").items())
    for _ in range(2):
        assert me.post(f"/r/{run}/submit", fields)[1] == 200
    from sandbox.runs.models import ScoreSheet
    from tests.runs.house import count

    assert count(house, ScoreSheet.__table__, run_id=run) == 1


def test_a_hint_is_shown_stands_in_the_journal_and_costs_points(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/"))
    assert "bằng mã PIN" not in page.get_text()
    fields = form_of(page, "drill.take_hint") | {"criterion": "closed"}
    shown = soup(me.post(f"/r/{run}/hint", list(fields.items())))
    assert "bằng mã PIN" in shown.select_one(".hints").get_text()
    assert house.runs.store.entries(run)[0].content.action == "drill.take_hint"
    sheet = house.runs.grading.submit(house.runs.row(run))
    assert sheet.finding("closed").hint_cost == 2


def test_an_exam_has_no_hints_and_no_check(house, me):
    run = house.begin(mode="exam")
    page = soup(me.get(f"/r/{run}/"))
    assert not page.select(".hints, form[data-form='drill.check']")
    csrf = form_of(page, "clock.wait")["csrf_token"]
    for path in ("hint", "check"):
        assert me.post(f"/r/{run}/{path}", [("criterion", "closed"), ("csrf_token", csrf)])[1] == 404


def test_check_my_work_tells_what_is_met_without_closing_the_run(house, me):
    run = house.begin()
    house.act(run, "tiny.pass_on", case="V-0000", to="chu_tich")
    page = soup(me.get(f"/r/{run}/tiny/"))
    shown = soup(me.post(f"/r/{run}/check", list(form_of(page, "drill.check").items())))
    assert ["met" in one.get("class", []) for one in shown.select(".checked li")] == [True, False]
    assert house.runs.row(run).live


def test_notes_are_kept_and_shown_to_their_owner_only(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/"))
    csrf = form_of(page, "clock.wait")["csrf_token"]
    me.post(f"/r/{run}/notes", [("notes", "Nhớ hỏi <b>Chủ tịch</b>"), ("csrf_token", csrf)])
    assert "Nhớ hỏi <b>Chủ tịch</b>" in soup(me.get(f"/r/{run}/")).select_one("#notes").get_text()
    teacher = house.user("co_giao", "instructor")
    house.school((house.me, "trainee"), (teacher, "instructor"))
    theirs = ClientWeb(house.app.test_client(), house.login(teacher))
    assert "Nhớ hỏi" not in theirs.get(f"/r/{run}/")[2]


def test_a_guided_run_says_the_next_step_and_outlines_it(house, me):
    run = house.begin(guided=True)
    step = soup(me.get(f"/r/{run}/")).select_one("[data-guide]")
    assert step["data-guide"] == "tiny.remark"
    assert "ghi chú" in step.get_text()
    house.remark(run)
    assert soup(me.get(f"/r/{run}/")).select_one("[data-guide]") is None


def test_the_briefing_stays_folded_away_once_it_was_folded(house, me):
    run = house.begin()
    assert soup(me.get(f"/r/{run}/tiny/?brief=off")).select_one(".run.folded")
    assert soup(me.get(f"/r/{run}/tiny/")).select_one(".run.folded")


def test_a_page_of_a_run_is_one_statement(house, me):
    run = house.begin()
    me.get(f"/r/{run}/tiny/case/V-0000")
    seen = statements(house, lambda: me.get(f"/r/{run}/tiny/case/V-0000"))
    assert len(seen) == 1, seen


def test_an_act_is_at_most_four_statements(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/do/tiny.print?case=V-0000"))
    fields = [*form_of(page, "tiny.print").items(), ("_step", "do")]
    client = me.client
    seen = statements(house, lambda: client.post(f"/r/{run}/do/tiny.print", data=dict(fields)))
    assert len(seen) <= 5, seen  # look, move the head, entry, file, whose file
    assert [one.split()[0] for one in seen[:3]] == ["SELECT", "UPDATE", "INSERT"]


def test_pictures_of_a_paper_can_be_fetched(house, me):
    run = house.begin()
    page = soup(me.get(f"/r/{run}/tiny/case/V-0000"))
    link = page.select_one("ul.papers a[href]")["href"]
    answer = me.client.get(link)
    assert answer.data.startswith(b"%PDF")
    assert "private" in answer.headers["Cache-Control"]


def test_a_paper_shown_in_one_run_cannot_be_fetched_through_another(house, me):
    mine, other = house.begin(variant=1), house.begin(variant=2)
    page = soup(me.get(f"/r/{mine}/tiny/case/V-0000"))
    link = page.select_one("ul.papers a[href]")["href"]
    assert me.client.get(link.replace(mine, other)).status_code == 404
    assert me.client.get(re.sub(r"paper/.", "paper/X", link)).status_code == 404


def test_a_file_made_in_one_run_cannot_be_fetched_through_another(house, me):
    mine, other = house.begin(), house.begin()
    made = house.act(mine, "tiny.print", case="V-0000").record.file
    assert me.client.get(f"/r/{mine}/file/{made}.pdf").data.startswith(b"%PDF")
    assert me.client.get(f"/r/{other}/file/{made}.pdf").status_code == 404


def test_a_damaged_journal_is_told_and_not_drawn(house, me):
    from sqlalchemy import update

    from tests.runs.test_store import change, entries

    run = house.begin()
    house.remark(run)
    change(house, update(entries).where(entries.c.run_id == run).values(hash="0" * 64))
    house.forget()
    house.app.config["PROPAGATE_EXCEPTIONS"] = False
    assert me.get(f"/r/{run}/tiny/")[1] == 500


def test_the_forms_of_a_login_carry_one_field_against_forgery_and_no_other_login_may_use_it(house, me):
    run = house.begin()
    here = f"/r/{run}/do/tiny.open_case"
    first, again = (form_of(soup(me.get(here)), "tiny.open_case") for _ in range(2))
    assert first["csrf_token"] == again["csrf_token"]
    assert first["_token"] != again["_token"]
    elsewhere = ClientWeb(house.app.test_client(), house.login(house.me))
    theirs = form_of(soup(elsewhere.get(here)), "tiny.open_case")["csrf_token"]
    assert theirs != first["csrf_token"]
    assert me.post(here, list({**first, "subject": "Mới", "csrf_token": theirs}.items()))[1] == 400
    assert house.runs.row(run).seq == 0
    assert me.post(here, list({**first, "subject": "Mới"}.items()))[1] == 200
