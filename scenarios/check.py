"""A scenario against the office's vocabulary: actions, parameters, kinds, fields and their types all exist and fit."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scenarios import expressions, words
from scenarios.criteria import bodies_of, events_of
from scenarios.errors import Problem, ScenarioError
from scenarios.layout import SAYS, Document
from scenarios.model import MoveSource, Reaction, Scenario
from scenarios.names import texts
from scenarios.questions import Written
from scenarios.rubric import EndsWith, Pattern, Signed
from scenarios.source import Path
from scenarios.types import BadType, Spec, field_spec, misfits, open_ended, typed
from scenarios.written import WhereModel

Vocabulary = Mapping[str, Any]
Fault = tuple[Path, str]


def check(scenario: Scenario, vocabulary: Vocabulary) -> list[Problem]:
    """Everything in the scenario that this office does not know or could not do, in the order of its lines."""
    told = [scenario.problem(path, message) for path, message in _Checked(scenario, vocabulary).faults()]
    return sorted(dict.fromkeys(told), key=lambda one: one.line)


def must_fit(scenario: Scenario, vocabulary: Vocabulary) -> Scenario:
    """The scenario itself; ScenarioError with all problems when `check` finds any."""
    problems = check(scenario, vocabulary)
    if problems:
        raise ScenarioError(f"{scenario.id}/scenario.yaml", problems)
    return scenario


class _Checked:
    def __init__(self, scenario: Scenario, vocabulary: Vocabulary):
        self.scenario = scenario
        self.actions: Mapping[str, Any] = vocabulary["actions"]
        self.kinds: Mapping[str, Any] = vocabulary["records"]

    def faults(self) -> Iterator[Fault]:
        scenario = self.scenario
        for name, record in scenario.records.items():
            yield from self._fields(("records", name), record.kind, record.has)
        for name, step in scenario.steps.items():
            yield from self._pattern(("steps", name), step)
        for name, rule in scenario.cast.items():
            yield from self._reaction(("cast", name), name, rule)
        for name, thing in scenario.things.items():
            yield from self._conditions(("things", name, "where"), ("things", name, "made"), thing.made, thing.where)
        yield from self._moves(("solution",), scenario.solution)
        for name, moves in scenario.solutions.items():
            yield from self._moves(("solutions", name), moves)
        yield from self._mistakes()
        yield from self._criteria()
        for path, text in texts((), scenario.tree):
            yield from self._fields_named(path, text)

    def _fields_named(self, path: Path, text: str) -> Iterator[Fault]:
        """References to fields that their record's kind does not have."""
        for one in words.references(text):
            name, _, rest = one.name.partition(".")
            fields = self.kinds.get(self.kind_of(f"${name}") or "", {}).get("fields")
            if rest and fields and field_spec(fields, rest) is None:
                yield path, f"“{name}” không có trường “{rest}”{_near(rest, fields)}"

    def _kind(self, path: Path, kind: str) -> Iterator[Fault]:
        if kind not in self.kinds:
            yield path, f"không có loại bản ghi “{kind}”{_near(kind, self.kinds)}"

    def _action(self, path: Path, name: str) -> Iterator[Fault]:
        if name not in self.actions:
            yield path, f"không có thao tác “{name}”{_near(name, self.actions)}"

    def _fields(self, path: Path, kind: str, has: Mapping[str, Any]) -> Iterator[Fault]:
        yield from self._kind((*path, "kind"), kind)
        if kind in self.kinds:
            fields = self.kinds[kind]["fields"]
            yield from _values((*path, "has"), has, fields, "trường")
            yield from _lacking((*path, "has"), {"id": "", **has}, fields)

    def _pattern(self, path: Path, pattern: Pattern) -> Iterator[Fault]:
        yield from self._action((*path, "does"), pattern.does)
        if pattern.does in self.actions:
            params = self.actions[pattern.does]["params"]
            for name, wanted in pattern.about.items():
                yield from _condition((*path, "about", name), name, wanted, params, "tham số")
            yield from self._where(path, pattern.where, action=pattern.does)

    def _reaction(self, path: Path, name: str, rule: Reaction) -> Iterator[Fault]:
        for word, action in (("does", rule.does), ("then", rule.then)):
            if action:
                yield from self._action((*path, word), action)
        step = self.scenario.steps.get(name)
        does = rule.then or (step.does if step else "")
        if does in self.actions:
            yield from _names((*path, "params"), rule.params, self.actions[does]["params"], "tham số")
        if rule.does and rule.does in self.actions:
            yield from _values((*path, "when"), rule.when, self.actions[rule.does]["params"], "tham số")

    def _conditions(self, path: Path, kind_path: Path, kind: str, has: Mapping[str, Any]) -> Iterator[Fault]:
        yield from self._kind(kind_path, kind)
        if kind in self.kinds:
            for name, wanted in has.items():
                yield from _condition((*path, name), name, wanted, self.kinds[kind]["fields"], "trường")

    def _moves(self, path: Path, moves: Iterable[MoveSource]) -> Iterator[Fault]:
        for index, move in enumerate(moves):
            step = self.scenario.steps.get(move.step or "")
            does = move.does or (step.does if step else "")
            yield from self._action((*path, index), does) if move.does else ()
            if does not in self.actions:
                continue
            given = {**(step.about if step else {}), **move.about, **move.params}
            params = self.actions[does]["params"]
            yield from _values((*path, index), {**move.about, **move.params}, params, "tham số")
            for name, spec in params.items():
                if spec.get("required") and (name not in given or isinstance(given[name], dict)):
                    yield (*path, index), f"thao tác “{does}” cần tham số “{name}”"

    def _mistakes(self) -> Iterator[Fault]:
        for index, mistake in enumerate(self.scenario.mistakes):
            yield from self._moves(("mistakes", index, "do"), mistake.do)
            yield from self._moves(("mistakes", index, "instead"), mistake.instead)
            step = self.scenario.steps.get(mistake.change or "")
            if step is not None and step.does in self.actions:
                params = self.actions[step.does]["params"]
                yield from _values(("mistakes", index, "to"), mistake.to, params, "tham số")

    def _criteria(self) -> Iterator[Fault]:
        for index, one in enumerate(self.scenario.criteria):
            path: Path = ("criteria", index)
            for inner, event in events_of(one):
                if isinstance(event, Pattern):
                    yield from self._pattern((*path, *inner), event)
            for inner, body in bodies_of(one):
                if isinstance(body, EndsWith | Signed | Document) or (isinstance(body, Written) and body.record):
                    yield from self._judged((*path, *inner), body)

    def _judged(self, path: Path, one: EndsWith | Signed | Document | Written) -> Iterator[Fault]:
        kind = self.kind_of(one.record)
        if kind is None:
            yield (*path, "record"), f"{one.record} không phải một bản ghi trong records hay things"
        elif isinstance(one, Written):
            yield from self._conditions((*path, "field"), (*path, "record"), kind, {one.field: {"mentions": []}})
        elif isinstance(one, Signed | Document):
            spec = self.kinds.get(kind, {}).get("fields", {}).get(one.file)
            if kind in self.kinds and (spec is None or spec["type"] not in ("file", "any")):
                yield (*path, "file"), f"loại “{kind}” không có trường tệp “{one.file}”"
            for name, wanted in one.says.items() if isinstance(one, Document) else ():
                yield from _condition((*path, "says", name), name, wanted, SAYS, "thành phần")
        else:
            yield from self._conditions((*path, "has"), (*path, "record"), kind, one.has)
            for number, way in enumerate(one.any_of):
                yield from self._conditions((*path, "any_of", number), (*path, "record"), kind, way)
            yield from self._where(path, one.where, kind=kind)

    def _where(self, path: Path, where: WhereModel | None, **of: str) -> Iterator[Fault]:
        """Faults of a CEL expression about a record of `kind` or an act of `action`."""
        if where is None:
            return
        if not expressions.installed():
            yield (*path, "where"), _NO_CEL
            return
        vocabulary = {"records": self.kinds, "actions": self.actions}
        types = expressions.variables(where.holds, vocabulary, self.scenario.own_names, **of)
        if why := expressions.fault_of(where.holds, types):
            yield (*path, "where"), f"biểu thức không dùng được: {why}"

    def kind_of(self, reference: str) -> str | None:
        """Kind of the record or thing that a bare reference names."""
        name = reference[1:]
        if name in self.scenario.records:
            return self.scenario.records[name].kind
        if name in self.scenario.things:
            return self.scenario.things[name].made
        person = self.scenario.people.get(name)
        return None if person is None else "birth" if person.birth_of else "person"


_NO_CEL = "where là biểu thức CEL mà ở đây chưa cài phần cel; hãy cài thao-truong-so[cel]"


def _names(path: Path, given: Mapping[str, Any], known: Mapping[str, Spec], word: str) -> Iterator[Fault]:
    for name in given:
        if name not in known:
            yield (*path, name), f"không có {word} “{name}”{_near(name, known)}"


def _values(path: Path, given: Mapping[str, Any], known: Mapping[str, Spec], word: str) -> Iterator[Fault]:
    yield from _names(path, given, known, word)
    for name, value in given.items():
        if name in known and not open_ended(value):
            try:
                typed(value, known[name])
            except BadType as bad:
                yield (*path, name), str(bad)


def _lacking(path: Path, given: Mapping[str, Any], known: Mapping[str, Spec]) -> Iterator[Fault]:
    """Fields that a record, or a row inside it, cannot be without."""
    missing = [name for name, spec in known.items() if spec.get("required") and name not in given]
    if missing:
        yield path, f"thiếu {', '.join(f'“{name}”' for name in missing)}"
    for name, value in given.items():
        spec = known.get(name, {})
        rows = value if isinstance(value, list | tuple) else [value]
        if spec.get("type") in ("rows", "row"):
            for place, row in enumerate(rows):
                if isinstance(row, Mapping):
                    yield from _lacking((*path, name, place), row, spec.get("fields") or {})


def _condition(path: Path, name: str, wanted: Any, known: Mapping[str, Spec], word: str) -> Iterator[Fault]:
    spec = field_spec(known, name)
    if spec is None:
        yield path, f"không có {word} “{name}”{_near(name, known)}"
    else:
        for message in misfits(wanted, spec):
            yield path, message


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; ý bạn là “{near[0]}”?" if near else ""
