"""CEL expressions of a rubric over a record of a run: unknown evidence leaves their variables unbound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from grader.logic import Truth
from grader.operators import Several
from grader.record import Entry
from grader.world import UNKNOWN, Held
from scenarios import expressions
from scenarios.rubric import Pattern
from scenarios.written import WhereModel

if TYPE_CHECKING:
    from grader.case import Case


def holds_of_record(case: Case, where: WhereModel, held: Held) -> Truth:
    """Whether the expression holds of the record; None when the evidence, or the expression itself, does not tell."""
    types = _types(case, where, kind=held.kind)
    return _value(case, where, types, {f"record.{name}": case.world.value(held, name) for name in held.fields})


def holds_of_act(case: Case, pattern: Pattern, where: WhereModel, entry: Entry) -> Truth:
    """Whether the expression holds of the act, an absent parameter being null."""
    types = _types(case, where, action=pattern.does)
    given = {name: entry.params.get(name.partition(".")[2]) for name in types if name.startswith("params.")}
    return _value(case, where, types, {**given, "actor": entry.actor, "at": entry.at})


def _types(case: Case, where: WhereModel, **of: str) -> dict[str, str]:
    return expressions.variables(where.holds, case.record.vocabulary, case.scenario.own_names, **of)


def _value(case: Case, where: WhereModel, types: dict[str, str], own: dict[str, Any]) -> Truth:
    data = {name: own[name] if name in own else _of_name(case, name) for name in types}
    try:
        return expressions.evaluate(where.holds, types, {n: v for n, v in data.items() if v is not UNKNOWN})
    except expressions.Cannot:
        return None


def _of_name(case: Case, name: str) -> Any:
    """What a variable stands for that is not the record's or the act's own; UNKNOWN when the evidence lacks it."""
    root, _, rest = name.partition(".")
    if root == "records":
        return _all_of(case, rest)
    if root in ("record", "params"):
        return UNKNOWN
    found = case.resolve(f"${name}")
    if not isinstance(found, Several):
        return found
    return UNKNOWN if found.open or len(found) > 1 else next(iter(found), None)


def _all_of(case: Case, kind: str) -> Any:
    """All records of the kind that are there at the end, in order of id; UNKNOWN when any may be missing."""
    if case.world.gaps or case.record.start is None:
        return UNKNOWN
    return [{**held.fields, "id": held.id} for held in _held(case, kind) if held.alive]


def _held(case: Case, kind: str) -> Iterator[Held]:
    started = (case.record.start or {}).get(kind, {})
    for id in sorted({*started, *case.world.own.get(kind, {})}):
        held = case.world.get(kind, id)
        if held is not None:
            yield held
