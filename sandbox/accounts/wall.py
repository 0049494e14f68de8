"""The time outside the simulated worlds: kept in UTC, told in Vietnam's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

VIETNAM = timedelta(hours=7)


def utc_now() -> datetime:
    """Now in UTC, without a zone, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def local(utc: datetime) -> datetime:
    """Vietnamese local time of a moment in UTC; there is no summer time."""
    return utc + VIETNAM


def to_utc(given: datetime) -> datetime:
    """UTC of a moment in Vietnamese local time."""
    return given - VIETNAM
