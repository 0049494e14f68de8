"""What other runs of the exercise say of the orders in a draft: how many of them keep each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.conformance import Conformance
from grader.record import RunRecord
from scenarios.rubric import OrderRule, Pattern

Plain = dict[str, Any]


def support(rules: Sequence[Plain], steps: Mapping[str, Plain], others: Sequence[RunRecord]) -> list[str]:
    """A sentence for each rule {first, then} that runs can be asked about: who did it and about what is left out.

    `steps`: name → {does, …}. Rules between two steps of one action say nothing then and are passed over, and nothing
    at all is said when there is no other run.
    """
    asked = [one for one in rules if steps[one["first"]]["does"] != steps[one["then"]]["does"]]
    judge = Conformance([_between(steps[one["first"]], steps[one["then"]]) for one in asked]).of
    told = [judge(one) for one in others]
    return [_sentence(one, [answers[place] for answers in told]) for place, one in enumerate(asked) if told]


def _between(first: Plain, then: Plain) -> OrderRule:
    return OrderRule(first=Pattern(does=first["does"]), then=Pattern(does=then["does"]))


def _sentence(rule: Plain, answers: Sequence[bool | None]) -> str:
    kept = sum(one is True for one in answers)
    return f"“{rule['first']}” trước “{rule['then']}”: {kept} trên {len(answers)} lượt làm khác giữ đúng thứ tự này"
