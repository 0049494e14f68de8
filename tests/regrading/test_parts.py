"""Grading anew in parts: any number of submissions, no request that works long, nothing lost when one is broken off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from sandbox.db import db
from sandbox.ledger.models import Regrade
from sandbox.regrading import orders
from sandbox.regrading.kept import kept_records, write
from sandbox.regrading.models import RegradeOrder, RegradeTrial
from sandbox.regrading.trials import tried
from sandbox.regrading.workers import regrade
from tests.pages.conftest import texts
from tests.regrading.test_pages import PAGE, STRICTER, _field, apply, ledger, mark

MANY = 5


@pytest.fixture
def slow(school, monkeypatch):
    """A machine so slow that a request tries one record and writes one."""
    monkeypatch.setattr("sandbox.pages.reviewer.regrading.SECONDS", -1.0)
    monkeypatch.setattr("sandbox.regrading.trials.BATCH", 1)
    monkeypatch.setattr("sandbox.regrading.orders.BATCH", 1)


@pytest.fixture
def handed_in(school):
    """Submissions that the older rubric fails and the newer one passes."""
    return [school.handed_in("remark", "pass") for _ in range(MANY)]


def rows(school, table):
    with school.app.app_context():
        return db.session.scalar(select(func.count()).select_from(table))


def walk(client, address, most=20):
    """Load the page again and again, as its refresh does, until it is another; how far each said it was."""
    told = []
    for _ in range(most):
        answer = client.get(address)
        if answer.status_code != 200 or b'http-equiv="refresh"' not in answer.data:
            return told, answer
        told.append(answer.get_data(as_text=True).partition("<progress")[2].partition(">")[0])
    raise AssertionError(f"{address} never ends")


def confirmed(school, client, why="Sửa trọng số"):
    """Through a whole trial and its confirmation; where the writing goes on."""
    walk(client, PAGE)
    token = _field(client.get(PAGE), "csrf_token")
    shown = client.post(PAGE, data={"csrf_token": token, "why": why})
    answer = client.post(PAGE, data={"csrf_token": token, "_step": "do", "why": why, "trial": _field(shown, "trial")})
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_a_trial_goes_on_each_time_that_the_page_is_loaded(school, newer, slow, handed_in):
    newer(STRICTER)
    told, answer = walk(school.client(school.judge), PAGE)
    assert [f'value="{n}" max="{MANY}"' in one for n, one in zip(range(1, MANY), told, strict=True)] == [True] * 4
    assert "Chưa ghi gì" in answer.get_data(as_text=True)
    page = school.page(school.judge, PAGE)
    assert {one["data-run"] for one in page.select("tr[data-run]")} == set(handed_in)
    assert ledger(school) == []


def test_the_page_that_works_says_how_to_go_on_without_waiting(school, newer, slow, handed_in):
    newer(STRICTER)
    page = school.page(school.judge, PAGE)
    assert page.select_one("a.button[href]")["href"] == PAGE
    assert "Có thể rời trang này" in page.get_text()


def test_nothing_is_confirmed_before_the_trial_is_whole(school, newer, slow, handed_in):
    newer(STRICTER)
    answer = school.send(school.judge, PAGE, "/account", _step="do", why="Vì", trial="x")
    assert "Đang chấm thử" in answer.get_data(as_text=True)
    assert rows(school, RegradeOrder) == 0


def test_what_was_tried_is_not_graded_again_by_another_visit(school, newer, handed_in, monkeypatch):
    newer(STRICTER)
    before = school.page(school.judge, PAGE)

    def falls(*_):
        raise RuntimeError("graded again")

    monkeypatch.setattr("sandbox.runs.grading.grade", falls)
    for user in (school.judge, school.teacher):
        assert texts(school.page(user, PAGE), "tr[data-run]") == texts(before, "tr[data-run]")


def test_a_mark_given_after_the_trial_is_seen_in_it(school, newer, handed_in):
    newer(STRICTER)
    school.page(school.judge, PAGE)
    mark(school, handed_in[0], points="6")
    row = school.page(school.judge, PAGE).select_one(f"tr[data-run='{handed_in[0]}']")
    assert "người đã chấm, xem lại" in row.get_text()
    assert "46/46" in row.get_text()


def test_what_could_not_be_graded_is_tried_again_when_asked_for(school, newer, handed_in):
    newer(STRICTER)

    def falls(*_):
        raise RuntimeError("đĩa đầy")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sandbox.runs.grading.grade", falls)
        assert len(school.page(school.judge, PAGE).select("button[value=faults]")) == 1
    assert texts(school.page(school.judge, PAGE), "tr .chip") == ["không chấm được"] * MANY
    assert school.send(school.judge, PAGE, _step="faults").headers["Location"] == PAGE
    page = school.page(school.judge, PAGE)
    assert texts(page, "tr .chip") == ["thành đạt"] * MANY
    assert not page.select("button[value=faults]")


def test_trials_of_yesterday_are_made_again(school, newer, handed_in, monkeypatch):
    scenario = newer(STRICTER)
    with school.app.app_context():
        records = kept_records(school.runs, scenario)
        tried(school.runs, scenario, records, 60)
        monkeypatch.setattr("sandbox.regrading.trials.GOOD_FOR", timedelta(seconds=-1))
        assert tried(school.runs, scenario, records, -1)[0].regraded.run == records[0].run
    assert rows(school, RegradeTrial) == MANY


def test_what_was_confirmed_is_written_part_by_part_and_told(school, newer, slow, handed_in):
    newer(STRICTER)
    client = school.client(school.judge)
    address = confirmed(school, client)
    assert ledger(school) == []
    for written in range(1, MANY):
        page = client.get(address)
        assert f'value="{written}" max="{MANY}"' in page.get_data(as_text=True)
        assert len(ledger(school)) == written
    answer = client.get(address)
    assert answer.headers["Location"] == f"/regrade?done={MANY}"
    assert f"Đã ghi {MANY} phiếu" in client.get(answer.headers["Location"]).get_data(as_text=True)
    assert {one[0] for one in ledger(school)} == set(handed_in)
    assert {one[5:] for one in ledger(school)} == {("Sửa trọng số", school.judge)}
    assert rows(school, RegradeTrial) == 0


def test_loaded_again_after_the_end_it_writes_nothing_more(school, newer, handed_in):
    newer(STRICTER)
    client = school.client(school.judge)
    address = confirmed(school, client)
    ends = {client.get(address).headers["Location"] for _ in range(3)}
    assert ends == {f"/regrade?done={MANY}"}
    assert len(ledger(school)) == MANY


def test_who_left_in_the_middle_finds_the_rest_waiting(school, newer, slow, handed_in):
    newer(STRICTER)
    client = school.client(school.judge)
    address = confirmed(school, client, "Sửa một nửa")
    client.get(address)
    page = school.page(school.judge, "/regrade")
    assert f"còn {MANY - 1} trong {MANY} bài" in page.get_text()
    assert "Sửa một nửa" in page.get_text()
    assert page.select_one(f"a[href='{address}']")
    assert not school.page(school.teacher, "/regrade").select_one(f"a[href='{address}']")
    walk(client, address)
    assert len(ledger(school)) == MANY
    assert "Đang ghi dở" not in school.page(school.judge, "/regrade").get_text()


def test_a_part_that_is_broken_off_leaves_nothing_half_and_is_done_again(school, newer, slow, handed_in, monkeypatch):
    """The process dies between the sheet and its ledger entry: the transaction takes both back."""
    newer(STRICTER)
    client = school.client(school.judge)
    address = confirmed(school, client)
    client.get(address)

    class Killed(BaseException):
        pass

    def dies(*_):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("sandbox.regrading.kept._ledger_row", dies)
        with pytest.raises(Killed):
            client.get(address)
    assert len(ledger(school)) == 1
    walk(client, address)
    assert sorted(one[0] for one in ledger(school)) == sorted(handed_in)
    with school.app.app_context():
        sheets = db.session.execute(select(Regrade.old_sheet_id, Regrade.new_sheet_id)).all()
    assert len({one for pair in sheets for one in pair}) == 2 * MANY


def test_two_tabs_that_write_the_same_order_write_everything_once(school, newer, handed_in):
    newer(STRICTER)
    client = school.client(school.judge)
    confirmed(school, client)
    with school.app.app_context():
        number = db.session.scalar(select(RegradeOrder.id))
        order = orders.order_of(school.runs.database, number, school.judge)
        scenario = school.runs.grounds.scenarios["tiny"]
        batch = orders._next(school.runs, number)
        orders.carry_out(school.runs, scenario, order, 60)
        assert orders.write(school.runs, scenario, batch, "Vì", school.judge, number) == 0
        assert orders.order_of(school.runs.database, number, school.judge).written == MANY
    assert len(ledger(school)) == MANY


def test_a_rubric_that_changes_on_the_way_stops_the_writing_and_says_so(school, newer, slow, handed_in):
    newer(STRICTER)
    client = school.client(school.judge)
    address = confirmed(school, client)
    client.get(address)
    newer(("title: Kết thúc việc\n    points: 6", "title: Kết thúc việc\n    points: 9"), version="3")
    answer = client.get(address)
    assert answer.headers["Location"] == f"/regrade?done=1&left={MANY - 1}"
    assert f"{MANY - 1} bài không ghi" in client.get(answer.headers["Location"]).get_data(as_text=True)
    assert len(ledger(school)) == 1


def test_a_record_that_somebody_else_graded_anew_meanwhile_is_passed_over_and_told(school, newer, slow, handed_in):
    scenario = newer(STRICTER)
    client = school.client(school.judge)
    address = confirmed(school, client)
    with school.app.app_context():
        records = [one for one in kept_records(school.runs, scenario) if one.run == handed_in[0]]
        for batch in regrade(school.runs, scenario, records):
            write(school.runs, scenario, batch, "Bằng lệnh", None)
    _told, answer = walk(client, address)
    assert answer.headers["Location"] == f"/regrade?done={MANY - 1}&left=1"
    assert sorted(one[5] for one in ledger(school)) == ["Bằng lệnh", *["Sửa trọng số"] * (MANY - 1)]


def test_a_mark_given_between_confirming_and_writing_is_in_the_ledgers_scores(school, newer, slow, handed_in):
    newer(STRICTER)
    client = school.client(school.judge)
    address = confirmed(school, client)
    mark(school, handed_in[2], points="6")
    walk(client, address)
    scores = {one[0]: one[3:5] for one in ledger(school)}
    assert scores.pop(handed_in[2]) == (10, 46)
    assert set(scores.values()) == {(4, 40)}


def test_an_order_is_carried_out_by_whoever_confirmed_it_and_by_nobody_else(school, newer, slow, handed_in):
    newer(STRICTER)
    address = confirmed(school, school.client(school.judge))
    school.page(school.teacher, address, 404)
    school.page(school.judge, address.replace("/tiny/", "/khong-co/"), 404)
    school.page(school.me, address, 403)
    assert ledger(school) == []


def test_a_long_list_of_changes_has_pages(school, newer, handed_in, monkeypatch):
    monkeypatch.setattr("sandbox.pages.reviewer.regrading.PAGE", 2)
    newer(STRICTER)
    seen = []
    address = PAGE
    while address:
        page = school.page(school.judge, address)
        seen += [one["data-run"] for one in page.select("tr[data-run]")]
        after = page.select_one("a[rel=next]")
        address = after["href"] if after else ""
    assert sorted(seen) == sorted(handed_in)
    assert apply(school).headers["Location"] == f"/regrade?done={MANY}"
