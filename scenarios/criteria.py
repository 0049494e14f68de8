"""What criteria promise: their steps and questions exist, what they need is positive, nothing rewards idleness."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scenarios.model import Scenario
from scenarios.questions import Answer, Written, spec_of
from scenarios.rubric import AnyOf, Criterion, LookedUp, Never, NothingElse, Ordered, Pattern
from scenarios.source import Path
from scenarios.types import misfits
from scenarios.written import Part

Fault = tuple[Path, str]


def bodies_of(criterion: Part) -> Iterator[tuple[Path, Part]]:
    """The checks that a criterion is made of, with their paths inside it: its own, or its several ways."""
    if isinstance(criterion, AnyOf):
        yield from ((("ways", index), way) for index, way in enumerate(criterion.ways))
    else:
        yield (), criterion


def events_of(criterion: Part) -> Iterator[tuple[Path, Any]]:
    """Every step or pattern that a criterion names, with its path inside the criterion."""
    for path, body in bodies_of(criterion):
        yield from (((*path, *inner), event) for inner, event in _events(body))


def _events(criterion: Part) -> Iterator[tuple[Path, Any]]:
    for word in ("what", "since", "before"):
        value = getattr(criterion, word, None)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Pattern) or (isinstance(one, str) and not one.startswith("$")):
                yield (word,), one
    for index, rule in enumerate(criterion.rules if isinstance(criterion, Ordered) else ()):
        for word in sorted(rule.shape - {"at_most", "exactly"}):
            yield ("rules", index, word), getattr(rule, word)
    for index, pattern in enumerate(getattr(criterion, "also", ())):
        yield ("also", index), pattern


def criteria_faults(scenario: Scenario) -> Iterator[Fault]:
    known: dict[str, Criterion] = {}
    for index, one in enumerate(scenario.criteria):
        if one.id in known:
            yield ("criteria", index, "id"), f"có hai tiêu chí cùng tên “{one.id}”"
        known[one.id] = one
    for index, one in enumerate(scenario.criteria):
        path: Path = ("criteria", index)
        for inner, event in events_of(one):
            if isinstance(event, str) and event not in scenario.steps:
                yield (*path, *inner), no_step(event)
        for inner, body in bodies_of(one):
            yield from _asked(scenario, (*path, *inner), body, 0 if inner else one.points)
        yield from _needs(path, one, known)


def _asked(scenario: Scenario, path: Path, body: Part, points: int) -> Iterator[Fault]:
    """Faults of the checks that judge an answer. `points`: how many a person may give, 0 inside `any_of`."""
    if not isinstance(body, Answer | Written):
        return
    question = scenario.questions.get(body.question)
    if body.question and question is None:
        yield (*path, "question"), no_question(body.question)
    elif isinstance(body, Written):
        if question is not None and question.kind != "text":
            yield (*path, "question"), f"“{body.question}” phải là câu hỏi kind: text"
        if body.by_hand > points:
            yield (*path, "by_hand"), "by_hand không được quá điểm của tiêu chí, và không dùng trong any_of"
    elif question is not None:
        for message in misfits(body.right, spec_of(question)):
            yield (*path, "right"), message
        if body.tolerance and question.kind != "number":
            yield (*path, "tolerance"), "tolerance chỉ dùng cho câu hỏi kind: number"


def no_question(name: str) -> str:
    """The sentence about a question that is not asked."""
    return f"không có câu hỏi “{name}” trong questions"


def negative(criterion: Part) -> bool:
    """Whether an empty journal would meet it, so that it must need a positive one."""
    if isinstance(criterion, AnyOf):
        return any(map(negative, criterion.ways))
    if isinstance(criterion, LookedUp):
        return not criterion.must
    if isinstance(criterion, Ordered):
        return all(rule.at_most is not None or rule.exactly == 0 for rule in criterion.rules)
    return isinstance(criterion, Never | NothingElse)


def _needs(path: Path, one: Criterion, known: dict[str, Criterion]) -> Iterator[Fault]:
    for name in one.needs:
        if name not in known:
            yield (*path, "needs"), f"không có tiêu chí “{name}”"
        elif known[name].needs or negative(known[name]):
            yield (*path, "needs"), f"“{name}” phải là tiêu chí khẳng định và tự nó không có needs"
    if negative(one) and not one.needs:
        yield path, f"“{one.id}” đạt cả khi không làm gì; hãy thêm needs: tên tiêu chí khẳng định cuối cùng"


def no_step(name: Any) -> str:
    """The sentence about a step that there is not."""
    return f"không có bước “{name}” trong steps"
