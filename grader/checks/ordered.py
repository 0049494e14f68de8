"""ordered: Declare templates over the acts of everybody, refused ones left out.

Precedence, precedence that must still stand, response, not succession, at most, exactly. Acts that cannot be read may
be any of the rule's, so a rule is decided only when every way of reading them gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from grader import order, say
from grader.case import Case, Match
from grader.checks import Found, check, entry
from grader.logic import Truth, both
from grader.order import Answer, Places
from scenarios.rubric import Ordered, OrderRule


class Told(NamedTuple):
    """Why a rule holds or does not, and the positions that show it."""

    words: str
    shown: Sequence[int] = ()


class Template(NamedTuple):
    """One shape of rule: the words of its events and of its limit, what decides it, what tells why, what it asks.

    `tell` gets the positions that each event surely has, then the limit.
    """

    events: tuple[str, ...]
    limit: str
    rule: order.Rule
    tell: Callable[..., Told]
    words: str

    def limits(self, rule: OrderRule) -> list[int]:
        """The number that a counting rule names, by itself; nothing for the others."""
        return [getattr(rule, self.limit)] if self.limit else []


def _of_precedence(first: int, then: int, void: int = 0) -> Told:
    early = then & ~order.standing(first, void)
    if early:
        at = order.lowest(early)
        return Told("{1} khi {0} đã mất hiệu lực" if _earlier(first, at) else "{1} khi chưa có {0}", (at,))
    pairs = [(order.highest(_earlier(first, at)), at) for at in order.each(then)]
    return Told("{0} rồi {1}" if pairs else "chưa có {1}", [at for pair in pairs for at in pair])


def _earlier(positions: int, at: int) -> int:
    return positions & ((1 << at) - 1)


def _of_response(when: int, then: int) -> Told:
    waiting = when & ~order.before(then)
    if waiting:
        return Told("sau {0} chưa có {1}", (order.highest(waiting),))
    if not when:
        return Told("chưa có {0}")
    last = order.highest(when)
    return Told("{0} rồi {1}", (last, order.lowest(then & order.after(1 << last))))


def _of_not_succession(when: int, never: int) -> Told:
    if not when:
        return Told("chưa có {0}")
    begun, again = order.lowest(when), never & order.after(when)
    return Told("{1} sau khi đã {0}", (begun, order.lowest(again))) if again else Told("không {1} sau {0}", (begun,))


def _of_count(what: int, limit: int) -> Told:
    return Told(f"{{0}} {what.bit_count()} lần", order.each(what))


_TEMPLATES = (
    Template(("first", "then"), "", order.PRECEDENCE, _of_precedence, "{0} trước {1}"),
    Template(
        ("first", "then", "void_if"),
        "",
        order.PRECEDENCE_THAT_STANDS,
        _of_precedence,
        "{0} trước {1}, không có {2} xen giữa",
    ),
    Template(("when", "then_must"), "", order.RESPONSE, _of_response, "sau {0} phải có {1}"),
    Template(("when", "never_again"), "", order.NOT_SUCCESSION, _of_not_succession, "sau {0} không được {1}"),
    Template(("what",), "at_most", order.AT_MOST, _of_count, "{0} nhiều nhất {limit} lần"),
    Template(("what",), "exactly", order.EXACTLY, _of_count, "{0} đúng {limit} lần"),
)
_BY_SHAPE = {frozenset({*one.events, one.limit} - {""}): one for one in _TEMPLATES}


def template_of(rule: OrderRule) -> Template:
    """The shape that the rule has."""
    return _BY_SHAPE[rule.shape]


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
    template = template_of(rule)
    met, places = judged(rule, case)
    told = template.tell(*(one.sure for one in places), *template.limits(rule))
    shown = tuple(dict.fromkeys(told.shown))
    evidence = tuple(entry(seq) for seq in shown)
    if met:
        return Found(met, evidence=evidence)
    names = [say.step(case, getattr(rule, name)) for name in template.events]
    when = ", ".join(say.at(Match(seq, case.record.entries[seq - 1], True)) for seq in shown[:4])
    seen = told.words.format(*names) + (f": {when}" if when else "")
    return Found(met, seen, template.words.format(*names, limit="".join(map(str, template.limits(rule)))), evidence)


def judged(rule: OrderRule, case: Case) -> tuple[Truth, list[Places]]:
    """Whether the rule holds, and the places of its events that decide it."""
    template = template_of(rule)
    places = [case.places(getattr(rule, name)) for name in template.events]
    if rule.per is not None:
        return _per_value(rule, template, case, places)
    return order.judge(template.rule, places, template.limits(rule)).holds, places


def _per_value(rule: OrderRule, template: Template, case: Case, places: list[Places]) -> tuple[Truth, list[Places]]:
    """The rule for each value of the parameter by itself: idle ones are no fault as long as one is not idle."""
    groups = [[one.within(group) for one in places] for group in _groups(str(rule.per), case, places)] or [places]
    answers = [order.judge(template.rule, group, template.limits(rule)) for group in groups]
    holds = _of_all(answers)
    if holds and case.world.gaps:
        holds = None  # what cannot be read may be a case of its own
    busy = [one for one in zip(answers, groups, strict=True) if one[0].active] or [(answers[0], groups[0])]
    return holds, next((group for answer, group in busy if answer.kept is not True), busy[0][1])


def _of_all(answers: list[Answer]) -> Truth:
    if all(one.kept for one in answers) and any(one.active for one in answers):
        return True
    possible = all(one.kept is not False for one in answers) and any(one.holds is not False for one in answers)
    return None if possible else False


def _groups(name: str, case: Case, places: list[Places]) -> list[int]:
    """The positions of each value of the parameter; those that cannot be read belong to all."""
    found: dict[str, int] = {}
    unreadable = 0
    for seq in order.each(_any(places)):
        act = case.record.entries[seq - 1]
        if act is None:
            unreadable |= 1 << seq
        else:
            value = str(act.params.get(name))
            found[value] = found.get(value, 0) | 1 << seq
    return [positions | unreadable for positions in found.values()]


def _any(places: list[Places]) -> int:
    found = 0
    for one in places:
        found |= one.may
    return found
