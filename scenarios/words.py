"""References inside scenario values: `$name.field` for whole values, `${name.field|filter}` inside text.

Both may reckon with time, `$start + 2 working days at 08:30`, and end in filters, `${birth.born_at|day}`. What names
mean is handed in as a lookup, so the expansion of a variant and the grader read the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from seed.worktime import Calendar

_REF = re.compile(
    r"\s*(?P<name>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)"
    r"(?:\s*(?P<sign>[+-])\s*(?P<count>\d{1,5})\s+(?P<unit>(?:working\s+)?(?:minute|hour|day)|year)s?)?"
    r"(?:\s+at\s+(?P<at>\d{1,2}:\d{2}))?"
    r"(?P<filters>(?:\s*\|\s*[a-z_]+)*)\s*"
)
_INSIDE = re.compile(r"\$\{([^{}]*)\}")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?")


class BadWords(ValueError):
    """A reference that cannot be read or worked out; the text says why, in Vietnamese."""


class Reference(NamedTuple):
    """A reference in its parts; `unit` "" when nothing is added, `at` None when the time of day is kept."""

    name: str
    amount: int = 0
    unit: str = ""
    at: time | None = None
    filters: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is a name and nothing else."""
        return not self.unit and self.at is None and not self.filters

    @property
    def root(self) -> str:
        return self.name.partition(".")[0]


Lookup = Callable[[str], Any]


@lru_cache(maxsize=4096)
def parse(text: str) -> Reference:
    """Reads what stands after `$` or inside `${}`. Raises BadWords."""
    match = _REF.fullmatch(text)
    if match is None:
        raise BadWords(f"không đọc được tham chiếu “{text}”; viết như $me, $me.full_name, $start + 2 working days")
    filters = tuple(word.strip() for word in match["filters"].split("|")[1:])
    for name in filters:
        if name not in FILTERS:
            raise BadWords(f"không có bộ lọc “{name}”; có: {', '.join(sorted(FILTERS))}")
    count = int(match["count"] or 0) * (-1 if match["sign"] == "-" else 1)
    unit = " ".join((match["unit"] or "").split())
    return Reference(match["name"], count, unit, _time(match["at"]), filters)


def _time(text: str | None) -> time | None:
    if text is None:
        return None
    try:
        return time.fromisoformat(text.rjust(5, "0"))
    except ValueError:
        raise BadWords(f"“{text}” không phải giờ; viết như 08:30") from None


def is_reference(value: Any) -> bool:
    """Whether the whole value is one reference."""
    return isinstance(value, str) and len(value) > 1 and value[0] == "$" and value[1] != "{"


def references(value: Any) -> Iterator[Reference]:
    """Every reference in a tree of maps, lists and strings. Raises BadWords."""
    if isinstance(value, dict):
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from references(one)
    elif is_reference(value):
        yield parse(value[1:])
    elif isinstance(value, str) and "${" in value:
        yield from (parse(inside) for inside in _INSIDE.findall(value))


def fill(value: Any, lookup: Lookup, calendar: Calendar) -> Any:
    """The tree with its references worked out. Names that `lookup` answers with `KEEP` stay as they are written."""
    if isinstance(value, dict):
        return {key: fill(one, lookup, calendar) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [fill(one, lookup, calendar) for one in value]
    if is_reference(value):
        found = work_out(parse(value[1:]), lookup, calendar)
        return value if found is KEEP else found
    if isinstance(value, str) and "${" in value:
        return _INSIDE.sub(lambda match: _shown(match, lookup, calendar), value)
    return value


KEEP: Any = object()


def _shown(match: re.Match[str], lookup: Lookup, calendar: Calendar) -> str:
    found = work_out(parse(match[1]), lookup, calendar)
    if found is KEEP:
        return match[0]
    return shown(found)


def shown(value: Any) -> str:
    """A value as it is written into a Vietnamese sentence: dates as 20/11/2026, moments as 14:05 ngày 20/11/2026."""
    moment = as_moment(value)
    if moment is None:
        return "" if value is None else str(value)
    day = f"{moment.day:02}/{moment.month:02}/{moment.year:04}"
    return f"{moment.hour:02}:{moment.minute:02} ngày {day}" if isinstance(moment, datetime) else day


def work_out(reference: Reference, lookup: Lookup, calendar: Calendar) -> Any:
    """The value of a reference: what `lookup` gives for its name, moved in time and filtered."""
    value = lookup(reference.name)
    if value is KEEP:
        return value
    if reference.unit or reference.at is not None:
        value = _moved(value, reference, calendar)
    for name in reference.filters:
        value = FILTERS[name](value)
    return value


def _moved(value: Any, reference: Reference, calendar: Calendar) -> str:
    moment = as_moment(value)
    if moment is None:
        raise BadWords(f"“{reference.name}” không phải ngày giờ nên không cộng trừ được")
    try:
        moment = _added(moment, reference.amount, reference.unit, calendar)
    except BadWords:
        raise
    except (OverflowError, ValueError):
        raise BadWords(f"“{reference.name}” cộng trừ ra ngoài lịch") from None
    if reference.at is not None:
        moment = datetime.combine(moment, reference.at)
    return moment.isoformat()


def _added(moment: date, count: int, unit: str, calendar: Calendar) -> date:
    if not unit:
        return moment
    if unit == "year":
        return _years(moment, count)
    if unit == "day":
        return moment + timedelta(days=count)
    if unit == "working day":
        return moment + (_working_day(moment, count, calendar) - day_of(moment))
    if not isinstance(moment, datetime):
        raise BadWords("cộng trừ giờ phút cần một thời điểm, không phải một ngày")
    minutes = count * (60 if unit.endswith("hour") else 1)
    if not unit.startswith("working"):
        return moment + timedelta(minutes=minutes)
    if minutes < 0:
        raise BadWords("không trừ được giờ làm việc; hãy dùng ngày làm việc hoặc “at 08:30”")
    return calendar.add_working_hours(moment, minutes)


def _years(moment: date, count: int) -> date:
    year = moment.year + count
    return moment.replace(year=year, day=28) if _leap_day(moment) else moment.replace(year=year)


def _leap_day(moment: date) -> bool:
    return (moment.month, moment.day) == (2, 29)


def _working_day(moment: date, count: int, calendar: Calendar) -> date:
    day = day_of(moment)
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not calendar.is_working_day(day):
            day += step
    return day


def day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def as_moment(value: Any) -> date | None:
    """The date or datetime that a value is or writes in ISO 8601, None for anything else."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) < 10 or value[4] != "-":
        return None
    try:
        if _ISO_DAY.fullmatch(value):
            return date.fromisoformat(value)
        return datetime.fromisoformat(value) if _ISO_MOMENT.fullmatch(value) else None
    except ValueError:
        return None


def _filter(write: Callable[[Any], str]) -> Callable[[Any], str]:
    def apply(value: Any) -> str:
        moment = as_moment(value)
        if moment is None:
            raise BadWords(f"“{value}” không phải ngày giờ")
        try:
            return write(moment)
        except (AttributeError, ValueError):
            raise BadWords(f"“{value}” không có giờ") from None

    return apply


FILTERS: dict[str, Callable[[Any], str]] = {
    "date": _filter(lambda m: f"{m:%d/%m/%Y}"),
    "day": _filter(lambda m: day_of(m).isoformat()),
    "time": _filter(lambda m: f"{m:%H:%M}" if isinstance(m, datetime) else m.hour),
    "dotted": _filter(lambda m: f"{m:%d.%m.%Y}"),
    "short": _filter(lambda m: f"{m:%d/%m}"),
    "spoken": _filter(lambda m: f"ngày {m:%d} tháng {m:%m}"),
    "long": _filter(lambda m: f"ngày {m:%d} tháng {m:%m} năm {m:%Y}"),
    "yymmdd": _filter(lambda m: f"{m:%y%m%d}"),
    "year": _filter(lambda m: f"{m:%Y}"),
    "upper": lambda value: str(value).upper(),
    "lower": lambda value: str(value).lower(),
    "surname": lambda value: str(value).split()[0] if str(value).split() else "",
    "given": lambda value: str(value).split()[-1] if str(value).split() else "",
    "sex": lambda value: {"male": "Nam", "female": "Nữ"}.get(str(value), str(value)),
    "child": lambda value: {"male": "con trai", "female": "con gái"}.get(str(value), str(value)),
    "title": lambda value: {"male": "ông", "female": "bà"}.get(str(value), str(value)),
}
