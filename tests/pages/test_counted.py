"""The score that counts is the same wherever it stands: on the sheet, in lists, on the board, in tables and sums."""

from __future__ import annotations

import csv
import io

import pytest

from grader.sheet import Mark
from sandbox.pages.standings import Key, Standings, standings
from sandbox.regrading.counting import standing
from scenarios import loads
from tests.pages.conftest import texts
from tests.pages.test_review import mark
from tests.pages.test_written import mark as mark_text
from tests.pages.test_written import written
from tests.runs.house import statements
from tests.runs.test_questions import ASKING


@pytest.fixture
def half(school):
    """A run that the machine gives 4 of 10: not passed."""
    return school.handed_in("remark", "pass")


def table(school):
    answer = school.client(school.teacher).get(f"/classes/{school.group}/scores.csv")
    head, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")
    return [dict(zip(head, row, strict=True)) for row in rows]


def places(school, run):
    """The score of the run as each page has it."""
    person = f"/classes/{school.group}/people/{school.me}"
    return {
        "sheet": texts(school.page(school.me, f"/sheets/{run}"), ".total .points")[0].replace(" ", ""),
        "desk": texts(school.page(school.me, "/desk"), "tr .score")[0],
        "exercise": texts(school.page(school.me, "/exercises/tiny"), ".runs .score")[0],
        "queue": texts(school.page(school.judge, "/review"), f"tr[data-run='{run}'] .score")[0],
        "person": texts(school.page(school.teacher, person), ".runs .score")[0],
        "table": "{Điểm}/{Điểm tối đa}".format(**table(school)[0]),
    }


def test_without_a_mark_it_is_the_machines(school, half):
    assert set(places(school, half).values()) == {"4/10"}
    assert table(school)[0]["Nguồn điểm"] == "máy"


def test_a_mark_counts_everywhere_and_everywhere_says_so(school, half):
    mark(school, half, points="5")
    assert set(places(school, half).values()) == {"9/10"}
    person = f"/classes/{school.group}/people/{school.me}"
    for user, address in ((school.me, "/desk"), (school.judge, "/review"), (school.teacher, person)):
        assert "người chấm (máy 4)" in " ".join(school.page(user, address).get_text(" ").split()), address
    row = table(school)[0]
    assert (row["Nguồn điểm"], row["Điểm máy chấm"], row["Đạt"]) == ("người chấm", "4", "có")


def board(school):
    """The cells of the class board, how many exercises the person has passed, and how many people this one."""
    page = school.page(school.teacher, f"/classes/{school.group}")
    return [*texts(page, ".matrix td[class^=m-]"), *texts(page, ".matrix tbody td.num"), *texts(page, "tfoot td.num")]


def test_who_was_marked_over_the_pass_mark_has_passed_on_the_board_and_on_the_desk(school, half):
    assert board(school) == ["✗ 40%", "0/1", "0"]
    assert "đã đạt 0 trên 1" in school.page(school.me, "/desk").get_text()
    mark(school, half, points="5")
    assert board(school) == ["✓ 90% người chấm", "1/1", "1"]
    assert "đã đạt 1 trên 1" in school.page(school.me, "/desk").get_text()


def test_the_best_run_is_the_best_by_what_counts(school, half):
    school.handed_in("remark", "pass")
    mark(school, half, points="6")
    link = school.page(school.me, "/desk").select_one("td.best a")["href"]
    assert link == f"/sheets/{half}"


def test_what_to_look_at_again_leaves_out_what_a_person_found_right(school, half):
    assert texts(school.page(school.me, "/desk"), "td.again span") == ["Kết thúc việc"]
    mark(school, half, points="6")
    assert texts(school.page(school.me, "/desk"), "td.again span") == ["không có gì phải xem lại"]


def test_an_open_result_is_neither_passed_nor_failed(school, monkeypatch):
    """17 points of 20 from the machine, which is under the pass mark of 90 %; three more may come from a person."""
    monkeypatch.setitem(school.runs.grounds.scenarios, "tiny", loads(f"{ASKING}\npass_mark: 90\n".encode()))
    run = written(school)
    assert board(school) == ["? 83% chờ người chấm", "0/1", "0"]
    row = table(school)[0]
    assert (row["Đạt"], row["Điểm chờ người chấm"]) == ("chưa kết luận", "3")
    assert "chờ người chấm" in school.page(school.me, "/desk").select_one("td.best").get_text()
    assert [one["data-run"] for one in school.page(school.judge, "/review?show=failed").select("tr[data-run]")] == []
    mark_text(school, run, "4")
    assert board(school)[0].startswith("✓ 100%")


def test_competences_follow_the_marks(school, half, monkeypatch):
    seen = []
    monkeypatch.setattr("sandbox.pages.trainee.views.areas", lambda sheets, **_: seen.extend(sheets) or [])
    mark(school, half, points="6")
    school.page(school.me, "/desk/competences")
    assert [one.score for one in seen] == [10]


@pytest.mark.parametrize("place", ["/review", "/classes/{group}", "/classes/{group}/people/{me}"])
def test_a_list_takes_as_many_statements_for_twelve_submissions_as_for_two(school, place):
    """And two fewer once their standing is known: it is worked out once."""
    user = school.judge if place == "/review" else school.teacher
    address = place.format(group=school.group, me=school.me)
    client = school.client(user)

    def counted():
        return len(statements(school, lambda: client.get(address)))

    for run in [school.handed_in("remark", "pass") for _ in range(2)]:
        mark(school, run)
    client.get(address)
    known = counted()
    for run in [school.handed_in("remark", "pass") for _ in range(10)]:
        mark(school, run)
    assert counted() == known + 2
    assert counted() == known
    assert known <= 8


def test_the_desk_takes_no_statement_for_each_exercise(school, half):
    mark(school, half)
    client = school.client(school.me)
    client.get("/desk")
    assert len(statements(school, lambda: client.get("/desk"))) <= 6


def test_a_new_mark_is_seen_at_once_though_the_old_standing_is_remembered(school, half):
    for points, score in (("1", "5/10"), ("6", "10/10"), ("0", "4/10")):
        mark(school, half, points=points)
        assert texts(school.page(school.judge, "/review"), f"tr[data-run='{half}'] .score") == [score]


def test_what_is_not_asked_for_is_forgotten_and_worked_out_again(school):
    runs = [school.handed_in("remark", "pass") for _ in range(3)]
    with school.app.app_context():
        few = Standings(most=2)
        keys = [Key(run, number + 1, 0) for number, run in enumerate(runs)]
        assert {one.score for one in few.of(keys).values()} == {4}
        assert len(few._held) == 2
        assert len(few.of(keys)) == 3
        assert standings() is standings()


def test_a_mark_given_to_an_earlier_sheet_is_to_be_seen_again_criterion_by_criterion(school):
    """Two criteria were marked, the machine graded anew, one was marked again: the other still waits to be seen."""
    with school.app.app_context():
        machine = school.runs.grading.submission(school.right())
    first, second = (Mark(one.criterion, 1, "", "") for one in machine.findings)
    assert not standing(7, machine, [(7, first), (7, second)]).again
    assert standing(8, machine, [(7, first), (7, second)]).again
    assert standing(8, machine, [(7, first), (7, second), (8, first)]).again
    assert not standing(8, machine, [(7, first), (7, second), (8, first), (8, second)]).again


def test_a_mark_without_a_place_is_to_be_seen_until_anything_is_marked(school):
    with school.app.app_context():
        machine = school.runs.grading.submission(school.right())
    gone, there = Mark("gone", 1, "", ""), Mark("closed", 1, "", "")
    assert standing(8, machine, [(7, gone)]).again
    assert not standing(8, machine, [(7, gone)]).marked
    assert not standing(8, machine, [(7, gone), (8, there)]).again
