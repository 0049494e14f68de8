"""Conditions: what a criterion wants of a value, judged by the JSON type that the value has.

`wanted` is as written in the scenario: scalars are texts, `$name` stands for what `resolve` answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from grader.logic import Truth, both, negated, some
from grader.world import UNKNOWN
from scenarios.questions import as_number
from scenarios.words import as_moment, day_of, is_reference
from scenarios.written import OPERATORS
from seed.text import fold, nfc

Resolve = Callable[[str], Any]


class Several(tuple[Any, ...]):
    """What a name stands for when it may be any of these: the records that fit a thing."""

    open = False
    """Whether a record that is not among them may fit too."""


class Open(Several):
    """These, or another that the evidence does not show."""

    open = True


def test(actual: Any, wanted: Any, resolve: Resolve) -> Truth:
    """Whether `actual` is as `wanted`; None when the evidence does not tell."""
    if actual is UNKNOWN:
        return None
    if actual == wanted and type(actual) is str:
        return True
    if isinstance(wanted, dict):
        return both([_OPERATORS[name](actual, value, resolve) for name, value in wanted.items()])
    if isinstance(wanted, list | tuple) and not isinstance(wanted, Several):
        return _same_list(actual, wanted, resolve)
    return equal(actual, _value(wanted, resolve))


def _value(wanted: Any, resolve: Resolve) -> Any:
    return resolve(wanted) if is_reference(wanted) else wanted


def equal(actual: Any, wanted: Any) -> Truth:
    """Whether two scalars mean the same: `25` and 25, NFC text, a day and a moment of that day."""
    if wanted is UNKNOWN or actual is UNKNOWN:
        return None
    if isinstance(wanted, Several):
        found = some(equal(actual, one) for one in wanted)
        return None if found is False and wanted.open else found
    if actual is None or actual == "":
        return wanted is None or wanted == ""
    if isinstance(actual, bool) or isinstance(wanted, bool):
        return str(actual).lower() == str(wanted).lower()
    if isinstance(actual, int):
        return str(actual) == str(wanted).strip()
    if isinstance(actual, Decimal):
        return _order(actual, wanted) == 0
    if isinstance(actual, list | tuple) and isinstance(wanted, list):
        return list(actual) == wanted
    if not isinstance(actual, str) or not isinstance(wanted, str | int):
        return False
    return actual == wanted or nfc(actual) == str(wanted) or _order(actual, wanted) == 0


def _order(actual: Any, wanted: Any) -> int | None:
    """-1, 0 or 1 when both are numbers or both are moments; None when they cannot be compared."""
    pair: Any = _numbers(actual, wanted) or _moments(actual, wanted)
    return None if pair is None else (pair[0] > pair[1]) - (pair[0] < pair[1])


def _numbers(actual: Any, wanted: Any) -> tuple[Any, Any] | None:
    if isinstance(actual, Decimal):
        other = as_number(str(wanted))
        return None if other is None else (actual, other)
    if not isinstance(actual, int) or isinstance(actual, bool):
        return None
    try:
        return actual, int(wanted)
    except (TypeError, ValueError):
        return None


def _moments(actual: Any, wanted: Any) -> tuple[date, date] | None:
    first, second = as_moment(actual), as_moment(wanted)
    if first is None or second is None:
        return None
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first, second
    return day_of(first), day_of(second)


def _compared(fits: Callable[[int], bool]) -> Callable[[Any, Any, Resolve], Truth]:
    def compare(actual: Any, wanted: Any, resolve: Resolve) -> Truth:
        value = _value(wanted, resolve)
        if value is UNKNOWN:
            return None
        order = _order(actual, value)
        return order is not None and fits(order)

    return compare


def _is(actual: Any, wanted: Any, resolve: Resolve) -> Truth:
    empty = actual is None or actual in ("", [], (), {})
    return empty if wanted == "empty" else not empty


def _not(actual: Any, wanted: Any, resolve: Resolve) -> Truth:
    return negated(test(actual, wanted, resolve))


def _one_of(actual: Any, wanted: Sequence[Any], resolve: Resolve) -> Truth:
    return some(test(actual, one, resolve) for one in wanted)


def _fits_item(item: Any, wanted: Any, resolve: Resolve) -> Truth:
    """A list's item: a value or operators for it, or a row whose named columns must fit."""
    if not isinstance(wanted, dict) or (OPERATORS.issuperset(wanted) and not isinstance(item, dict)):
        return test(item, wanted, resolve)
    return isinstance(item, dict) and both(test(item.get(name), one, resolve) for name, one in wanted.items())


def _same_list(actual: Any, wanted: Sequence[Any], resolve: Resolve) -> Truth:
    if not isinstance(actual, list | tuple) or len(actual) != len(wanted):
        return False
    return both(_fits_item(one, two, resolve) for one, two in zip(actual, wanted, strict=True))


def _has_all(actual: Any, wanted: Sequence[Any], resolve: Resolve) -> Truth:
    if not isinstance(actual, list | tuple):
        return False
    return both(some(_fits_item(item, one, resolve) for item in actual) for one in wanted)


def _same_set(actual: Any, wanted: Sequence[Any], resolve: Resolve) -> Truth:
    if not isinstance(actual, list | tuple):
        return False
    nothing_more = both(some(_fits_item(item, one, resolve) for one in wanted) for item in actual)
    return both((_has_all(actual, wanted, resolve), nothing_more))


def _size(actual: Any, wanted: Any, resolve: Resolve) -> Truth:
    return isinstance(actual, list | tuple | dict) and str(len(actual)) == str(wanted)


def _text(actual: Any, wanted: Any, resolve: Resolve) -> Truth:
    value = _value(wanted, resolve)
    if value is UNKNOWN:
        return None
    return isinstance(actual, str) and fold(actual) == fold(str(value))


def _mentions(actual: Any, wanted: Any, resolve: Resolve) -> Truth:
    told = fold(_all_text(actual))
    return both(_mentioned(told, one, resolve) for one in (wanted if isinstance(wanted, list) else [wanted]))


def _mentioned(told: str, wanted: Any, resolve: Resolve) -> Truth:
    value = _value(wanted, resolve)
    return None if value is UNKNOWN else fold(str(value)) in told


def _all_text(actual: Any) -> str:
    if isinstance(actual, dict):
        return " ".join(_all_text(one) for one in actual.values())
    if isinstance(actual, list | tuple):
        return " ".join(map(_all_text, actual))
    return "" if actual is None else str(actual)


_OPERATORS: dict[str, Callable[[Any, Any, Resolve], Truth]] = {
    "is": _is,
    "not": _not,
    "one_of": _one_of,
    "at_least": _compared(lambda order: order >= 0),
    "at_most": _compared(lambda order: order <= 0),
    "before": _compared(lambda order: order < 0),
    "after": _compared(lambda order: order > 0),
    "same_set": _same_set,
    "has_all": _has_all,
    "has_rows": _has_all,
    "size": _size,
    "text": _text,
    "mentions": _mentions,
}
