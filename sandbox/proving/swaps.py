"""Pairs of steps that the office lets be done in either order: those that the rubric forbids to exchange, and the rest.

Two steps may be exchanged when neither touches what the other reads or writes, field by field, directly or through the
steps between them. A forbidden pair needs a law; among the pairs left free a missing rule shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import msgspec

from sandbox.proving.foata import Event, dependent
from sandbox.proving.footprints import event, watching
from sandbox.proving.play import Stage, name_of
from scenarios import Act, Move

ORDERING = frozenset({"ordered", "in_time", "looked_up"})


class Swap(msgspec.Struct, frozen=True):
    """`second` done before `first`. `by`: criteria that forbid it, with `law`; none when the pair is free."""

    way: str
    first: str
    second: str
    by: tuple[str, ...] = ()
    law: tuple[str, ...] = ()


def footprints(stage: Stage, moves: Sequence[Move]) -> list[Event]:
    """What each move reads and writes, the cast's answers included."""
    run = stage.begin()
    found = []
    with watching(stage.start.registry) as seen:
        for move in moves:
            seen.clear()
            before = len(run.read)
            run.make(move, stage.makes)
            found.append(event(name_of(move), run.read[before:], seen))
    return found


def exchanged(events: Sequence[Event], one: int, two: int) -> list[int] | None:
    """The order of moves in which move `two` stands just before `one`, all else kept as far as it must be.

    None when `two` depends on `one`, directly or through moves between them.
    """
    needed = {two}
    for at in range(two - 1, one - 1, -1):
        if any(dependent(events[at], events[other]) for other in needed):
            needed.add(at)
    if one in needed:
        return None
    between = [at for at in range(one, two) if at not in needed]
    return [*range(one), *sorted(needed), *between, *range(two + 1, len(events))]


def orders(stage: Stage, moves: Sequence[Move]) -> Iterator[tuple[int, int, list[Move]]]:
    """Pairs of acts that touch nothing of each other, with the moves in which they are exchanged."""
    events = footprints(stage, moves)
    acts = [at for at, move in enumerate(moves) if isinstance(move, Act)]
    for one, two in combinations(acts, 2):
        order = exchanged(events, one, two)
        if order is not None:
            yield one, two, [moves[at] for at in order]


def swap(way: str, first: Move, second: Move, lost: Sequence[Any]) -> Swap:
    """The pair with the criteria of order that it lost."""
    by = [one for one in lost if one.check in ORDERING]
    return Swap(way, name_of(first), name_of(second), tuple(o.id for o in by), tuple(o.law for o in by))
