"""The score sheet: total, findings in the order of the work, links into the run, timeline, human marks."""

from __future__ import annotations

import json

from grader.sheet import Evidence, Finding, ScoreSheet
from sandbox.pages.sheet import Mark, sheet_page
from tests.pages.conftest import texts


class NoPast:
    """Addresses without a world."""

    def world(self, seq):
        return f"/@{seq}/"

    def record(self, seq, kind, id):
        return f"/@{seq}/{kind}/{id}" if kind == "case" else ""


def finding(name, outcome="met", points=None, **more):
    full = more.pop("max_points", 2)
    points = (full if outcome == "met" else 0) if points is None else points
    high = more.pop("high", points)
    base = {"criterion": name, "title": name.title(), "outcome": outcome, "points": points, "high": high}
    return Finding(**base, max_points=full, **more)


def a_sheet(*findings, pass_mark=50, passed=True):
    score, most = sum(one.points for one in findings), sum(one.max_points for one in findings)
    numbers = {"score": score, "low": score, "high": score, "max_score": most, "pass_mark": pass_mark, "passed": passed}
    named = {"scenario": "tiny", "version": "1", "rubric": "", "run": "r", "head": ""}
    return ScoreSheet(**named, variant=0, entries=9, findings=findings, **numbers)


def shown(*findings, marks=(), **how):
    return sheet_page(a_sheet(*findings, **how), NoPast(), marks)


def a_mark(criterion, points, machine=0):
    return Mark(criterion, machine, points, "vì", "Cô", "lúc")


def test_what_fell_with_a_criterion_stands_under_it():
    page = shown(finding("a", "missed"), finding("b"), finding("c", "blocked", blocked_by=("a",)))
    assert [one.finding.criterion for one in page.criteria] == ["a", "b"]
    assert [one.finding.criterion for one in page.criteria[0].under] == ["c"]


def test_what_fell_with_a_fallen_one_stands_under_the_first_cause():
    page = shown(
        finding("a", "missed"), finding("b", "blocked", blocked_by=("a",)), finding("c", "blocked", blocked_by=("b",))
    )
    assert [one.finding.criterion for one in page.criteria[0].under] == ["b", "c"]


def test_no_finding_is_lost_even_when_causes_run_in_a_circle():
    page = shown(finding("a", "blocked", blocked_by=("b",)), finding("b", "blocked", blocked_by=("a",)))
    assert len(page.all) <= 2


def test_evidence_leads_to_the_record_as_it_stood_then():
    page = shown(finding("a", evidence=(Evidence(entry=4, record="case/V-0000"), Evidence(entry=4, record="x/1"))))
    assert [one.url for one in page.criteria[0].jumps] == ["/@4/case/V-0000", "/@4/"]


def test_evidence_without_an_entry_leads_to_the_end():
    page = shown(finding("a", evidence=(Evidence(record="case/V-0000"),)))
    assert [one.url for one in page.criteria[0].jumps] == ["/@9/case/V-0000"]


def test_the_newest_human_mark_counts_and_the_machines_points_stay_known():
    page = shown(finding("a", "missed"), finding("b"), marks=[a_mark("a", 1), a_mark("a", 2)])
    assert (page.score, page.machine.score) == (4, 2)
    assert len(page.criteria[0].marks) == 2


def test_marks_can_carry_a_run_over_the_pass_mark_and_below_it():
    up = shown(finding("a", "missed"), finding("b", "missed"), passed=False, marks=[a_mark("a", 2)])
    down = shown(finding("a"), finding("b", "missed"), marks=[a_mark("a", 1, 2)])
    assert (up.passed, down.passed) == (True, False)


def test_a_critical_criterion_left_with_nothing_fails_whatever_the_sum():
    page = shown(finding("a", "missed", critical=True), finding("b", max_points=8), marks=[a_mark("b", 7, 8)])
    assert page.passed is False
    assert page.failed_by_critical


def test_an_undecided_result_stays_undecided_without_human_marks():
    assert shown(finding("a", "undecided"), passed=None).passed is None


def test_what_to_read_next_names_each_law_of_a_missed_criterion_once():
    page = shown(finding("a", "missed", law="Điều 1"), finding("b", "missed", law="Điều 1"), finding("c", law="Điều 2"))
    assert page.to_read == ["Điều 1"]


def test_the_page_shows_total_criteria_and_timeline(school):
    page = school.page(school.me, f"/sheets/{school.right()}")
    assert texts(page, ".total .points") == ["10 /10"]
    assert texts(page, ".total .verdict") == ["Đạt"]
    assert [one["data-criterion"] for one in page.select("[data-criterion]")] == ["passed", "closed"]
    assert [one["id"] for one in page.select(".line-list li[id]")] == [f"e{n}" for n in range(1, 8)]


def test_a_missed_criterion_is_open_and_says_what_the_rule_asks(school):
    page = school.page(school.me, f"/sheets/{school.handed_in('remark', 'pass')}")
    missed = page.select_one("[data-criterion=closed]")
    assert missed["data-outcome"] == "missed"
    assert missed.select_one("details").has_attr("open")
    assert "Việc phải được kết thúc" in missed.get_text()


def test_every_piece_of_evidence_opens_the_run_at_that_moment(school):
    run = school.right()
    links = {one["href"] for one in school.page(school.me, f"/sheets/{run}").select("[data-evidence]")}
    assert any(f"/r/{run}@" in link for link in links)
    for link in links:
        assert school.client(school.me).get(link, follow_redirects=True).status_code == 200


def test_the_sheet_can_be_taken_away_as_the_grader_wrote_it(school):
    run = school.right()
    answer = school.client(school.me).get(f"/sheets/{run}/sheet.json")
    assert json.loads(answer.data)["score"] == 10
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_live_run_has_no_sheet(school):
    school.page(school.me, f"/sheets/{school.begin()}", 404)


def test_a_sheet_is_seen_by_its_owner_and_those_who_look_after_them(school):
    run = school.right()
    for user in (school.me, school.teacher, school.judge):
        school.page(user, f"/sheets/{run}")
    for user in (school.stranger, school.user("khac", "instructor"), school.user("nua", "reviewer")):
        school.page(user, f"/sheets/{run}", 404)


def test_a_sheet_says_whose_it_is_and_leads_back_to_where_its_reader_works(school):
    run = school.right()
    ways = {school.me: "/exercises/tiny", school.teacher: "/classes", school.judge: f"/review/{run}"}
    for user, way in ways.items():
        page = school.page(user, f"/sheets/{run}")
        assert page.select_one(".back a")["href"] == way
        assert page.select_one(".lead").get_text().startswith("Người thu · Luyện tập · nộp lúc ")


def test_a_refusal_is_told_in_the_timeline_and_the_secret_is_not(school):
    run = school.handed_in("boss", "wrong_pin")
    page = school.page(school.me, f"/sheets/{run}")
    assert "Mã PIN chưa đúng" in page.select_one("#e2").get_text()
    assert "654321" not in page.get_text()


def test_what_waits_for_a_person_is_counted_until_a_person_has_marked_it():
    essay = finding("a", "undecided", points=1, high=5, max_points=5, by_hand=4, own="met")
    assert (shown(essay, passed=None).waits, shown(essay, passed=None).passed) == (4, None)
    marked = shown(essay, passed=None, marks=[a_mark("a", 5, 1)])
    assert (marked.waits, marked.score, marked.passed) == (0, 5, True)


def test_a_mark_that_the_rubric_has_no_place_for_counts_for_nothing_and_is_shown():
    page = shown(finding("a"), marks=[a_mark("gone", 2), a_mark("a", 99)])
    assert [one.criterion for one in page.lost] == ["gone", "a"]
    assert (page.score, page.marked) == (2, False)
