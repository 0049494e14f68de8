"""What other runs of the exercise say of the orders in a draft: how many of them keep each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from grader.conformance import Conformance
from grader.record import RunRecord
from scenarios.rubric import OrderRule, Pattern

Plain = dict[str, Any]


def support(rules: Sequence[Plain], steps: Mapping[str, Plain], others: Sequence[RunRecord]) -> list[str]:
    """A sentence for each rule {first, then} of which other runs tell anything: those that came to its `then`.

    `steps`: name → {does, …}. Runs are asked about the actions alone, whoever did them and about what, so that a rule
    between two steps of one action says nothing and is passed over.
    """
    asked = [one for one in rules if steps[one["first"]]["does"] != steps[one["then"]]["does"]]
    judge = Conformance([rule for one in asked for rule in _questions(steps, one)]).of
    told = [judge(one) for one in others]
    return list(_sentences(asked, told))


def _questions(steps: Mapping[str, Plain], rule: Plain) -> tuple[OrderRule, OrderRule]:
    """Whether the order is kept, and whether its second step was never done."""
    first, then = (Pattern(does=steps[rule[name]]["does"]) for name in ("first", "then"))
    return OrderRule(first=first, then=then), OrderRule(what=then, at_most=0)


def _sentences(rules: Sequence[Plain], told: Sequence[Sequence[bool | None]]) -> Iterator[str]:
    for place, rule in enumerate(rules):
        kept = [answers[2 * place] for answers in told if answers[2 * place + 1] is False]
        if kept:
            yield (
                f"“{rule['first']}” trước “{rule['then']}”: {kept.count(True)} trên {len(kept)} lượt làm khác "
                f"đã đến bước “{rule['then']}” giữ đúng thứ tự này"
            )
