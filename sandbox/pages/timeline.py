"""The journal of a run as a person reads it: who did what in which role, what changed, was refused or looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sandbox.pages.field_words import HIDDEN, asked_words, choices_of, field_words, value_words
from sandbox.ui.screen import Screen
from sandbox.ui.sentences import sentence
from sandbox.ui.words import _, role_name
from sandbox.world.action import Action
from sandbox.world.journal import Change, Content, Entry
from sandbox.world.params import N_
from sandbox.world.vocabulary import FRAME_KINDS
from scenarios.questions import ANSWER, BadAnswer, Question, read_answer, shown_answer

ORIGINS = {
    "trainee": "",
    "cast": N_("nhân vật giả lập"),
    "clock": N_("đồng hồ"),
    "inject": N_("giáo viên đưa vào"),
    "system": N_("hệ thống"),
}


MOST_OF_A_TEXT = 160


class Field(NamedTuple):
    """A field that changed, in words; `before` is "" for a new record."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    """A record that an entry made, changed or removed. `url`: its page as it stood after the entry, "" without one."""

    what: str
    id: str
    made: bool
    removed: bool
    fields: tuple[Field, ...]
    url: str


@dataclass(frozen=True)
class Line:
    """One entry. `kind`: act, refused, look_up, cast, clock or frame. `url`: the world just after it."""

    seq: int
    at: datetime
    who: str
    role: str
    origin: str
    action: str
    title: str
    text: str
    kind: str
    url: str
    refused: str = ""
    cause: int | None = None
    asked: tuple[Field, ...] = ()
    changes: tuple[Changed, ...] = ()
    looked_at: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


class Past:
    """Addresses of a run's pages as they stood after an entry."""

    def __init__(self, screen: Screen, run_id: str, root: str):
        self._screen, self._run, self._root = screen, run_id, root

    def world(self, seq: int) -> str:
        """The office after entry `seq`."""
        return f"{self._root}/r/{self._run}@{seq}/"

    def record(self, seq: int, kind: str, id: str) -> str:
        """A record's page after entry `seq`, "" when no system shows this kind."""
        path = self._screen.url(kind, id).removeprefix(self._screen.base)
        return self.world(seq).rstrip("/") + path if path else ""

    def of(self, content: Content) -> str:
        """Where to look at what an entry did: the record it left, else the first that it changed, else the office."""
        named = [content.result.partition("/")[::2]] if content.result else []
        named += [(one.kind, one.id) for one in content.changes if one.kind not in FRAME_KINDS]
        urls = (self.record(content.seq, kind, id) for kind, id in named)
        return next(filter(None, urls), "") or self.world(content.seq)


def lines(screen: Screen, past: Past, questions: Mapping[str, Question] | None = None) -> list[Line]:
    """All entries of the run in order. `questions`: what it was asked beside the work, so that answers are told in
    their words."""
    return [_line(screen, past, entry, questions or {}) for entry in screen.journal]


def _line(screen: Screen, past: Past, entry: Entry, questions: Mapping[str, Question]) -> Line:
    content = entry.content
    action = screen.registry.actions.get(content.action)
    return Line(
        seq=content.seq,
        at=datetime.fromisoformat(content.at),
        who=_("Hệ thống") if content.actor == "system" else screen.name(content.actor),
        role=role_name(content.role) if content.role else "",
        origin=_(ORIGINS[content.origin]) if ORIGINS.get(content.origin) else "",
        action=content.action,
        title=_(action.title) if action is not None else content.action,
        text=sentence(screen, entry),
        kind=_kind(content, action),
        url=past.of(content),
        refused=content.refused.text if content.refused else "",
        cause=content.cause,
        asked=tuple(_answered(content, questions) or _asked(screen, action, content.params)),
        changes=tuple(_changes(screen, past, content)),
        looked_at=_people(screen, content) if action is not None and action.look_up else (),
        files=tuple(content.effects.values()),
    )


def _kind(content: Content, action: Any) -> str:
    if content.refused is not None:
        return "refused"
    if content.origin != "trainee":
        return "clock" if content.origin == "clock" else "cast"
    if action is None or action.frame:
        return "frame"
    return "look_up" if action.look_up else "act"


def _answered(content: Content, questions: Mapping[str, Question]) -> list[Field]:
    """The question and the answer in words; nothing for other acts."""
    question = questions.get(str(content.params.get("question"))) if content.action == ANSWER else None
    if question is None:
        return []
    given = content.params.get("chosen") or str(content.params.get("answer") or "")
    try:
        told = shown_answer(question, read_answer(question, given))
    except BadAnswer:
        told = str(given)
    short = told if len(told) <= MOST_OF_A_TEXT else f"{told[:MOST_OF_A_TEXT].rstrip()}…"
    return [Field(question.text, "", short)]


def _asked(screen: Screen, action: Action | None, params: Mapping[str, Any]) -> Iterator[Field]:
    for name, value in params.items():
        words = value_words(screen, name, value, choices_of(action, name))
        if words:
            yield Field(asked_words(action, name), "", words)


def _changes(screen: Screen, past: Past, content: Content) -> Iterator[Changed]:
    for change in content.changes:
        if change.kind not in FRAME_KINDS:
            yield Changed(
                what=_kind_words(screen, change.kind),
                id=change.id,
                made=change.before is None,
                removed=change.after is None,
                fields=tuple(_fields(screen, change)),
                url=past.record(content.seq, change.kind, change.id),
            )


def _kind_words(screen: Screen, kind: str) -> str:
    cls = screen.registry.kinds.get(kind)
    title = getattr(cls, "title", None)
    return _(title) if isinstance(title, str) else kind


def _fields(screen: Screen, change: Change) -> Iterator[Field]:
    before, after = change.before or {}, change.after or {}
    for name in after if change.after is not None else before:
        old, new = (value_words(screen, name, one.get(name)) for one in (before, after))
        if name not in HIDDEN and old != new:
            yield Field(field_words(name), old, new)


def _people(screen: Screen, content: Content) -> tuple[str, ...]:
    ids = [one.removeprefix("person/") for one in content.reads if one.startswith("person/")]
    return tuple(screen.person(id) for id in ids)
