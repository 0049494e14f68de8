"""What a scenario's own names promise: everything referred to exists, is of the right sort, and is called one way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scenarios import words
from scenarios.criteria import Fault, criteria_faults, no_question, no_step
from scenarios.errors import Problem
from scenarios.model import Mistake, Moves, Scenario
from scenarios.questions import ANSWER
from scenarios.reactions import Unclear, complete
from scenarios.source import Path

# Names that every scenario has: the first moment, the PINs, officials, offices, the commune.
GIVEN = frozenset({"start", "pins", "staff", "office", "commune"})
# Where the records that are yet to be made may be named.
WITH_THINGS = frozenset({"steps", "things", "solution", "solutions", "mistakes", "criteria"})


def problems(scenario: Scenario) -> list[Problem]:
    """Faults that the file shows by itself, in the order of its lines."""
    told = [scenario.problem(path, message) for path, message in _all(scenario)]
    return sorted(dict.fromkeys(told), key=lambda one: one.line)


def _all(scenario: Scenario) -> Iterator[Fault]:
    yield from _defined_once(scenario)
    yield from _references(scenario)
    yield from _people(scenario)
    yield from _files(scenario)
    yield from _steps(scenario)
    yield from _cast(scenario)
    for path, moves in _ways(scenario):
        yield from _moves(scenario, path, moves)
    yield from _mistakes(scenario)
    yield from criteria_faults(scenario)


def _defined_once(scenario: Scenario) -> Iterator[Fault]:
    seen = dict.fromkeys(GIVEN, "tên có sẵn")
    for part in ("people", "values", "files", "records", "things"):
        for name in getattr(scenario, part):
            if name in seen:
                yield (part, name), f"tên “{name}” đã dùng ở {seen[name]}; hãy đặt tên khác"
            seen[name] = part


def defined(scenario: Scenario) -> frozenset[str]:
    """Every name that may follow `$`, things left out."""
    return GIVEN | {*scenario.people, *scenario.values, *scenario.files, *scenario.records}


def _references(scenario: Scenario) -> Iterator[Fault]:
    known = defined(scenario)
    for part, value in scenario.tree.items():
        allowed = known | set(scenario.things) if part in WITH_THINGS else known
        for path, text in texts((part,), value):
            yield from _unknown(path, text, allowed, set(scenario.things), scenario)


def texts(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    """Every text inside a written value that may hold a reference, with its path."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from texts((*path, key), one)
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from texts((*path, index), one)
    elif isinstance(value, str) and "$" in value:
        yield path, value


def _unknown(path: Path, text: str, allowed: Any, things: set[str], scenario: Scenario) -> Iterator[Fault]:
    try:
        found = list(words.references(text))
    except words.BadWords as bad:
        yield path, str(bad)
        return
    for one in found:
        if one.root in things and one.root not in allowed:
            yield path, f"“{one.root}” chỉ có khi học viên đã làm ra; không dùng được trong mục {path[0]}"
        elif one.root not in allowed:
            yield path, f"chưa khai báo tên “{one.root}” (people, values, records, things)"
        elif one.root == "pins" and one.name.partition(".")[2] not in scenario.pins:
            yield path, f"không có mã PIN “{one.name}” trong mục pins"


def _people(scenario: Scenario) -> Iterator[Fault]:
    before: set[str] = set()
    for name, person in scenario.people.items():
        other = person.of or person.namesake_of or person.neighbour_of or person.birth_of
        if other and other not in before:
            yield ("people", name), f"“{other}” phải được chọn trước “{name}”"
        before.add(name)


def _files(scenario: Scenario) -> Iterator[Fault]:
    before: set[str] = set()
    for name, one in scenario.files.items():
        if one.like and one.like not in before:
            yield ("files", name), f"“{one.like}” phải được khai báo trước “{name}” trong files"
        before.add(name)


def _steps(scenario: Scenario) -> Iterator[Fault]:
    made = {step.makes for step in scenario.steps.values()}
    for name, step in scenario.steps.items():
        if step.makes and step.makes not in scenario.things:
            yield ("steps", name, "makes"), f"chưa khai báo “{step.makes}” trong things"
        asked = str(step.about.get("question", ""))
        if step.does == ANSWER and asked not in scenario.questions:
            yield ("steps", name, "about"), no_question(asked)
    for name in scenario.things:
        if name not in made:
            yield ("things", name), f"chưa bước nào trong steps ghi makes: {name}"
    for name in scenario.guide:
        if name not in scenario.steps:
            yield ("guide", name), no_step(name)


def _cast(scenario: Scenario) -> Iterator[Fault]:
    for name, rule in scenario.cast.items():
        if rule.upon and rule.upon not in scenario.steps:
            yield ("cast", name, "upon"), no_step(rule.upon)
        if name not in scenario.steps and not (rule.who and rule.then):
            yield ("cast", name), f"“{name}” không phải một bước trong steps nên cần ghi rõ who và then"
        try:
            complete(scenario, name)
        except Unclear as unclear:
            yield ("cast", name), str(unclear)


def _ways(scenario: Scenario) -> Iterator[tuple[Path, Moves]]:
    if scenario.solution:
        yield ("solution",), scenario.solution
    for name, moves in scenario.solutions.items():
        yield ("solutions", name), moves


def _moves(scenario: Scenario, path: Path, moves: Moves) -> Iterator[Fault]:
    for index, move in enumerate(moves):
        for name in (move.step, move.wait_for):
            if name and name not in scenario.steps:
                yield (*path, index), no_step(name)
        step = scenario.steps.get(move.step or "")
        who = move.who or (step.who[0] if step else "")
        if who and who not in scenario.plays:
            yield (*path, index), f"học viên không đóng vai “{who}” (plays); hãy viết {{wait_for: …}}"
        if move.does and not who:
            yield (*path, index), "thiếu who: ai làm"


def _mistakes(scenario: Scenario) -> Iterator[Fault]:
    criteria = {one.id for one in scenario.criteria}
    seen: set[str] = set()
    for index, mistake in enumerate(scenario.mistakes):
        path: Path = ("mistakes", index)
        if mistake.id in seen:
            yield (*path, "id"), f"có hai lỗi cùng tên “{mistake.id}”"
        seen.add(mistake.id)
        for name in mistake.loses:
            if name not in criteria:
                yield (*path, "loses"), f"không có tiêu chí “{name}”"
        yield from _difference(scenario, path, mistake)
        yield from _moves(scenario, (*path, "do"), mistake.do)
        yield from _moves(scenario, (*path, "instead"), mistake.instead)


def _difference(scenario: Scenario, path: Path, mistake: Mistake) -> Iterator[Fault]:
    if mistake.of not in scenario.ways:
        yield (*path, "of"), f"không có lời giải “{mistake.of}”"
        return
    moves = mistake.instead or scenario.ways[mistake.of]
    done = {one.step or one.wait_for for one in moves}
    singles = {word: getattr(mistake, word) for word in ("move", "change", "repeat", "before", "after", "stop_after")}
    for word, name in [*singles.items(), *(("drop", one) for one in mistake.drop)]:
        if name and name not in done:
            yield (*path, word), f"lời giải “{mistake.of}” không có bước “{name}”"
