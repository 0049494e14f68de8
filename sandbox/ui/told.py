"""What the page tells after an act: done, refused, or not readable; with what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flask import g, has_request_context, request

from sandbox.ui.sentences import sentence
from sandbox.ui.words import _
from sandbox.world.journal import Entry

if TYPE_CHECKING:
    from sandbox.ui.screen import Screen


class Link(NamedTuple):
    url: str
    title: str


class Told(NamedTuple):
    """`outcome`: done, refused, invalid or expired. `entry` 0: nothing was written. `then`: what followed."""

    outcome: str
    action: str
    text: str
    entry: int = 0
    link: Link | None = None
    then: tuple[str, ...] = ()


def outcome(screen: Screen) -> Told | None:
    """What this page has to tell: what its view said, else the act that the address names (`?done=<entry>`)."""
    if not has_request_context():
        return None
    if "told" in g:
        said: Told = g.told
        return said
    number = request.args.get("done", "")
    entry = screen.entry(int(number)) if number.isdecimal() and len(number) < 9 else None
    return done(screen, entry) if entry is not None and entry.content.origin == "trainee" else None


def done(screen: Screen, entry: Entry) -> Told:
    """The confirmation of an act, or its refusal."""
    content = entry.content
    if content.refused is not None:
        return refused(entry)
    return Told("done", content.action, sentence(screen, entry), entry.seq, _made(screen, entry), _since(screen, entry))


def refused(entry: Entry) -> Told:
    """Why the system said no."""
    said = entry.content.refused
    assert said is not None
    return Told("refused", entry.content.action, _(said.reason, **said.values), entry.seq)


def _made(screen: Screen, entry: Entry) -> Link | None:
    kind, _slash, id = (entry.content.result or "").partition("/")
    url = screen.url(kind, id)
    here = request.path.rpartition("/")[2] == id
    return Link(url, _("Mở %(id)s", id=id)) if url and not here else None


def _since(screen: Screen, entry: Entry) -> tuple[str, ...]:
    """What simulated people and the clock did right after it, up to the next act of the trainee."""
    told = []
    for number in range(entry.seq + 1, len(screen.journal) + 1):
        after = screen.journal[number - 1]
        if after.content.origin == "trainee":
            break
        if after.content.refused is None:
            told.append(_("%(who)s: %(what)s", who=_who(screen, after), what=sentence(screen, after)))
    return tuple(told)


def _who(screen: Screen, entry: Entry) -> str:
    return _("Hệ thống") if entry.content.actor == "system" else screen.name(entry.content.actor)
