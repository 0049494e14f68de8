"""Typing by declaration: a written scalar becomes what the office's vocabulary says the field or parameter holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

from scenarios import words
from scenarios.questions import as_number

Spec = Mapping[str, Any]
ORDERED = frozenset({"integer", "number", "date", "datetime"})
TEXTUAL = frozenset({"text", "choice", "person", "staff", "organisation", "file", "record", "secret", "any"})


class BadType(ValueError):
    """The value cannot be what is declared; the text says what it should be, in Vietnamese."""


def typed(value: Any, spec: Spec | None) -> Any:
    """The JSON value of what is written, by the declaration `spec` (see docs/scenarios.md); BadType when it cannot be.

    An empty scalar for a field that is optional and not plain text is null. Without a declaration nothing changes.
    """
    if spec is None or spec.get("type", "any") == "any":
        return value
    kind = spec["type"]
    if value == "" and spec.get("optional"):
        return None
    if kind in ("list", "rows"):
        return _many(value, spec)
    if kind in ("row", "map"):
        return _map(value, spec)
    if isinstance(value, dict | list):
        raise BadType("phải là một giá trị đơn")
    return _scalar(value, kind, spec)


def _many(value: Any, spec: Spec) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise BadType(f"phải là một danh sách, như [{value}]")
    if spec["type"] == "rows":
        return [_map(one, {"fields": spec.get("fields"), "type": "row"}) for one in value]
    return [typed(one, spec.get("item")) for one in value]


def _map(value: Any, spec: Spec) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadType("phải là một bảng “khóa: giá trị”")
    fields = spec.get("fields")
    if not fields:
        return {key: one if isinstance(one, str) else words.shown(one) for key, one in value.items()}
    for key in value:
        if key not in fields:
            raise BadType(f"không có trường “{key}”; có: {', '.join(fields)}")
    return {key: typed(one, fields[key]) for key, one in value.items()}


def _scalar(value: Any, kind: str, spec: Spec) -> Any:
    if kind == "integer":
        return _integer(value)
    if kind == "bool":
        return _bool(value)
    if kind == "number" and as_number(str(value)) is None:
        raise BadType(f"“{value}” không phải một số")
    if kind in ("date", "datetime"):
        return _moment(value, kind)
    text = words.shown(value) if not isinstance(value, str) else value
    choices = spec.get("choices")
    if choices and text not in choices:
        raise BadType(f"“{text}” không phải một trong: {', '.join(choices)}")
    if kind == "person" and not re.fullmatch(r"\d{12}", text):
        raise BadType(f"“{text}” không phải số định danh; hãy dùng tham chiếu như $mother")
    return text


def _integer(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not re.fullmatch(r"-?\d{1,15}", str(value)):
        raise BadType(f"“{value}” không phải số nguyên")
    return int(value)


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise BadType(f"“{value}” phải là true hoặc false")
    return bool(value == "true")


def _moment(value: Any, kind: str) -> str:
    moment = words.as_moment(value)
    if moment is None:
        example = "2026-11-23" if kind == "date" else "2026-11-23T08:10"
        raise BadType(f"“{value}” không phải {'ngày' if kind == 'date' else 'thời điểm'}; viết như {example}")
    if kind == "date":
        return words.day_of(moment).isoformat()
    return (moment if isinstance(moment, datetime) else datetime.combine(moment, time())).isoformat()


def open_ended(value: Any) -> bool:
    """Whether a written value holds references, so that its type shows only when they are worked out."""
    if isinstance(value, dict):
        return any(map(open_ended, value.values()))
    if isinstance(value, list | tuple):
        return any(map(open_ended, value))
    return isinstance(value, str) and (words.is_reference(value) or "${" in value)


def field_spec(fields: Mapping[str, Spec], path: str) -> Spec | None:
    """The declaration of a dotted path such as `fields.child_name` or `signatures.0.staff`; None when there is none."""
    name, _, rest = path.partition(".")
    spec = fields.get(name)
    while spec is not None and rest:
        part, _, rest = rest.partition(".")
        spec = _inner(spec, part)
    return spec


def _inner(spec: Spec, part: str) -> Spec | None:
    kind = spec.get("type")
    if kind == "any":
        return spec
    if kind == "map":
        return {"type": "text"}
    if kind == "row":
        return (spec.get("fields") or {}).get(part)
    if part.isdecimal() and kind == "rows":
        return {"type": "row", "fields": spec.get("fields")}
    return spec.get("item") if part.isdecimal() and kind == "list" else None


def misfits(condition: Any, spec: Spec) -> Iterator[str]:
    """Why a written condition cannot be asked of a field so declared."""
    if isinstance(condition, dict):
        for name, wanted in condition.items():
            yield from _operator_misfits(name, wanted, spec)
    elif isinstance(condition, list) and spec.get("type") == "rows":
        yield from _row_misfits(condition, spec)
    elif not open_ended(condition):
        yield from _wrong(condition, spec)


def _operator_misfits(name: str, wanted: Any, spec: Spec) -> Iterator[str]:
    kind = spec.get("type", "any")
    many = kind in ("list", "rows")
    item = spec.get("item") or {"type": "any"}
    if name in ("is",) or kind == "any":
        return
    if name == "not":
        yield from misfits(wanted, spec)
    elif name in ("same_set", "has_all", "has_rows", "size") and not many:
        yield f"“{name}” chỉ dùng cho danh sách, trường này là {kind}"
    elif name in ("at_least", "at_most", "before", "after") and kind not in ORDERED:
        yield f"“{name}” chỉ dùng cho số và ngày giờ, trường này là {kind}"
    elif name in ("text", "mentions") and kind not in TEXTUAL:
        yield f"“{name}” chỉ dùng cho văn bản, trường này là {kind}"
    elif name == "has_rows" or (name == "same_set" and kind == "rows"):
        yield from _row_misfits(wanted, spec)
    elif name in ("same_set", "has_all"):
        for one in wanted:
            yield from misfits(one, item)
    elif name == "one_of":
        for one in wanted:
            yield from misfits(one, spec)
    elif name in ("at_least", "at_most", "before", "after") and not open_ended(wanted):
        yield from _wrong(wanted, {"type": "datetime" if kind == "date" and "T" in wanted else kind})


def _row_misfits(rows: list[Any], spec: Spec) -> Iterator[str]:
    fields = spec.get("fields") or {}
    for row in rows:
        if not isinstance(row, dict):
            yield "mỗi hàng phải là một bảng “trường: giá trị”"
            continue
        for key, one in row.items():
            if fields and key not in fields:
                yield f"hàng không có trường “{key}”; có: {', '.join(fields)}"
            elif fields:
                yield from misfits(one, fields[key])


def _wrong(value: Any, spec: Spec) -> Iterator[str]:
    try:
        typed(value, spec)
    except BadType as bad:
        yield str(bad)
