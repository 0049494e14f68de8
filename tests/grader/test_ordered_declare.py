"""`ordered` against other people's Declare software on 10,000 random traces, their answers kept beside the tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest

from grader import Line, RunRecord, grade
from tests.grader import declare
from tests.grader.rubrics import rubric
from tests.grader.story import Story


def record(trace: str, begun: RunRecord) -> RunRecord:
    """The run `begun`, and these events a minute apart."""
    lines = list(begun.lines)
    for seq in range(1, len(trace) // 2 + 1):
        letter, number = trace[2 * seq - 2 : 2 * seq]
        entry = {
            "seq": seq + 1, "at": (begun.now + timedelta(minutes=seq)).isoformat(), "origin": "trainee",
            "actor": "mot_cua", "role": "", "action": declare.DOES[letter], "params": {"document": number},
        }  # fmt: skip
        lines.append(Line(json.dumps(entry).encode(), b"", ""))
    return RunRecord(
        scenario_id="birth", now=begun.now, calendar=begun.calendar, lines=tuple(lines), start=begun.start,
        names=begun.names, kinds=begun.kinds, vocabulary=begun.vocabulary,
    )  # fmt: skip


some_and_all = pytest.mark.parametrize("count", [500, pytest.param(declare.COUNT, marks=pytest.mark.slow)])


@cache
def ours(count: int) -> dict[str, str]:
    """For each rule an answer to each of the first `count` traces, "1" for met."""
    judged = rubric(*(f"check: ordered, needs: base, rules: [{rule}]" for rule in declare.RULES))
    begun = Story().ask().record()
    found: list[list[str]] = [[] for _ in declare.RULES]
    for trace in declare.traces()[:count]:
        for place, one in enumerate(grade(record(trace, begun), judged).findings[1:]):
            assert one.outcome in ("met", "missed")
            found[place].append("01"[one.outcome == "met"])
    return dict(zip(declare.RULES, map("".join, found), strict=True))


@some_and_all
@pytest.mark.parametrize("rule", declare.RULES)
def test_every_agreed_case_is_graded_as_agreed(rule: str, count: int) -> None:
    agreed = dict(zip(declare.RULES, declare.kept()["rules"], strict=True))[rule]
    assert len(agreed) == declare.COUNT
    assert {"0", "1"} == set(agreed), "a rule that always or never holds compares nothing"
    assert [at for at, one in enumerate(ours(count)[rule]) if one != agreed[at]] == []


@some_and_all
@pytest.mark.parametrize("rule", declare.BY_PM4PY)
def test_where_another_library_disagrees_it_is_for_a_documented_reason(rule: str, count: int) -> None:
    told = dict(zip(declare.BY_PM4PY, declare.kept()["pm4py_rules"], strict=True))[rule]
    differing = [at for at, one in enumerate(ours(count)[rule]) if one != told[at]]
    assert differing == [at for at in expected(rule) if at < count]


def expected(rule: str) -> list[int]:
    """Traces on which pm4py says something else, by the reasons in docs/checks/ordered.md."""
    differs = DIFFERS.get(declare.BY_PM4PY[rule]["template"], lambda names: False)
    return [at for at, trace in enumerate(declare.traces()) if differs(trace[::2])]


def neither_nor(names: str) -> bool:
    """It judges "not (succession)", and calls a trace good when b came after a, but not every a had its b."""
    if "a" not in names:
        return True  # idle
    return "b" in names[names.index("a") :] and not successful(names)


def successful(names: str) -> bool:
    """Succession: each a is followed by a b, each b preceded by an a."""
    return names.index("a") < names.index("b") and names.rindex("a") < names.rindex("b")


# An idle trace, in which nothing that the rule speaks about has happened, is good there and not yet met here.
DIFFERS: dict[str, Callable[[str], bool]] = {
    "precedence": lambda names: "b" not in names,
    "response": lambda names: "a" not in names,
    "nonsuccession": neither_nor,
}


def test_the_kept_answers_are_of_these_traces() -> None:
    kept = declare.kept()
    assert (kept["seed"], kept["count"]) == (declare.SEED, len(declare.traces()))
    assert len(set(declare.traces())) == declare.COUNT
    assert {kept["declare4py"], kept["pm4py"]} == {"2.2.0", "2.7.23.11"}
