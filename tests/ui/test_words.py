"""Dates, deadlines, money and numbers stand on pages as offices write them."""

from datetime import datetime

import pytest

from sandbox.ui.words import deadline, identity, money, plain_words, role_name, short_day, whole_codes
from seed.worktime import Calendar

FRIDAY = datetime(2026, 11, 20, 14, 5)
CALENDAR = Calendar("test")


@pytest.mark.parametrize(
    ("due", "text", "tone"),
    [
        (datetime(2026, 11, 18, 17), "18/11 · quá 2 ngày", "late"),
        (datetime(2026, 11, 20, 11, 30), "20/11 11:30 · quá giờ", "late"),
        (datetime(2026, 11, 20, 17), "20/11 17:00 · hôm nay", "soon"),
        (datetime(2026, 11, 23, 17), "23/11 · còn 1 ngày", "soon"),
        (datetime(2026, 11, 24, 17), "24/11 · còn 2 ngày", "calm"),
        (datetime(2027, 1, 4, 17), "04/01/2027 · còn 31 ngày", "calm"),
        (None, "", "none"),
    ],
)
def test_a_deadline_is_told_in_words_and_working_days(due, text, tone):
    assert deadline(due, FRIDAY, CALENDAR) == (text, tone)


def test_what_was_due_before_the_weekend_is_late_without_a_working_day_having_passed():
    saturday = datetime(2026, 11, 21, 9)
    assert deadline(datetime(2026, 11, 20, 17), saturday, CALENDAR) == ("20/11 · quá hạn", "late")
    assert deadline(datetime(2026, 11, 22, 17), saturday, CALENDAR) == ("22/11 · sắp đến", "soon")


def test_money_has_points_between_thousands():
    assert money(8000) == "8.000 đồng"
    assert money(1250000) == "1.250.000 đồng"


def test_an_identity_number_is_grouped_for_the_eye_and_copied_whole():
    shown = identity("000305000123")
    assert shown.striptags() == "000305000123"
    assert shown.count("<i>") == 3


def test_what_is_no_identity_number_is_only_escaped():
    assert identity("<b>1</b>") == "&lt;b&gt;1&lt;/b&gt;"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026-11-20", "20/11/2026"),
        ("2026-11-20T14:05:00", "20/11/2026 14:05"),
        (True, "có"),
        (None, ""),
        (["2026-11-20", "a"], "20/11/2026, a"),
        ("123/STP-HCTP", "123/STP-HCTP"),
    ],
)
def test_recorded_values_are_turned_into_words(value, words):
    assert plain_words(value) == words


def test_the_year_is_shown_only_when_it_is_another():
    assert short_day(datetime(2026, 11, 2), FRIDAY) == "02/11"
    assert short_day(datetime(2025, 11, 2), FRIDAY) == "02/11/2025"


def test_every_role_of_the_seed_has_a_name():
    import typing

    from seed.records import Role

    nameless = [role for role in typing.get_args(Role) if role_name(role) == role]
    assert not nameless, f"add them to ROLES in sandbox/ui/words.py: {nameless}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mã H99.1-261120-0007.", 'mã <span class="nowrap">H99.1-261120-0007</span>.'),
        ("số 247/UBND-VHXH", 'số <span class="nowrap">247/UBND-VHXH</span>'),
        (
            "tư pháp - hộ tịch, Văn hóa-Xã hội, 8-10 giờ <b>",
            'tư pháp - hộ tịch, Văn hóa-Xã hội, <span class="nowrap">8-10</span> giờ &lt;b&gt;',
        ),
    ],
)
def test_codes_in_running_text_stay_on_one_line(text, told):
    assert whole_codes(text) == told
