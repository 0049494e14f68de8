"""The instructor's class: matrix, who is where, what is set, score table, records."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import update

import scenarios
from sandbox.accounts import classes
from sandbox.accounts.models import Assignment, User
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.pages.instructor.table import as_text
from sandbox.runs.models import Run
from tests.pages.conftest import texts


def idle(school, run, minutes):
    with school.runs.database.writing() as connection:
        last = utc_now() - timedelta(minutes=minutes)
        connection.execute(update(Run).where(Run.id == run).values(last_at=last, started_at=last))


def cells(school):
    page = school.page(school.teacher, f"/classes/{school.group}")
    return [*texts(page, ".matrix td[class^=m-]"), *texts(page, ".matrix tbody td.num")]


def tasks(school):
    with school.app.app_context():
        return [(one.scenario_id, one.mode, one.attempts) for one in db.session.scalars(db.select(Assignment))]


def test_a_cell_goes_through_its_states(school):
    school.assign()
    assert cells(school)[0] == "·"
    run = school.begin()
    assert cells(school)[0] == "đang làm"
    idle(school, run, 12)
    assert cells(school)[0] == "đứng 12 phút"
    idle(school, run, 500)
    assert cells(school)[0] == "bỏ dở"


def test_a_graded_cell_shows_the_best_share_of_points(school):
    school.handed_in("remark", "pass")
    school.right()
    school.handed_in("remark")
    assert cells(school) == ["✓ 100%", "1/1"]


def test_whoever_works_again_after_passing_is_shown_at_work(school):
    school.right()
    school.begin()
    assert cells(school)[0] == "đang làm"


def test_who_is_stuck_stands_first_with_the_last_thing_done(school):
    quick, slow = school.user("nhanh"), school.user("cham")
    with school.app.app_context():
        for one in (quick, slow):
            classes.join(school.group, one, "trainee")
        db.session.commit()
    idle(school, school.play(school.begin(quick), "remark"), 1)
    idle(school, school.play(school.begin(slow), "remark"), 40)
    rows = texts(school.page(school.teacher, f"/classes/{school.group}"), ".where li")
    assert "Người cham" in rows[0]
    assert "Ghi chú" in rows[0]
    assert "có thể cần giúp" in rows[0]
    assert "có thể cần giúp" not in rows[1]


def test_strangers_and_the_inactive_are_not_in_the_matrix(school):
    with school.app.app_context():
        db.session.get(User, school.me).active = False
        db.session.commit()
    school.assign()
    assert "Lớp chưa có học viên" in school.page(school.teacher, f"/classes/{school.group}").get_text()


def test_the_instructor_looks_at_the_live_screen_and_cannot_act_there(school):
    run = school.begin()
    link = school.page(school.teacher, f"/classes/{school.group}").select_one(".matrix tbody td a")["href"]
    client = school.client(school.teacher)
    assert link == f"/r/{run}/"
    assert client.get(f"/r/{run}/tiny/").status_code == 200
    token = school.send(school.teacher, f"/r/{run}/do/tiny.remark", f"/classes/{school.group}/exercises", case="V-0000")
    assert token.status_code == 403


def test_another_teachers_class_is_not_found(school):
    for path in ("", "/exercises", "/scores.csv", "/records.zip", f"/people/{school.stranger}"):
        school.page(school.teacher, f"/classes/{school.other}{path}", 404)


def test_a_person_of_another_class_is_not_found(school):
    school.page(school.teacher, f"/classes/{school.group}/people/{school.stranger}", 404)


def test_all_runs_of_one_person(school):
    school.right()
    page = school.page(school.teacher, f"/classes/{school.group}/people/{school.me}")
    assert "10/10" in page.select_one(".runs tbody tr").get_text()


def test_the_page_refreshes_itself_only_when_asked(school):
    address = f"/classes/{school.group}"
    assert not school.page(school.teacher, address).select("meta[http-equiv=refresh], [data-refresh]")
    live = school.page(school.teacher, address + "?live=yes")
    assert live.select_one("[data-refresh]")["data-refresh"] == "30"
    assert live.select("script[src*='board.js']")
    assert live.select("noscript meta[http-equiv=refresh]")


def test_an_exercise_is_set_and_unset(school):
    url = f"/classes/{school.group}/exercises"
    answer = school.send(school.teacher, url, scenario="tiny", mode="exam", attempts="2", opens_at="20/11/2026 08:00")
    assert answer.status_code == 303
    assert tasks(school) == [("tiny", "exam", 2)]
    with school.app.app_context():
        task = db.session.scalars(db.select(Assignment)).one()
        assert task.opens_at.isoformat() == "2026-11-20T01:00:00"
        number = task.id
    assert school.send(school.teacher, f"{url}/{number}/remove", url).status_code == 303
    assert tasks(school) == []


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"scenario": "nothing", "mode": "exam"},
        {"scenario": "tiny", "mode": "party"},
        {"scenario": "tiny", "mode": "exam", "attempts": "-1"},
        {"scenario": "tiny", "mode": "exam", "attempts": "many"},
        {"scenario": "tiny", "mode": "exam", "closes_at": "tomorrow"},
        {"scenario": "tiny", "mode": "exam", "opens_at": "21/11/2026 08:00", "closes_at": "20/11/2026 08:00"},
    ],
    ids=["empty", "unknown scenario", "unknown mode", "less than none", "no number", "no date", "closes first"],
)
def test_what_cannot_be_read_is_told_and_kept_in_the_form(school, fields):
    answer = school.send(school.teacher, f"/classes/{school.group}/exercises", **fields)
    assert answer.status_code == 422
    assert b'id="errors"' in answer.data
    assert tasks(school) == []
    for value in set(fields.values()) - {"tiny", "exam", "party", "nothing"}:
        assert value.encode() in answer.data


def test_an_expired_form_is_drawn_again_with_its_input(school):
    client = school.client(school.teacher)
    answer = client.post(
        f"/classes/{school.group}/exercises", data={"scenario": "tiny", "mode": "exam", "attempts": "7"}
    )
    assert b'value="7"' in answer.data
    assert "hãy gửi lại" in answer.get_data(as_text=True)
    assert tasks(school) == []


def test_the_exercise_of_another_class_cannot_be_unset(school):
    with school.app.app_context():
        task = classes.assign(school.other, "tiny", "exam", None).id
        db.session.commit()
    url = f"/classes/{school.group}/exercises"
    assert school.send(school.teacher, f"{url}/{task}/remove", url).status_code == 404
    assert len(tasks(school)) == 1


def table(school):
    answer = school.client(school.teacher).get(f"/classes/{school.group}/scores.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_the_score_table_opens_in_a_vietnamese_spreadsheet(school):
    run = school.right()
    head, row = table(school)
    assert head[:2] == ["Tên đăng nhập", "Họ và tên"]
    assert row[0] == "thu"
    assert row[9:14] == ["10", "10", "100", "có", run]
    assert row[15:] == ["máy", "10", "0"]


def test_a_name_that_looks_like_a_formula_is_text(school):
    with school.app.app_context():
        db.session.get(User, school.me).full_name = "=HYPERLINK(1)"
        db.session.commit()
    school.begin()
    assert table(school)[1][1] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(A1)", "\t1", "\r1"])
def test_whatever_begins_a_formula_is_text(text):
    assert as_text(text) == "'" + text


def test_phones_and_numbers_stay_as_they_are():
    assert as_text("0400 000 001") == "0400 000 001"
    assert as_text(12) == 12


def test_the_records_of_a_class_are_bundles_of_its_submitted_runs(school):
    run = school.right()
    school.begin()
    with school.client(school.teacher).get(f"/classes/{school.group}/records.zip") as answer:
        names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert names == [f"thu/tiny-{run}.zip"]


def test_a_draft_of_a_run_is_had_by_its_teacher_and_by_nobody_else(school):
    run = school.handed_in("remark", "wait", "print", "pass")
    path = f"/runs/{run}/draft.yaml"
    listed = school.page(school.teacher, f"/classes/{school.group}/people/{school.me}")
    assert listed.select_one(f".runs a[href='{path}']")
    answer = school.client(school.teacher).get(path)
    assert answer.status_code == 200
    assert "# TODO(author): " in answer.get_data(as_text=True)
    assert scenarios.loads(answer.data).steps
    for user, status in ((school.me, 403), (school.stranger, 403), (school.judge, 403)):
        assert school.client(user).get(path).status_code == status
    outsider = school.user("la_co", "instructor")
    assert school.client(outsider).get(path).status_code == 404


def test_beside_a_draft_stand_the_other_submitted_runs_of_the_exercise(school):
    older, own = (school.handed_in("remark") for _ in range(2))
    school.an_hour_later()
    newer = school.handed_in("remark")
    school.begin()
    everything = school.app.extensions["runs"]
    with school.app.app_context():
        beside = everything.grading.beside(everything.row(own))
        assert [one.run for one in beside] == [newer, older]
        assert [one.run for one in everything.grading.beside(everything.row(own), most=1)] == [newer]


def test_a_pin_that_the_scenario_does_not_tell_is_asked_for(school):
    page = school.page(school.teacher, f"/runs/{school.right()}/draft.yaml", 422)
    assert "mã PIN" in page.get_text()


def test_a_run_in_which_nothing_was_done_gives_no_draft_and_says_why(school):
    run = school.begin()
    page = school.page(school.teacher, f"/runs/{run}/draft.yaml", 422)
    assert "chưa có thao tác" in page.get_text()


def test_a_single_class_opens_at_once_and_several_are_listed(school):
    assert school.client(school.teacher).get("/classes").headers["Location"] == f"/classes/{school.group}"
    school.school((school.teacher, "instructor"))
    assert len(school.page(school.teacher, "/classes").select("main a[href^='/classes/']")) == 2
