"""From the values of a form to what its layout reads: checked, normalised, printed as an office prints."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sandbox.makers.drawing import as_svg, scribble
from sandbox.makers.forms import FORMS, Field, Form
from sandbox.makers.words import date_in_words


def read_fields(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the layout of form `name`; `ValueError` names what does not fit its declaration."""
    if name not in FORMS:
        raise ValueError(f"unknown form {name!r}")
    form = FORMS[name]
    unknown = sorted(set(values) - set(form.fields))
    if unknown:
        raise ValueError(f"form {name!r} has no field {', '.join(unknown)}")
    data = {field: _read(field, form.fields[field], value) for field, value in values.items() if value is not None}
    data |= _date_parts(values.get("date")) | _spelled(values.get("birth_date"))
    return {**data, "heading": form.title, "by_hand": form.by_hand, "drawn": _drawn(form, data)}


def _read(name: str, field: Field, value: Any) -> Any:
    if field.kind == "yes":
        return bool(value)
    if field.kind in ("text", "date", "moment"):
        return _printed(field.kind, _plain(name, value))
    if field.kind == "body" and isinstance(value, str):
        value = value.split("\n")
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"field {name!r} must be a list")
    if field.kind == "rows":
        return [_row(name, field.columns, each) for each in value]
    return [line for each in value if (line := _plain(name, each))]


def _row(name: str, columns: tuple[str, ...], value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or set(value) - set(columns):
        raise ValueError(f"each row of field {name!r} has only the columns {', '.join(columns)}")
    return {column: _plain(name, value.get(column, "")) for column in columns}


def _plain(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError(f"field {name!r} must be text")
    text = unicodedata.normalize("NFC", str(value))
    return "".join(" " if unicodedata.category(each) in ("Cc", "Zl", "Zp") else each for each in text).strip()


def _printed(kind: str, text: str) -> str:
    moment = _iso(text) if kind != "text" else None
    if moment is None:
        return text
    day = f"{moment:%d/%m/%Y}"
    return day if kind == "date" or len(text) == len("2026-11-23") else f"{moment:%H giờ %M phút}, ngày {day}"


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _date_parts(value: Any) -> dict[str, str]:
    moment = _iso(str(value)) if value else None
    return {} if moment is None else {part: str(getattr(moment, part)) for part in ("day", "month", "year")}


def _spelled(value: Any) -> dict[str, str]:
    moment = _iso(str(value)) if value else None
    return {} if moment is None else {"birth_date_in_words": date_in_words(date(moment.year, moment.month, moment.day))}


def _drawn(form: Form, data: Mapping[str, Any]) -> dict[str, str]:
    if data.get("unsigned"):
        return {}
    return {field: as_svg(scribble(data[field])) for field in form.drawn if data.get(field)}
