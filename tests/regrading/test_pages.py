"""The pages for grading anew, and what other pages then say: both versions, human marks flagged, nothing hidden."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from sandbox.db import db
from sandbox.ledger.models import HumanMark, Regrade
from tests.pages.conftest import texts
from tests.pages.test_language_and_weight import translations, words_of_the_world  # noqa: F401  (a fixture)
from tests.ui.pseudo import untranslated

HEAVIER = ("title: Kết thúc việc\n    points: 6", "title: Kết thúc việc\n    points: 2")
STRICTER = ("points: 4, missed: Phải chuyển cho Chủ tịch", "points: 40, missed: Phải chuyển cho Chủ tịch")
RENAMED = (("  - id: closed\n", "  - id: finished\n"), ("loses: [closed]", "loses: [finished]"))
PAGE = "/regrade/tiny"


def mark(school, run, points="3", criterion="closed"):
    assert school.mark(run, points=points, criterion=criterion).status_code == 303


def apply(school, user=None, why="Sửa trọng số"):
    """Through the trial and its confirmation, as a person clicks."""
    user = user or school.judge
    confirm = school.client(user)
    token = _field(confirm.get(PAGE), "csrf_token")
    shown = confirm.post(PAGE, data={"csrf_token": token, "_step": "check", "why": why})
    assert shown.status_code == 200, shown.status_code
    sent = {"csrf_token": token, "_step": "do", "why": why, "trial": _field(shown, "trial")}
    answer = confirm.post(PAGE, data=sent)
    return confirm.get(answer.headers["Location"]) if answer.status_code == 303 else answer


def _field(answer, name):
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser").select_one(f"input[name={name}]")["value"]


def ledger(school):
    with school.app.app_context():
        return [
            (one.run_id, one.old_version, one.new_version, one.old_score, one.new_score, one.reason, one.by_user)
            for one in db.session.scalars(db.select(Regrade).order_by(Regrade.id))
        ]


def test_nothing_waits_while_the_rubric_is_the_newest(school):
    school.right()
    assert "Mọi bài nộp đã được chấm" in school.page(school.judge, "/regrade").get_text()
    assert "Mọi bài nộp đã được chấm" in school.page(school.judge, PAGE).get_text()


def test_a_newer_rubric_is_offered_with_the_number_of_submissions(school, newer):
    school.right()
    school.handed_in("remark", "pass")
    school.begin()
    newer(HEAVIER)
    page = school.page(school.teacher, "/regrade")
    assert texts(page, "tr[data-scenario=tiny] td.num") == ["2"]


def test_the_trial_tells_who_crosses_and_writes_nothing(school, newer):
    right, half = school.right(), school.handed_in("remark", "pass")
    newer(STRICTER)
    page = school.page(school.judge, PAGE)
    assert texts(page, f"tr[data-run='{half}'] .chip") == ["thành đạt"]
    assert "4/10" in page.select_one(f"tr[data-run='{half}']").get_text()
    assert "40/46" in page.select_one(f"tr[data-run='{half}']").get_text()
    assert texts(page, f"tr[data-run='{right}'] .chip") == []
    assert "Chưa ghi gì" in page.get_text()
    assert ledger(school) == []


def test_confirmed_it_is_in_the_ledger_with_both_versions_who_and_why(school, newer):
    run = school.handed_in("remark", "pass")
    newer(STRICTER)
    answer = apply(school)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/regrade?done=1")
    assert ledger(school) == [(run, "1", "2", 4, 40, "Sửa trọng số", school.judge)]
    assert texts(school.page(school.judge, f"/review/{run}"), ".total .points") == ["40 /46"]


def test_the_sheet_says_which_rubric_it_is_of_and_how_it_came_to_it(school, newer):
    run = school.handed_in("remark", "pass")
    newer(STRICTER)
    before = school.page(school.me, f"/sheets/{run}").select_one(".rubric").get_text(" ")
    assert "Thang điểm phiên bản 1" in before
    assert "đã có thang điểm mới hơn" in before
    apply(school, school.teacher)
    after = " ".join(school.page(school.me, f"/sheets/{run}").select_one(".rubric").get_text(" ").split())
    assert "Thang điểm phiên bản 2" in after
    assert re.search(r"Chấm lại: 4 → 40 điểm, .* 1 \(\w{8}\) → 2 \(\w{8}\)\. Sửa trọng số Người co", after)
    assert "mới hơn" not in after


def test_scores_of_an_older_rubric_are_never_hidden_among_others(school, newer):
    school.handed_in("remark", "pass")
    addresses = ((school.judge, "/review"), (school.teacher, f"/classes/{school.group}"), (school.me, "/desk"))
    shown = [school.page(user, address).get_text() for user, address in addresses]
    assert not any("thang điểm cũ" in one for one in shown)
    newer(STRICTER)
    for user, address in addresses:
        assert "thang điểm cũ" in school.page(user, address).get_text(), address
    table = school.client(school.teacher).get(f"/classes/{school.group}/scores.csv").get_data(as_text=True)
    assert "(cũ)" in table


@pytest.mark.parametrize(
    "words",
    [
        ("hãy ghi chú, chuyển cho Chủ tịch", "hãy đọc, ghi chú, chuyển cho Chủ tịch"),
        ("missed: Việc phải được kết thúc", "missed: Hãy kết thúc việc"),
        ("text: Chủ tịch kết thúc việc bằng mã PIN", "text: Chủ tịch dùng mã PIN"),
    ],
)
def test_a_score_is_not_of_an_older_rubric_because_words_are_other(school, newer, words):
    school.handed_in("remark", "pass")
    newer(words)
    for user, address in (
        (school.judge, "/review"),
        (school.teacher, f"/classes/{school.group}"),
        (school.me, "/desk"),
    ):
        assert "thang điểm cũ" not in school.page(user, address).get_text(), address
    assert "Mọi bài nộp đã được chấm" in school.page(school.judge, "/regrade").get_text()
    assert "Mọi bài nộp đã được chấm" in school.page(school.judge, PAGE).get_text()


def test_a_submission_graded_anew_is_not_of_an_older_rubric_when_words_change_after_that(school, newer):
    """No run began with the second text; it is kept all the same, to be compared with the third."""
    run = school.handed_in("remark", "pass")
    newer(STRICTER)
    apply(school)
    newer(STRICTER, ("missed: Việc phải được kết thúc", "missed: Hãy kết thúc việc"), version="3")
    assert "mới hơn" not in school.page(school.me, f"/sheets/{run}").get_text()
    newer(HEAVIER, version="4")
    assert "đã có thang điểm mới hơn" in school.page(school.me, f"/sheets/{run}").get_text()


def test_a_human_mark_survives_counts_and_is_flagged(school, newer):
    run = school.handed_in("remark", "pass")
    mark(school, run)
    newer(("title: Kết thúc việc\n    points: 6", "title: Kết thúc việc\n    points: 5"))
    page = school.page(school.judge, PAGE)
    assert texts(page, f"tr[data-run='{run}'] .chip") == ["người đã chấm, xem lại"]
    assert "7/9" in page.select_one(f"tr[data-run='{run}']").get_text()
    apply(school)
    review = school.page(school.judge, f"/review/{run}")
    assert texts(review, ".total .points") == ["7 /9"]
    assert "máy đã chấm lại sau đó, cần xem lại" in review.get_text()
    with school.app.app_context():
        assert db.session.scalars(db.select(HumanMark.points)).all() == [3]


def test_runs_to_see_again_are_found_in_the_queue_until_they_are_marked_again(school, newer):
    run, other = school.handed_in("remark", "pass"), school.handed_in("remark")
    mark(school, run)
    newer(STRICTER)
    apply(school)

    def again():
        page = school.page(school.judge, "/review?show=again")
        return [one["data-run"] for one in page.select("tr[data-run]")]

    assert again() == [run]
    assert "xem lại" in school.page(school.judge, "/review").select_one(f"tr[data-run='{run}']").get_text()
    mark(school, run, "4")
    assert again() == []
    assert other not in again()


def test_a_mark_without_a_place_in_the_new_rubric_is_kept_and_shown(school, newer):
    run = school.handed_in("remark", "pass")
    mark(school, run)
    newer(*RENAMED)
    assert "điểm của người chấm không còn chỗ: closed" in school.page(school.judge, PAGE).get_text()
    apply(school)
    told = school.page(school.me, f"/sheets/{run}").select_one(".rubric").get_text(" ")
    assert "Người chấm đã cho 3 điểm ở tiêu chí “closed”" in told
    assert texts(school.page(school.me, f"/sheets/{run}"), ".total .points") == ["4 /10"]


@pytest.mark.parametrize("why", ["", "   "])
def test_a_reason_is_asked_for(school, newer, why):
    school.right()
    newer(STRICTER)
    answer = school.send(school.judge, PAGE, _step="do", why=why, trial="x")
    assert answer.status_code == 422
    assert "Hãy ghi lý do" in answer.get_data(as_text=True)
    assert ledger(school) == []


def test_what_was_confirmed_is_what_is_written(school, newer):
    """Somebody hands in, or the rubric changes, between trial and confirmation: nothing is written."""
    school.right()
    newer(STRICTER)
    client = school.client(school.judge)
    token = _field(client.get(PAGE), "csrf_token")
    shown = client.post(PAGE, data={"csrf_token": token, "_step": "check", "why": "Vì"})
    stale = _field(shown, "trial")
    newer(HEAVIER, version="3")
    answer = client.post(PAGE, data={"csrf_token": token, "_step": "do", "why": "Vì", "trial": stale})
    assert answer.status_code == 409
    assert ledger(school) == []


def test_sent_twice_it_is_written_once(school, newer):
    school.right()
    newer(STRICTER)
    apply(school)
    assert school.send(school.judge, PAGE, _step="do", why="Vì", trial="x").status_code == 409
    assert len(ledger(school)) == 1


def test_only_runs_of_my_classes_are_graded_anew_and_never_my_own(school, newer):
    school.right(user=school.stranger)
    both = school.user("hai", "reviewer", "trainee")
    school.school((both, "trainee"), (both, "reviewer"))
    school.handed_in("remark", user=both)
    newer(STRICTER)
    for user in (school.judge, school.teacher, both):
        assert "Mọi bài nộp đã được chấm" in school.page(user, PAGE).get_text()


def test_trainees_and_administrators_do_not_grade_anew(school, newer):
    school.right()
    newer(STRICTER)
    for user in (school.me, school.admin):
        school.page(user, PAGE, 403)
        assert school.send(user, PAGE, "/account", _step="do", why="Vì", trial="x").status_code == 403
    assert ledger(school) == []


def test_an_unknown_scenario_is_not_found(school):
    school.page(school.judge, "/regrade/khong-co", 404)


def test_a_grader_that_falls_over_leaves_the_sheet_and_says_so(school, newer, monkeypatch):
    run = school.right()
    newer(STRICTER)

    def falls(*_):
        raise RuntimeError("không đọc được")

    monkeypatch.setattr("sandbox.runs.grading.grade", falls)
    page = school.page(school.judge, PAGE)
    assert texts(page, f"tr[data-run='{run}'] .chip") == ["không chấm được"]
    assert apply(school).headers["Location"] == "/regrade?done=0"
    assert ledger(school) == []


def test_every_text_of_these_pages_can_be_translated(school, newer, translations):  # noqa: F811
    """With records to show, in the pseudo-language: what stands outside ⟦brackets⟧ is data."""
    school.handed_in("remark", "pass")
    newer(STRICTER)
    school.app.extensions["babel"].translation_directories = [str(translations)]
    client = school.client(school.judge)
    client.set_cookie("lang", "pseudo")
    for address in ("/regrade", PAGE):
        page = BeautifulSoup(client.get(address).get_data(as_text=True), "html.parser")
        assert page.find(string=re.compile("⟦"))
        left = untranslated(str(page), words_of_the_world(school))
        assert [one for one in left if not re.search(r"\d/\d|Chuyển đúng người|^\w{6}$", one)] == [], address
