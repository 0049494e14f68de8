"""References: whole values, texts with values in them, reckoning with time, filters."""

from datetime import date, datetime

import pytest

from scenarios import words
from seed.calendar import load

CALENDAR = load()
NAMES = {
    "start": "2026-11-23T08:10:00", "friday": "2026-11-20T16:30:00", "day": "2026-11-20", "leap": "2024-02-29",
    "mother": "000198000001", "mother.full_name": "Giàng Thị Đá", "sex": "female", "none": None, "thing": words.KEEP,
}  # fmt: skip


def fill(value):
    return words.fill(value, NAMES.__getitem__, CALENDAR)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("$mother", "000198000001"),
        ("$mother.full_name", "Giàng Thị Đá"),
        ("$none", None),
        ("$thing", "$thing"),
        ("$start + 1 working day", "2026-11-25T08:10:00"),  # 24/11/2026 is a holiday
        ("$start - 1 working day", "2026-11-20T08:10:00"),
        ("$start - 1 working day at 16:20", "2026-11-20T16:20:00"),
        ("$friday + 2 working hours", "2026-11-23T08:30:00"),
        ("$friday + 45 minutes", "2026-11-20T17:15:00"),
        ("$friday - 2 hours", "2026-11-20T14:30:00"),
        ("$day + 1 day", "2026-11-21"),
        ("$day + 1 working day", "2026-11-23"),
        ("$day at 07:05", "2026-11-20T07:05:00"),
        ("$leap + 1 year", "2025-02-28"),
        ("$start at 7:05", "2026-11-23T07:05:00"),
        ("$start|day", "2026-11-23"),
        ("$start + 1 working day|day", "2026-11-25"),
        ("Chị ${mother.full_name|given} và ${mother.full_name|surname|upper}", "Chị Đá và GIÀNG"),
        ("${start|date} ${start|time} ${start|long} ${start|yymmdd} ${start|year} ${start|dotted}",
         "23/11/2026 08:10 ngày 23 tháng 11 năm 2026 261123 2026 23.11.2026"),
        ("${start|short} ${start|spoken}", "23/11 ngày 23 tháng 11"),
        ("${start} và ${day}", "08:10 ngày 23/11/2026 và 20/11/2026"),
        ("${sex|sex} ${sex|child} ${sex|title}", "Nữ con gái bà"),
        ("[${none}]", "[]"),
        ("giá 5$ và ${thing}", "giá 5$ và ${thing}"),
        ("$", "$"),
        ({"a": ["$mother", {"b": "${day}"}]}, {"a": ["000198000001", {"b": "20/11/2026"}]}),
    ],
)  # fmt: skip
def test_what_a_reference_means(written, meant):
    assert fill(written) == meant


@pytest.mark.parametrize(
    ("written", "words_"),
    [
        ("$Mother", "không đọc được"), ("$mother + two days", "không đọc được"), ("$start + 3 weeks", "không đọc được"),
        ("${start|shout}", "không có bộ lọc “shout”"), ("$start at 25:00", "không phải giờ"),
        ("$mother + 1 day", "không phải ngày giờ"), ("$day + 5 minutes", "cần một thời điểm"),
        ("$start - 2 working hours", "không trừ được"), ("${mother|date}", "không phải ngày giờ"),
        ("${day|time}", "không có giờ"), ("${}", "không đọc được"), ("${a b}", "không đọc được"),
        ("$start + 9999 years", "ra ngoài lịch"), ("$day - 99999 days|day + 1 day", "không đọc được"),
        ("$leap - 2024 years", "ra ngoài lịch"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_reference(written, words_):
    with pytest.raises(words.BadWords, match=words_):
        fill(written)


def test_all_references_of_a_tree_are_found():
    found = words.references({"a": "$x.y", "b": ["${u|upper} ${v}", "none"], "c": "5"})
    assert [one.name for one in found] == ["x.y", "u", "v"]


@pytest.mark.parametrize("value", ["2026-13-01", "2026-11-2", "x", "", None, 5, "2026-11-23 08:00", "12345-6-7890"])
def test_what_is_no_moment(value):
    assert words.as_moment(value) is None


def test_moments_are_days_or_times():
    assert words.as_moment("2026-11-23") == date(2026, 11, 23)
    assert words.as_moment("2026-11-23T08:10") == datetime(2026, 11, 23, 8, 10)
