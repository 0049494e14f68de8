"""Apologies for what will be late (Mẫu 04), and dossiers that their applicants take back."""

from __future__ import annotations

import json
from datetime import datetime
from types import SimpleNamespace

import pytest

from sandbox.services.onestop.queries import open_due, slips_of
from sandbox.services.onestop.views.lists import DESK, chip
from sandbox.world.cast import Rule
from sandbox.world.perform import Outcome
from tests.services.commune import FRIDAY
from tests.services.counter import CODE, MOTHER, CounterDay, dossier

DUE = datetime(2026, 11, 25, 17)
WHY = "Đang chờ Ủy ban nhân dân xã Nậm Mu trả lời xác minh"


@pytest.fixture
def day() -> CounterDay:
    """A dossier in work since Friday, due on Wednesday: Tuesday is a holiday."""
    return CounterDay(
        dossier(
            procedure="1.004873",
            state="processing",
            received_at=FRIDAY,
            received_by="mot_cua",
            officer="tu_phap",
            holder="tu_phap",
            due_at=DUE,
            first_due_at=DUE,
        )
    )


def asked(day: CounterDay, due_on: str = "30/11/2026") -> Outcome:
    return day.does("tu_phap", "onestop.ask_extension", dossier=CODE, reason=WHY, due_on=due_on)


def granted(day: CounterDay) -> CounterDay:
    asked(day)
    assert not day.does("chu_tich", "onestop.grant_extension", dossier=CODE).refused
    return day


def test_asking_alone_changes_no_day_and_gives_nobody_a_letter(day: CounterDay) -> None:
    assert not asked(day).refused
    assert (day.dossier().due_at, day.dossier().extension_to) == (DUE, datetime(2026, 11, 30, 17))
    assert slips_of(day.world, CODE) == []


def test_the_head_sends_the_letter_and_the_new_day_counts(day: CounterDay) -> None:
    found = granted(day).dossier()
    assert (found.state, found.due_at, found.first_due_at) == ("processing", datetime(2026, 11, 30, 17), DUE)
    assert [(row.previous_due_at, row.new_due_at) for row in found.due_dates] == [(DUE, found.due_at)]
    assert (found.extended_by, found.extended_at) == ("chu_tich", datetime(2026, 11, 20, 7, 35))
    assert open_due(day.world, found) == datetime(2026, 11, 30, 17)


def test_the_letter_names_old_day_new_day_and_reason_and_is_the_heads(day: CounterDay) -> None:
    (letter,) = slips_of(granted(day).world, CODE)
    assert (letter.form, letter.number) == ("apology_letter", "01/PXL-UBND")
    said = json.loads(day.file(letter.file))["inputs"]["fields"]
    assert (said["due_at"], said["new_due_at"]) == ("2026-11-25T17:00", "2026-11-30T17:00")
    assert said["reason"] == WHY
    assert (said["post"], said["signer_name"]) == ("CHỦ TỊCH", "Lò Văn Pản")
    assert said["org_name"] == "Ủy ban nhân dân xã Pà Vầy"


def test_a_letter_that_was_not_signed_yet_is_replaced(day: CounterDay) -> None:
    asked(day, "26/11/2026")
    found = granted(day).dossier()
    assert found.due_at == datetime(2026, 11, 30, 17)
    assert len(slips_of(day.world, CODE)) == 1


def test_it_is_possible_once(day: CounterDay) -> None:
    granted(day)
    given = {"dossier": CODE, "reason": WHY, "due_on": "04/12/2026"}
    assert day.refuses("tu_phap", "onestop.ask_extension", **given) == "already_extended"
    assert day.refuses("chu_tich", "onestop.grant_extension", dossier=CODE) == "already_extended"


@pytest.mark.parametrize("due_on", ["20/11/2026", "25/11/2026"])
def test_the_new_day_comes_after_the_old_one(day: CounterDay, due_on: str) -> None:
    assert day.refuses("tu_phap", "onestop.ask_extension", dossier=CODE, reason=WHY, due_on=due_on) == "not_later"


def test_too_late_is_possible_all_the_same(day: CounterDay) -> None:
    for _ in range(3):
        day.does("tu_phap", "clock.next_day")
    assert day.world.now > DUE
    assert not asked(day).refused


def test_nobody_signs_what_was_not_asked(day: CounterDay) -> None:
    assert day.refuses("chu_tich", "onestop.grant_extension", dossier=CODE) == "not_asked"


@pytest.mark.parametrize(("who", "action"), [("mot_cua", "ask_extension"), ("tu_phap", "grant_extension")])
def test_the_officer_asks_and_the_head_signs(day: CounterDay, who: str, action: str) -> None:
    given = {"reason": WHY, "due_on": "30/11/2026"} if action == "ask_extension" else {}
    assert day.refuses(who, f"onestop.{action}", dossier=CODE, **given) == "not_permitted"


@pytest.mark.parametrize("state", ["submitted", "accepted", "supplement_requested", "completed", "result_returned"])
def test_only_what_is_in_work_can_be_late(state: str) -> None:
    day = CounterDay(dossier(state=state, due_at=DUE))
    given = {"dossier": CODE, "reason": WHY, "due_on": "30/11/2026"}
    assert day.refuses("tu_phap", "onestop.ask_extension", **given) == "wrong_state"


# Withdrawal


def wish(state: str) -> CounterDay:
    """The mother wants her dossier back when somebody hands it on or asks for papers."""
    given = {"dossier": "@dossier", "reason": "Tôi làm lại giấy tờ"}
    rules = tuple(
        Rule(id=does, does=does, who=MOTHER, then="onestop.ask_withdrawal", params=given)
        for does in ("onestop.transfer", "onestop.request_supplement")
    )
    return CounterDay(dossier(state=state, received_at=FRIDAY, due_at=DUE), rules=rules)


def test_a_citizen_takes_a_dossier_back_and_the_desk_ends_it() -> None:
    day = wish("accepted")
    day.does("mot_cua", "onestop.transfer", dossier=CODE, to="tu_phap")
    assert (day.dossier().state, day.dossier().portal_code) == ("withdrawal_requested", 7)
    assert day.dossier().withdrawal_reason == "Tôi làm lại giấy tờ"
    assert open_due(day.world, day.dossier()) is None
    assert not day.does("mot_cua", "onestop.close_withdrawal", dossier=CODE).refused
    assert (day.dossier().state, day.dossier().portal_code) == ("stopped", 8)


def test_a_withdrawn_dossier_is_not_stopped_again_after_the_term() -> None:
    day = wish("submitted")
    given = {"dossier": CODE, "missing": ["to_khai"], "reason": "Thiếu"}
    day.does("mot_cua", "onestop.request_supplement", **given)
    day.does("mot_cua", "onestop.close_withdrawal", dossier=CODE)
    at = day.dossier().stopped_at
    for _ in range(17):
        day.does("mot_cua", "clock.next_day")
    assert day.dossier().stopped_at == at
    assert [one.form for one in slips_of(day.world, CODE)] == ["supplement_slip"]


def test_nobody_takes_back_what_has_its_result() -> None:
    day = CounterDay(dossier(state="completed"))
    possible = day.world.start.registry["onestop.ask_withdrawal"].possible
    refused = possible(day.world, day.dossier())
    assert refused is not None
    assert refused.code == "wrong_state"


def test_the_desk_ends_only_what_somebody_asked_back() -> None:
    day = CounterDay(dossier(state="processing"))
    assert day.refuses("mot_cua", "onestop.close_withdrawal", dossier=CODE) == "wrong_state"


def test_what_is_asked_back_lies_among_what_is_in_work_and_waits_for_the_desk() -> None:
    day = wish("accepted")
    day.does("mot_cua", "onestop.transfer", dossier=CODE, to="tu_phap")
    screen = SimpleNamespace(world=day.world)
    assert [tab.name for tab in DESK.tabs if tab.has(screen, day.dossier())] == ["working", "all"]
    assert chip(day.dossier()).tone == "new"
