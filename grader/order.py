"""Rules of order over a finite trace, each worked out on whole sets of positions at once.

A set of positions is an integer: bit n is set when act n is in it, so "before", "after" and "how often" are a few
operations on integers however long the run is. An act that cannot be read may be any event. Every rule says of each
event whether more of it helps or harms, so two questions settle it: is it kept in the worst case, is it in the best.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from grader.logic import Truth


class Places(NamedTuple):
    """Where a run has an event: `sure` for certain, `may` those and the positions where it may be one."""

    sure: int
    may: int

    def within(self, positions: int) -> Places:
        """Only those of the positions."""
        return Places(self.sure & positions, self.may & positions)


class Rule(NamedTuple):
    """A template of Declare. `kept`: whether nothing breaks it, asked with the positions of the events in `helps` and
    then of those in `harms` (numbers of events), then with the limit of a rule that counts.

    `activation`: the event that the rule speaks about, before which it is idle; None for a rule that counts.
    """

    kept: Callable[..., bool]
    helps: tuple[int, ...] = ()
    harms: tuple[int, ...] = ()
    activation: int | None = None


class Answer(NamedTuple):
    """`active`: what the rule speaks about has surely happened; `kept`: nothing breaks it; `holds`: both.

    `holds` may be known where the two are not: an act that activates a rule may be the very one that breaks it.
    """

    active: bool
    kept: Truth
    holds: Truth


def _precedence(first: int, then: int) -> bool:
    return not then & ~after(first)


def _precedence_that_stands(first: int, then: int, void: int) -> bool:
    return not then & ~standing(first, void)


def _response(then: int, when: int) -> bool:
    return when.bit_length() < then.bit_length() or not when


def _not_succession(when: int, never: int) -> bool:
    return not never & after(when)


def _at_most(what: int, limit: int) -> bool:
    return what.bit_count() <= limit


def _exactly(most: int, least: int, limit: int) -> bool:
    return least.bit_count() <= limit <= most.bit_count()


PRECEDENCE = Rule(_precedence, helps=(0,), harms=(1,), activation=1)
PRECEDENCE_THAT_STANDS = Rule(_precedence_that_stands, helps=(0,), harms=(1, 2), activation=1)
RESPONSE = Rule(_response, helps=(1,), harms=(0,), activation=0)
NOT_SUCCESSION = Rule(_not_succession, harms=(0, 1), activation=0)
AT_MOST = Rule(_at_most, harms=(0,))
EXACTLY = Rule(_exactly, helps=(0,), harms=(0,))


def judge(rule: Rule, places: Sequence[Places], limit: Sequence[int] = ()) -> Answer:
    """The rule for events that are in these places; `limit`: empty, or the one number of a rule that counts.

    Exact: `holds` is None only when there are readings of the unreadable acts in which it does and others in which it
    does not.
    """
    sure, may = [one.sure for one in places], [one.may for one in places]
    if sure == may:
        kept = _kept(rule, sure, sure, limit)
        active = rule.activation is None or bool(sure[rule.activation])
        return Answer(active, kept, kept and active)
    worst, best = _kept(rule, sure, may, limit), _kept(rule, may, sure, limit)
    kept_ = True if worst else None if best else False
    if rule.activation is None or sure[rule.activation]:
        return Answer(True, kept_, kept_)
    return Answer(False, kept_, None if _possible(rule, rule.activation, sure, may, limit) else False)


def _kept(rule: Rule, helping: Sequence[int], harming: Sequence[int], limit: Sequence[int]) -> bool:
    return rule.kept(*[helping[one] for one in rule.helps], *[harming[one] for one in rule.harms], *limit)


def _possible(rule: Rule, activation: int, sure: list[int], may: list[int], limit: Sequence[int]) -> bool:
    """Whether one of the acts that may activate the rule can do so without breaking it."""
    return any(
        _kept(rule, may, [*sure[:activation], 1 << at, *sure[activation + 1 :]], limit) for at in each(may[activation])
    )


def standing(first: int, void: int) -> int:
    """Positions before which there is a `first` with no `void` after it: *once, since* in past-time logic.

    A carry that enters after each `first` runs on up to the next `void`: one addition for all of them, as bit-parallel
    text search matches a repeated class (Cameron et al. 2014, "Bitwise data parallelism in regular expression
    matching"). The set has no end.
    """
    begun, alive = (first & ~void) << 1, ~void
    return (((begun & alive) + alive) ^ alive) | begun


def after(positions: int) -> int:
    """All positions after the first of these; none when there are none. The set has no end."""
    return -2 * (positions & -positions)


def before(positions: int) -> int:
    """All positions before the last of these; none when there are none."""
    return (1 << positions.bit_length() >> 1) - 1 if positions else 0


def lowest(positions: int) -> int:
    """The first position of a set that has one."""
    return (positions & -positions).bit_length() - 1


def highest(positions: int) -> int:
    """The last position of a set that has one and an end."""
    return positions.bit_length() - 1


def each(positions: int) -> list[int]:
    """The positions one by one, first to last."""
    found = []
    while positions:
        found.append(lowest(positions))
        positions &= positions - 1
    return found
