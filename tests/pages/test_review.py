"""The reviewer's desk: queue, evidence, human marks."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.ledger.models import HumanMark
from sandbox.runs.models import Run
from tests.pages.conftest import texts


def marks(school):
    with school.app.app_context():
        return [
            (one.criterion, one.machine_points, one.points, one.reason)
            for one in db.session.scalars(db.select(HumanMark))
        ]


def mark(school, run, user=None, **fields):
    return school.mark(run, user, **fields)


def queue(school, query=""):
    return [one["data-run"] for one in school.page(school.judge, "/review" + query).select("tr[data-run]")]


def test_submitted_runs_of_my_classes_wait_and_no_others(school):
    run = school.right()
    school.begin()
    school.right(user=school.stranger)
    assert queue(school) == [run]


def test_the_queue_can_be_narrowed(school):
    right, wrong = school.right(), school.handed_in("remark", "pass")
    mark(school, right)
    assert queue(school, "?show=unmarked") == [wrong]
    assert queue(school, "?show=failed") == [wrong]
    assert set(queue(school, "?show=nonsense")) == {right, wrong}
    assert queue(school, "?scenario=nothing") == []


def test_every_view_of_the_queue_says_how_many_it_holds_and_leads_there(school):
    right, wrong = school.right(), school.handed_in("remark", "pass")
    mark(school, wrong, points="0")
    page = school.page(school.judge, "/review?blind=yes")
    tabs = {one["href"]: one.select_one("b").get_text() for one in page.select(".tabs a")}
    assert list(tabs.values()) == ["2", "0", "0", "1", "1"]
    for address, count in tabs.items():
        assert "blind=yes" in address
        assert len(queue(school, address.removeprefix("/review"))) == int(count), address
    assert queue(school, "?show=unmarked") == [right]


def test_a_long_queue_has_pages(school, monkeypatch):
    monkeypatch.setattr("sandbox.pages.reviewer.queue.PAGE", 2)
    handed_in = [school.handed_in("remark") for _ in range(3)]
    page = school.page(school.judge, "/review?show=failed")
    first = [one["data-run"] for one in page.select("tr[data-run]")]
    after = page.select_one("a[rel=next]")["href"]
    assert "show=failed" in after
    last = queue(school, after.removeprefix("/review"))
    assert (len(first), len(last)) == (2, 1)
    assert {*first, *last} == set(handed_in)
    assert queue(school, "?page=99") == last


def test_what_was_filtered_stays_filtered_after_a_mark(school):
    run = school.handed_in("remark", "pass")
    page = school.page(school.judge, f"/review/{run}?show=failed&blind=yes&scenario=tiny")
    form = page.select_one(".mark-form")
    fields = {name: form.select_one(f"[name={name}]")["value"] for name in ("criterion", "sheet")}
    answer = school.send(school.judge, form["action"], "/account", **{**fields, "points": "2", "reason": "Vì"})
    assert "done=passed" in answer.headers["Location"]
    for kept in ("show=failed", "blind=yes", "scenario=tiny"):
        assert kept in answer.headers["Location"]


def test_names_are_hidden_on_request(school):
    run = school.right()
    assert "Người thu" not in school.page(school.judge, "/review?blind=yes").get_text()
    shown = school.page(school.judge, f"/review/{run}?blind=yes")
    assert "Người thu" not in str(shown)
    for link in shown.select("[data-jump]"):
        screen = school.client(school.judge).get(link["href"], follow_redirects=True)
        assert "Người thu" not in screen.get_data(as_text=True)
    assert "Người thu" in school.page(school.judge, "/review").get_text()


def test_the_timeline_says_who_did_what_and_what_changed(school):
    run = school.handed_in("remark", "boss", "wrong_pin")
    page = school.page(school.judge, f"/review/{run}")
    first = page.select_one("#e1").get_text(" ")
    assert "Ghi chú" in first
    assert "Việc V-0000" in first
    assert "Đã đọc" in first
    assert "refused" in page.select_one("#e3")["class"]
    assert "Mã PIN chưa đúng" in page.select_one("#e3").get_text()


def test_what_the_cast_did_names_its_cause(school):
    run = school.handed_in("remark", "wait")
    page = school.page(school.judge, f"/review/{run}")
    told = page.select_one(".line-list .cast")
    assert "nhân vật giả lập" in told.get_text()
    assert told.select_one("a[href='#e1']")


def test_every_line_opens_the_world_as_it_stood(school):
    run = school.handed_in("remark", "pass")
    links = [one["href"] for one in school.page(school.judge, f"/review/{run}").select("[data-jump]")]
    assert links[0] == f"/r/{run}@1/tiny/case/V-0000"
    for link in links:
        assert school.client(school.judge).get(link, follow_redirects=True).status_code == 200


def test_a_finding_leads_to_its_line_and_to_the_screen(school):
    run = school.right()
    page = school.page(school.judge, f"/review/{run}")
    evidence = page.select_one("[data-criterion=passed] .inside")
    line = evidence.select_one("a[href^='#e']")["href"]
    assert page.select_one(line)
    assert f"/r/{run}@" in evidence.select_one("[data-evidence]")["href"]


def test_pdfs_stand_with_a_verdict_and_a_file_that_is_none_does_not_break_the_page(school):
    run = school.right()
    assert texts(school.page(school.judge, f"/review/{run}"), ".papers li")[0].startswith("mục")


def test_a_live_run_is_not_reviewed(school):
    school.page(school.judge, f"/review/{school.begin()}", 404)


def test_a_run_of_another_class_is_not_reviewed(school):
    school.page(school.judge, f"/review/{school.right(user=school.stranger)}", 404)


def test_a_mark_stands_beside_the_machines_finding(school):
    run = school.handed_in("remark", "pass")
    assert mark(school, run).status_code == 303
    page = school.page(school.judge, f"/review/{run}")
    assert texts(page, "[data-criterion=closed] .human") == ["3/6", "Người chấm: 3 điểm (máy: 0)."]
    assert texts(page, ".total .points") == ["7 /10"]
    assert "máy chấm 4 điểm" in page.select_one(".total").get_text()


def test_the_trainee_sees_the_mark_and_its_reason(school):
    run = school.handed_in("remark", "pass")
    mark(school, run)
    assert "Đã làm đúng bằng cách khác" in school.page(school.me, f"/sheets/{run}").get_text()


def test_marks_are_added_and_never_replaced(school):
    run = school.handed_in("remark", "pass")
    mark(school, run, points="2")
    mark(school, run, points="5", reason="Xem lại")
    assert [one[2] for one in marks(school)] == [2, 5]
    assert texts(school.page(school.judge, f"/review/{run}"), ".total .points") == ["9 /10"]


def test_a_mark_for_an_earlier_sheet_asks_to_be_looked_at_again(school):
    run = school.handed_in("remark", "pass")
    mark(school, run)
    with school.app.app_context():
        grading = school.runs.grading
        grading._keep(run, "submission", grading.submission(run))
    assert "máy đã chấm lại" in school.page(school.judge, f"/review/{run}").get_text()


@pytest.mark.parametrize(
    "fields",
    [{"points": ""}, {"points": "7"}, {"points": "-1"}, {"points": "nhiều"}, {"reason": "  "}],
    ids=["no points", "too many", "less than none", "no number", "no reason"],
)
def test_a_mark_needs_points_within_the_scale_and_a_reason(school, fields):
    run = school.handed_in("remark", "pass")
    answer = mark(school, run, **fields)
    assert answer.status_code == 422
    assert marks(school) == []
    page = BeautifulSoup(answer.data, "html.parser")
    assert "Chưa ghi: cần số điểm" in page.get_text()
    form = page.select_one("[data-criterion=closed] .mark-form")
    assert form.select_one("[name=points]")["value"] == fields.get("points", "3")
    assert form.select_one("[name=reason]")["value"] == fields.get("reason", "Đã làm đúng bằng cách khác").strip()


def test_a_mark_sent_twice_stands_once_and_a_change_of_mind_twice(school):
    run = school.handed_in("remark", "pass")
    for points in ("3", "3", "4", "3"):
        assert mark(school, run, points=points).status_code == 303
    assert [one[2] for one in marks(school)] == [3, 4, 3]


def test_what_the_machine_graded_anew_meanwhile_is_to_be_seen_before_it_is_marked(school):
    run = school.handed_in("remark", "pass")
    form = school.page(school.judge, f"/review/{run}").select_one("[data-criterion=closed] .mark-form")
    seen = form.select_one("[name=sheet]")["value"]
    with school.app.app_context():
        grading = school.runs.grading
        grading._keep(run, "submission", grading.submission(run))
    answer = mark(school, run, sheet=seen, reason="Đã xem kỹ")
    assert answer.status_code == 409
    assert marks(school) == []
    told = BeautifulSoup(answer.data, "html.parser")
    assert "máy vừa chấm lại" in told.get_text()
    assert told.select_one("[data-criterion=closed] [name=reason]")["value"] == "Đã xem kỹ"
    assert told.select_one("[data-criterion=closed] [name=sheet]")["value"] != seen
    assert mark(school, run).status_code == 303
    assert len(marks(school)) == 1


@pytest.mark.parametrize("who", ["me", "judge"])
def test_a_run_whose_grading_was_cut_off_is_graded_when_it_is_looked_at(school, who):
    """The process ended between closing the run and keeping its sheet."""
    run = school.play(school.begin(), "remark", "pass")
    with school.runs.database.writing() as connection:
        closed = {"state": "submitted", "submitted_at": utc_now()}
        connection.execute(Run.__table__.update().where(Run.__table__.c.id == run).values(**closed))
    address = {"me": f"/sheets/{run}", "judge": f"/review/{run}"}[who]
    assert texts(school.page(getattr(school, who), address), ".total .points") == ["4 /10"]
    assert len(school.page(school.me, "/desk").select(".best a")) == 1


def test_a_mark_for_no_criterion_is_not_found(school):
    assert mark(school, school.handed_in("remark"), criterion="nothing").status_code == 404


def test_only_the_reviewer_of_the_class_marks(school):
    run, live = school.handed_in("remark"), school.begin()
    other = school.user("nua", "reviewer")
    assert mark(school, run, other).status_code == 404
    assert mark(school, live).status_code == 404
    for user in (school.me, school.teacher, school.admin):
        assert mark(school, run, user).status_code == 403
    assert marks(school) == []


def test_a_reviewer_does_not_mark_their_own_run(school):
    both = school.user("hai", "reviewer", "trainee")
    school.school((both, "trainee"), (both, "reviewer"))
    run = school.handed_in("remark", user=both)
    assert mark(school, run, both).status_code == 404
    school.page(both, f"/review/{run}", 404)
    assert not school.page(both, "/review").select("tr[data-run]")


def test_the_field_for_points_lets_in_what_the_criterion_gives(school):
    run = school.handed_in("remark", "pass")
    field = school.page(school.judge, f"/review/{run}").select_one("[data-criterion=closed] [name=points]")
    assert (field["type"], field["min"], field["max"]) == ("number", "0", "6")


def test_the_next_and_the_previous_run_are_one_key_away(school):
    first = school.right()
    school.an_hour_later()
    second = school.handed_in("remark")
    page = school.page(school.judge, f"/review/{first}")
    assert page.select_one("[data-key=n]")["href"] == f"/review/{second}"
    assert not page.select_one("[data-key=p]")
    assert page.select_one("script[src*='review.js']")
