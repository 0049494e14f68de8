"""The administrative procedures that the commune's desk knows: one data file each, read strictly.

The facts are those of the national portal's page named in `source`, as read at that time; law changes often.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from seed.text import fold
from seed.worktime import Calendar, parse_term

FOLDER = Path(__file__).parent


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A component of the dossier. `required`: always; otherwise `case` says when. `show_only`: shown, not handed in."""

    code: str
    name: str
    required: bool
    show_only: bool = False
    case: str = ""
    originals: int = 1
    copies: int = 0


class Time(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long it may take: exactly one of these. `last_hour`: the last office hour counts as the next day."""

    same_day_until: str = ""
    working_days: int = 0
    days: int = 0
    last_hour: bool = False

    @property
    def words(self) -> str:
        """As the slip and the catalogue say it."""
        if self.same_day_until:
            return f"Trong ngày làm việc; nhận sau {self.same_day_until} thì trả ngày làm việc tiếp theo"
        return f"{self.working_days} ngày làm việc" if self.working_days else f"{self.days} ngày"

    def __post_init__(self) -> None:
        if [bool(self.same_day_until), bool(self.working_days), bool(self.days)].count(True) != 1:
            raise ValueError("time is one of same_day_until, working_days, days")
        if self.same_day_until:
            time.fromisoformat(self.same_day_until)

    @property
    def term(self) -> str:
        """In the words of `seed.worktime.parse_term`."""
        if self.same_day_until:
            return f"same day until {self.same_day_until}"
        return f"{self.working_days} working days" if self.working_days else f"{self.days} days"


class Fee(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What it costs in words; `amount` in đồng where the law names one."""

    text: str
    amount: int | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the citizen gets, with the portal's code of it."""

    code: str
    name: str


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the facts were read, and when (`2026-07`)."""

    decision: str
    page: str
    read: str


class Procedure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A procedure (TTHC). `agency`: slug of who handles it; `decides`: who decides, in words."""

    code: str
    name: str
    field: str
    agency: str
    decides: str
    time: Time
    fee: Fee
    components: tuple[Part, ...]
    result: Result
    legal_bases: tuple[str, ...]
    source: Source
    verify_working_days: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        codes = [one.code for one in self.components]
        if not codes or len(set(codes)) != len(codes):
            raise ValueError("components need codes of their own")
        for one in self.components:
            if not re.fullmatch(r"[a-z0-9_]+", one.code) or one.required == bool(one.case):
                raise ValueError(f"component {one.code}: required, or a case in which it is")

    def due(self, received: datetime, calendar: Calendar) -> datetime:
        """When the result of a dossier received at this moment is due (closing time of the day)."""
        convention: Any = "last_hour" if self.time.last_hour else "start_excluded"
        return parse_term(self.time.term).due(received, calendar, convention)

    def component(self, code: str) -> Part | None:
        return next((one for one in self.components if one.code == code), None)

    def mentions(self, query: str) -> bool:
        """Whether code or name hold the words of the query, with or without diacritics."""
        return fold(query) in fold(f"{self.code} {self.name} {self.field}")


class BadProcedure(ValueError):
    """A procedure's file does not say what it must."""


def read(path: Path) -> Procedure:
    """The procedure of one file. `BadProcedure` names file and fault."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        found = msgspec.convert(raw, Procedure)
    except (yaml.YAMLError, msgspec.ValidationError, ValueError) as fault:
        raise BadProcedure(f"{path.name}: {fault}") from None
    if found.code != path.stem:
        raise BadProcedure(f"{path.name}: holds procedure {found.code}")
    return found


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Procedure]:
    """All procedures by code, in order of code."""
    return {one.code: one for one in map(read, sorted(FOLDER.glob("*.yml")))}
