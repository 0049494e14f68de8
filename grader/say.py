"""Vietnamese sentences about steps, fields, values and conditions, from the vocabulary's titles where it has them."""

from __future__ import annotations

from typing import Any

from grader.case import Case, Match
from grader.operators import Several
from grader.world import UNKNOWN
from scenarios import words
from scenarios.rubric import Pattern

_MOST = 160
_OPERATORS = {
    "one_of": "một trong {}",
    "at_least": "từ {} trở lên",
    "at_most": "không quá {}",
    "before": "trước {}",
    "after": "sau {}",
    "same_set": "đúng và đủ {}",
    "has_all": "có {}",
    "has_rows": "có {}",
    "size": "{} mục",
    "text": "“{}”",
    "mentions": "có nhắc đến {}",
    "not": "khác {}",
}


def step(case: Case, event: str | Pattern) -> str:
    """A step's name in words: its own title, else the title of its action."""
    pattern = case.pattern(event)
    title = getattr(pattern, "title", "") or case.record.vocabulary.get("actions", {}).get(pattern.does, {}).get(
        "title"
    )
    return f"“{title or (event if isinstance(event, str) else pattern.does)}”"


def field(case: Case, kind: str, path: str) -> str:
    """A field's title, its name when it has none."""
    name, _, rest = path.partition(".")
    spec = case.record.vocabulary.get("records", {}).get(kind, {}).get("fields", {}).get(name, {})
    title = spec.get("title") or name
    return f"{title} ({rest})" if rest else str(title)


def kind(case: Case, name: str) -> str:
    """What a kind of record is called."""
    return str(case.record.vocabulary.get("records", {}).get(name, {}).get("title") or name)


def at(match: Match) -> str:
    """When an act was: 14:05 ngày 20/11/2026 (mục 7)."""
    return f"{words.shown(match.entry.at)} (mục {match.seq})" if match.entry else f"mục {match.seq} không đọc được"


def value(case: Case, one: Any) -> str:
    """A value as a trainee reads it: people with their names, dates as they are written here."""
    if isinstance(one, dict):
        text = ", ".join(f"{key}: {value(case, inner)}" for key, inner in one.items())
    elif isinstance(one, list | tuple):
        text = ", ".join(value(case, inner) for inner in one) or "(trống)"
    elif one is None or one == "":
        text = "(trống)"
    elif isinstance(one, bool):
        text = "có" if one else "không"
    else:
        name = _names(case).get(str(one))
        text = f"{name} ({one})" if name else words.shown(one)
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def wanted(case: Case, condition: Any) -> str:
    """What a condition wants, in words."""
    if isinstance(condition, dict):
        return " và ".join(_operator(case, name, one) for name, one in condition.items())
    if isinstance(condition, list):
        return "; ".join(_row(case, one) for one in condition) or "(trống)"
    found = case.resolve(condition) if words.is_reference(condition) else condition
    if found is UNKNOWN:
        return f"{condition} (không rõ)"
    if isinstance(found, Several):
        return value(case, list(found)) if found else f"“{condition[1:]}” (chưa có)"
    return value(case, found)


def _row(case: Case, one: Any) -> str:
    if isinstance(one, dict):
        return ", ".join(f"{name}: {wanted(case, inner)}" for name, inner in one.items())
    return wanted(case, one)


def _operator(case: Case, name: str, one: Any) -> str:
    if name == "is":
        return "để trống" if one == "empty" else "có giá trị"
    return _OPERATORS[name].format(wanted(case, one))


def _names(case: Case) -> dict[str, str]:
    """Names of people by their identity numbers and of officials by their slugs, as far as the scenario names them."""
    known = case.__dict__.get("_names_of_people")
    if known is None:
        names = case.record.names
        known = {str(names.get(key[:-10], key.split(".")[-2])): str(name) for key, name in names.items() if _full(key)}
        case.__dict__["_names_of_people"] = known
    return known


def _full(key: str) -> bool:
    return key.endswith(".full_name") and key.count(".") <= 2
