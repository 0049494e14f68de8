"""Working time: the test vectors of the domain sheet, and laws that hold for every moment."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.calendar import load
from seed.worktime import Calendar, Term, parse_term

CALENDAR = load()
PLAIN = Calendar(version="plain")
moments = st.datetimes(datetime(2025, 6, 1), datetime(2027, 6, 1))


@pytest.mark.parametrize(
    ("received", "term", "convention", "due"),
    [
        (datetime(2026, 11, 20, 10, 0), "3 working days", "start_excluded", datetime(2026, 11, 26, 17)),
        (datetime(2026, 11, 20, 16, 30), "3 working days", "last_hour", datetime(2026, 11, 27, 17)),
        (datetime(2026, 11, 20, 14, 0), "8 working hours", "start_excluded", datetime(2026, 11, 23, 14)),
        (datetime(2026, 11, 23, 15, 0), "8 working hours", "start_excluded", datetime(2026, 11, 25, 15)),
        (datetime(2026, 11, 21, 9, 30), "8 working hours", "start_excluded", datetime(2026, 11, 23, 17)),
    ],
)
def test_a_term_ends_as_the_domain_sheet_says(received, term, convention, due):
    assert parse_term(term).due(received, CALENDAR, convention) == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 11, 20, 14, 59), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 15, 0), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 15, 1), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 15, 30), date(2026, 11, 25)),  # Tuesday 24 is a holiday
        (datetime(2026, 11, 21, 8, 0), date(2026, 11, 23)),
    ],
)
def test_a_civil_status_dossier_received_after_three_is_due_on_the_next_working_day(received, due):
    assert CALENDAR.same_day_or_next(received, limit=time(15)) == due
    assert parse_term("same day until 15:00").due(received, CALENDAR) == datetime.combine(due, time(17))


@pytest.mark.parametrize(
    ("moment", "counts_on", "counts_on_without_last_hour_rule"),
    [
        (datetime(2026, 11, 20, 15, 59), date(2026, 11, 20), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 16, 0), date(2026, 11, 23), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 17, 0), date(2026, 11, 23), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 9, 0), date(2026, 11, 25), date(2026, 11, 25)),
    ],
)
def test_the_last_hour_counts_as_the_next_working_day(moment, counts_on, counts_on_without_last_hour_rule):
    assert CALENDAR.received_on(moment) == counts_on
    assert CALENDAR.received_on(moment, last_hour=False) == counts_on_without_last_hour_rule


def test_calendar_days_end_on_the_next_working_day_when_the_last_one_is_off():
    assert CALENDAR.calendar_days(date(2026, 11, 16), 5) == date(2026, 11, 23)  # Saturday 21
    assert CALENDAR.calendar_days(date(2026, 11, 20), 4) == date(2026, 11, 25)  # the holiday
    assert parse_term("5 days").due(datetime(2026, 11, 18, 8), CALENDAR) == datetime(2026, 11, 23, 17)


def test_a_term_is_counted_across_the_long_tet_break():
    assert CALENDAR.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 23)
    assert CALENDAR.working_days_between(date(2026, 2, 13), date(2026, 2, 23)) == 1


def test_a_make_up_saturday_is_worked_and_counted():
    assert CALENDAR.add_working_days(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert CALENDAR.add_working_hours(datetime(2026, 8, 21, 16, 0), 120) == datetime(2026, 8, 22, 8, 0)


def test_zero_working_days_is_the_day_itself_or_the_next_opening():
    assert CALENDAR.add_working_days(date(2026, 11, 23), 0) == date(2026, 11, 23)
    assert CALENDAR.add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (datetime(2026, 11, 23, 6, 0), datetime(2026, 11, 23, 7, 0)),
        (datetime(2026, 11, 23, 9, 15), datetime(2026, 11, 23, 9, 15)),
        (datetime(2026, 11, 23, 11, 30), datetime(2026, 11, 23, 13, 30)),
        (datetime(2026, 11, 23, 17, 0), datetime(2026, 11, 25, 7, 0)),
    ],
)
def test_the_office_opens_at_its_next_session(moment, opens):
    assert CALENDAR.opens(moment) == opens
    assert CALENDAR.is_open(moment) == (moment == opens)


def test_working_minutes_skip_the_midday_break_and_days_off():
    assert CALENDAR.working_minutes_between(datetime(2026, 11, 23, 11), datetime(2026, 11, 23, 14)) == 60
    assert CALENDAR.working_minutes_between(datetime(2026, 11, 23, 16), datetime(2026, 11, 25, 8)) == 120
    assert CALENDAR.working_minutes_between(datetime(2026, 11, 25, 8), datetime(2026, 11, 23, 16)) == -120


@given(start=moments, minutes=st.integers(0, 5000))
def test_adding_hours_and_measuring_them_agree(start, minutes):
    start = start.replace(second=0, microsecond=0)
    assert CALENDAR.working_minutes_between(start, CALENDAR.add_working_hours(start, minutes)) == minutes


@given(start=moments, count=st.integers(0, 60))
def test_adding_days_and_counting_them_agree(start, count):
    end = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working_day(end)
    if count:
        assert CALENDAR.working_days_between(start, end) == count
        assert CALENDAR.working_days_between(end, start) == -count


@given(start=moments, later=st.integers(0, 10_000), count=st.integers(0, 40), unit=st.sampled_from(["h", "d"]))
def test_who_files_later_is_never_due_earlier(start, later, count, unit):
    term = Term(count, "working hour" if unit == "h" else "working day")
    for convention in ("start_excluded", "last_hour"):
        first = term.due(start, CALENDAR, convention)
        assert first <= term.due(start + timedelta(minutes=later), CALENDAR, convention)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("8 working hours", Term(8, "working hour")),
        ("1 working day", Term(1, "working day")),
        ("15  days", Term(15, "day")),
        ("30 working minutes", Term(30, "working minute")),
        ("72 hours", Term(72, "hour")),
        ("same day", Term(0, "same day")),
        ("same day until 9:30", Term(0, "same day", time(9, 30))),
    ],
)
def test_a_term_is_read_from_its_words_and_written_back(text, term):
    assert parse_term(text) == term
    assert parse_term(str(term)) == term


@pytest.mark.parametrize("text", ["", "3", "three days", "-1 days", "8 hour s", "same day until noon", "3 days ago"])
def test_what_is_not_a_term_is_said_so(text):
    with pytest.raises(ValueError, match=r"not a term|Invalid isoformat"):
        parse_term(text)


def test_elapsed_hours_ignore_office_hours():
    assert parse_term("72 hours").due(datetime(2026, 11, 20, 10), CALENDAR) == datetime(2026, 11, 23, 10)


def test_a_calendar_survives_being_written_as_json():
    assert Calendar.from_plain(CALENDAR.to_plain()) == CALENDAR
    assert hash(Calendar.from_plain(CALENDAR.to_plain())) == hash(CALENDAR)


def test_a_plain_week_has_two_days_off():
    assert [PLAIN.is_working_day(date(2026, 11, day)) for day in range(16, 23)] == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": {date(2026, 1, 1): "feast"}},
        {"office": ()},
        {"office": ((time(9), time(8)),)},
        {"office": ((time(7), time(12)), (time(11), time(17)))},
        {"weekend": frozenset(range(7))},
    ],
)
def test_an_impossible_calendar_is_refused(wrong):
    with pytest.raises(ValueError, match=r"kind of day|sessions|working day"):
        Calendar(version="wrong", **wrong)


def test_negative_terms_are_refused():
    with pytest.raises(ValueError, match="negative"):
        PLAIN.add_working_days(date(2026, 11, 20), -1)
    with pytest.raises(ValueError, match="negative"):
        PLAIN.add_working_hours(datetime(2026, 11, 20), -1)


def test_from_a_day_to_itself_are_no_working_days_and_backwards_they_are_negative():
    monday, friday = date(2026, 11, 16), date(2026, 11, 20)
    assert CALENDAR.working_days_between(monday, monday) == 0
    assert CALENDAR.working_days_between(monday, friday) == 4
    assert CALENDAR.working_days_between(friday, monday) == -4


def test_a_same_day_term_has_no_last_hour_rule_of_its_own():
    """Only a limit that the procedure names moves it to the next day."""
    late = datetime(2026, 11, 20, 16, 30)
    assert parse_term("same day").due(late, CALENDAR) == datetime(2026, 11, 20, 17)
    assert parse_term("same day until 15:00").due(late, CALENDAR) == datetime(2026, 11, 23, 17)


def test_a_term_is_written_as_people_write_it():
    assert [str(Term(count, "working day")) for count in (0, 1, 2)] == [
        "0 working days",
        "1 working day",
        "2 working days",
    ]
