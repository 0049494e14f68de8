"""What entries of the journal say in plain sentences: the confirmation after an act, and a record's history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sandbox.ui.words import _, plain_words, role_name
from sandbox.world.action import Action, widget_of
from sandbox.world.journal import Entry

if TYPE_CHECKING:
    from sandbox.ui.screen import Screen


class Moment(NamedTuple):
    """A line of a record's history: simulated time, what happened, who did it in which role, entry number."""

    at: datetime
    text: str
    who: str
    role: str = ""
    seq: int = 0


class _Values(dict[str, str]):
    """Values of a sentence; what is not known is left out instead of breaking the page."""

    def __missing__(self, name: str) -> str:
        return "…"


def sentence(screen: Screen, entry: Entry) -> str:
    """What the entry did: the action's own sentence with its places filled in, else its title."""
    action = screen.registry.actions.get(entry.content.action)
    if action is None:
        return entry.content.action
    text = _(action.done or action.title)
    return text % _values(screen, action, entry) if "%(" in text else text


def _values(screen: Screen, action: Action, entry: Entry) -> _Values:
    content = entry.content
    kind, _slash, id = (content.result or "").partition("/")
    values = _Values(result=id)
    for change in content.changes:
        if change.kind == kind and change.id == id and change.after:
            values.update(_named(screen, change.after))
    values.update(_named(screen, content.params))
    for name in action.ask.model_fields:
        options = widget_of(action.ask, name).options
        given = content.params.get(name)
        if isinstance(given, str) and given in options:
            values[name] = _(options[given])
    return values


def _named(screen: Screen, plain: Mapping[str, Any]) -> dict[str, str]:
    return {name: _in_words(screen, value) for name, value in plain.items()}


def _in_words(screen: Screen, value: Any) -> str:
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return ", ".join(screen.name(one) for one in value)
    return plain_words(screen.name(value) if isinstance(value, str) else value)


def history(screen: Screen, record: Any) -> list[Moment]:
    """The acts that changed the record, refusals left out, in order."""
    return [_moment(screen, entry) for entry in screen.journal if _changed(entry, record.kind, record.id)]


def _changed(entry: Entry, kind: str, id: str) -> bool:
    content = entry.content
    return content.refused is None and any(one.id == id and one.kind == kind for one in content.changes)


def _moment(screen: Screen, entry: Entry) -> Moment:
    content = entry.content
    who = _("Hệ thống") if content.actor == "system" else screen.name(content.actor)
    role = "" if content.actor == "system" else role_name(content.role)
    return Moment(datetime.fromisoformat(content.at), sentence(screen, entry), who, role, entry.seq)
