"""The calendar edition: official days of 2024–2028, and a version that tells its contents."""

from datetime import date

import pytest

from seed.calendar import YEARS, freeze, load
from seed.worktime import Calendar


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 1, 1), "holiday"),
        (date(2026, 1, 2), "in_lieu"),
        (date(2026, 1, 10), "make_up"),
        (date(2026, 2, 13), "working"),
        (date(2026, 2, 16), "holiday"),
        (date(2026, 2, 20), "holiday"),
        (date(2026, 2, 23), "working"),
        (date(2026, 4, 27), "in_lieu"),
        (date(2026, 4, 30), "holiday"),
        (date(2026, 5, 1), "holiday"),
        (date(2026, 8, 22), "make_up"),
        (date(2026, 8, 31), "in_lieu"),
        (date(2026, 9, 1), "holiday"),
        (date(2026, 9, 2), "holiday"),
        (date(2026, 11, 21), "weekend"),
        (date(2026, 11, 24), "holiday"),
        (date(2025, 11, 24), "working"),  # Culture Day exists since 1 July 2026
        (date(2027, 5, 3), "in_lieu"),
        (date(2027, 11, 24), "holiday"),
        (date(2024, 5, 4), "make_up"),
        (date(2025, 4, 26), "make_up"),
        (date(2025, 5, 2), "in_lieu"),
    ],
)
def test_the_official_days_are_known(day, kind):
    assert load().day_kind(day) == kind


def test_the_working_days_after_the_drill_date_are_those_of_the_domain_sheet():
    calendar, day = load(), date(2026, 11, 21)
    found = [day := calendar.next_working_day(day) for _ in range(4)]
    assert found == [date(2026, 11, n) for n in (23, 25, 26, 27)]


def test_every_year_has_its_legal_number_of_days_off():
    for year in YEARS:
        off = [d for d, kind in load().days.items() if d.year == year and kind in ("holiday", "in_lieu")]
        made_up = [d for d, kind in load().days.items() if d.year == year and kind == "make_up"]
        weekdays_off = sum(d.weekday() < 5 for d in off) - len(made_up)
        assert 9 <= weekdays_off <= 12, year


def test_the_version_tells_edition_and_contents():
    assert load().version.startswith("2026.11+")
    days = dict(load().days)
    assert freeze("2026.11", days) == load()
    assert freeze("2026.11", days | {date(2027, 2, 11): "holiday"}).version != load().version


def test_the_released_edition_has_not_moved():
    assert load("2026.11").version == "2026.11+fada44aaa22a"


def test_an_unknown_edition_is_an_error():
    with pytest.raises(KeyError):
        load("1999.01")


def test_a_frozen_copy_keeps_the_version():
    assert Calendar.from_plain(load().to_plain()).version == load().version
