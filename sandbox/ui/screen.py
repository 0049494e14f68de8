"""The screen: one trainee's view of one world at one moment. Pages read it and nothing else.

`runs` makes it for each request and puts it into `flask.g.screen`; the office's pages reach it as `screen`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, Protocol, cast
from urllib.parse import quote, urlencode

from flask import g
from werkzeug.local import LocalProxy

from sandbox.ui.offers import Offers, offers
from sandbox.ui.sentences import Moment, history
from sandbox.world.action import Registry
from sandbox.world.desk import Actor
from sandbox.world.journal import Entry
from sandbox.world.perform import Outcome
from sandbox.world.world import World


class Busy(Exception):
    """Others wrote at the same time again and again; the input is kept and can be sent once more."""


class PageImage(NamedTuple):
    """One page of a paper as a picture; width and height in CSS pixels."""

    url: str
    width: int
    height: int


class Sheet(NamedTuple):
    """A paper as it is shown: address of the PDF, and pictures of its pages."""

    pdf: str
    pages: tuple[PageImage, ...]


class Backstage(Protocol):
    """What a screen cannot do by itself; `runs` gives it."""

    def perform(self, action: str, params: Mapping[str, Any], token: str, seen: int | None) -> Outcome:
        """Perform and keep it; the same token, action and parameters again give the first outcome. `Busy`,
        and what `sandbox.world.perform.perform` raises."""

    def typeset(self, form: str, fields: Mapping[str, Any]) -> Sheet:
        """The paper with this form and these fields; its pictures may be made when they are first fetched."""

    def sheet(self, digest: str) -> Sheet:
        """A stored PDF by its digest."""

    def judge(self, digest: str) -> Any:
        """The verdict on the signatures of a stored PDF (see `grader.signatures`)."""

    def store(self, content: bytes) -> str:
        """Keep a file that was sent with a form; its digest."""


@dataclass(eq=False)
class Screen:
    """`base`: address of the run, `/r/<run>` or `/r/<run>@<n>`, with the application's prefix.
    `staff`: the official as whom the trainee sits here; `plays`: all whom the scenario gives them.
    `at`: number of the entry that is looked back at, None for now. `homes`: record kind → name of its system.
    `journal`: all entries up to the world's, in order.
    """

    base: str
    world: World
    staff: Any
    plays: Sequence[Any]
    backstage: Backstage
    journal: Sequence[Entry] = ()
    homes: Mapping[str, str] = field(default_factory=dict)
    at: int | None = None

    @property
    def frozen(self) -> bool:
        """Only to be looked at: nothing is offered, nothing can be sent."""
        return self.world.frozen

    @property
    def now(self) -> datetime:
        return self.world.now

    @property
    def registry(self) -> Registry:
        return self.world.start.registry

    @cached_property
    def actor(self) -> Actor:
        """The trainee in the first of the official's roles; `perform` takes the role that fits the action."""
        return Actor(self.staff.id, next(iter(self.staff.roles), ""))

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(self.staff.roles)

    # Addresses

    def url(self, kind: str, id: str) -> str:
        """The page of a record; empty when no system shows this kind."""
        system = self.homes.get(kind)
        return f"{self.base}/{system}/{kind}/{quote(id, safe=':@')}" if system else ""

    def url_of(self, record: Any) -> str:
        return self.url(record.kind, record.id)

    def system_url(self, system: str, page: str = "", /, **query: Any) -> str:
        """A system's first page, or its further page `page` (a path below the system)."""
        return f"{self.base}/{system}/{page}{_asked(query)}"

    def do_url(self, action: str, /, **params: Any) -> str:
        """The form of an action; `params` fill it, the subject above all."""
        return f"{self.base}/do/{action}{_asked(params)}"

    def found_url(self, entry: int, action: str) -> str:
        """The page that shows what look-up entry `entry` found."""
        return f"{self.base}/{self.registry[action].service}/found/{entry}"

    def file_url(self, digest: str) -> str:
        """The bytes of a stored PDF."""
        return f"{self.base}/file/{digest}.pdf"

    # What can be done, and what was

    def offers(self, system: str, record: Any = None) -> Offers:
        """What can be done with the record, or without a subject on the system's first page, and what cannot yet."""
        return offers(self, system, record)

    def history(self, record: Any) -> list[Moment]:
        """What happened to the record in this run, in order."""
        return history(self, record)

    def entry(self, seq: int) -> Entry | None:
        """Entry number `seq`, None when there is no such entry up to here."""
        return self.journal[seq - 1] if 1 <= seq <= len(self.journal) else None

    def perform(self, action: str, params: Mapping[str, Any], token: str, seen: int | None = None) -> Outcome:
        """Let the trainee do it, once for each token; see `Backstage.perform`."""
        return self.backstage.perform(action, params, token, seen)

    # Papers

    def typeset(self, form: str, fields: Mapping[str, Any]) -> Sheet:
        """The paper with this form and these fields, to be shown beside its facts."""
        return self.backstage.typeset(form, fields)

    def sheet(self, digest: str) -> Sheet:
        """A stored PDF, to be shown."""
        return self.backstage.sheet(digest)

    def download_url(self, digest: str) -> str:
        """Where an uploaded Word file can be had."""
        return f"{self.base}/file/{digest}.docx"

    def judge(self, digest: str) -> Any:
        """The verdict on a stored PDF's signatures."""
        return self.backstage.judge(digest)

    def store(self, content: bytes) -> str:
        """Keep an uploaded file; its digest."""
        return self.backstage.store(content)

    # Names

    def peek(self, kind: str, id: str | None) -> Any:
        """The record of this kind name and id, None when there is none."""
        cls = self.registry.kinds.get(kind)
        return self.world.peek(cls, id) if cls is not None and id else None

    def person(self, id: str | None) -> str:
        """A person's full name; the number itself when nobody has it."""
        found = self.peek("person", id)
        return found.full_name if found is not None else id or ""

    def official(self, id: str | None) -> str:
        """An official as “Lò Thị Nhung – công chức một cửa”; the id itself when there is no such post."""
        found = self.peek("official", id)
        return f"{found.full_name} – {found.post}" if found is not None else id or ""

    def organisation(self, id: str | None) -> str:
        """An office's name; the id itself when there is none."""
        found = self.peek("organisation", id)
        return found.name if found is not None else id or ""

    def name(self, id: str | None) -> str:
        """The name behind an id of an official, an office or a person, whichever has it."""
        for kind, shown in (("official", "full_name"), ("organisation", "name"), ("person", "full_name")):
            found = self.peek(kind, id)
            if found is not None:
                return cast(str, getattr(found, shown))
        return id or ""


def _asked(query: Mapping[str, Any]) -> str:
    """The query as it follows an address; what is empty is left out."""
    asked = {name: value for name, value in query.items() if value not in (None, "")}
    return f"?{urlencode(asked)}" if asked else ""


screen = cast(Screen, LocalProxy(lambda: g.screen))
