"""Foata normal form: runs that differ only in the order of steps which do not touch one another have the same one.

A run is a sequence of events with what they read and write. Two events are dependent when one writes what the other
reads or writes, or adds to a list that the other reads; two additions do not mind each other. Each event stands one
level above the highest event before it that it depends on; the normal form is the sequence of levels, each a multiset
of labels (Cartier and Foata's canonical form of a trace).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Event(NamedTuple):
    """What happened (`label`: equal for equal events), the places it read and wrote, the lists it added to."""

    label: Hashable
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    adds: frozenset[str] = frozenset()


def dependent(one: Event, other: Event) -> bool:
    """Whether the two may not be exchanged: one changes what the other reads or writes."""
    return not (one.writes.isdisjoint(other.writes) and _blind_to(one, other) and _blind_to(other, one))


def _blind_to(one: Event, other: Event) -> bool:
    """Whether `one` reads nothing that `other` changes."""
    return one.reads.isdisjoint(other.writes) and one.reads.isdisjoint(other.adds)


def normal_form(events: Iterable[Event]) -> tuple[tuple[str, ...], ...]:
    """The levels from the first on; in each the labels as text, sorted."""
    placed: list[tuple[Event, int]] = []
    levels: list[list[str]] = []
    for event in events:
        below = [level for earlier, level in placed if dependent(earlier, event)]
        level = max(below, default=-1) + 1
        placed.append((event, level))
        if level == len(levels):
            levels.append([])
        levels[level].append(repr(event.label))
    return tuple(tuple(sorted(level)) for level in levels)
