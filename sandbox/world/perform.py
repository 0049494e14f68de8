"""The one door for change: may? → read → possible? → handle → entry, then what the cast does in return.

A refusal leaves its entry and nothing else; parameters that cannot be read and unexpected errors leave nothing at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from sandbox.world.action import Action, Unreadable, subject_of
from sandbox.world.cast import schedule
from sandbox.world.clock import Clock
from sandbox.world.desk import Actor, Desk, Due, Refused
from sandbox.world.effects import Effects
from sandbox.world.journal import Content, Entry, Refusal, Stamp, write_entry
from sandbox.world.params import N_, Secret
from sandbox.world.record import Plain
from sandbox.world.world import World

MOST_REACTIONS = 1000


class Frozen(Exception):
    """The world is only to be looked at."""


class Endless(RuntimeError):
    """The cast reacted more than `MOST_REACTIONS` times to one act: the scenario's rules chase each other."""


class Outcome(msgspec.Struct, frozen=True):
    """The world afterwards, the entries made (the act first, reactions after it), and what the handler returned."""

    world: World
    entries: tuple[Entry, ...]
    record: Any = None

    @property
    def entry(self) -> Entry:
        return self.entries[0]

    @property
    def refused(self) -> Refusal | None:
        return self.entries[0].content.refused


def perform(
    world: World,
    actor: Actor,
    name: str,
    params: Mapping[str, Any],
    effects: Effects | None = None,
    *,
    stamp: Stamp | None = None,
    seen: int | None = None,
) -> Outcome:
    """Let `actor` do action `name` in `world`.

    `seen`: sequence that the actor's page showed; the act is refused when its subject has changed since.
    Raises `UnknownAction`, `Unreadable`, `Frozen`, `Endless`; refusals are outcomes, not exceptions.
    """
    if world.frozen:
        raise Frozen(f"entry {world.seq}")
    effects = effects or Effects()
    stamp = stamp or Stamp()
    step = _Act(world, actor, world.start.registry[name], effects)
    after, entry, record = step.take(params, stamp, seen)
    entries = [entry]
    while (due := _next_due(after)) is not None:
        if len(entries) > MOST_REACTIONS:
            raise Endless(f"{name}: more than {MOST_REACTIONS} reactions")
        after, reaction = _react(after, due, effects, stamp)
        entries.append(reaction)
    return Outcome(after, tuple(entries), record)


def _next_due(world: World) -> Due | None:
    pending = world.own(Due)
    first = min(pending, key=lambda one: (one.due, one.id), default=None)
    return first if first is not None and first.due <= world.now else None


def _react(world: World, due: Due, effects: Effects, stamp: Stamp) -> tuple[World, Entry]:
    declared = world.start.registry[due.action]
    origin = "clock" if due.who == "system" else "cast"
    actor = Actor(due.who, declared.roles[0] if declared.roles else "", origin)
    known = {name: Secret(known=True) for name in declared.secrets}
    act = _Act(world, actor, declared, effects, due)
    after, entry, _ = act.take({**due.params, **known}, stamp, None)
    return after, entry


class _Act:
    """One act on its way to one entry."""

    def __init__(self, world: World, actor: Actor, action: Action, effects: Effects, due: Due | None = None):
        self.world, self.actor, self.action, self.effects, self.due = world, actor, action, effects, due
        self.now = max(due.due, _began(world)) if due else world.now
        self.params: Plain = {}

    def take(self, params: Mapping[str, Any], stamp: Stamp, seen: int | None) -> tuple[World, Entry, Any]:
        desk = self._desk()
        refusal: Refusal | None = None
        record: Any = None
        try:
            record = self._do(desk, params, seen)
        except Refused as refused:
            refusal, desk = refused.refusal(), self._desk()
            if refused.aftermath:
                refused.aftermath(desk)
        except Unreadable as unreadable:
            if self.due is None:
                raise
            desk, refusal = self._desk(), Refusal("unreadable", str(unreadable))
        content = self._content(desk, refusal, record)
        entry = write_entry(self.world.head, content, stamp)
        return self.world.with_records(entry.seq, entry.hash, desk.changed()), entry, record

    def _desk(self) -> Desk:
        desk = Desk(self.world, self.actor, self.effects, self.now)
        if self.due is not None:
            desk.remove(self.due)
        return desk

    def _do(self, desk: Desk, params: Mapping[str, Any], seen: int | None) -> Any:
        action = self.action
        if not self._permitted():
            self.params = _readable(params, action.secrets)
            raise Refused("not_permitted", N_("Vai của bạn không được làm việc này"))
        ask = action.read(desk, params)
        self.params = action.plain(ask)
        self._not_changed_since(desk, ask, seen)
        record = action.do(desk, ask)
        if action.minutes and self.due is None:
            _pass(desk, timedelta(minutes=action.minutes))
        if not action.frame:
            schedule(desk, action.name, self.params, record, self.world.seq + 1)
        return record

    def _permitted(self) -> bool:
        return self.actor.origin != "trainee" or "*" in self.action.roles or self.actor.role in self.action.roles

    def _not_changed_since(self, desk: Desk, ask: Any, seen: int | None) -> None:
        if seen is None or not self.action.subject:
            return
        subject = subject_of(desk, self.action, ask)
        if subject is not None and self.world.touched(subject.kind, subject.id) > seen:
            raise Refused("changed_meanwhile", N_("Hồ sơ này vừa được thay đổi sau khi bạn mở trang"))

    def _content(self, desk: Desk, refusal: Refusal | None, record: Any) -> Content:
        result = f"{record.kind}/{record.id}" if refusal is None and hasattr(record, "kind") else None
        return Content(
            seq=self.world.seq + 1,
            at=self.now.isoformat(),
            origin=self.actor.origin,
            actor=self.actor.id,
            role=self.actor.role,
            action=self.action.name,
            params=self.params,
            steps=desk.steps,
            changes=desk.changes(),
            reads=sorted(desk.reads),
            effects=desk.made,
            refused=refusal,
            result=result,
            cause=self.due.cause if self.due else None,
            rule=self.due.rule or None if self.due else None,
        )


def _readable(params: Mapping[str, Any], secrets: tuple[str, ...]) -> Plain:
    """Parameters of a refused act that were never read: short texts only, so that anything can be recorded safely."""
    few = [(str(name), value) for name, value in list(params.items())[:20]]
    return {name[:40]: "given" if name in secrets else str(value)[:200] for name, value in few}


def _began(world: World) -> datetime:
    """The moment before which nothing more can happen: when the clock was last moved, it counts from there."""
    clock = world.peek(Clock, "clock")
    return clock.came_from if clock else world.now


def _pass(desk: Desk, time: timedelta) -> None:
    clock = desk.world.peek(Clock, "clock")
    if clock is None:
        desk.add(Clock(id="clock", now=desk.now + time, came_from=desk.now))
    else:
        desk.update(clock, now=desk.now + time, came_from=desk.now)
