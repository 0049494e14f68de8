"""Editions of the office calendar: the `holidays` package as the seed, a dated file of official decisions
over it.

An edition's version carries a digest of its days and hours. A run keeps its own copy (`Calendar.to_plain`),
so a later package or decision never moves a deadline that was already graded.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import holidays
import yaml

from seed.worktime import Calendar

YEARS = range(2024, 2029)
_OVERRIDES = Path(__file__).with_name("overrides.yml")


@lru_cache(maxsize=8)
def load(version: str = "2026.11") -> Calendar:
    """The calendar of the years 2024–2028 as known in that edition. Raises KeyError for an unknown
    edition."""
    editions = yaml.safe_load(_OVERRIDES.read_text(encoding="utf-8"))["editions"]
    return freeze(version, {**_package_days(), **_overrides(editions[version])})


def freeze(edition: str, days: Mapping[date, str]) -> Calendar:
    """A calendar with these days whose version is the edition and a digest of the contents."""
    draft = Calendar(version=edition, days=dict(sorted(days.items())))
    written = json.dumps(draft.to_plain(), sort_keys=True, separators=(",", ":"))
    return replace(draft, version=f"{edition}+{hashlib.sha256(written.encode()).hexdigest()[:12]}")


def _package_days() -> dict[date, str]:
    """Holidays by law are in the unobserved list under their own names; all else was given in lieu or
    swapped."""
    full = holidays.country_holidays("VN", years=YEARS, language="en_US")
    by_law = holidays.country_holidays("VN", years=YEARS, language="en_US", observed=False)
    own = {day for day, name in by_law.items() if "substituted" not in name}
    days = {day: "holiday" if day in own else "in_lieu" for day in sorted(full)}
    return days | {day: "make_up" for day in full.weekend_workdays if day.year in YEARS}


def _overrides(rows: list[dict[str, Any]]) -> dict[date, str]:
    return {row["date"]: row["kind"] for row in rows}
