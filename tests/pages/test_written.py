"""A text with points for a person: the reviewer reads it beside the form and gives them; until then it is open."""

from __future__ import annotations

import pytest

from scenarios import loads
from tests.pages.conftest import texts
from tests.runs.test_questions import ASKING

TEXT = "Vì việc đã chờ lâu.\nDòng thứ hai."


@pytest.fixture
def run(school, monkeypatch):
    """A whole run with the text in it, handed in."""
    monkeypatch.setitem(school.runs.grounds.scenarios, "tiny", loads(ASKING.encode()))
    return written(school)


def written(school):
    begun = school.begin()
    for question, given in (
        ("count", {"answer": "1"}),
        ("ways", {"chosen": ["close", "remark"]}),
        ("why", {"answer": TEXT}),
    ):
        school.act(begun, "drill.answer", question=question, **given)
    school.play(begun, "remark", "wait", "print", "pass", "boss", "close")
    with school.app.app_context():
        school.runs.grading.submit(school.runs.row(begun))
    return begun


def queue(school, query=""):
    return school.page(school.judge, f"/review{query}").select("tr[data-run]")


def mark(school, run, points):
    return school.mark(run, criterion="said_why", points=points, reason="Rõ ràng")


def test_the_reviewer_reads_the_text_where_the_mark_is_given(school, run):
    page = school.page(school.judge, f"/review/{run}")
    (shown,) = page.select("[data-criterion=said_why] .written")
    assert TEXT in shown.get_text()
    assert page.select_one("[data-criterion=said_why] form [name=points]")["value"] == ""
    assert page.select_one("[data-criterion=counted] form [name=points]")["value"] != ""
    assert not page.select("[data-criterion=counted] .written")


def test_until_a_person_has_marked_it_the_points_wait(school, run):
    page = school.page(school.me, f"/sheets/{run}")
    assert "Chờ người chấm: còn 3 điểm" in page.select_one("[data-criterion=said_why]").get_text()
    assert "3 điểm chờ người chấm" in page.select_one(".total").get_text()
    assert texts(page, ".total .points") == ["15 /18"]


def test_the_mark_is_what_the_criterion_gives(school, run):
    assert mark(school, run, "4").status_code == 303
    page = school.page(school.me, f"/sheets/{run}")
    assert texts(page, ".total .points") == ["18 /18"]
    assert "chờ người chấm" not in page.select_one(".total").get_text()
    assert page.select_one("[data-criterion=said_why]")["data-outcome"] == "met"


def test_a_mark_of_nothing_misses_it(school, run):
    mark(school, run, "0")
    page = school.page(school.me, f"/sheets/{run}")
    assert texts(page, ".total .points") == ["14 /18"]
    assert page.select_one("[data-criterion=said_why]")["data-outcome"] == "missed"


def test_what_was_answered_is_told_in_the_words_of_the_questions(school, run):
    name = school.runs.beginning(school.runs.row(run)).expanded.names["citizen.full_name"]
    for who, path in ((school.me, f"/sheets/{run}"), (school.judge, f"/review/{run}")):
        told = texts(school.page(who, path), ".what-happened small")
        assert [one for one in told if one.endswith(("1 việc", "Kết thúc; Ghi chú"))] == [
            f"Có bao nhiêu việc của {name}? 1 việc",
            "Có thể làm gì? Kết thúc; Ghi chú",
        ]


def test_a_long_text_is_told_shortly_in_the_timeline(school, monkeypatch):
    monkeypatch.setitem(school.runs.grounds.scenarios, "tiny", loads(ASKING.encode()))
    begun = school.begin()
    school.act(begun, "drill.answer", question="why", answer="Vì việc đã chờ lâu. " * 40)
    with school.app.app_context():
        school.runs.grading.submit(school.runs.row(begun))
    (told,) = [one for one in texts(school.page(school.me, f"/sheets/{begun}"), ".what-happened small") if "Vì" in one]
    assert told.startswith("Vì sao? Vì việc đã chờ lâu.")
    assert told.endswith("…")
    assert len(told) < 200


def test_once_it_is_marked_nothing_says_that_it_waits(school, run):
    def said() -> str:
        return school.page(school.me, f"/sheets/{run}").select_one("[data-criterion=said_why]").get_text()

    assert "chờ người chấm" in said()
    mark(school, run, "4")
    assert "chờ người chấm" not in said()


def test_the_reviewer_reads_why_it_matters_as_the_trainee_does(school, monkeypatch):
    source = ASKING.replace("title: Nói vì sao", "title: Nói vì sao\n    why: Người chờ cần biết")
    monkeypatch.setitem(school.runs.grounds.scenarios, "tiny", loads(source.encode()))
    run = school.handed_in("remark")
    for who, path in ((school.me, f"/sheets/{run}"), (school.judge, f"/review/{run}")):
        assert "Người chờ cần biết" in school.page(who, path).select_one("[data-criterion=said_why]").get_text()


def test_the_trainee_does_not_mark_and_sees_no_form(school, run):
    assert not school.page(school.me, f"/sheets/{run}").select("form.mark-form")
    fields = {"criterion": "said_why", "points": "4", "reason": "Vì"}
    assert school.send(school.me, f"/review/{run}/marks", "/account", **fields).status_code == 403


def test_a_text_in_a_record_is_shown_as_it_stood_at_the_end(school, monkeypatch):
    in_record = "check: written\n    record: $waiting\n    field: subject"
    source = ASKING.replace("check: written\n    question: why", in_record).replace("any: [vì, do]", "any: [việc của]")
    monkeypatch.setitem(school.runs.grounds.scenarios, "tiny", loads(source.encode()))
    run = school.handed_in("remark")
    shown = texts(school.page(school.judge, f"/review/{run}"), "[data-criterion=said_why] .written")
    assert shown == [school.world(run).plain()["case"]["V-0000"]["subject"]]


def test_what_waits_for_a_person_stands_first_is_counted_and_leads_to_the_criterion(school, run):
    """Handed in last, it stands before what only the machine had to judge."""
    plain = school.handed_in("remark")
    school.an_hour_later()
    newest = written(school)
    assert [one["data-run"] for one in queue(school)] == [run, newest, plain]
    assert [one["data-run"] for one in queue(school, "?show=waiting")] == [run, newest]
    page = school.page(school.judge, "/review")
    assert "2 bài chờ người chấm" in page.select_one("h1").get_text()
    link = page.select_one(f"tr[data-run='{newest}'] a")["href"]
    assert link.endswith("#c-said_why")
    waiting = school.page(school.judge, link).select_one("#c-said_why")
    assert waiting.select_one("details").has_attr("open")
    assert "chờ người chấm" in waiting.select_one("summary").get_text()


def test_marked_it_waits_no_longer(school, run):
    assert "chờ chấm 3 điểm" in queue(school, "?show=waiting")[0].get_text()
    mark(school, run, "2")
    assert queue(school, "?show=waiting") == []
    assert "đã xem" in queue(school)[0].get_text()
