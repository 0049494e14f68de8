"""Small rubrics over the small scenario: one criterion, judged on a story."""

from typing import Any

from grader import Finding, grade
from scenarios.load import loads
from scenarios.model import Scenario
from tests.grader.story import FILE, Story


def rubric(*criteria: str) -> Scenario:
    """The small scenario with these criteria instead of its own, and one that is always needed: `base`."""
    head = FILE.read_text("utf-8").partition("criteria:\n")[0].partition("mistakes:\n")[0]
    base = "{id: base, title: t, points: 1, missed: m, check: happened, what: ask}"
    rows = [base, *(f"{{id: c{n}, title: t, points: 1, missed: m, {one}}}" for n, one in enumerate(criteria))]
    return loads((head + "criteria:\n" + "".join(f"  - {row}\n" for row in rows)).encode())


def found(criterion: str, story: Story, **other: Any) -> Finding:
    return grade(story.record(**other), rubric(criterion)).finding("c0")


def outcome(criterion: str, story: Story, **other: Any) -> str:
    return found(criterion, story, **other).outcome
