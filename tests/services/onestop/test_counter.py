"""A dossier from the counter to the citizen's hand, and what goes wrong on the way."""

from __future__ import annotations

from datetime import datetime

import pytest

from sandbox.services.onestop.queries import due_soon, open_due, overdue, slips_of
from sandbox.services.onestop.records import Paper
from sandbox.world.action import Unreadable
from sandbox.world.cast import Rule
from tests.services.counter import CODE, FATHER, MOTHER, CounterDay, dossier, filed, paper

PAPERS = (paper("declaration"), paper("notice"), paper("card"))
OPEN = {
    "procedure": "1.001193",
    "submitter": MOTHER,
    "owner_name": "Lò Bảo An",
    "request_content": "Đăng ký khai sinh cho con",
    "papers": ["declaration", "notice"],
}


@pytest.fixture
def day() -> CounterDay:
    return CounterDay(*PAPERS)


@pytest.fixture
def online() -> CounterDay:
    """A dossier that was submitted online, with a declaration; the birth notice is still at home."""
    at_home = paper("notice", at="citizen", component="giay_chung_sinh", copy_form="electronic")
    return CounterDay(paper("declaration", at="dossier"), at_home, dossier(papers=(filed("declaration"),)))


def received(day: CounterDay, **given: object) -> CounterDay:
    assert not day.does("mot_cua", "onestop.receive", dossier=CODE, delivery="direct", **given).refused
    return day


def processing(day: CounterDay) -> CounterDay:
    received(day).does("mot_cua", "onestop.transfer", dossier=CODE, to="tu_phap")
    return day


def asked(day: CounterDay, *missing: str, who: str = "mot_cua") -> CounterDay:
    out = day.does(who, "onestop.request_supplement", dossier=CODE, missing=missing, reason="Thiếu giấy")
    assert not out.refused
    return day


# At the counter


def test_opening_gives_the_first_code_of_the_day_and_takes_the_papers(day: CounterDay) -> None:
    day.does("mot_cua", "onestop.open_dossier", **OPEN)
    assert [row.paper for row in day.dossier().papers] == ["declaration", "notice"]
    assert day.world.get(Paper, "notice").at == "dossier"
    assert day.world.get(Paper, "card").at == "counter"


def test_codes_go_on_without_a_gap_over_those_of_the_start() -> None:
    day = CounterDay(*PAPERS, dossier())
    for expected in ("0002", "0003"):
        made = day.does("mot_cua", "onestop.open_dossier", **{**OPEN, "papers": []}).record
        assert made.id == f"H99.1-261120-{expected}"


def test_a_paper_of_another_dossier_cannot_be_taken(day: CounterDay) -> None:
    day.does("mot_cua", "onestop.open_dossier", **OPEN)
    with pytest.raises(Unreadable):
        day.does("mot_cua", "onestop.open_dossier", **OPEN)


def test_only_the_counter_opens_dossiers(day: CounterDay) -> None:
    assert day.refuses("tu_phap", "onestop.open_dossier", **OPEN)


def test_digitising_files_a_paper_under_its_component(day: CounterDay) -> None:
    day.does("mot_cua", "onestop.open_dossier", **OPEN)
    row = {"paper": "notice", "component": "giay_chung_sinh", "how": "scanned"}
    day.does("mot_cua", "onestop.digitise", dossier=CODE, papers=[row])
    first, second = day.dossier().papers
    assert (first.component, first.digitised) == ("", "no")
    assert (second.component, second.digitised) == ("giay_chung_sinh", "scanned")


def test_what_was_written_down_wrongly_can_be_put_right(day: CounterDay) -> None:
    day.does("mot_cua", "onestop.open_dossier", **{**OPEN, "submitter": FATHER, "papers": ["declaration", "card"]})
    row = {"paper": "declaration", "component": "to_khai", "how": "scanned"}
    day.does("mot_cua", "onestop.digitise", dossier=CODE, papers=[row])
    assert not day.does("mot_cua", "onestop.correct_dossier", dossier=CODE, **OPEN).refused
    assert day.dossier().submitter == MOTHER
    assert [(one.paper, one.component) for one in day.dossier().papers] == [("declaration", "to_khai"), ("notice", "")]
    card = day.world.get(Paper, "card")
    assert (card.at, card.dossier) == ("counter", "")


def test_what_the_citizen_filled_in_online_is_theirs(online: CounterDay) -> None:
    given = {**OPEN, "papers": []}
    assert online.refuses("mot_cua", "onestop.correct_dossier", dossier=CODE, **given) == "citizens_own"


# Reception


def test_reception_computes_the_day_and_gives_the_receipt(online: CounterDay) -> None:
    received(online)
    assert online.dossier().due_at == datetime(2026, 11, 20, 17)
    slip = slips_of(online.world, CODE)[0]
    assert (slip.form, slip.number) == ("receipt_slip", "01/TNHS-TTPVHCC")
    assert "2026-11-20T17:00" in online.file(slip.file)


def test_after_three_it_is_due_on_the_next_working_day() -> None:
    day = received(CounterDay(dossier(), now=datetime(2026, 11, 20, 15, 20)))
    assert day.dossier().due_at == datetime(2026, 11, 23, 17)


def test_the_officer_may_appoint_another_day_and_the_first_one_is_kept(online: CounterDay) -> None:
    received(online, due_on="25/11/2026")
    assert online.dossier().due_at == datetime(2026, 11, 25, 17)
    assert online.dossier().first_due_at == datetime(2026, 11, 25, 17)


def test_a_dossier_is_received_once(online: CounterDay) -> None:
    code = received(online).refuses("mot_cua", "onestop.receive", dossier=CODE, delivery="direct")
    assert code == "wrong_state"


def test_an_incomplete_dossier_can_be_received_all_the_same(online: CounterDay) -> None:
    assert received(online).dossier().state == "accepted"


def test_the_register_has_no_gap_after_a_refusal() -> None:
    day = CounterDay(dossier(), dossier(id="H99.1-261120-0002"))
    received(day).refuses("mot_cua", "onestop.receive", dossier=CODE, delivery="direct")
    second = day.does("mot_cua", "onestop.receive", dossier="H99.1-261120-0002", delivery="post").record
    assert second.register_no == 2


# Supplements


def test_asking_stops_the_clock_and_keeps_the_history(online: CounterDay) -> None:
    asked(processing(online), "giay_chung_sinh", who="tu_phap")
    found = online.dossier()
    assert (found.state, found.due_at, found.first_due_at) == (
        "supplement_requested",
        None,
        datetime(2026, 11, 20, 17),
    )
    assert [row.new_due_at for row in found.due_dates] == [datetime(2026, 11, 20, 17), None]


def test_asking_again_is_possible_and_counted(online: CounterDay) -> None:
    asked(asked(online, "giay_chung_sinh"), "van_ban_uy_quyen")
    assert online.dossier().supplements == 2
    assert online.dossier().asked == ("giay_chung_sinh", "van_ban_uy_quyen")


def test_what_comes_before_reception_goes_back_to_the_counter(online: CounterDay) -> None:
    online.does("mot_cua", "onestop.request_supplement", dossier=CODE, missing=["giay_chung_sinh"], reason="Thiếu")
    outcome = online.does("tu_phap", "onestop.bring_papers", dossier=CODE, papers=["notice"])
    assert outcome.refused, "only citizens bring papers"


def bringing(after: str) -> Rule:
    return Rule(
        id="papers",
        does="onestop.request_supplement",
        who=MOTHER,
        then="onestop.bring_papers",
        params={"dossier": "@dossier", "papers": ["notice"]},
        after=after,
    )


def test_the_citizen_brings_the_paper_and_the_whole_term_starts_again() -> None:
    notice = paper("notice", at="citizen", component="giay_chung_sinh")
    start = dossier(procedure="1.004873")
    day = CounterDay(notice, start, rules=(bringing("2 working days"),))
    asked(processing(day), "giay_to_cu_tru", who="tu_phap")
    day.does("tu_phap", "clock.wait")
    found = day.dossier()
    assert (found.state, found.brought_at) == ("processing", datetime(2026, 11, 25, 7, 34))
    assert found.due_at == datetime(2026, 11, 30, 17)
    assert found.papers[-1].component == "giay_chung_sinh"


def test_fifteen_working_days_without_papers_end_it(online: CounterDay) -> None:
    asked(online, "giay_chung_sinh")
    for _ in range(15):
        online.does("mot_cua", "clock.next_day")
    assert online.dossier().state == "supplement_requested"
    online.does("mot_cua", "clock.next_day")
    assert online.dossier().state == "stopped"
    assert online.dossier().stopped_at == datetime(2026, 12, 14, 17)
    assert slips_of(online.world, CODE)[-1].form == "stop_notice"


def test_papers_in_time_keep_the_dossier_alive() -> None:
    notice = paper("notice", at="citizen")
    day = CounterDay(notice, dossier(), rules=(bringing("1 working day"),))
    asked(day, "giay_chung_sinh").does("mot_cua", "clock.wait")
    for _ in range(17):
        day.does("mot_cua", "clock.next_day")
    assert day.dossier().state == "submitted"
    assert day.entries[-1].content.refused or any(one.content.refused for one in day.entries)


# Rejection, work and return


def test_a_rejection_says_who_is_in_charge(online: CounterDay) -> None:
    online.does(
        "mot_cua",
        "onestop.reject",
        dossier=CODE,
        ground="not_competent",
        reason_text="Đăng ký cư trú do Công an xã giải quyết.",
        competent_agency="so_tu_phap",
    )
    found = online.dossier()
    assert (found.state, found.reason, found.competent_agency) == ("rejected", "not_competent", "so_tu_phap")
    assert "Công an xã giải quyết" in online.file(slips_of(online.world, CODE)[0].file)


def test_transfer_hands_over_and_verification_is_the_officers(online: CounterDay) -> None:
    processing(online)
    online.does("tu_phap", "onestop.verify", dossier=CODE, opinion="pass", note="Đã đối chiếu")
    found = online.dossier()
    assert (found.officer, found.holder, found.opinion) == ("tu_phap", "tu_phap", "pass")
    assert [(row.giver, row.taker) for row in found.transfers] == [("mot_cua", "tu_phap")]


@pytest.mark.parametrize("action", ["onestop.transfer", "onestop.verify", "onestop.return_result"])
def test_what_was_not_received_cannot_be_worked_on(online: CounterDay, action: str) -> None:
    given = {
        "onestop.transfer": ("mot_cua", {"to": "tu_phap"}),
        "onestop.verify": ("tu_phap", {"opinion": "pass", "note": "x"}),
        "onestop.return_result": ("mot_cua", {"to": MOTHER, "how": "direct"}),
    }
    who, params = given[action]
    assert online.refuses(who, action, dossier=CODE, **params) == "wrong_state"


def test_the_result_may_be_given_to_anybody_and_the_log_says_to_whom() -> None:
    day = CounterDay(dossier(state="completed"))
    day.does("mot_cua", "onestop.return_result", dossier=CODE, to=FATHER, how="direct")
    assert (day.dossier().state, day.dossier().returned_to) == ("result_returned", FATHER)
    assert day.dossier().portal_code == 10


def test_dossiers_fall_due_soon_and_are_overdue(online: CounterDay) -> None:
    received(online)
    assert due_soon(online.world, online.dossier())
    online.does("mot_cua", "clock.next_day")
    assert overdue(online.world, online.dossier())


def test_what_came_online_is_checked_within_eight_working_hours(online: CounterDay) -> None:
    assert open_due(online.world, online.dossier()) == datetime(2026, 11, 23, 7, 30)
    asked(online, "giay_chung_sinh")
    assert open_due(online.world, online.dossier()) is None


def test_a_dossier_at_the_counter_has_no_term_before_it_is_received() -> None:
    day = CounterDay(dossier(channel="direct"))
    assert open_due(day.world, day.dossier()) is None
