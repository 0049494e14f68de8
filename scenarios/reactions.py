"""The cast's rules as the world wants them: what a step's own words already say need not be written twice."""

from __future__ import annotations

from typing import Any

from scenarios import words
from scenarios.model import Reaction, Scenario
from scenarios.rubric import Step


class Unclear(ValueError):
    """The rule leaves something open; the text says what to write, in Vietnamese."""


def complete(scenario: Scenario, name: str) -> dict[str, Any]:
    """Rule `name` with cause, doer and parameters in full, references not worked out yet. Raises Unclear.

    `upon: step` stands for that step's action and its whole values; the reaction's own step gives who, what and about.
    A thing becomes `@parameter` or `@result` of the cause.
    """
    rule = scenario.cast[name]
    own, cause = scenario.steps.get(name), scenario.steps.get(rule.upon or "")
    return {
        "id": name,
        "does": rule.does or (cause.does if cause else ""),
        "when": {**_whole(cause, scenario), **rule.when},
        "about": dict(rule.about),
        "who": rule.who or (own.who[0] if own else ""),
        "then": rule.then or (own.does if own else ""),
        "params": {**_params(scenario, own, cause, rule), **rule.params},
        "after": rule.after,
        "times": rule.times,
    }


def _whole(step: Step | None, scenario: Scenario) -> dict[str, Any]:
    about = step.about if step else {}
    return {name: v for name, v in about.items() if not isinstance(v, dict) and not _thing(v, scenario)}


def _thing(value: Any, scenario: Scenario) -> str:
    """Name of the thing that the value is, "" when it is none."""
    return value[1:] if words.is_reference(value) and value[1:] in scenario.things else ""


def _params(scenario: Scenario, own: Step | None, cause: Step | None, rule: Reaction) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in (own.about if own else {}).items():
        thing = _thing(value, scenario)
        if name in rule.params or isinstance(value, dict):
            continue
        made[name] = _of_cause(thing, cause, name) if thing else value
    return made


def _of_cause(thing: str, cause: Step | None, name: str) -> str:
    if cause is not None and cause.makes == thing:
        return "@result"
    for param, value in (cause.about if cause else {}).items():
        if value == f"${thing}":
            return f"@{param}"
    raise Unclear(f"không suy ra được tham số “{name}”; hãy ghi params: {{{name}: '@tham_số_của_bước_gây_ra'}}")
