"""An incoming document that nobody handles in the system: handed over on paper, or passed on for information."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from sandbox.services.eoffice.queries import held, incoming_register
from sandbox.services.eoffice.records import IncomingDocument
from sandbox.world.action import Unreadable
from sandbox.world.clock import Series
from tests.services.commune import FRIDAY, Day
from tests.services.eoffice.test_incoming import ASSIGNED, LETTER, REGISTERED, registered, submitted

ENVELOPE = structs.replace(LETTER, channel="paper", form="envelope", fields={"mark": "C"})
HANDED = {"to": "tu_phap", "book": "secret_register", "envelope": "sealed"}


def one(day: Day) -> IncomingDocument:
    return day.world.get(IncomingDocument, "den-1")


def test_a_paper_handed_over_takes_no_number_and_is_on_nobodys_list():
    day = Day(ENVELOPE)
    day.does("van_thu", "eoffice.hand_over", incoming="den-1", **HANDED)
    assert (one(day).state, one(day).handed_to, one(day).handed_at) == ("handed_over", "tu_phap", FRIDAY)
    assert (one(day).handed_book, one(day).envelope) == ("secret_register", "sealed")
    assert one(day).number is None
    assert day.world.peek(Series, "incoming/2026") is None
    assert incoming_register(day.world, 2026) == []
    assert held(day.world) == {}


def test_the_system_lets_the_clerk_register_a_secret_envelope_and_the_number_stays():
    day = registered(Day(ENVELOPE))
    day.does("van_thu", "eoffice.hand_over", incoming="den-1", **HANDED)
    assert (one(day).state, one(day).number) == ("handed_over", 1)


def test_it_can_be_handed_over_wrongly_to_anybody_in_any_book_and_opened():
    day = Day(ENVELOPE)
    day.does("van_thu", "eoffice.hand_over", incoming="den-1", to="chu_tich", book="transfer_book", envelope="opened")
    assert (one(day).handed_to, one(day).handed_book, one(day).envelope) == ("chu_tich", "transfer_book", "opened")


def test_what_came_over_the_network_has_no_paper_to_hand_over():
    day = Day(LETTER)
    assert day.refuses("van_thu", "eoffice.hand_over", incoming="den-1", **HANDED) == "no_paper"


def test_only_the_clerk_hands_over_and_only_once():
    day = Day(ENVELOPE)
    assert day.refuses("chu_tich", "eoffice.hand_over", incoming="den-1", **HANDED) == "not_permitted"
    day.does("van_thu", "eoffice.hand_over", incoming="den-1", **HANDED)
    assert day.refuses("van_thu", "eoffice.hand_over", incoming="den-1", **HANDED) == "incoming_handed_over"
    assert day.refuses("van_thu", "eoffice.register_incoming", incoming="den-1", **REGISTERED) == "incoming_handed_over"


def test_what_was_put_before_a_leader_is_not_handed_over_any_more():
    day = submitted(Day(ENVELOPE))
    assert day.refuses("van_thu", "eoffice.hand_over", incoming="den-1", **HANDED) == "incoming_submitted"


def test_passed_for_information_it_is_done_without_a_term():
    day = submitted(Day(LETTER))
    day.does("chu_tich", "eoffice.pass_for_information", incoming="den-1", to=["tu_phap"], note="Để biết")
    assert (one(day).state, one(day).readers, one(day).due, one(day).officer) == ("completed", ("tu_phap",), None, "")
    assert one(day).instruction == "Để biết"
    assert FRIDAY < one(day).closed_at < FRIDAY + timedelta(hours=1)
    assert held(day.world) == {}


def test_only_whom_it_was_submitted_to_passes_it_on_and_to_somebody():
    day = submitted(Day(LETTER))
    passing = ("pho_chu_tich", "eoffice.pass_for_information")
    assert day.refuses(*passing, incoming="den-1", to=["tu_phap"]) == "submitted_to_another"
    with pytest.raises(Unreadable):
        day.does("chu_tich", "eoffice.pass_for_information", incoming="den-1", to=[])


def test_what_was_assigned_is_not_passed_for_information():
    day = submitted(Day(LETTER))
    day.does("chu_tich", "eoffice.assign", incoming="den-1", **ASSIGNED)
    passing = ("chu_tich", "eoffice.pass_for_information")
    assert day.refuses(*passing, incoming="den-1", to=["tu_phap"]) == "incoming_assigned"
