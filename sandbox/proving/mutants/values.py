"""Parameters with another value, by their declared type. Free text is left out; codes and numbers are not free.

The operator is named after what is wrong: person, colleague (an official), recipient (in a list of offices), office,
record, date, number, choice, item (of any other list), file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sandbox.proving.mutants import OPERATORS
from sandbox.proving.mutants.near import as_date, moved, plus, twisted
from sandbox.proving.mutants.people import others
from sandbox.proving.mutants.place import Other, Place, Spec, options
from sandbox.proving.mutants.scene import Mutant, Scene
from sandbox.world.action import row_type, widget_of
from scenarios import Act
from scenarios.questions import ANSWER, as_number, spec_of, written_number

NAMES = ("person", "colleague", "recipient", "office", "record", "date", "number", "choice", "item", "file")


def of(scene: Scene) -> Iterator[Mutant]:
    """Every act with every other value of every parameter, one at a time."""
    for at, act in scene.acts():
        declared = scene.actions[act.does]["params"]
        place = Place(scene, at, act, scene.params(at, act))
        for name, value in place.params.items():
            for other in others_of(place, name):
                yield _mutant(place, name, other)
            if not declared[name]["required"] and (kind := _operator(place, _spec(place, name), value)):
                left = {key: one for key, one in act.params.items() if key != name}
                yield scene.changed(kind, at, f"{name}: left out", Act(act.step, act.who, act.does, left))


def others_of(place: Place, name: str) -> Iterable[Other]:
    """Every other value of one parameter."""
    spec = _with_widget(place.scene, place.act.does, name, _spec(place, name))
    return _others(place, spec, place.params[name])


def _spec(place: Place, name: str) -> Spec:
    """How the parameter is declared; an answer is what its question asks for."""
    declared: Spec = place.scene.actions[place.act.does]["params"][name]
    if place.act.does != ANSWER or name == "question":
        return declared
    return spec_of(place.scene.expanded.questions[place.params["question"]])


def _mutant(place: Place, name: str, other: Other) -> Mutant:
    act = place.act
    made = Act(act.step, act.who, act.does, {**act.params, name: other.value})
    return place.scene.changed(other.operator, place.at, f"{name}: {other.what}", made)


def _with_widget(scene: Scene, action: str, name: str, spec: Spec) -> Spec:
    """The declaration, with `code` told from free text."""
    ask = scene.registry[action].ask
    if spec["type"] == "text" and widget_of(ask, name).kind == "code":
        return {**spec, "type": "code"}
    row = row_type(ask.model_fields[name].annotation)
    if row is not None:
        codes = {inner for inner in row.model_fields if widget_of(row, inner).kind == "code"}
        fields = {n: {**one, "type": "code"} if n in codes else one for n, one in spec["fields"].items()}
        return {**spec, "fields": fields}
    return spec


def _others(place: Place, spec: Spec, value: Any) -> Iterable[Other]:
    make = _BY_TYPE.get(spec["type"])
    return make(place, spec, value) if make is not None and value is not None else ()


def _operator(place: Place, spec: Spec, value: Any) -> str:
    """The operator that a missing value of this type belongs to."""
    kind = _OPERATOR_OF.get(spec["type"], "")
    return _of_choice(place, options(place, spec), kind) if kind in ("choice", "item") else kind


_OPERATOR_OF = {
    "person": "person", "staff": "colleague", "record": "record", "date": "date", "datetime": "date",
    "integer": "number", "number": "number", "code": "number", "choice": "choice", "bool": "choice", "list": "item",
    "rows": "item", "file": "file",
}  # fmt: skip


def _person(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    for id, relation in others(place.scene, str(value)).items():
        yield Other("person", relation, id)


def _staff(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    offered = options(place, spec) or [one.id for one in place.scene.population.officials]
    for id in offered:
        if id != value:
            yield Other("colleague", id, id)


def _record(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    scene = place.scene
    kind = scene.registry.kinds[spec["of"]]
    if kind.kind in scene.stage.start.population_kinds:
        return
    for one in scene.stands[place.at].world.find(kind):
        if one.id != value:
            yield Other("record", one.id, one.id)


def _date(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    found = as_date(value)
    if found is None:
        return
    for what, other in moved(found):
        yield Other("date", what, other.isoformat())


def _number(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    number = int(value)
    for what, other in (("+1", number + 1), ("-1", number - 1), ("× 10", number * 10)):
        yield Other("number", what, other)


def _answered_number(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    number = as_number(str(value))
    if number is None:
        return
    for what, other in (("+1", number + 1), ("-1", number - 1), ("× 10", number * 10)):
        yield Other("number", what, written_number(other))


def _code(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    """A code with its first number one higher or lower, and with two of its digits exchanged."""
    match = re.search(r"\d+", str(value))
    if match is None:
        return
    for what, other in (("+1", plus(match[0], 1)), ("-1", plus(match[0], -1)), ("đảo số", twisted(match[0]))):
        if other != match[0]:
            yield Other("number", what, f"{value[: match.start()]}{other}{value[match.end() :]}")


def _choice(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    offered = options(place, spec)
    operator = _of_choice(place, offered, "choice")
    for other in offered:
        if other != value:
            yield Other(operator, other, other)


def _of_choice(place: Place, offered: list[str], plain: str) -> str:
    """The operator of a choice between offices, officials or records; `plain` when it is between none of these."""
    if not offered:
        return plain
    population = place.scene.population
    if set(offered) <= {one.id for one in population.organisations}:
        return "recipient" if plain == "item" else "office"
    if set(offered) <= {one.id for one in population.officials}:
        return "colleague"
    return "record" if plain == "choice" and _are_records(place, offered) else plain


def _are_records(place: Place, offered: list[str]) -> bool:
    start = place.scene.stage.start
    known = {id for kind in start.records for id in start.records[kind]}
    return any(one in known for one in offered)


def _bool(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    yield Other("choice", "ngược lại", not value)


def _list(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    """One item dropped, added, replaced."""
    items = list(value)
    offered = _offered(place, spec["item"])
    operator = _of_choice(place, offered, "item")
    for at, item in enumerate(items):
        rest = items[:at] + items[at + 1 :]
        yield Other(operator, f"thiếu {item}", rest)
        for other in offered:
            if other not in items:
                yield Other(operator, f"{item} → {other}", [*items[:at], other, *items[at + 1 :]])
    for other in offered:
        if other not in items:
            yield Other(operator, f"thêm {other}", [*items, other])


def _offered(place: Place, item: Spec) -> list[str]:
    if item["type"] == "record":
        kind = place.scene.registry.kinds[item["of"]]
        return [one.id for one in place.scene.stands[place.at].world.find(kind)]
    return options(place, item)


def _rows(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    """One row dropped, and each cell of each row with each other value."""
    rows = [dict(row) for row in value]
    for at, row in enumerate(rows):
        yield Other("item", f"thiếu dòng {at + 1}", rows[:at] + rows[at + 1 :])
        for name, cell in row.items():
            for other in _others(place, spec["fields"][name], cell):
                changed = [*rows[:at], {**row, name: other.value}, *rows[at + 1 :]]
                yield Other("item", f"dòng {at + 1} {name}: {other.what}", changed)


def _file(place: Place, spec: Spec, value: Any) -> Iterator[Other]:
    """Another file of the run or its start."""
    scene = place.scene
    stand = scene.stands[place.at]
    for digest in sorted({*stand.files, *_files(scene)}):
        if digest != value:
            yield Other("file", digest[:8], digest)


def _files(scene: Scene) -> Iterator[str]:
    kinds = scene.stage.grounds.vocabulary["records"]
    for kind, ones in scene.stage.start.records.items():
        names = [name for name, field in kinds[kind]["fields"].items() if field["type"] == "file"]
        yield from (digest for one in ones.values() for name in names if (digest := getattr(one, name)))


_BY_TYPE: dict[str, Callable[[Place, Spec, Any], Iterator[Other]]] = {
    "person": _person,
    "staff": _staff,
    "record": _record,
    "date": _date,
    "datetime": _date,
    "integer": _number,
    "number": _answered_number,
    "code": _code,
    "choice": _choice,
    "bool": _bool,
    "list": _list,
    "rows": _rows,
    "file": _file,
}


def _only(name: str) -> Callable[[Scene], Iterator[Mutant]]:
    def make(scene: Scene) -> Iterator[Mutant]:
        if scene.other_values is None:
            scene.other_values = list(of(scene))
        return (one for one in scene.other_values if one.operator == name)

    return make


for _name in NAMES:
    OPERATORS[_name] = _only(_name)
