"""Vietnamese sentences about steps, fields, values and conditions, from the vocabulary's titles where it has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grader import glossary
from grader.case import Case, Match
from grader.operators import Several
from grader.world import UNKNOWN
from scenarios import words
from scenarios.rubric import Pattern

_MOST = 240
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
    "not": "không phải {}",
}
_OF_MOMENTS = {"at_least": "không sớm hơn {}", "at_most": "không muộn hơn {}"}
Of = tuple[str, str]
NO_FIELD: Of = ("", "")


def step(case: Case, event: str | Pattern) -> str:
    """A step's name in words: its own title, else the title of its action."""
    pattern = case.pattern(event)
    action = case.record.vocabulary.get("actions", {}).get(pattern.does, {})
    title = getattr(pattern, "title", "") or action.get("title")
    return f"“{title or (event if isinstance(event, str) else pattern.does)}”"


def field(case: Case, kind: str, path: str) -> str:
    """A field's title; its name when nobody has words for it. A key inside it is named after it."""
    name, _, rest = path.partition(".")
    spec = case.record.vocabulary.get("records", {}).get(kind, {}).get("fields", {}).get(name, {})
    title = str(spec.get("title") or glossary.field(kind, name) or name)
    inner = ", ".join(column(part) for part in rest.split(".") if not part.isdecimal()) if rest else ""
    return f"{title} ({inner})" if inner else title


def column(name: str) -> str:
    """Title of a key or column inside a field."""
    return glossary.field("", name) or name


def kind(case: Case, name: str) -> str:
    """What a kind of record is called."""
    return str(case.record.vocabulary.get("records", {}).get(name, {}).get("title") or name)


def at(match: Match) -> str:
    """When an act was: 14:05 ngày 20/11/2026 (mục 7)."""
    return f"{words.shown(match.entry.at)} (mục {match.seq})" if match.entry else f"mục {match.seq} không đọc được"


def value(case: Case, one: Any, of: Of = NO_FIELD) -> str:
    """A value of field `of` (kind, name) as a trainee reads it: people by name, dates as they are written here."""
    text = _value(case, one, of)
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def _value(case: Case, one: Any, of: Of) -> str:
    if isinstance(one, dict):
        return _cells(case, {key: _value(case, inner, _inside(of, key)) for key, inner in one.items()}, of)
    if isinstance(one, list | tuple):
        return "; ".join(_value(case, inner, of) for inner in one) or "(trống)"
    if one is None or one == "":
        return "(trống)"
    if isinstance(one, bool):
        return "có" if one else "không"
    text = str(one)
    return case.scenario.words.get(text) or _known(case, text, of) or words.shown(one)


def _known(case: Case, text: str, of: Of) -> str:
    """What a choice, a person, an office or a record is called, "" when the text is none of these."""
    kind, path = of
    return glossary.value(kind, path.rpartition(".")[2], text) or _names(case).get(text) or _record(case, text, of)


def _inside(of: Of, key: str) -> Of:
    return of[0], f"{of[1]}.{key}" if of[1] else key


def _cells(case: Case, cells: dict[str, str], of: Of) -> str:
    """A row: the record that it is about, then what is filled in about it in brackets."""
    filled = {key: text for key, text in cells.items() if text != "(trống)"} or cells
    about = next((key for key in filled if _spec(case, _inside(of, key)).get("type") == "record"), None)
    rest = ", ".join(f"{column(key)}: {text}" for key, text in filled.items() if key != about)
    return rest if about is None else f"{filled[about]} ({rest})" if rest else filled[about]


_LABELS = ("code", "name", "subject", "full_name", "owner_name")


def _record(case: Case, id: str, of: Of) -> str:
    """What a record that the field refers to is called, with its id; "" when the field refers to none."""
    spec = _spec(case, of)
    held = case.world.get(spec["of"], id) if spec.get("type") == "record" and "of" in spec else None
    labels = [held.fields[name] for name in _LABELS if held.fields.get(name)] if held else []
    return f"{labels[0]} ({id})" if labels and "." not in of[1] else labels[0] if labels else ""


def _spec(case: Case, of: Of) -> Mapping[str, Any]:
    """The declaration of a field, or of a column inside it; empty when there is none."""
    spec: Mapping[str, Any] = case.record.vocabulary.get("records", {}).get(of[0], {})
    for name in of[1].split("."):
        spec = spec.get("fields", {}).get(name, {})
    return spec


def wanted(case: Case, condition: Any, of: Of = NO_FIELD) -> str:
    """What a condition on field `of` wants, in words."""
    if isinstance(condition, dict):
        return " và ".join(_operator(case, name, one, of) for name, one in condition.items())
    if isinstance(condition, list):
        return "; ".join(_row(case, one, of) for one in condition) or "(trống)"
    found = case.resolve(condition) if words.is_reference(condition) else condition
    if found is UNKNOWN:
        return f"{condition} (không rõ)"
    if isinstance(found, Several):
        return value(case, list(found), of) if found else f"“{_thing(case, condition)}” (chưa có)"
    return value(case, found, of)


def _thing(case: Case, reference: str) -> str:
    thing = case.scenario.things.get(reference[1:])
    return thing.title if thing and thing.title else reference[1:]


def _row(case: Case, one: Any, of: Of) -> str:
    if isinstance(one, dict):
        return _cells(case, {name: wanted(case, inner, _inside(of, name)) for name, inner in one.items()}, of)
    return wanted(case, one, of)


def _operator(case: Case, name: str, one: Any, of: Of) -> str:
    if name == "is":
        return "để trống" if one == "empty" else "có ghi"
    found = case.resolve(one) if words.is_reference(one) else one
    phrases = _OF_MOMENTS if words.as_moment(found) else _OPERATORS
    told = wanted(case, one, of)
    if name == "not" and told.startswith("có "):
        return f"không {told}"
    return phrases.get(name, _OPERATORS[name]).format(told)


def _names(case: Case) -> dict[str, str]:
    """Names of people by identity number, of officials and offices by slug, as far as the record brings them."""
    if case.names_in_words is None:
        names, kept = case.record.names, _kept[0]
        if kept[0] is not names:  # runs of one variant share their names: a proof asks for them thousands of times
            kept = _kept[0] = names, dict(_in_words(names))
        case.names_in_words = kept[1]
    return case.names_in_words


_kept: list[tuple[Mapping[str, Any], dict[str, str]]] = [({}, {})]


def _in_words(names: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, name in names.items():
        root, _, last = key.rpartition(".")
        if last == "full_name":
            slug = root.partition(".")[2]
            yield slug or str(names.get(root)), _named(names, root, str(name))
        elif last == "name" and root.startswith("office."):
            yield root.partition(".")[2], str(name)


def _named(names: Mapping[str, Any], root: str, name: str) -> str:
    """Officials with their post, residents with their identity number."""
    post = names.get(f"{root}.post") if root.startswith("staff.") else names.get(root)
    return f"{name} ({post})" if post else name
