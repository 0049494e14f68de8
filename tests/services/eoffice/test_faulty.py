"""A document signed by the wrong person: given back, signed anew, its first signature remembered."""

from __future__ import annotations

import pytest

from sandbox.services.eoffice.records import Document
from sandbox.services.eoffice.words import FAULT
from tests.services.commune import PIN, Day
from tests.services.eoffice.test_outgoing import ASSIGNED, FILE, ID, approved, drafted, numbered, signed

RETURNED = {"document": ID, "fault": "wrong_signer", "note": "Văn bản do Chủ tịch ký.", "inform": "chu_tich"}


@pytest.fixture
def day() -> Day:
    """Drafted for the chairman, signed by the deputy: no software looks at who signs."""
    fresh = approved(drafted(Day(ASSIGNED, FILE)))
    fresh.does("pho_chu_tich", "signing.sign_person", document=ID, pin=PIN)
    return fresh


def paper(day: Day) -> Document:
    return day.world.get(Document, ID)


def test_the_deputy_can_sign_what_says_chairman(day):
    assert (paper(day).signer, paper(day).signed_by("person").staff) == ("chu_tich", "pho_chu_tich")
    assert paper(day).holder == "van_thu"


def test_given_back_it_lies_with_its_drafter_unsigned_and_unapproved(day):
    signed_file = paper(day).file
    day.does("van_thu", "eoffice.return_signed", **RETURNED)
    back = paper(day)
    assert (back.state, back.holder, back.approved_by) == ("returned_to_drafter", "tu_phap", None)
    assert back.signatures == ()
    assert back.file != signed_file
    assert FAULT["wrong_signer"] in back.sent_back
    assert "Chủ tịch ký" in back.sent_back


def test_the_signature_that_was_not_used_is_remembered_with_what_was_wrong(day):
    signed_file = paper(day).file
    day.does("van_thu", "eoffice.return_signed", **RETURNED)
    (void,) = paper(day).void
    assert (void.staff, void.file, void.fault) == ("pho_chu_tich", signed_file, "wrong_signer")
    assert (void.returned_by, void.informed) == ("van_thu", "chu_tich")
    assert void.returned_at > void.at


def test_signed_again_by_the_right_person_it_goes_on(day):
    day.does("van_thu", "eoffice.return_signed", **RETURNED)
    signed(day)
    day.does("van_thu", "eoffice.take_number", document=ID)
    day.does("van_thu", "signing.sign_org", document=ID, pin=PIN)
    assert [row.staff for row in paper(day).signatures] == ["chu_tich", "van_thu"]
    assert [row.staff for row in paper(day).void] == ["pho_chu_tich"]


def test_a_number_that_was_taken_stays_for_two_must_not_be_the_same(day):
    day.does("van_thu", "eoffice.take_number", document=ID)
    day.does("van_thu", "eoffice.return_signed", **RETURNED)
    assert (paper(day).number, paper(day).code) == (1, "01/UBND-VP")


def test_a_rightly_signed_document_can_be_returned_too_the_system_does_not_judge():
    day = numbered(drafted(Day(ASSIGNED, FILE)))
    day.does("van_thu", "eoffice.return_signed", **RETURNED)
    assert paper(day).state == "returned_to_drafter"


def test_only_what_is_signed_and_not_sealed_is_returned_and_only_by_the_clerk(day):
    unsigned = approved(drafted(Day(ASSIGNED, FILE)))
    assert unsigned.refuses("van_thu", "eoffice.return_signed", **RETURNED) == "not_signed"
    assert day.refuses("tu_phap", "eoffice.return_signed", **RETURNED) == "not_permitted"
    day.does("van_thu", "signing.sign_org", document=ID, pin=PIN)
    assert day.refuses("van_thu", "eoffice.return_signed", **RETURNED) == "is_sealed"
