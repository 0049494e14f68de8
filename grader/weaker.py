"""The rubric itself made wrong: every way to ask a little less, and which of them nobody would notice.

A weaker rubric is noticed when some run of the proof gets another finding, or another verdict, than under the rubric
as it is. What no run shows is either a condition too many or a mistake that nobody has thought of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from grader.case import Case
from grader.checks import CHECKS
from grader.sheet import Finding, ScoreSheet
from scenarios.model import Scenario
from scenarios.rubric import AnyOf, EndsWith, Happened, InTime, LookedUp, Never, Ordered
from seed.worktime import parse_term


class Weakening(msgspec.Struct, frozen=True):
    """A criterion that asks less. `what`: in Vietnamese; `body`: the weaker check, None when the criterion is gone or
    no longer critical."""

    criterion: str
    what: str
    body: Any = None
    critical: bool = False


def weakenings(scenario: Scenario) -> Iterator[Weakening]:
    """All weakenings of a scenario's criteria, in their order."""
    for one in scenario.criteria:
        yield Weakening(one.id, "bỏ tiêu chí này")
        if one.critical:
            yield Weakening(one.id, "không còn là điểm liệt", critical=True)
        for what, body in _weaker(one):
            yield Weakening(one.id, what, body)


def _weaker(body: Any) -> Iterator[tuple[str, Any]]:
    for kind, make in _BY_KIND:
        if isinstance(body, kind):
            for what, update in make(body):
                yield what, body.model_copy(update=update)


Update = tuple[str, dict[str, Any]]


def _ends_with(one: EndsWith) -> Iterator[Update]:
    if one.any_of:
        yield "bỏ các cách làm đúng phải chọn một (any_of)", {"any_of": ()}
    for what, has in _conditions(one.has, alone=not one.any_of):
        yield what, {"has": has}
    for at, way in enumerate(one.any_of):
        for what, has in _conditions(way, alone=True):
            yield f"cách {at + 1}: {what}", {"any_of": (*one.any_of[:at], has, *one.any_of[at + 1 :])}


def _conditions(has: Mapping[str, Any], alone: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, wanted in has.items():
        if len(has) > 1 or not alone:
            yield f"bỏ điều kiện {path}", {name: one for name, one in has.items() if name != path}
        for what, less in _less(wanted):
            yield f"{path}: {what}", {**has, path: less}


def _less(wanted: Any) -> Iterator[tuple[str, Any]]:
    """Weaker forms of a condition."""
    if not isinstance(wanted, dict):
        return
    for name, value in wanted.items():
        rest = {key: one for key, one in wanted.items() if key != name}
        if rest:
            yield f"bỏ {name}", rest
        if name == "same_set":
            yield "cho phép thêm ngoài danh sách", {**rest, "has_all": value}
        if name in ("same_set", "has_all", "mentions", "has_rows") and isinstance(value, list) and len(value) > 1:
            word = "has_all" if name == "same_set" else name
            for at, item in enumerate(value):
                yield f"không cần {item}", {**rest, word: [*value[:at], *value[at + 1 :]]}


def _ordered(one: Ordered) -> Iterator[Update]:
    for at, rule in enumerate(one.rules):
        others = (*one.rules[:at], *one.rules[at + 1 :])
        if others:
            yield f"bỏ quy tắc thứ tự {at + 1}", {"rules": others}
        if rule.void_if is not None:
            fields = {name: getattr(rule, name) for name in rule.model_fields_set if name != "void_if"}
            less = type(rule).model_construct(_fields_set=set(fields), **fields)
            yield f"quy tắc {at + 1}: bỏ void_if", {"rules": (*one.rules[:at], less, *one.rules[at + 1 :])}


def _in_time(one: InTime) -> Iterator[Update]:
    if one.same_day:
        yield "muộn thêm một ngày làm việc", {"same_day": False, "within": "1 working day"}
    elif one.by and (later := _day_later(one.by)):
        yield "muộn thêm một ngày làm việc", {"by": later}
    elif one.within:
        term = parse_term(one.within)
        unit = term.unit if term.count else "working day"
        count = term.count * 2 or 1
        yield "thời hạn dài gấp đôi", {"within": f"{count} {unit}{'' if count == 1 else 's'}"}


_OFFSET = re.compile(r"(\$[\w.]+)(?: \+ (\d+) (working )?days?)?(?= at |\||$)(.*)")


def _day_later(by: str) -> str:
    """The reference one working day later, "" when it is written in a way that cannot be moved like this."""
    match = _OFFSET.fullmatch(by)
    if match is None:
        return ""
    count = int(match[2] or 0) + 1
    return f"{match[1]} + {count} {match[3] or 'working '}day{'' if count == 1 else 's'}{match[4]}"


def _happened(one: Happened) -> Iterator[Update]:
    if one.times > 1:
        yield "bớt một lần", {"times": one.times - 1}


def _never(one: Never) -> Iterator[Update]:
    for at in range(len(one.what) if len(one.what) > 1 else 0):
        yield f"bỏ việc cấm thứ {at + 1}", {"what": (*one.what[:at], *one.what[at + 1 :])}


def _looked_up(one: LookedUp) -> Iterator[Update]:
    for name, words in (("only", "tra cứu ai cũng được"), ("before", "tra cứu lúc nào cũng được"),
                        ("case", "không cần ghi hồ sơ"), ("purpose", "mục đích nào cũng được")):  # fmt: skip
        if getattr(one, name) is not None:
            yield words, {name: None}
    for at, who in enumerate(one.must):
        yield f"không cần tra cứu {who}", {"must": (*one.must[:at], *one.must[at + 1 :])}


def _any_of(one: AnyOf) -> Iterator[Update]:
    for at, way in enumerate(one.ways):
        for what, less in _weaker(way):
            yield f"cách {at + 1}: {what}", {"ways": (*one.ways[:at], less, *one.ways[at + 1 :])}


_BY_KIND: tuple[tuple[type[Any], Callable[[Any], Iterator[Update]]], ...] = (
    (EndsWith, _ends_with),
    (Ordered, _ordered),
    (InTime, _in_time),
    (Happened, _happened),
    (Never, _never),
    (LookedUp, _looked_up),
    (AnyOf, _any_of),
)


class Watch:
    """Shown run after run, keeps the weakenings that none of them would have shown."""

    def __init__(self, scenario: Scenario):
        self.scenario = scenario
        self._left: dict[str, list[Weakening]] = {}
        for one in weakenings(scenario):
            self._left.setdefault(one.criterion, []).append(one)

    @property
    def unnoticed(self) -> tuple[Weakening, ...]:
        """What nobody would have noticed so far."""
        return tuple(one for ones in self._left.values() for one in ones)

    def see(self, sheet: ScoreSheet, case: Callable[[], Case]) -> None:
        """A run with its score sheet. A weaker check can differ only where the criterion was missed."""
        missed = [one for one in sheet.findings if one.outcome == "missed" and self._left.get(one.criterion)]
        found = case() if any(one.body is not None for f in missed for one in self._left[f.criterion]) else None
        for finding in missed:
            left = self._left[finding.criterion]
            self._left[finding.criterion] = [one for one in left if not self._shows(one, finding, sheet, found)]

    def _shows(self, one: Weakening, finding: Finding, sheet: ScoreSheet, case: Case | None) -> bool:
        if one.critical:
            return _only_critical(finding, sheet)
        if one.body is None or case is None:
            return True
        return CHECKS[one.body.check](one.body, case).met is not False


def _only_critical(finding: Finding, sheet: ScoreSheet) -> bool:
    """Whether the run fails for this criterion alone, having points enough."""
    enough = sheet.low * 100 >= sheet.pass_mark * sheet.max_score
    others = [one for one in sheet.findings if one.critical and one is not finding and one.outcome != "met"]
    return enough and not others
