"""Working time of a Vietnamese office: which days and hours count, and when a term ends.

Pure arithmetic over a frozen `Calendar`; moments are naive Vietnamese local time. Conventions differ between
real systems, so each one has its own name here (counting days, counting hours, the last-hour rule, "same day
until 15:00").
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, get_args

DayKind = Literal["working", "holiday", "in_lieu", "make_up", "weekend", "closed"]
Convention = Literal["start_excluded", "last_hour"]
Unit = Literal["working minute", "working hour", "working day", "minute", "hour", "day", "same day"]

_ON = frozenset({"working", "make_up"})
_ONE_DAY = timedelta(days=1)
OFFICE_HOURS = ((time(7, 0), time(11, 30)), (time(13, 30), time(17, 0)))


@dataclass(frozen=True)
class Calendar:
    """Days and office hours of one calendar edition.

    `days` holds only the days that differ from the plain week: holiday and in_lieu are off, working and
    make_up are on. `office` are the sessions of a working day in order. `weekend` counts Monday as 0.
    """

    version: str
    days: Mapping[date, str] = field(default_factory=dict, hash=False)
    office: tuple[tuple[time, time], ...] = OFFICE_HOURS
    weekend: frozenset[int] = frozenset({5, 6})

    def __post_init__(self) -> None:
        unknown = set(self.days.values()) - set(get_args(DayKind))
        if unknown:
            raise ValueError(f"unknown kind of day: {', '.join(sorted(unknown))}")
        edges = [moment for session in self.office for moment in session]
        if not edges or edges != sorted(set(edges)):
            raise ValueError("office sessions must be in order and must not overlap")
        if len(self.weekend) > 6:
            raise ValueError("a week needs at least one working day")

    def to_plain(self) -> dict[str, Any]:
        """The calendar as JSON values, with sorted days; `from_plain` reads it back."""
        return {
            "version": self.version,
            "days": {day.isoformat(): self.days[day] for day in sorted(self.days)},
            "office": [[start.isoformat("minutes"), end.isoformat("minutes")] for start, end in self.office],
            "weekend": sorted(self.weekend),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Calendar":
        """The calendar that `to_plain` wrote. Raises ValueError or KeyError when it is not one."""
        return cls(
            version=plain["version"],
            days={date.fromisoformat(day): kind for day, kind in plain["days"].items()},
            office=tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in plain["office"]),
            weekend=frozenset(plain["weekend"]),
        )

    # Days

    def day_kind(self, day: date) -> str:
        """What kind of day it is: one of `DayKind`."""
        return self.days.get(day) or ("weekend" if day.weekday() in self.weekend else "working")

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on this day (a moment counts as its day)."""
        return self.day_kind(_day(day)) in _ON

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        day = _day(day) + _ONE_DAY
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def add_working_days(self, start: date, count: int, convention: Convention = "start_excluded") -> date:
        """The last day of a term of `count` working days; the start day is not counted (Civil Code, art.
        147).

        With "last_hour" the term starts on the day the dossier counts as received (`received_on`). Zero gives
        the start day itself, or the next working day when that one is off. Raises ValueError for a negative
        count.
        """
        if count < 0:
            raise ValueError("a term cannot be negative")
        day = self.received_on(_moment(start)) if convention == "last_hour" else _day(start)
        if count == 0:
            return day if self.is_working_day(day) else self.next_working_day(day)
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def calendar_days(self, start: date, count: int) -> date:
        """The last day of a term of `count` calendar days; one that falls on a day off moves to the next
        working day (Civil Code, art. 148)."""
        day = _day(start) + timedelta(days=count)
        return day if self.is_working_day(day) else self.next_working_day(day)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` comes first."""
        first, last = _day(start), _day(end)
        if last < first:
            return -self.working_days_between(end, start)
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(map(self.is_working_day, days))

    def received_on(self, moment: datetime, last_hour: bool = True) -> date:
        """The day a dossier counts as received: after closing time, on a day off, or (with `last_hour`) in
        the last office hour it is the next working day."""
        day = moment.date()
        limit = self.closes(day) - timedelta(hours=1 if last_hour else 0)
        return day if self.is_working_day(day) and moment < limit else self.next_working_day(day)

    def same_day_or_next(self, moment: datetime, limit: time = time(15)) -> date:
        """The day a "same day" result is due: received after `limit`, it is the next working day (civil
        status, certified copies: 15:00). What comes on a day off counts as received on the next working
        day."""
        day = moment.date()
        return day if self.is_working_day(day) and moment.time() <= limit else self.next_working_day(day)

    # Hours

    def closes(self, day: date) -> datetime:
        """The end of the day's last session, whether the day is a working day or not."""
        return datetime.combine(day, self.office[-1][1])

    def is_open(self, moment: datetime) -> bool:
        """Whether the office is working at this moment (the closing moment itself is not)."""
        return self.opens(moment) == moment

    def opens(self, moment: datetime) -> datetime:
        """This moment when the office is working, otherwise the next moment at which it opens."""
        start, _ = next(self._sessions(moment))
        return start

    def add_working_hours(self, start: datetime, minutes: int) -> datetime:
        """The moment when `minutes` of office time have passed; the clock starts at the next opening.
        A term that is used up at the end of a session ends there. Raises ValueError for a negative term."""
        if minutes < 0:
            raise ValueError("a term cannot be negative")
        left = timedelta(minutes=minutes)
        for opened, closed in self._sessions(start):
            if left <= closed - opened:
                return opened + left
            left -= closed - opened
        raise AssertionError("sessions never end")

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole minutes of office time from `start` to `end`; negative when `end` comes first."""
        if end < start:
            return -self.working_minutes_between(end, start)
        total = timedelta()
        for opened, closed in self._sessions(start):
            if opened >= end:
                break
            total += min(closed, end) - opened
        return total // timedelta(minutes=1)

    def _sessions(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Sessions from this moment on, the first one cut to what is left of it."""
        day = moment.date()
        while True:
            if self.is_working_day(day):
                for start, end in self.office:
                    opened, closed = datetime.combine(day, start), datetime.combine(day, end)
                    if closed > moment:
                        yield max(opened, moment), closed
            day += _ONE_DAY


@dataclass(frozen=True)
class Term:
    """A length of time as a procedure or a rubric writes it: `str()` gives the words that `parse_term`
    reads."""

    count: int
    unit: Unit
    limit: time | None = None  # only "same day": received after this, due on the next working day

    def due(self, start: datetime, calendar: Calendar, convention: Convention = "start_excluded") -> datetime:
        """The last moment of the term that starts at `start`; day terms end at closing time. "last_hour"
        changes only terms in working days."""
        if self.unit == "same day":
            return calendar.closes(self._same_day(start, calendar))
        if self.unit == "working day":
            return calendar.closes(calendar.add_working_days(start, self.count, convention))
        if self.unit == "day":
            return calendar.closes(calendar.calendar_days(start, self.count))
        if self.unit in ("working hour", "working minute"):
            return calendar.add_working_hours(start, self.count * _MINUTES[self.unit])
        return start + timedelta(minutes=self.count * _MINUTES[self.unit])

    def _same_day(self, start: datetime, calendar: Calendar) -> date:
        if self.limit is None:
            return calendar.received_on(start, last_hour=False)
        return calendar.same_day_or_next(start, self.limit)

    def __str__(self) -> str:
        if self.unit == "same day":
            return "same day" + (f" until {self.limit:%H:%M}" if self.limit else "")
        return f"{self.count} {self.unit}" + ("" if self.count == 1 else "s")


_MINUTES = {"working minute": 1, "working hour": 60, "minute": 1, "hour": 60}
_TERM = re.compile(r"(\d{1,4}) (working )?(minute|hour|day)s?")
_SAME_DAY = re.compile(r"same day(?: until (\d{1,2}:\d{2}))?")


def parse_term(text: str) -> Term:
    """Reads "8 working hours", "3 working days", "5 days", "30 minutes", "same day", "same day until 15:00".
    Raises ValueError when the text is none of these."""
    words = " ".join(text.split())
    if match := _TERM.fullmatch(words):
        unit: Any = (match[2] or "") + match[3]
        return Term(int(match[1]), unit)
    if match := _SAME_DAY.fullmatch(words):
        return Term(0, "same day", time.fromisoformat(match[1].rjust(5, "0")) if match[1] else None)
    raise ValueError(f'not a term: "{text}" (write for example "3 working days" or "8 working hours")')


def _day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())
