"""Recorded values as an author writes them: `$incoming`, `$deadline`, `$start + 3 working days|day`, or as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from grader.record import RunRecord
from scenarios.model import Scenario

SHORTEST = 4
RECORDS = ("record", "person")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Names:
    """What values are called. `things`: record → the thing that it is, filled in as the way goes on."""

    def __init__(self, record: RunRecord, scenario: Scenario):
        self.record, self.scenario = record, scenario
        self.things: dict[tuple[str, str], str] = {}
        self._records = {(kind, str(record.names[name])): name for name, kind in record.kinds.items()}
        self._values = _by_value(record.names, scenario)
        self._shown = _shown(record.names, scenario)
        longest = sorted(self._shown, key=len, reverse=True)
        self._inside = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, longest))})(?![\w/-])")

    def of(self, kind: str, id: str) -> str:
        """What a record is called, `$incoming`; "" when it has no name."""
        name = self.things.get((kind, id)) or self._records.get((kind, id))
        return f"${name}" if name else ""

    def written(self, value: Any, spec: Mapping[str, Any]) -> Any:
        """A parameter or field as it is written in the file, by its declaration."""
        if isinstance(value, list | tuple):
            return [self.written(one, spec.get("item") or {**spec, "type": "row"}) for one in value]
        if isinstance(value, dict):
            fields = spec.get("fields") or {}
            return {name: self.written(one, fields.get(name, {})) for name, one in value.items()}
        return self._scalar(value, spec) if isinstance(value, str) else _plain(value)

    def _scalar(self, value: str, spec: Mapping[str, Any]) -> str:
        named = self._named(value)
        if named or spec.get("type") in RECORDS:
            return named or value
        if spec.get("type") in ("date", "datetime"):
            return self._values.get(value) or self._since_start(value)
        if spec.get("type") in ("staff", "organisation", "choice"):
            return value
        return self._values.get(value) or self._told(value.replace("${", "$ {"))

    def _told(self, text: str) -> str:
        """A text with what this variant drew written as references, so that it is right in every variant."""
        return self._inside.sub(lambda found: self._shown[found[0]], text) if self._shown else text

    def _named(self, value: str) -> str:
        """What the record of this id is called, whatever its kind; references are often declared as choices."""
        known = (*self.things.items(), *self._records.items())
        return next((f"${name}" for (_kind, id), name in known if id == value), "")

    def _since_start(self, value: str) -> str:
        """A day or moment reckoned from the start, so that it fits other variants too."""
        moment = datetime.fromisoformat(value)
        clock = f" at {moment:%H:%M}" if "T" in value else "|day"
        return f"$start{self._away(moment.date())}{clock}"

    def _away(self, day: date) -> str:
        first, calendar = self.record.now.date(), self.record.calendar
        if day == first:
            return ""
        step, sign = (1, "+") if day > first else (-1, "-")
        if calendar.is_working_day(day):
            count = sum(calendar.is_working_day(one) for one in _between(first, day, step))
            return f" {sign} {count} working days"
        return f" {sign} {abs((day - first).days)} days"


def _between(first: date, last: date, step: int) -> Iterator[date]:
    """The days after `first` up to and with `last`."""
    for number in range(1, abs((last - first).days) + 1):
        yield first + timedelta(days=number * step)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _by_value(names: Mapping[str, Any], scenario: Scenario) -> dict[str, str]:
    """Value → reference: the scenario's values and files, then fields of its people; what says little is out."""
    rooted = [name for name in names if name.partition(".")[0] in scenario.people]
    found: dict[str, str] = {}
    for name in (*scenario.values, *scenario.files, *rooted):
        value = names.get(name)
        if isinstance(value, str) and len(value) >= SHORTEST:
            found.setdefault(value, f"${name}")
    return found


def _shown(names: Mapping[str, Any], scenario: Scenario) -> dict[str, str]:
    """How values look inside a text → how they are written there, dates as they are printed."""
    found: dict[str, str] = {}
    for name in scenario.values:
        value = str(names.get(name, ""))
        if _DAY.fullmatch(value):
            found.setdefault(f"{date.fromisoformat(value):%d/%m/%Y}", f"${{{name}|date}}")
        elif len(value) > 1:
            found.setdefault(value, f"${{{name}}}")
    return found
