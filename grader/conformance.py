"""Rules of order asked of many runs: only whether each run keeps them, without words and without evidence.

For rules between actions alone, as event logs know them: `{first: {does: a}, then: {does: b}}`. They decide what the
check `ordered` decides. Such rules are tried by the hundred over all runs of an exercise, where the sentences of a
finding would be thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from grader.checks.ordered import template_of
from grader.logic import Truth
from grader.order import Places, Rule, judge
from grader.record import RunRecord
from scenarios.rubric import OrderRule, Pattern

MOST_ACTIONS = 255
Keeps = Callable[[Sequence[int]], bool]


class Conformance:
    """Order rules between actions, made ready once for any number of runs.

    Raises ValueError for a rule with conditions (`who`, `about`, `where`, `per`) or with a step's name, and for rules
    of more than 255 actions in all.
    """

    def __init__(self, rules: Sequence[OrderRule]):
        asked = [_actions(rule) for rule in rules]
        names = sorted({name for one in asked for name in one})
        if len(names) > MOST_ACTIONS:
            raise ValueError(f"{len(names)} actions in the rules, at most {MOST_ACTIONS}")
        self._codes = _Codes({name: number for number, name in enumerate(names, 1)})
        self._tables = [bytes(b"01"[at == number] for at in range(256)) for number in self._codes.values()]
        self._rules = [
            (template_of(rule).rule, [names.index(name) for name in actions], template_of(rule).limits(rule))
            for rule, actions in zip(rules, asked, strict=True)
        ]
        self._keeps = [_keeps(*one) for one in self._rules]

    def of(self, record: RunRecord) -> list[Truth]:
        """For each rule whether the run keeps it; None where entries that cannot be read leave it open."""
        positions = self._positions(record)
        if record.gaps:
            return self._in_doubt(positions, record.gaps)
        return [keeps(positions) for keeps in self._keeps]

    def _positions(self, record: RunRecord) -> list[int]:
        """For each action the set of its entries: a byte an entry, the last one first, read as a binary number."""
        codes = bytes([*map(self._codes.__getitem__, reversed(record.done)), 0])
        return [int(codes.translate(table), 2) for table in self._tables]

    def _in_doubt(self, positions: Sequence[int], gaps: Sequence[int]) -> list[Truth]:
        doubt = sum(1 << number for number in gaps)
        places = [Places(sure, sure | doubt) for sure in positions]
        return [judge(rule, [places[one] for one in events], limit).holds for rule, events, limit in self._rules]


class _Codes(dict[str | None, int]):
    """Numbers of the actions in the rules; 0 for whatever else."""

    def __missing__(self, name: str | None) -> int:
        return 0


def _actions(rule: OrderRule) -> list[str]:
    events = [getattr(rule, name) for name in template_of(rule).events]
    if rule.per is not None or not all(isinstance(one, Pattern) and _bare(one) for one in events):
        raise ValueError("only rules between actions alone, without conditions and without names of steps")
    return [one.does for one in events]


def _bare(pattern: Pattern) -> bool:
    return not pattern.who and not pattern.about and pattern.where is None


def _keeps(rule: Rule, events: Sequence[int], limit: Sequence[int]) -> Keeps:
    """The rule as one call on the positions of all actions."""
    kept, read = rule.kept, [events[one] for one in (*rule.helps, *rule.harms)]
    sets = itemgetter(*read) if len(read) > 1 else itemgetter(slice(read[0], read[0] + 1))
    if rule.activation is None:
        (number,) = limit
        return lambda positions: kept(*sets(positions), number)
    active = events[rule.activation]
    return lambda positions: positions[active] != 0 and kept(*sets(positions))
