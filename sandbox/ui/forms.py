"""Forms drawn from a declaration: one walk over an `Ask` model gives plain field views, one macro draws any of them.

Conventions beyond `sandbox.world.params`: `Field(title=…)` is the label, `description` the hint, `examples` an example.
A list of rows whose row model holds an `Among(query, "checklist")` field is drawn with a row to tick per choice;
any other list of rows has buttons to add and remove. What was typed is drawn again from the form, never from the
model; a secret never is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import count
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined
from werkzeug.datastructures import MultiDict

from sandbox.ui.messages import message
from sandbox.ui.reading import Filled, is_many, key_of, row_model, row_numbers
from sandbox.ui.words import _, day, moment, reader
from sandbox.world.action import widget_of
from sandbox.world.params import N_, Widget

Choices = Callable[[Widget], Mapping[str, str]]
Option = tuple[str, str]

_HINTS = {
    "date": N_("Ví dụ: 27/11/2026"),
    "datetime": N_("Ví dụ: 27/11/2026 14:05"),
    "money": N_("Ví dụ: 8.000"),
    "person": N_("12 chữ số trên căn cước"),
    "pin": N_("6 đến 8 chữ số"),
    "lines": N_("Mỗi mục một dòng"),
}
FEW = 5


@dataclass(frozen=True)
class RowView:
    """A row of a list: its number on the page, the words of its choice (checklists), and its fields."""

    number: int
    words: str
    fields: tuple[FieldView, ...]
    tick: FieldView | None = None


@dataclass(frozen=True)
class FieldView:
    """Everything that drawing a field needs, in plain values and in the reader's language.

    `kind`: how it is drawn (text, long_text, lines, code, date, datetime, money, integer, bool, select, radios, checks,
    checklist, rows, person, pin, file, hidden). `error`: what is wrong, "" when nothing is. `found`: what a look-up
    beside the field showed. `accept`: ending of the files that may be uploaded.
    """

    name: str
    label: str
    kind: str
    hint: str = ""
    required: bool = True
    value: str = ""
    values: tuple[str, ...] = ()
    error: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[RowView, ...] = ()
    heads: tuple[str, ...] = ()
    found: str = ""
    can_look_up: bool = False
    accept: str = ""

    @cached_property
    def id(self) -> str:
        """Id of the control; of the first one in a group."""
        return "f-" + self.name.replace(".", "-")

    @property
    def blank(self) -> bool:
        """Whether nobody has filled it in and nothing stands beside it: drawn the same wherever it is asked."""
        return not (self.value or self.error or self.found or self.rows or self.can_look_up)

    @property
    def answer(self) -> str:
        """What was answered, in words, for the page to check the answers."""
        words = dict(self.options)
        if self.kind in ("checks", "checklist", "lines") and not self.rows:
            return "\n".join(words.get(one, one) for one in self.values)
        if self.kind == "bool":
            return _("có") if self.value else _("không")
        return words.get(self.value, self.value)


def no_world(widget: Widget) -> Mapping[str, str]:
    """Choices of a form outside the worlds: only those written in the declaration."""
    return widget.options


@dataclass(frozen=True)
class Form:
    """A form on its way to the page. `problems`: name of the drawn field → what is wrong. `given` empty and `sent`
    False: drawn for the first time, with defaults. `extra_rows`: list name → rows to add below those that are there.
    """

    model: type[BaseModel]
    given: MultiDict[str, str] = field(default_factory=MultiDict)
    sent: bool = False
    choices: Choices = no_world
    problems: Mapping[str, str] = field(default_factory=dict)
    hidden: Sequence[str] = ()
    leave: Sequence[str] = ()
    without_row: tuple[str, int] = ("", -1)
    one_more: str = ""
    can_look_up: bool = False
    found: Mapping[str, str] = field(default_factory=dict)

    def fields(self) -> tuple[FieldView, ...]:
        """The fields in the order of the declaration."""
        return tuple(self._field(self.model, name, name) for name in self.model.model_fields if name not in self.leave)

    def _field(self, model: type[BaseModel], name: str, key: str) -> FieldView:
        row = row_model(model, name)
        if row is not None:
            return self._list(name, row)
        info, widget = model.model_fields[name], widget_of(model, name)
        many = is_many(model, name)
        options = () if key in self.hidden else self._options(widget)
        kind = (
            "hidden" if key in self.hidden else _drawn_as(widget, many, options, info.is_required() and "." not in key)
        )
        values = self._values(key, info.default)
        return FieldView(
            name=key,
            label=_(info.title) if info.title else name,
            kind=kind,
            hint=_hint(info, kind),
            required=info.is_required(),
            value="" if kind == "pin" else "\n".join(values),
            values=values,
            error=self.problems.get(key, ""),
            options=options,
            found=self.found.get(key, ""),
            can_look_up=self.can_look_up and kind == "person",
            accept=widget.of if widget.kind == "file" else "",
        )

    def _options(self, widget: Widget) -> tuple[Option, ...]:
        if widget.kind not in ("choice", "checklist", "staff") and not widget.options:
            return ()
        told = reader()
        return tuple((value, told(words) if words else value) for value, words in self.choices(widget).items())

    def _values(self, key: str, default: Any) -> tuple[str, ...]:
        if self.sent or key in self.given:
            return tuple(one for one in self.given.getlist(key) if one)
        return _written(default)

    def _list(self, name: str, row: type[BaseModel]) -> FieldView:
        info, key = self.model.model_fields[name], key_of(row)
        rows = self._ticks(name, row, key) if key else self._added(name, row)
        shown = [row.model_fields[one].title or one for one in row.model_fields if one != key]
        return FieldView(
            name=name,
            label=_(info.title) if info.title else name,
            kind="checklist" if key else "rows",
            hint=_(info.description) if info.description else "",
            required=info.is_required(),
            error=self.problems.get(name, ""),
            rows=tuple(rows),
            heads=tuple(_(one) for one in shown),
        )

    def _ticks(self, name: str, row: type[BaseModel], key: str) -> list[RowView]:
        """A row per choice; a ticked one keeps the number it was sent with, the others take the free ones in order."""
        at = {self.given.get(f"{name}.{n}.{key}"): n for n in row_numbers(self.given, name)}
        options = dict(self._options(widget_of(row, key)))
        taken = {number for value, number in at.items() if value in options}
        free = (number for number in count() if number not in taken)
        return [
            self._tick(name, row, key, at[value] if value in at else next(free), value, words)
            for value, words in options.items()
        ]

    def _tick(self, name: str, row: type[BaseModel], key: str, number: int, value: str, words: str) -> RowView:
        ticked = self.given.get(f"{name}.{number}.{key}") == value
        tick = FieldView(f"{name}.{number}.{key}", words, "tick", value=value, values=(value,) if ticked else ())
        others = tuple(self._field(row, one, f"{name}.{number}.{one}") for one in row.model_fields if one != key)
        return RowView(number, words, others, tick)

    def _added(self, name: str, row: type[BaseModel]) -> list[RowView]:
        numbers = [n for n in row_numbers(self.given, name) if self.without_row != (name, n)]
        if not numbers or self.one_more == name:
            numbers.append(max([-1, *numbers, *([self.without_row[1]] if self.without_row[0] == name else [])]) + 1)
        return [
            RowView(n, str(place), tuple(self._field(row, one, f"{name}.{n}.{one}") for one in row.model_fields))
            for place, n in enumerate(numbers, 1)
        ]


def _drawn_as(widget: Widget, many: bool, options: Sequence[Option], must: bool) -> str:
    """Radios only for few choices of which one must be taken: what is optional has to be taken back as well."""
    if widget.kind in ("choice", "staff", "checklist"):
        if many:
            return "checks"
        few = widget.kind == "choice" and len(options) <= FEW and must
        return "radios" if few and options else "select"
    if many:
        return "lines"
    return "code" if widget.kind == "record" else widget.kind


def _hint(info: Any, kind: str) -> str:
    said = [_(info.description)] if info.description else []
    if info.examples:
        said.append(_("Ví dụ: %(example)s", example=info.examples[0]))
    elif not said and kind in _HINTS:
        said.append(_(_HINTS[kind]))
    return ". ".join(one.rstrip(".") for one in said) + ("." if len(said) > 1 else "")


def _written(value: Any) -> tuple[str, ...]:
    """A default, or a value for the form to begin with, as people would type it."""
    if value is None or value is PydanticUndefined or value is False or value == "":
        return ()
    if isinstance(value, tuple | list):
        return tuple(one for part in value for one in _written(part))
    if isinstance(value, datetime):
        return (moment(value),)
    return (day(value) if isinstance(value, date) else "true" if value is True else str(value),)


def written(values: Mapping[str, Any]) -> MultiDict[str, str]:
    """Values for a form to begin with, as a form would send them; rows are dictionaries in a list."""
    form: MultiDict[str, str] = MultiDict()
    for name, value in values.items():
        if isinstance(value, tuple | list) and value and isinstance(value[0], Mapping):
            for number, row in enumerate(value):
                for key, one in row.items():
                    form.setlist(f"{name}.{number}.{key}", list(_written(one)))
        else:
            form.setlist(name, list(_written(value)))
    return form


def problems(errors: Sequence[Any], filled: Filled, model: type[BaseModel]) -> dict[str, str]:
    """Name of the drawn field → what is wrong with it; the first error of a field counts."""
    found: dict[str, str] = {}
    inside = {error["loc"][0] for error in errors if len(error["loc"]) > 2}
    for error in errors:
        if error["type"] == "too_short" and error["loc"][0] in inside:
            continue  # pydantic does not count rows that it could not read
        loc = [part for part in error["loc"] if isinstance(part, int) or not part.startswith("function-")]
        found.setdefault(*_problem(error, loc, filled, model))
    return found


def _problem(error: Any, loc: list[Any], filled: Filled, model: type[BaseModel]) -> tuple[str, str]:
    name = loc[0] if loc and loc[0] in model.model_fields else ""
    if not name:
        return "", message(error, "")
    row = row_model(model, name)
    if row is not None and len(loc) > 2 and loc[2] in row.model_fields:
        return filled.place(loc[:3]), message(error, widget_of(row, loc[2]).kind)
    return name, message(error, "rows" if row is not None else widget_of(model, name).kind)


def summary(fields: Sequence[FieldView]) -> list[tuple[str, str]]:
    """Every error in order of the page: id of the control, and “row – label: what”."""
    found = []
    for one in fields:
        if one.error:
            found.append((one.id, f"{one.label}: {one.error}"))
        for row in one.rows:
            for inner in row.fields:
                if inner.error:
                    where = row.words if row.tick else _("%(label)s, dòng %(row)s", label=one.label, row=row.words)
                    found.append((inner.id, f"{where} – {inner.label}: {inner.error}"))
    return found
