"""The trainee's desk, an exercise, beginning a run."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from sandbox.accounts.models import User
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.runs.models import Run
from scenarios import NobodyFits
from tests.pages.conftest import texts


def state(school, user=None):
    page = school.page(user or school.me, "/desk")
    return texts(page, "[data-exercise=tiny] .chip")[0]


def test_an_exercise_goes_through_its_states(school):
    assert state(school) == "Chưa bắt đầu"
    run = school.begin()
    assert state(school) == "Đang làm"
    with school.app.app_context():
        school.runs.grading.submit(school.runs.row(run))
    assert state(school) == "Đã chấm"


def test_a_submitted_run_without_a_sheet_is_submitted_not_graded(school):
    run = school.begin()
    with school.runs.database.writing() as connection:
        connection.execute(update(Run).where(Run.id == run).values(state="submitted", submitted_at=utc_now()))
    assert state(school) == "Đã nộp"


def test_the_desk_shows_the_best_score_and_what_to_repeat(school):
    school.handed_in("remark", "pass")
    school.an_hour_later()
    school.handed_in("remark")
    page = school.page(school.me, "/desk")
    assert texts(page, ".best .score") == ["4/10"]
    assert texts(page, ".again span") == ["Chuyển đúng người", "Kết thúc việc"]


def test_nobody_sees_the_runs_of_others(school):
    school.right(user=school.stranger)
    assert state(school) == "Chưa bắt đầu"


def test_there_is_one_obvious_next_thing(school):
    def next_thing():
        page = school.page(school.me, "/desk")
        assert len(page.select(".next")) == 1
        return texts(page, ".next .go")

    school.assign("practice")
    school.assign("exam")
    assert next_thing() == ["Bắt đầu có hướng dẫn"]
    school.begin()
    assert next_thing() == ["Làm tiếp"]


def test_after_passing_practice_the_exam_is_next_and_after_the_exam_nothing(school):
    school.assign("exam")
    school.right()
    assert texts(school.page(school.me, "/desk"), ".next .go") == ["Vào làm bài kiểm tra"]
    school.right(mode="exam")
    assert texts(school.page(school.me, "/desk"), ".next h2") == ["Bạn đã làm xong các bài được giao"]


def test_a_failed_run_is_to_be_repeated_with_what_was_missing(school):
    school.handed_in("remark", "pass")
    page = school.page(school.me, "/desk")
    assert "Nên làm lại" in page.select_one(".next").get_text()
    assert "Kết thúc việc" in page.select_one(".next").get_text()


def test_starting_leads_into_the_run_and_belongs_to_the_assignment(school):
    task = school.assign("practice")
    answer = school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode="practice")
    run = answer.headers["Location"].split("/")[2]
    row = school.runs.row(run)
    assert answer.status_code == 303
    assert (row.user_id, row.mode, row.guided, row.assignment_id) == (school.me, "practice", False, task)


def test_a_guided_run_is_guided(school):
    fields = {"mode": "practice", "guided": "yes"}
    answer = school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", **fields)
    assert school.runs.row(answer.headers["Location"].split("/")[2]).guided


def test_practice_is_guided_the_first_time_and_as_long_as_the_class_has_it_set(school):
    def offered():
        return texts(school.page(school.me, "/exercises/tiny"), ".next button.first")

    assert offered() == ["Luyện tập có hướng dẫn"]
    school.handed_in("remark")
    assert offered() == ["Luyện tập"]
    school.assign("practice", guided=True)
    assert offered() == ["Luyện tập có hướng dẫn"]


def test_pressing_start_twice_begins_one_run(school):
    runs = {
        school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode="practice").headers["Location"]
        for _ in range(3)
    }
    assert len(runs) == 1


def test_starting_again_after_something_was_done_is_another_run(school):
    first = school.begin()
    school.play(first, "remark")
    answer = school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode="practice")
    assert first not in answer.headers["Location"]


def test_an_exam_that_was_begun_is_gone_on_with(school):
    school.assign("exam", attempts=1)
    begun = school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode="exam").headers["Location"]
    school.play(begun.split("/")[2], "remark")
    school.assign("exam", attempts=2)
    again = school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode="exam").headers["Location"]
    assert again == begun


def test_an_exam_has_as_many_runs_as_were_set(school):
    task = school.assign("exam", attempts=1)
    school.right(mode="exam", assignment_id=task)
    page = school.page(school.me, "/exercises/tiny")
    assert "hết số lượt kiểm tra" in page.get_text()
    assert school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode="exam").status_code == 409
    school.page(school.me, "/exercises/tiny/exam", 404)


@pytest.mark.parametrize(("opens", "closes"), [(1, None), (None, -1)], ids=["not yet open", "closed"])
def test_an_exam_outside_its_days_cannot_be_begun(school, opens, closes):
    hours = {"opens_at": opens, "closes_at": closes}
    school.assign("exam", **{name: utc_now() + timedelta(hours=at) if at else None for name, at in hours.items()})
    assert "Làm bài kiểm tra…" not in school.page(school.me, "/exercises/tiny").get_text()
    assert school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode="exam").status_code == 409


def test_an_exam_that_is_not_set_cannot_be_begun(school):
    assert school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode="exam").status_code == 409


def test_before_an_exam_it_is_said_what_it_means(school):
    school.assign("exam", attempts=2)
    assert "Còn 2 lượt" in school.page(school.me, "/exercises/tiny/exam").get_text()


@pytest.mark.parametrize("mode", ["", "cheat", "practice' OR 1=1"])
def test_an_unknown_mode_begins_nothing(school, mode):
    assert school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode=mode).status_code == 409


def test_an_unknown_exercise_is_not_found(school):
    school.page(school.me, "/exercises/nothing", 404)


def test_earlier_runs_are_listed_newest_first(school):
    school.handed_in("remark", "pass")
    school.an_hour_later()
    school.begin()
    page = school.page(school.me, "/exercises/tiny")
    rows = texts(page, ".runs tbody tr")
    assert "Làm tiếp" in rows[0]
    assert "Phiếu điểm" in rows[1]


def test_names_with_markup_are_shown_as_they_are(school):
    evil = school.user("evil")
    with school.app.app_context():
        db.session.get(User, evil).full_name = '<img src=x onerror="alert(1)">'
        db.session.commit()
    page = school.page(evil, "/desk")
    assert not page.select("img")
    assert '<img src=x onerror="alert(1)">' in page.get_text()


def stand(school, state):
    """Let the tiny exercise stand at this point of its life."""
    school.runs.grounds.__dict__["states"] = {"tiny": state}


@pytest.mark.parametrize("state", ["draft", "altered", "retired"])
def test_what_is_not_released_is_on_the_desk_only_of_those_to_whom_it_is_set(school, state):
    stand(school, state)
    assert not school.page(school.me, "/desk").select("[data-exercise]")
    school.page(school.me, "/exercises/tiny", status=404)
    school.assign("practice")
    assert school.page(school.me, "/desk").select("[data-exercise=tiny]")


def test_a_retired_exercise_stays_with_those_who_have_begun_it(school):
    run = school.begin()
    stand(school, "retired")
    assert school.page(school.me, "/desk").select("[data-exercise=tiny]")
    school.page(school.me, f"/r/{run}/tiny/")


def test_a_draft_is_no_exam_and_the_form_says_so(school):
    stand(school, "draft")
    url = f"/classes/{school.group}/exercises"
    sent = school.send(school.teacher, url, scenario="tiny", mode="exam", attempts="0", guided="no")
    assert sent.status_code == 422
    assert "chưa phát hành" in sent.get_data(as_text=True)
    assert (
        school.send(school.teacher, url, scenario="tiny", mode="practice", attempts="0", guided="no").status_code == 303
    )


def test_a_retired_exercise_is_not_offered_to_classes(school):
    stand(school, "retired")
    page = school.page(school.teacher, f"/classes/{school.group}/exercises")
    assert not page.select("select[name=scenario] option[value=tiny]")
    assert not page.select("input[name=scenario][value=tiny]")


def without_people(school, monkeypatch, lacking):
    """Let the population have nobody for these variants."""
    make = school.runs.beginnings.make

    def draw(scenario, variant):
        if lacking(variant):
            raise NobodyFits(f"biến thể {variant}")
        return make(scenario, variant)

    monkeypatch.setattr(school.runs.beginnings, "make", draw)


def begins(school):
    return school.send(school.me, "/exercises/tiny/start", "/exercises/tiny", mode="practice")


def test_a_variant_for_which_nobody_lives_here_is_passed_over(school, monkeypatch):
    first = school.me * 17 % 1_000
    without_people(school, monkeypatch, lambda variant: variant < first + 3)
    assert begins(school).status_code == 303
    with school.app.app_context():
        assert db.session.scalar(db.select(Run.variant)) == first + 3


def test_an_exercise_for_which_nobody_lives_here_says_so_and_begins_nothing(school, monkeypatch):
    without_people(school, monkeypatch, lambda variant: True)
    answer = begins(school)
    assert answer.status_code == 409
    assert "quá ít dân" in answer.get_data(as_text=True)
    with school.app.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(Run)) == 0
