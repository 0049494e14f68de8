"""Rules of order on sets of positions, against their definitions read out over a trace, one act after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import order
from grader.order import Answer, Places, judge

LONGEST = 4
Row = tuple[bool, ...]


def active(trace: list[Row], event: int) -> bool:
    return any(row[event] for row in trace)


def precedence(trace: list[Row], limit: int) -> bool:
    """Before every b an a, and no c since then."""
    return all(any(trace[a][0] and not voided(trace[a:b]) for a in range(b)) for b in places(trace, 1))


def voided(rows: list[Row]) -> bool:
    return any(len(row) > 2 and row[2] for row in rows)


def response(trace: list[Row], limit: int) -> bool:
    return all(any(b > a for b in places(trace, 1)) for a in places(trace, 0))


def not_succession(trace: list[Row], limit: int) -> bool:
    return not any(b > a for a in places(trace, 0) for b in places(trace, 1))


def at_most(trace: list[Row], limit: int) -> bool:
    return len(places(trace, 0)) <= limit


def exactly(trace: list[Row], limit: int) -> bool:
    return len(places(trace, 0)) == limit


def places(trace: list[Row], event: int) -> list[int]:
    return [at for at, row in enumerate(trace) if row[event]]


Definition = Callable[[list[Row], int], bool]
RULES: dict[str, tuple[order.Rule, Definition, int]] = {
    "precedence": (order.PRECEDENCE, precedence, 2),
    "precedence that stands": (order.PRECEDENCE_THAT_STANDS, precedence, 3),
    "response": (order.RESPONSE, response, 2),
    "not succession": (order.NOT_SUCCESSION, not_succession, 2),
    "at most": (order.AT_MOST, at_most, 1),
    "exactly": (order.EXACTLY, exactly, 1),
}
FLAG = st.sampled_from((False, True, None))


def readings(trace: list[tuple[bool | None, ...]]) -> Iterator[list[Row]]:
    """Every trace that it may be."""
    open_ = [[(flag,) if flag is not None else (False, True) for flag in row] for row in trace]
    for rows in product(*(list(product(*row)) for row in open_)):
        yield list(rows)


def by_definition(rule: order.Rule, definition: Definition, trace: list[tuple[bool | None, ...]], limit: int) -> Answer:
    told = []
    for reading in readings(trace):
        kept = definition(reading, limit)
        idle = rule.activation is not None and not active(reading, rule.activation)
        told.append((not idle, kept, kept and not idle))
    actives, kepts, holds = ({one[at] for one in told} for at in range(3))
    return Answer(actives == {True}, only(kepts), only(holds))


def only(answers: set[bool]) -> bool | None:
    return next(iter(answers)) if len(answers) == 1 else None


def sets(trace: list[tuple[bool | None, ...]], events: int) -> list[Places]:
    """As the grader has them: act n is bit n, counted from 1."""
    found = []
    for event in range(events):
        sure = sum(1 << at for at, row in enumerate(trace, 1) if row[event])
        may = sum(1 << at for at, row in enumerate(trace, 1) if row[event] is None)
        found.append(Places(sure, sure | may))
    return found


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_a_rule_says_what_all_readings_of_the_trace_say(name: str, data: st.DataObject) -> None:
    rule, definition, events = RULES[name]
    trace = data.draw(st.lists(st.tuples(*[FLAG] * events), max_size=LONGEST))
    limit = data.draw(st.integers(0, 3))
    counts = rule.activation is None
    told = judge(rule, sets(trace, events), [limit] if counts else [])
    assert told == by_definition(rule, definition, trace, limit)


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_long_traces_without_gaps(name: str, data: st.DataObject) -> None:
    rule, definition, events = RULES[name]
    trace = data.draw(st.lists(st.tuples(*[st.booleans()] * events), max_size=200))
    limit = data.draw(st.integers(0, 200))
    told = judge(rule, sets(list(trace), events), [limit] if rule.activation is None else [])
    assert told.kept == definition(trace, limit)
    assert told.holds == (told.kept and (rule.activation is None or active(trace, rule.activation)))


def test_many_unreadable_acts_are_no_reason_to_give_up() -> None:
    doubt = sum(1 << at for at in range(10, 400))
    first, then = Places(2, 2 | doubt), Places(4, 4 | doubt)
    assert judge(order.PRECEDENCE, (first, then)).holds is True
    assert judge(order.RESPONSE, (first, then)).holds is None
    assert judge(order.EXACTLY, (first,), [500]).holds is False


@given(st.sets(st.integers(0, 300)))
def test_positions_one_by_one(numbers: set[int]) -> None:
    positions = sum(1 << one for one in numbers)
    assert order.each(positions) == sorted(numbers)
    assert order.each(order.before(positions)) == list(range(max(numbers, default=0)))
    if numbers:
        assert (order.lowest(positions), order.highest(positions)) == (min(numbers), max(numbers))
        assert order.each(order.after(positions) & ((1 << 310) - 1)) == list(range(min(numbers) + 1, 310))
    else:
        assert order.after(positions) == 0
