"""The time outside the simulated worlds."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Now in UTC, without a zone, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)
