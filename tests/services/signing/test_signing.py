"""Signing with a token: who may, what can go wrong, and what the token remembers."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec import structs

from sandbox.services.eoffice.records import Document
from sandbox.services.signing.records import Token
from tests.services.commune import FRIDAY, PIN, Day, token

FILE = "a" * 64
PAPER = Document(
    id="vb-1",
    form="official_letter",
    state="approved",
    subject="Trả lời",
    symbol="UBND-VP",
    submitted_to="chu_tich",
    drafter="tu_phap",
    holder="chu_tich",
    file=FILE,
)
SIGN = ("chu_tich", "signing.sign_person")


@pytest.fixture
def day() -> Day:
    return Day(PAPER)


def chairman(day: Day) -> Token:
    return day.world.get(Token, "chu_tich")


def test_a_person_signs_the_pdf_with_name_and_post_on_the_runs_clock(day):
    outcome = day.does(*SIGN, document="vb-1", pin=PIN)
    (row,) = outcome.record.signatures
    assert (row.kind, row.staff, row.at, row.file) == ("person", "chu_tich", FRIDAY, outcome.record.file)
    asked = day.file(row.file)
    for words in (FILE, "Lò Văn Pản", "Chủ tịch", FRIDAY.isoformat(), '"maker":"sign_person"'):
        assert words in asked
    assert outcome.record.holder == "van_thu"


def test_the_pin_is_in_no_entry(day):
    day.does(*SIGN, document="vb-1", pin=PIN)
    day.does(*SIGN, document="vb-1", pin="999999")
    assert all(PIN.encode() not in one.content_bytes and b"999999" not in one.content_bytes for one in day.entries)


def test_the_organisation_signs_after_the_person(day):
    day.does(*SIGN, document="vb-1", pin=PIN)
    sealed = day.does("van_thu", "signing.sign_org", document="vb-1", pin=PIN).record
    assert [(row.kind, row.staff) for row in sealed.signatures] == [("person", "chu_tich"), ("org", "van_thu")]
    assert '"id":"org:H99.1"' in day.file(sealed.file)


def test_the_software_does_not_stop_a_seal_before_the_signature_nor_an_unapproved_one():
    day = Day(Document(id="vb-1", form="notice", state="submitted", subject="x", file=FILE))
    assert day.does("van_thu", "signing.sign_org", document="vb-1", pin=PIN).refused is None
    assert day.does("pho_chu_tich", "signing.sign_person", document="vb-1", pin=PIN).refused is None


def test_five_wrong_pins_lock_the_token(day):
    codes = [day.refuses(*SIGN, document="vb-1", pin="000000") for _ in range(5)]
    assert codes == ["wrong_pin"] * 4 + ["token_locked"]
    assert chairman(day).locked
    assert day.refuses(*SIGN, document="vb-1", pin=PIN) == "token_locked"
    assert day.world.get(Document, "vb-1").signatures == ()


def test_a_wrong_pin_says_how_many_tries_are_left_and_a_right_one_starts_the_count_anew(day):
    said = day.does(*SIGN, document="vb-1", pin="000000").refused
    assert said.text == "Mã PIN không đúng; còn 4 lần thử"
    assert chairman(day).tries_left == 4
    day.does(*SIGN, document="vb-1", pin=PIN)
    assert chairman(day).tries_left == 5


def test_an_unlock_is_asked_for_and_comes_with_the_next_working_day(day):
    for _ in range(5):
        day.does(*SIGN, document="vb-1", pin="000000")
    asked = {"token": "chu_tich", "reason": "Bấm nhầm"}
    assert day.refuses("van_thu", "signing.unlock_request", **asked) == "not_your_token"
    day.does("chu_tich", "signing.unlock_request", **asked)
    assert day.refuses("chu_tich", "signing.unlock_request", **asked) == "requested_already"
    day.does("chu_tich", "clock.next_day")
    assert day.entries[-1].content.origin == "clock"
    assert day.entries[-1].content.at == datetime(2026, 11, 23, 7, 0).isoformat()
    assert (chairman(day).locked, chairman(day).tries_left) == (False, 5)
    assert day.does(*SIGN, document="vb-1", pin=PIN).refused is None


def test_a_token_that_works_needs_no_unlocking(day):
    asked = {"token": "chu_tich", "reason": "Thử"}
    assert day.refuses("chu_tich", "signing.unlock_request", **asked) == "not_locked"


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (token("chu_tich", "van_thu"), "not_your_token"),
        (token("chu_tich", "chu_tich", valid_to=datetime(2026, 11, 19)), "certificate_expired"),
        (token("chu_tich", "chu_tich", valid_from=datetime(2026, 11, 21)), "certificate_expired"),
        (token("chu_tich", "chu_tich", locked=True), "token_locked"),
    ],
)
def test_a_token_that_must_not_sign_does_not(spoilt, code):
    assert Day(PAPER, spoilt).refuses(*SIGN, document="vb-1", pin=PIN) == code


def test_who_has_no_certificate_does_not_sign():
    day = Day(PAPER)
    day.world.start.records["token"].pop("pho_chu_tich")
    assert day.refuses("pho_chu_tich", "signing.sign_person", document="vb-1", pin=PIN) == "no_certificate"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": "draft"}, "document_draft"),
        ({"state": "returned_to_drafter"}, "document_returned_to_drafter"),
        ({"state": "issued"}, "document_issued"),
    ],
)
def test_what_cannot_be_signed(change, code):
    given = {"id": "vb-1", "form": "notice", "state": "approved", "subject": "x", "file": FILE, **change}
    assert Day(Document(**given)).refuses(*SIGN, document="vb-1", pin=PIN) == code


def test_a_document_of_the_start_is_set_before_it_is_signed():
    day = Day(structs.replace(PAPER, file=None))
    signed = day.does(*SIGN, document="vb-1", pin=PIN).record
    assert [one.action for one in day.entries[0].content.steps] == ["eoffice.complete_draft", "eoffice.attach_signed"]
    assert signed.signed_by("person").file == signed.file


def test_a_document_is_signed_once_by_a_person(day):
    day.does(*SIGN, document="vb-1", pin=PIN)
    assert day.refuses("pho_chu_tich", "signing.sign_person", document="vb-1", pin=PIN) == "signed_already"


def test_the_clerk_does_not_sign_for_a_leader(day):
    assert day.refuses("van_thu", "signing.sign_person", document="vb-1", pin=PIN) == "not_permitted"
