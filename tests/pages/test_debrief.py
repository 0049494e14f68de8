"""What a sheet teaches: the way beside a solution's, why a criterion matters, what to practise next, competences."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from sandbox.pages.beside import beside, named, nearest
from sandbox.pages.competences import areas
from sandbox.pages.timeline import Line
from scenarios.competences import catalogue
from tests.pages.conftest import texts
from tests.pages.test_sheet import a_sheet, finding, shown

AT = datetime(2026, 11, 23, 8, 0)


def line(seq, action, kind="act", who="Thu"):
    return Line(seq, AT, who, "", "", action, action, action, kind, "")


def work(*steps):
    return named([line(n, step) for n, step in enumerate(steps, 1)], dict(enumerate(steps, 1)))


def words(mine, model):
    return [(row.mine and row.mine.seq, row.model and row.model.seq, row.word) for row in beside(mine, model)]


def test_the_same_work_stands_in_the_same_rows():
    assert words(work("a", "b"), work("a", "b")) == [(1, 1, "same"), (2, 2, "same")]


def test_what_was_never_done_is_missing_and_what_nobody_asked_is_extra():
    assert words(work("a", "x"), work("a", "b")) == [(1, 1, "same"), (None, 2, "missing"), (2, None, "extra")]


def test_what_was_done_too_early_is_found_elsewhere():
    told = words(work("b", "a"), work("a", "b"))
    assert {word for *_, word in told} == {"same", "elsewhere", "again"}
    assert [row.at for row in beside(work("b", "a"), work("a", "b")) if row.word == "elsewhere"] in ([1], [2])


def test_moving_the_clock_is_no_work_and_a_refusal_is_no_step():
    told = [line(1, "clock.wait", "clock"), line(2, "a", "refused"), line(3, "cast.take_role", "frame"), line(4, "a")]
    assert words(named(told, {2: "a", 4: "a"}), work("a")) == [(2, None, "refused"), (4, 1, "same")]


def test_no_line_is_lost_or_told_twice():
    mine, model = work("a", "c", "b", "b", "x"), work("a", "b", "c", "d")
    rows = beside(mine, model)
    assert [row.mine.seq for row in rows if row.mine] == [1, 2, 3, 4, 5]
    assert [row.model.seq for row in rows if row.model] == [1, 2, 3, 4]


def test_of_several_solutions_the_one_most_like_the_run_is_chosen():
    near, far = work("a", "b", "c"), work("x", "y")
    assert nearest(work("a", "c"), [far, near]) is near
    assert nearest(work("a"), []) is None


def test_why_a_criterion_matters_is_its_own_word_or_its_competences():
    page = shown(finding("a", competency="Ký số"), finding("b", competency="Pha trà"))
    assert page.criteria[0].why == next(one.why for one in catalogue().competences if one.name == "Ký số")
    assert page.criteria[1].why == ""


def test_competences_are_counted_by_the_six_contents():
    sheet = a_sheet(finding("a", competency="Ký số"), finding("b", "missed", competency="Ký số"), finding("c"))
    assert [(area.number, area.met, area.asked) for area in areas([sheet])] == [(4, 1, 2)]
    assert len(areas([sheet], all_contents=True)) == 6


def test_a_blocked_criterion_shows_nothing():
    sheet = a_sheet(finding("a", "missed"), finding("b", "blocked", competency="Ký số", blocked_by=("a",)))
    assert [one.met for area in areas([sheet]) for one in area.competences] == [0]


@pytest.mark.parametrize(
    ("outcomes", "waits"),
    [(("met",), False), (("met", "undecided"), True), (("undecided",), True), (("undecided", "missed"), False)],
)
def test_a_competence_waits_while_a_text_is_not_marked_and_nothing_is_missed(outcomes, waits):
    sheet = a_sheet(*(finding(f"c{n}", one, competency="Ký số") for n, one in enumerate(outcomes)))
    (area,) = areas([sheet])
    assert [one.waits for one in area.competences] == [waits]


@pytest.mark.parametrize(("exercises", "state"), [(0, "open"), (1, "begun"), (2, "shown")])
def test_a_competence_is_shown_by_two_different_exercises(exercises, state):
    good, bad = a_sheet(finding("a", competency="Ký số")), a_sheet(finding("a", "missed", competency="Ký số"))
    names = [f"bai-{n}" for n in range(3)]
    sheets = [msgspec.structs.replace(good if n < exercises else bad, scenario=name) for n, name in enumerate(names)]
    assert areas(sheets)[0].competences[0].state == state


def test_the_sheet_shows_the_run_beside_the_solution(school):
    page = school.page(school.me, f"/sheets/{school.right()}")
    rows = page.select("[data-beside]")
    assert rows
    assert {row["data-beside"] for row in rows} == {"same"}


def test_what_the_run_left_out_is_marked_where_the_solution_has_it(school):
    page = school.page(school.me, f"/sheets/{school.handed_in('remark', 'pass')}")
    missing = list(page.select("[data-beside=missing]"))
    assert missing
    assert all("chưa làm" in row.select("td")[0].get_text() for row in missing)
    assert all(row.select("td")[1].get_text(strip=True) for row in missing)


def test_the_solution_of_an_open_exam_is_kept_back_from_trainees_only(school):
    now = datetime(2026, 1, 1)
    exam = school.assign("exam", opens_at=now, closes_at=now + timedelta(days=36_500))
    run = school.right(assignment_id=exam, mode="exam")
    mine, theirs = (school.page(who, f"/sheets/{run}") for who in (school.me, school.teacher))
    assert not mine.select("[data-beside]")
    assert "khi bài kiểm tra đã đóng" in mine.get_text()
    assert theirs.select("[data-beside]")


def test_the_solution_of_a_closed_exam_is_shown(school):
    past = datetime(2026, 1, 1)
    exam = school.assign("exam", opens_at=past, closes_at=past + timedelta(days=1))
    assert school.page(school.me, f"/sheets/{school.right(assignment_id=exam, mode='exam')}").select("[data-beside]")


def test_a_missed_criterion_leads_to_what_to_practise_next(school):
    page = school.page(school.me, f"/sheets/{school.handed_in('remark', 'pass')}")
    links = [one["href"] for one in page.select("[data-criterion=closed] dd a[href*='/exercises/']")]
    assert links == ["/exercises/tiny"]


def test_my_competences_name_all_six_contents_before_anything_is_done(school):
    page = school.page(school.me, "/desk/competences")
    assert [one["data-content"] for one in page.select("[data-content]")] == ["1", "2", "3", "4", "5", "6"]
    assert texts(page, "h1") == ["Năng lực của tôi"]
