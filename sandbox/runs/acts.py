"""Acts: perform in memory, commit, only then answer; a lost race is tried again, a replayed form finds its entry."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from sandbox.accounts.wall import utc_now
from sandbox.runs.hot import Taken
from sandbox.runs.memory import Live
from sandbox.runs.store import SNAPSHOT_EVERY, LostRace, Store
from sandbox.runs.visits import RunRow
from sandbox.world.action import Unreadable
from sandbox.world.cast import as_actor, trainee
from sandbox.world.desk import Actor
from sandbox.world.effects import Effects, Maker
from sandbox.world.journal import Entry, Stamp
from sandbox.world.perform import Outcome, perform
from sandbox.world.world import Start, World

ATTEMPTS = 8
_log = logging.getLogger(__name__)


class Crowded(Exception):
    """Others wrote into this run at the same time again and again."""


class Closed(Exception):
    """The run was submitted: nothing more can be done in it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form asks for: the action with its parameters; `key` makes it one entry however often it is sent.

    `seen`: number of the entry that its page showed. `account`: who is logged in.
    """

    action: str
    params: Mapping[str, Any]
    key: str | None
    account: str
    seen: int | None = None


class Acts:
    """Performs in the runs of a store, with the makers of files."""

    def __init__(self, store: Store, makers: Mapping[str, Maker]):
        self._store, self._makers = store, makers

    def perform(self, run: RunRow, start: Start, sent: Sent) -> Outcome:
        """Perform once and keep it. `Crowded`, `Closed`, and what `sandbox.world.perform.perform` raises."""
        effects = Effects(self._makers, self._store.files(run.id).read)
        for _ in range(ATTEMPTS):
            live = self._store.live(run, start)
            try:
                outcome = self._try(run, live, sent, effects)
            except (LostRace, Taken, Unreadable) as trouble:
                run, made = self._store.standing(run.id, sent.key)
                if made is not None:
                    return self._made_before(run, start, made)
                if isinstance(trouble, Unreadable):
                    raise
                if not run.live:
                    raise Closed(run.id) from None
                continue
            return outcome
        raise Crowded(run.id)

    def _try(self, run: RunRow, live: Live, sent: Sent, effects: Effects) -> Outcome:
        now = utc_now()
        stamp = Stamp(wall=now.isoformat() + "Z", account=sent.account, key=sent.key or "")
        actor = seated(live.world, sent.action)
        outcome = perform(live.world, actor, sent.action, sent.params, effects, stamp=stamp, seen=sent.seen)
        files = _made(outcome.entries, effects)
        self._store.append(run.id, live.world, outcome.entries, sent.key, files, now)
        self._store.memory.keep(run.id, live.after(outcome.world, outcome.entries))
        self._snapshot(run, live.world, outcome.world)
        return outcome

    def _snapshot(self, run: RunRow, before: World, after: World) -> None:
        if before.seq // SNAPSHOT_EVERY == after.seq // SNAPSHOT_EVERY:
            return
        try:
            self._store.snapshot(run.id, after)
        except SQLAlchemyError:  # the act is committed; the journal alone is enough
            _log.warning("run %s: no snapshot after entry %s", run.id, after.seq, exc_info=True)

    def _made_before(self, run: RunRow, start: Start, made: int) -> Outcome:
        """The outcome of a form that was sent before: its entry and what it left, in the world as it is now."""
        live = self._store.live(run, start)
        first = live.journal[made - 1]
        return Outcome(live.world, (first,), _record(live.world, first.content.result))


def seated(world: World, action: str) -> Actor:
    """The trainee as the official as whom they sit in this world, in the role that fits the action."""
    registry = world.start.registry
    staff = trainee(world)
    official = world.peek(registry.kinds["official"], staff) if "official" in registry.kinds else None
    return as_actor(world, staff, registry[action], tuple(getattr(official, "roles", ())))


def _made(entries: tuple[Entry, ...], effects: Effects) -> dict[str, bytes]:
    named = {name for entry in entries for name in entry.content.effects.values()}
    return {name: effects.files[name] for name in named if name in effects.files}


def _record(world: World, result: str | None) -> Any:
    kind, _, id = (result or "").partition("/")
    cls = world.start.registry.kinds.get(kind)
    return world.peek(cls, id) if cls is not None else None
