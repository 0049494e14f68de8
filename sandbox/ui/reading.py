"""From a sent form to parameters: names such as `missing.2.paper`, one level of rows, empty answers left out.

Rows that nobody filled in (or ticked) are left out too, so errors speak of the shortened list; `Filled.drawn` leads
back to the row on the page.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel
from werkzeug.datastructures import MultiDict

from sandbox.world.action import row_type, widget_of

MOST_ROWS = 200


@dataclass(frozen=True)
class Filled:
    """`params` as an action reads them; `drawn`: for a list of rows, the page's row number of each row that counts."""

    params: dict[str, Any]
    drawn: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def place(self, loc: Sequence[Any]) -> str:
        """The name of the drawn field that an error at `loc` belongs to."""
        parts = list(loc)
        if len(parts) > 1 and isinstance(parts[1], int) and parts[0] in self.drawn:
            rows = self.drawn[parts[0]]
            parts[1] = rows[parts[1]] if parts[1] < len(rows) else parts[1]
        return ".".join(map(str, parts))


@cache
def is_many(model: type[BaseModel], name: str) -> bool:
    """Whether the parameter is a list of plain values."""
    annotation = model.model_fields[name].annotation
    return typing.get_origin(annotation) in (tuple, list) and row_type(annotation) is None


@cache
def row_model(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The row model of a list of rows, None for any other parameter."""
    return row_type(model.model_fields[name].annotation)


@cache
def key_of(row: type[BaseModel]) -> str:
    """The field of a row model that is ticked (a row per choice of the world), "" for rows that are added."""
    return next((name for name in row.model_fields if widget_of(row, name).kind == "checklist"), "")


def row_numbers(form: Mapping[str, Any], name: str) -> list[int]:
    """Numbers of the rows of list `name` that the form holds, in order; at most `MOST_ROWS`."""
    found = set()
    for key in form:
        parts = key.split(".")
        if len(parts) == 3 and parts[0] == name and parts[1].isdecimal() and len(parts[1]) <= 4:
            found.add(int(parts[1]))
    return sorted(found)[:MOST_ROWS]


def parse(form: MultiDict[str, str], model: type[BaseModel], leave: Sequence[str] = ()) -> Filled:
    """The parameters that the form holds for `model`; names in `leave` are not read. Nothing is checked here."""
    params: dict[str, Any] = {}
    drawn: dict[str, tuple[int, ...]] = {}
    for name in model.model_fields:
        if name in leave:
            continue
        row = row_model(model, name)
        if row is not None:
            params[name], drawn[name] = _rows(form, name, row)
        elif (value := _answer(form, name, model, name)) is not None:
            params[name] = value
        if params.get(name) == []:
            del params[name]
    return Filled(params, drawn)


def _rows(form: MultiDict[str, str], name: str, row: type[BaseModel]) -> tuple[list[Any], tuple[int, ...]]:
    rows, numbers = [], []
    key = key_of(row)
    for number in row_numbers(form, name):
        answers = {one: _answer(form, f"{name}.{number}.{one}", row, one) for one in row.model_fields}
        given = {one: value for one, value in answers.items() if value is not None}
        counted = key in given if key else any(value != "false" for value in given.values())
        if counted:
            rows.append(given)
            numbers.append(number)
    return rows, tuple(numbers)


def _answer(form: MultiDict[str, str], key: str, model: type[BaseModel], name: str) -> Any:
    kind = widget_of(model, name).kind
    if kind == "bool":
        return "true" if form.get(key) else "false"
    if is_many(model, name):
        values = form.getlist(key)
        if kind in ("text", "long_text", "code"):
            values = [line for one in values for line in one.splitlines()]
        return [one for one in values if one.strip()]
    value = form.get(key, "")
    return value if value.strip() else None
