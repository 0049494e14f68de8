"""What of a scenario decides a score: its rubric without the words."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from scenarios.model import Scenario
from scenarios.questions import Element, Question
from scenarios.rubric import Hint, Judged, Step, Thing
from scenarios.written import Part, WhereModel

# What is only shown. A key that is not named here counts, so that a new one is never overlooked.
WORDS: dict[type[Part], frozenset[str]] = {
    Judged: frozenset({"title", "missed", "law", "why", "competency"}),
    Hint: frozenset({"text"}),
    Step: frozenset({"title"}),
    Thing: frozenset({"title"}),
    Element: frozenset({"title"}),
    Question: frozenset({"text", "choices"}),
    WhereModel: frozenset({"title"}),
}


def scoring_digest(scenario: Scenario) -> str:
    """SHA-256 of everything that the grader reads of a scenario and that can change a score.

    The same for two texts of a scenario means: they give every record the same points and outcomes. What the trainee
    reads and meets (briefing, people, start world, cast) is not in it: a record holds what it began with.
    """
    decides = {
        "pass_mark": scenario.pass_mark,
        "criteria": {one.id: _bare(one) for one in scenario.criteria},
        "steps": _bare(scenario.steps),
        "things": _bare(scenario.things),
        "questions": {name: (_bare(one), sorted(one.choices)) for name, one in scenario.questions.items()},
        "names": sorted(scenario.own_names),
        "records": sorted(scenario.records),
    }
    return hashlib.sha256(msgspec.json.encode(decides, order="deterministic")).hexdigest()


def _bare(value: Any) -> Any:
    """The value without what is only shown."""
    if isinstance(value, Part):
        words = frozenset().union(*(names for kind, names in WORDS.items() if isinstance(value, kind)))
        return {name: _bare(getattr(value, name)) for name in type(value).model_fields if name not in words}
    if isinstance(value, tuple | list):
        return [_bare(one) for one in value]
    return {name: _bare(one) for name, one in value.items()} if isinstance(value, dict) else value
