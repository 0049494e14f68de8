"""Three-valued logic (Kleene): True, False, and None for what the evidence does not tell."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def both(values: Iterable[Truth]) -> Truth:
    """Whether all hold: one that does not decides, one that is unknown leaves it open."""
    found: Truth = True
    for one in values:
        if one is False:
            return False
        if one is None:
            found = None
    return found


def some(values: Iterable[Truth]) -> Truth:
    """Whether any holds."""
    found: Truth = False
    for one in values:
        if one:
            return True
        if one is None:
            found = None
    return found


def negated(value: Truth) -> Truth:
    return None if value is None else not value
