"""What is nearly a date or a number: a day or a year off, one more, two digits exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any


def as_date(value: Any) -> date | None:
    """The day that is written, ISO or as on paper; None when it is none."""
    for read in (date.fromisoformat, datetime.fromisoformat, lambda text: datetime.strptime(text, "%d/%m/%Y").date()):
        try:
            return read(str(value))
        except ValueError:
            continue
    return None


def moved(day: date) -> Iterator[tuple[str, date]]:
    """Days a day, a week and a year off, with what differs in words."""
    for days in (-1, 1, -7, 7):
        yield f"{days:+} ngày", day + timedelta(days=days)
    for years in (-1, 1):
        leap = (day.month, day.day) == (2, 29)
        yield f"{years:+} năm", day.replace(year=day.year + years, day=28 if leap else day.day)


def plus(digits: str, more: int) -> str:
    """The number so much higher, as long as it was."""
    return str(max(int(digits) + more, 0)).rjust(len(digits), "0")


def twisted(digits: str) -> str:
    """The first two different neighbours exchanged."""
    at = next((n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]), None)
    return digits if at is None else f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}"
