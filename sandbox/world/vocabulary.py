"""The vocabulary: what the loader of scenarios, the grader and the proof are handed of the office, as plain data.

Names of actions and records with the types of their parameters and fields (persons, staff, dates, choices, references).
"""

from __future__ import annotations

import types
import typing
from datetime import date, datetime
from typing import Any

import msgspec

from sandbox.world.action import Action, Registry, row_type, widget_of
from sandbox.world.params import Ask
from sandbox.world.record import Plain

FRAME_KINDS = ("clock", "due", "series", "seat", "fired")

_WIDGET_TYPES = {
    "long_text": "text",
    "code": "text",
    "money": "integer",
    "pin": "secret",
    "checklist": "choice",
}
_PLAIN_TYPES = {str: "text", int: "integer", bool: "bool", date: "date", datetime: "datetime"}


def vocabulary(registry: Registry) -> Plain:
    """`{"records": kind → {title, fields}, "actions": name → declaration}`; types in docs/scenarios.md."""
    return {
        "records": {kind: _record(registry.kinds[kind]) for kind in sorted(registry.kinds)},
        "actions": {name: _action(registry.actions[name]) for name in sorted(registry.actions)},
    }


def _record(cls: type[Any]) -> Plain:
    return {"title": getattr(cls, "title", cls.kind), "frame": cls.kind in FRAME_KINDS, "fields": _fields(cls)}


def _fields(cls: type[msgspec.Struct]) -> Plain:
    """Name → type; `required` where a record cannot be without it."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return {
        one.name: {**_field(hints[one.name]), **({"required": True} if one.required else {})}
        for one in msgspec.structs.fields(cls)
    }


def _field(hint: Any) -> Plain:
    """Type of a record's field: `{"type": …}` with `of`, `choices`, `item` or `fields` as the type needs."""
    bare, extra, optional = _unwrap(hint)
    plain: Plain = {"optional": True} if optional else {}
    if extra:
        return {**plain, **{key: list(v) if isinstance(v, tuple) else v for key, v in extra.items()}}
    origin, args = typing.get_origin(bare), typing.get_args(bare)
    if origin is typing.Literal:
        return {**plain, "type": "choice", "choices": list(args)}
    if origin in (tuple, list):
        item = _field(args[0])
        if item["type"] == "row":
            return {**plain, "type": "rows", "fields": item["fields"]}
        return {**plain, "type": "list", "item": item}
    if origin is dict:
        return {**plain, "type": "map"}
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        return {**plain, "type": "row", "fields": _fields(bare)}
    return {**plain, "type": _PLAIN_TYPES.get(bare, "any")}


def _unwrap(hint: Any) -> tuple[Any, Plain, bool]:
    """The bare type, the `extra` of its annotation, and whether None is allowed."""
    extra: Plain = {}
    optional = False
    while True:
        origin = typing.get_origin(hint)
        if origin is typing.Annotated:
            hint, *marks = typing.get_args(hint)
            for mark in marks:
                extra = {**extra, **(getattr(mark, "extra", None) or {})}
        elif origin in (typing.Union, types.UnionType):
            args = [one for one in typing.get_args(hint) if one is not type(None)]
            optional = optional or len(args) < len(typing.get_args(hint))
            if len(args) != 1:
                return str, extra, optional
            hint = args[0]
        else:
            return hint, extra, optional


def _action(action: Action) -> Plain:
    return {
        "title": action.title,
        "roles": list(action.roles),
        "subject": action.subject,
        "subject_kind": action.subject_kind,
        "params": _params(action.ask),
        "secrets": list(action.secrets),
        "look_up": action.look_up,
        "frame": action.frame,
        "final": action.final,
        "cast_only": action.cast_only,
        "makes": action.makes,
        "minutes": action.minutes,
    }


def _params(model: type[Ask]) -> Plain:
    return {name: _param(model, name) for name in model.model_fields}


def _param(model: type[Ask], name: str) -> Plain:
    info = model.model_fields[name]
    row = row_type(info.annotation)
    plain: Plain = {"required": info.is_required()}
    if row is not None:
        return {**plain, "type": "rows", "fields": _params(row)}
    widget = widget_of(model, name)
    kind = _WIDGET_TYPES.get(widget.kind, widget.kind)
    if widget.of:
        plain["of"] = widget.of
    if widget.options:
        plain["choices"] = list(widget.options)
    many = typing.get_origin(info.annotation) in (tuple, list)
    return {**plain, "type": "list", "item": {**plain, "type": kind}} if many else {**plain, "type": kind}
