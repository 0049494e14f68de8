"""ordered: Declare templates over the acts of everybody, refused ones left out.

Precedence, precedence that must still stand, response, not succession, at most, exactly. Acts that cannot be read may
be any of the rule's, so a rule is decided only when every way of reading them gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple, cast

from grader import say
from grader.case import Case, Match
from grader.checks import Found, check, entry
from grader.logic import Truth, both
from scenarios.rubric import Ordered, OrderRule

MOST_UNKNOWN = 10
Flags = tuple[bool, ...]


class Told(NamedTuple):
    """Whether a rule holds, the words of why, the positions in the trace that show it; `idle`: nothing to judge yet."""

    holds: bool
    words: str
    shown: tuple[int, ...] = ()
    idle: bool = False


class Trace(NamedTuple):
    """Acts in their order, and for each of them whether it is each of the rule's events."""

    acts: list[Match]
    flags: list[tuple[Truth, ...]]


Template = Callable[[Sequence[Flags], Any], Told]


def _precedence(trace: Sequence[Flags], limit: Any) -> Told:
    """Every `then` has a `first` before it that no `void_if` came after; there is a `then`."""
    standing: int | None = None
    voided = False
    shown: list[int] = []
    for at, flags in enumerate(trace):
        if flags[1]:
            if standing is None:
                return Told(False, "{1} khi {0} đã mất hiệu lực" if voided else "{1} khi chưa có {0}", (at,))
            shown += [standing, at]
        if flags[0]:
            standing = at
        if len(flags) > 2 and flags[2]:
            standing, voided = None, True
    return Told(True, "{0} rồi {1}", tuple(shown)) if shown else Told(False, "chưa có {1}", idle=True)


def _response(trace: Sequence[Flags], limit: Any) -> Told:
    waiting: int | None = None
    shown: list[int] = []
    for at, flags in enumerate(trace):
        if flags[1] and waiting is not None:
            shown, waiting = [waiting, at], None
        if flags[0]:
            waiting = at
    if waiting is not None:
        return Told(False, "sau {0} chưa có {1}", (waiting,))
    return Told(True, "{0} rồi {1}", tuple(shown)) if shown else Told(False, "chưa có {0}", idle=True)


def _not_succession(trace: Sequence[Flags], limit: Any) -> Told:
    begun: int | None = None
    for at, flags in enumerate(trace):
        if flags[1] and begun is not None:
            return Told(False, "{1} sau khi đã {0}", (begun, at))
        if flags[0] and begun is None:
            begun = at
    return Told(False, "chưa có {0}", idle=True) if begun is None else Told(True, "không {1} sau {0}", (begun,))


def _at_most(trace: Sequence[Flags], limit: int) -> Told:
    shown = tuple(at for at, flags in enumerate(trace) if flags[0])
    return Told(len(shown) <= limit, f"{{0}} {len(shown)} lần", shown)


def _exactly(trace: Sequence[Flags], limit: int) -> Told:
    shown = tuple(at for at, flags in enumerate(trace) if flags[0])
    return Told(len(shown) == limit, f"{{0}} {len(shown)} lần", shown)


_TEMPLATES: tuple[tuple[tuple[str, ...], str, Template, str], ...] = (
    (("first", "then"), "", _precedence, "{0} trước {1}"),
    (("first", "then", "void_if"), "", _precedence, "{0} trước {1}, không có {2} xen giữa"),
    (("when", "then_must"), "", _response, "sau {0} phải có {1}"),
    (("when", "never_again"), "", _not_succession, "sau {0} không được {1}"),
    (("what",), "at_most", _at_most, "{0} nhiều nhất {limit} lần"),
    (("what",), "exactly", _exactly, "{0} đúng {limit} lần"),
)
_BY_SHAPE = {frozenset({*one[0], one[1]} - {""}): one for one in _TEMPLATES}


@check("ordered")
def ordered(criterion: Ordered, case: Case) -> Found:
    """Met when every rule holds; a rule does not hold before what it speaks about has happened."""
    told = [_rule(rule, case) for rule in criterion.rules]
    met = both(one.met for one in told)
    talked = [one for one in told if one.met is not True]
    shown = tuple(dict.fromkeys(e for one in talked or told for e in one.evidence))
    near = 1 - len(talked) / len(told)
    return Found(met, "; ".join(o.seen for o in talked), "; ".join(o.expected for o in talked), shown, near)


def _rule(rule: OrderRule, case: Case) -> Found:
    names, limit_name, template, words = _BY_SHAPE[rule.shape]
    events = [getattr(rule, name) for name in names]
    limit = getattr(rule, limit_name) if limit_name else None
    trace = _trace(case, events)
    if rule.per is None:
        met, told = _judged(trace, template, limit)
    else:
        met, told, trace = _per_value(rule.per, case, trace, lambda group: _judged(group, template, limit))
    shown = [trace.acts[at] for at in dict.fromkeys(told.shown)]
    evidence = tuple(entry(match.seq) for match in shown)
    if met:
        return Found(met, evidence=evidence)
    names_ = [say.step(case, event) for event in events]
    when = ", ".join(say.at(match) for match in shown[:4])
    seen = told.words.format(*names_) + (f": {when}" if when else "")
    return Found(met, seen, words.format(*names_, limit=limit), evidence)


def _per_value(name: str, case: Case, trace: Trace, judge: Any) -> tuple[Truth, Told, Trace]:
    """The rule for each value of the parameter by itself: idle ones are no fault as long as one is not idle."""
    told = [(group, *judge(group)) for group in _groups(name, trace) or [trace]]
    busy = [one for one in told if not one[2].idle] or told
    met = both(one[1] for one in busy)
    if met and case.world.gaps:
        met = None  # what cannot be read may be a case of its own
    group, _, chosen = next((one for one in busy if one[1] is not True), busy[0])
    return met, chosen, group


def _groups(name: str, trace: Trace) -> list[Trace]:
    """The acts of each value of the parameter; those that cannot be read belong to all."""
    found: dict[str, Trace] = {}
    unreadable = Trace([], [])
    for act, flags in zip(*trace, strict=True):
        if act.entry is None:
            groups = [unreadable, *found.values()]
        else:
            value = str(act.entry.params.get(name))
            groups = [found.setdefault(value, Trace([*unreadable.acts], [*unreadable.flags]))]
        for group in groups:
            group.acts.append(act)
            group.flags.append(flags)
    return list(found.values())


_ONE_OF = {count: [tuple(at == one for at in range(count)) for one in range(count)] for count in (1, 2, 3)}


def _trace(case: Case, events: list[Any]) -> Trace:
    acts: dict[int, Match] = {}
    flags: dict[int, tuple[Truth, ...]] = {}
    for index, event in enumerate(events):
        alone = _ONE_OF[len(events)][index]
        for match in case.matches(event):
            seq = match.seq
            acts[seq] = match
            flags[seq] = alone if match.sure and seq not in flags else _also(flags.get(seq), alone, match.sure)
    order = sorted(flags)
    return Trace([acts[seq] for seq in order], [flags[seq] for seq in order])


def _also(known: tuple[Truth, ...] | None, alone: Flags, sure: bool) -> tuple[Truth, ...]:
    """An act that is, or (`sure` False) may be, one more of the rule's events."""
    before = known or (False,) * len(alone)
    return tuple((sure or None) if new else old for new, old in zip(alone, before, strict=True))


def _judged(trace: Trace, template: Template, limit: Any) -> tuple[Truth, Told]:
    unknown = sum(flags.count(None) for flags in trace.flags)
    if not unknown:
        told = template(cast(list[Flags], trace.flags), limit)
        return told.holds, told
    sure = template([tuple(flag is True for flag in flags) for flags in trace.flags], limit)
    if unknown > MOST_UNKNOWN:
        return None, sure
    answers = {template(reading, limit).holds for reading in _readings(trace.flags)}
    return (answers.pop() if len(answers) == 1 else None), sure


def _readings(rows: list[tuple[Truth, ...]]) -> Iterator[list[Flags]]:
    """Every way in which the unknown flags may be true or false."""
    open_ = [(at, index) for at, flags in enumerate(rows) for index, flag in enumerate(flags) if flag is None]
    for answer in product((False, True), repeat=len(open_)):
        filled = [[flag is True for flag in flags] for flags in rows]
        for (at, index), flag in zip(open_, answer, strict=True):
            filled[at][index] = flag
        yield [tuple(flags) for flags in filled]
