"""An incoming document on its way through the office."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec import structs

from sandbox.services.eoffice.letter import paper_fields
from sandbox.services.eoffice.queries import held, incoming_register, is_overdue
from sandbox.services.eoffice.records import IncomingDocument, WorkFile
from sandbox.world.action import Unreadable
from sandbox.world.clock import Series
from tests.services.commune import FRIDAY, Day

LETTER = IncomingDocument(
    id="den-1",
    arrived_at=datetime(2026, 11, 20, 7, 5),
    sender="so_tu_phap",
    addressee="ubnd_xa",
    fields={"subject": "Về việc rà soát hộ tịch"},
)
FILE = WorkFile(id="hs-1", code="03.HT", name="Hộ tịch năm 2026", owner="tu_phap")
REGISTERED = {"code": "123/STP-HCTP", "document_date": "19/11/2026", "type_name": "Công văn", "subject": "Rà soát"}
ASSIGNED = {"to": "tu_phap", "due": "2026-11-27", "instruction": "Tham mưu trả lời"}


@pytest.fixture
def day() -> Day:
    return Day(LETTER, FILE)


def registered(day: Day) -> Day:
    day.does("van_thu", "eoffice.register_incoming", incoming="den-1", **REGISTERED)
    return day


def submitted(day: Day) -> Day:
    registered(day).does("van_thu", "eoffice.submit_incoming", incoming="den-1", to="chu_tich")
    return day


def assigned(day: Day) -> Day:
    submitted(day).does("chu_tich", "eoffice.assign", incoming="den-1", **ASSIGNED)
    return day


def letter(day: Day) -> IncomingDocument:
    return day.world.get(IncomingDocument, "den-1")


def test_registering_gives_the_next_number_of_the_year_and_takes_down_what_the_paper_says(day):
    registered(day)
    assert (letter(day).number, letter(day).state, letter(day).code) == (1, "registered", "123/STP-HCTP")
    assert letter(day).document_date == date(2026, 11, 19)
    assert letter(day).registered_at == FRIDAY
    assert letter(day).status_code == "03"


def test_numbers_go_on_from_where_the_register_stands():
    day = registered(Day(LETTER, Series(id="incoming/2026", last=411)))
    assert letter(day).number == 412


def test_a_document_is_registered_once(day):
    registered(day)
    assert day.refuses("van_thu", "eoffice.register_incoming", incoming="den-1", **REGISTERED) == "incoming_registered"
    assert day.world.get(Series, "incoming/2026").last == 1


def test_a_type_that_the_decree_does_not_know_cannot_be_registered(day):
    with pytest.raises(Unreadable, match="type_name: not_a_choice"):
        day.does("van_thu", "eoffice.register_incoming", incoming="den-1", **{**REGISTERED, "type_name": "Thông tư"})


def test_what_is_not_registered_is_not_submitted_and_what_is_not_submitted_is_not_assigned(day):
    assert day.refuses("van_thu", "eoffice.submit_incoming", incoming="den-1", to="chu_tich") == "incoming_arrived"
    registered(day)
    assert day.refuses("chu_tich", "eoffice.assign", incoming="den-1", **ASSIGNED) == "incoming_registered"


def test_only_the_leader_it_was_submitted_to_assigns_it(day):
    submitted(day)
    assert day.refuses("pho_chu_tich", "eoffice.assign", incoming="den-1", **ASSIGNED) == "submitted_to_another"
    assigned_to = day.does("chu_tich", "eoffice.assign", incoming="den-1", **ASSIGNED, cooperate=["vhxh"]).record
    assert (assigned_to.officer, assigned_to.cooperate, assigned_to.holder) == ("tu_phap", ("vhxh",), "tu_phap")
    assert assigned_to.due == date(2026, 11, 27)


def test_an_assignment_can_be_changed(day):
    assigned(day)
    day.does("chu_tich", "eoffice.assign", incoming="den-1", **{**ASSIGNED, "to": "vhxh"})
    assert letter(day).officer == "vhxh"


@pytest.mark.parametrize("who", ["tu_phap", "chu_tich"])
def test_only_the_clerk_registers(day, who):
    assert day.refuses(who, "eoffice.register_incoming", incoming="den-1", **REGISTERED) == "not_permitted"


def test_returning_keeps_the_reason_and_who_was_told(day):
    said = {
        "reason": "wrong_addressee",
        "text": "Văn bản gửi xã Nậm Mu",
        "right_addressee": "ubnd_xa_khac",
        "inform": "chu_tich",
    }
    day.does("van_thu", "eoffice.return_incoming", incoming="den-1", **said)
    back = letter(day)
    assert (back.state, back.status_code, back.returned_reason, back.informed) == (
        "returned",
        "02",
        "wrong_addressee",
        "chu_tich",
    )
    assert "xã Nậm Mu" in day.file(back.return_slip)
    assert back.number is None
    assert day.refuses("van_thu", "eoffice.register_incoming", incoming="den-1", **REGISTERED) == "incoming_returned"


def test_a_return_without_words_for_the_sender_cannot_be_sent(day):
    with pytest.raises(Unreadable):
        day.does("van_thu", "eoffice.return_incoming", incoming="den-1", reason="duplicate", text=" ")


def test_what_was_assigned_is_not_returned_any_more(day):
    assigned(day)
    said = {"reason": "wrong_addressee", "text": "Nhầm"}
    assert day.refuses("van_thu", "eoffice.return_incoming", incoming="den-1", **said) == "incoming_assigned"


def test_closing_puts_it_into_the_work_file_once(day):
    assigned(day).does("tu_phap", "eoffice.close", incoming="den-1", work_file="hs-1")
    assert (letter(day).state, letter(day).work_file, letter(day).holder) == ("completed", "hs-1", "")
    assert day.world.get(WorkFile, "hs-1").documents == ("incoming/den-1",)
    assert day.refuses("tu_phap", "eoffice.close", incoming="den-1", work_file="hs-1") == "incoming_completed"


def test_a_work_file_has_a_code_of_its_own(day):
    opened = {"name": "Rà soát hộ tịch", "retention": "10"}
    made = day.does("tu_phap", "eoffice.open_work_file", code="04.HT", **opened).record
    assert (made.code, made.owner, made.opened_on) == ("04.HT", "tu_phap", FRIDAY.date())
    assert day.refuses("tu_phap", "eoffice.open_work_file", code="03.HT", **opened) == "file_code_taken"


def test_the_desks_show_who_holds_what_with_the_overdue_first():
    on_desk = structs.replace(LETTER, state="assigned", holder="tu_phap")
    late = structs.replace(on_desk, id="den-9", due=date(2026, 11, 18))
    soon = structs.replace(on_desk, id="den-2", due=date(2026, 11, 25))
    day = Day(LETTER, soon, late)
    assert [one.id for one in held(day.world)["tu_phap"]] == ["den-9", "den-2"]
    assert is_overdue(late, FRIDAY.date())
    assert not is_overdue(soon, FRIDAY.date())


def test_the_register_lists_a_year_by_number(day):
    registered(day)
    assert [one.id for one in incoming_register(day.world, 2026)] == ["den-1"]
    assert incoming_register(day.world, 2025) == []


def test_the_papers_fields_are_read_as_the_layout_wants_them():
    told = paper_fields({"date": "27/11/2026", "addressees": "Xã một\nXã hai", "body": "Một.\nHai."})
    assert told == {"date": "2026-11-27", "addressees": ["Xã một", "Xã hai"], "body": "Một.\nHai."}
