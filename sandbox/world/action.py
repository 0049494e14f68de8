"""Actions: everything that changes a world, or looks up personal data in it, declared as data plus a short handler.

    @action("onestop.transfer", title=N_("Chuyển xử lý"), roles=("reception_officer",), subject="dossier",
            possible=may_transfer, done=N_("Đã chuyển hồ sơ cho %(to)s"))
    def transfer(desk: Desk, ask: Transfer) -> Dossier: ...

From the declaration come form, messages, check page, API, vocabulary and the mutations of the proof.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel, ValidationError

from sandbox.world.params import Ask, Asking, Secret, Widget
from sandbox.world.record import Plain, Record

if TYPE_CHECKING:
    from sandbox.world.desk import Desk, Refused
    from sandbox.world.world import World

Handler = Callable[["Desk", Any], Any]
Possible = Callable[["World", Any], "Refused | None"]
Choices = Callable[["World", Mapping[str, Any]], Mapping[str, str]]


class UnknownAction(LookupError):
    """No action of this name."""


class Unreadable(Exception):
    """The parameters cannot be read: nothing happened, no entry. `errors`: pydantic's, with typed `type` and `loc`."""

    def __init__(self, action: str, errors: Sequence[Any]):
        super().__init__(f"{action}: " + "; ".join(f"{_path(e)}: {e['type']}" for e in errors))
        self.action, self.errors = action, list(errors)


def _path(error: Any) -> str:
    return ".".join(map(str, error["loc"]))


@dataclass(frozen=True)
class Action:
    """One thing that can be done.

    `subject`: parameter that names the record whose page the action lives on ("" = the system's first page).
    `possible`: reason why not, for (world, subject record). `final`: check page first, cannot be taken back.
    `primary`: states of the subject in which the real system offers it first. `minutes`: simulated time it takes.
    `look_up`: reads personal data, changes nothing. `frame`: belongs to the drill, not to the office.
    `cast_only`: never offered to trainees (acts of citizens). `makes`: kind of the record it makes.
    """

    name: str
    title: str
    handler: Handler
    ask: type[Ask]
    roles: tuple[str, ...] = ()
    subject: str = ""
    possible: Possible | None = None
    final: bool = False
    primary: tuple[str, ...] = ()
    done: str = ""
    hint: str = ""
    minutes: int = 0
    look_up: bool = False
    frame: bool = False
    cast_only: bool = False
    makes: str = ""
    doc: str = ""

    @property
    def service(self) -> str:
        return self.name.partition(".")[0]

    @cached_property
    def subject_kind(self) -> str:
        """Kind of the subject's record, "" when the action has none."""
        return widget_of(self.ask, self.subject).of if self.subject else ""

    def read(self, desk: Desk, params: Mapping[str, Any]) -> Any:
        """The typed parameters; `Unreadable` when they do not fit this world."""
        try:
            return self.ask.model_validate(dict(params), context=Asking(desk, params))
        except ValidationError as refused:
            raise Unreadable(self.name, refused.errors(include_url=False, include_input=False)) from None
        except RecursionError:
            raise Unreadable(self.name, [{"loc": (), "type": "too_deep", "ctx": {}}]) from None

    def plain(self, ask: Any) -> Plain:
        """Parameters as they are recorded: JSON values, without what was left out, secrets only as `given`."""
        return {name: _plain(value) for name, value in ask if value is not None}

    def do(self, desk: Desk, ask: Any) -> Any:
        """Ask whether it is possible, then handle. `Refused` when the system says no.

        `possible` is asked of the desk, which answers `get`, `find`, `peek`, `now` as a world does.
        """
        if self.possible is not None:
            refused = self.possible(cast(Any, desk), subject_of(desk, self, ask))
            if refused is not None:
                raise refused
        return self.handler(desk, ask)

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        """Names of the parameters that are never written down."""
        return tuple(n for n in self.ask.model_fields if widget_of(self.ask, n).kind == "pin")


def subject_of(desk: Any, action: Action, ask: Any) -> Record | None:
    """The subject's record as it stands on the desk, None when the action has no subject."""
    if not action.subject:
        return None
    cls = desk.world.start.registry.kinds[action.subject_kind]
    found: Record = desk.get(cls, getattr(ask, action.subject))
    return found


@cache
def widget_of(model: type[BaseModel], name: str) -> Widget:
    """The declared widget of a field (see `params`); by its type when nothing is declared."""
    info = model.model_fields[name]
    for mark in info.metadata:
        if isinstance(mark, Widget):
            return mark
    for part in typing.get_args(info.annotation):
        for mark in getattr(part, "__metadata__", ()):
            if isinstance(mark, Widget):
                return mark
    if info.annotation is bool:
        return Widget("bool")
    return Widget("integer" if info.annotation is int else "rows" if row_type(info.annotation) else "text")


def row_type(annotation: Any) -> type[Ask] | None:
    """The row model of a list parameter `tuple[Row, ...]`, None for anything else."""
    args = typing.get_args(annotation)
    if typing.get_origin(annotation) in (tuple, list) and args and inspect.isclass(args[0]):
        return args[0] if issubclass(args[0], Ask) else None
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, Secret):
        return "given"
    if isinstance(value, BaseModel):
        return {name: _plain(one) for name, one in value if one is not None}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


class Registry:
    """Actions by name, record types by kind, choices queries by name: what the office can do and hold."""

    def __init__(self) -> None:
        self.actions: dict[str, Action] = {}
        self.kinds: dict[str, type[Any]] = {}
        self.queries: dict[str, Choices] = {}

    def __getitem__(self, name: str) -> Action:
        try:
            return self.actions[name]
        except KeyError:
            raise UnknownAction(name) from None

    def action(self, name: str, **declared: Any) -> Callable[[Handler], Handler]:
        """Declare the handler below as action `name`; its second parameter's annotation is the `Ask` model."""

        def declare(handler: Handler) -> Handler:
            hints = typing.get_type_hints(handler, include_extras=True, localns=declared.pop("localns", None))
            ask = list(hints.values())[1]
            if name in self.actions:
                raise ValueError(f"action {name} is declared twice")
            doc = inspect.cleandoc(handler.__doc__ or "")
            self.actions[name] = Action(name, handler=handler, ask=ask, doc=doc, **declared)
            return handler

        return declare

    def record(self, cls: type[Any]) -> type[Any]:
        """Declare a record type."""
        if self.kinds.setdefault(cls.kind, cls) is not cls:
            raise ValueError(f"record kind {cls.kind} is declared twice")
        return cls

    def choices(self, name: str) -> Callable[[Choices], Choices]:
        """Declare the query below as the choices `name`: (world, parameters so far) → value → words."""

        def declare(query: Choices) -> Choices:
            self.queries[name] = query
            return query

        return declare

    def choices_of(self, name: str, asking: Asking) -> Mapping[str, str]:
        return self.queries[name](asking.desk.world, asking.raw)


office = Registry()
action, record, choices = office.action, office.record, office.choices
