"""ends_with: the one record named has these properties at the end, whoever gave them to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from grader import say
from grader.case import Case
from grader.checks import Found, check
from grader.expressions import holds_of_record
from grader.logic import Truth, both, some
from grader.operators import test
from grader.sheet import Evidence
from grader.world import UNKNOWN, Held
from scenarios.rubric import EndsWith
from scenarios.written import WhereModel

_WHY_NOT = {
    "unknown": "Không đủ chứng cứ về {}",
    "none": "Chưa có {} nào",
    "several": "Có nhiều hơn một {}, lẽ ra chỉ một",
    "removed": "{} đã bị xóa",
}


class Property(NamedTuple):
    """One property wanted, what it is at the end, and whether that fits."""

    path: str
    wanted: Any
    actual: Any
    fits: Truth


@check("ends_with")
def ends_with(criterion: EndsWith, case: Case) -> Found:
    """Met when all of `has` fit and, where there are several right ways, all of one of them."""
    held, why_not = case.judged(criterion.record)
    if held is None:
        return _no_record(criterion, case, why_not)
    always = _properties(case, held, criterion.has)
    ways = [_properties(case, held, way) for way in criterion.any_of]
    where = True if criterion.where is None else holds_of_record(case, criterion.where, held)
    met = both((_all_fit(always), some(map(_all_fit, ways)) if ways else True, where))
    told = always + _nearest(ways)
    shown = _evidence(case, held, told)
    if met:
        return Found(met, evidence=shown)
    seen, expected = _sentences(case, held, told)
    if where is not True and criterion.where is not None:
        seen, expected = _with_where(criterion.where, where, seen, expected)
    return Found(met, seen, expected, shown, _share(told))


def _with_where(told: WhereModel, holds: Truth, seen: str, expected: str) -> tuple[str, str]:
    words = f"“{told.title or told.holds}”"
    state = "không tính được" if holds is None else "không đúng"
    return "; ".join(filter(None, (seen, f"{words} {state}"))), "; ".join(filter(None, (expected, words)))


def _share(told: list[Property]) -> float:
    return sum(one.fits is True for one in told) / max(len(told), 1)


def _no_record(criterion: EndsWith, case: Case, why_not: str) -> Found:
    name = criterion.record[1:]
    thing = case.scenario.things.get(name)
    word = (thing.title if thing else "") or say.kind(case, thing.made if thing else case.record.kinds.get(name, name))
    count = f" ({len(case.fitting(name)[0])})" if why_not == "several" else ""
    shown = tuple(Evidence(record=f"{h.kind}/{h.id}", entry=max(h.made, 0)) for h in _fitting(case, name))
    return Found(None if why_not == "unknown" else False, _WHY_NOT[why_not].format(f"“{word}”") + count, "", shown)


def _fitting(case: Case, name: str) -> list[Held]:
    return case.fitting(name)[0] if name in case.scenario.things else []


def _properties(case: Case, held: Held, has: Mapping[str, Any]) -> list[Property]:
    made = []
    for path, wanted in has.items():
        actual = case.world.value(held, path)
        made.append(Property(path, wanted, actual, test(actual, wanted, case.resolve)))
    return made


def _all_fit(properties: list[Property]) -> Truth:
    return both(one.fits for one in properties)


def _nearest(ways: list[list[Property]]) -> list[Property]:
    """The way of which most is right: that is what the finding talks about."""
    return max(ways, key=lambda way: sum(one.fits is True for one in way), default=[])


def _sentences(case: Case, held: Held, told: list[Property]) -> tuple[str, str]:
    """What was seen and what was expected, of the properties that do not fit."""
    wrong = [(say.field(case, held.kind, one.path), one) for one in told if one.fits is not True]
    seen = "; ".join(f"{name}: {_shown(case, one, _of(held, one))}" for name, one in wrong)
    return seen, "; ".join(f"{name}: {say.wanted(case, one.wanted, _of(held, one))}" for name, one in wrong)


def _of(held: Held, one: Property) -> say.Of:
    return held.kind, one.path.rpartition(".")[2]


def _shown(case: Case, one: Property, of: say.Of) -> str:
    return "không có chứng cứ" if one.actual is UNKNOWN else say.value(case, one.actual, of)


def _evidence(case: Case, held: Held, told: list[Property]) -> tuple[Evidence, ...]:
    """The record's field and the entry that set it, for what is wrong, or for everything when all is right."""
    wrong = [one for one in told if one.fits is not True] or told
    name = f"{held.kind}/{held.id}"
    shown = [Evidence(held.set_by(one.path.partition(".")[0]), name, one.path) for one in wrong]
    return tuple(shown) or (Evidence(record=name),)
