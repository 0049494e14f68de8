"""Rules of order asked of many runs at once: the same answers as the check, and nothing else."""

from __future__ import annotations

import dataclasses
import random

import pytest

from grader import RunRecord, grade
from grader.conformance import Conformance
from tests.grader import declare, test_ordered_declare
from tests.grader.rubrics import rubric
from tests.grader.story import Story

BARE = {rule: one for rule, one in declare.RULES.items() if "about" not in rule and "per" not in rule}


def rules(*written: str) -> list:
    made = rubric(*(f"check: ordered, needs: base, rules: [{one}]" for one in written))
    return [rule for one in made.criteria[1:] for rule in one.rules]


def test_the_answers_are_those_of_other_software_too() -> None:
    begun = Story().ask().record()
    asked = Conformance(rules(*BARE))
    kept = dict(zip(declare.RULES, declare.kept()["rules"], strict=True))
    traces = declare.traces()[:2_000]
    told = [asked.of(test_ordered_declare.record(one, begun)) for one in traces]
    for place, rule in enumerate(BARE):
        assert "".join("01"[bool(one[place])] for one in told) == kept[rule][: len(traces)], rule


@pytest.mark.parametrize("seed", range(20))
def test_with_gaps_it_says_what_the_check_says(seed: int) -> None:
    rng = random.Random(seed)
    written = [rule.format(**ACTIONS) for rule in SHAPES]
    record = spoiled(rng, played("".join(rng.choice("abc") for _ in range(9))), seed % 4)
    made = rubric(*(f"check: ordered, rules: [{one}], needs: base" for one in written))
    sheet = grade(record, made)
    told = [{"met": True, "missed": False, "undecided": None}[one.own] for one in sheet.findings[1:]]
    assert Conformance(rules(*written)).of(record) == told
    assert len(record.gaps) == seed % 4


SHAPES = (
    "{{first: {a}, then: {b}}}", "{{first: {a}, then: {b}, void_if: {c}}}", "{{when: {a}, then_must: {b}}}",
    "{{when: {b}, never_again: {a}}}", "{{what: {a}, at_most: 3}}", "{{what: {c}, exactly: 2}}",
)  # fmt: skip
ACTIONS = {
    "a": "{does: onestop.request_supplement}", "b": "{does: onestop.receive}", "c": "{does: onestop.transfer}",
}  # fmt: skip


def played(trace: str) -> RunRecord:
    story = Story()
    for letter in trace:
        {"a": story.ask, "b": story.accept, "c": story.transfer}[letter]()
    return story.record()


def spoiled(rng: random.Random, record: RunRecord, count: int) -> RunRecord:
    """So many entries unreadable."""
    numbers = range(1, len(record.lines) + 1)
    return dataclasses.replace(record, doubted=frozenset(rng.sample(numbers, count)))


def test_refused_acts_are_none() -> None:
    story = Story().act("mot_cua", "onestop.request_supplement", dossier=Story().dossier, refused=True).accept()
    asked = Conformance(rules("{first: {does: onestop.request_supplement}, then: {does: onestop.receive}}"))
    assert asked.of(story.record()) == [False]
    assert asked.of(Story().ask().accept().record()) == [True]


@pytest.mark.parametrize(
    "rule",
    [
        "{first: ask, then: {does: onestop.receive}}",
        "{first: {does: onestop.receive, who: mot_cua}, then: {does: onestop.transfer}}",
        "{first: {does: onestop.receive, about: {dossier: $dossier}}, then: {does: onestop.transfer}}",
        "{first: {does: onestop.receive}, then: {does: onestop.transfer}, per: dossier}",
    ],
)
def test_rules_with_conditions_are_for_the_check(rule: str) -> None:
    with pytest.raises(ValueError, match="between actions alone"):
        Conformance(rules(rule))
