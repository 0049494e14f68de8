"""House rule: whatever a rubric of the library judges has Vietnamese words on the score sheet."""

import re
from pathlib import Path
from typing import Any

import pytest

from grader import glossary
from scenarios import library
from scenarios.criteria import bodies_of
from scenarios.rubric import EndsWith


def judged() -> list[tuple[str, str, str]]:
    """(scenario, kind, path) of every property that a criterion of the library judges."""
    found = []
    for scenario in library().values():
        for one in (body for criterion in scenario.criteria for _, body in bodies_of(criterion)):
            if isinstance(one, EndsWith):
                kind = _kind(scenario, one.record[1:])
                found += [(scenario.id, kind, path) for has in (one.has, *one.any_of) for path in has]
    return found


def _kind(scenario: Any, name: str) -> str:
    return scenario.records[name].kind if name in scenario.records else scenario.things[name].made


@pytest.mark.parametrize(("kind", "path"), sorted({(kind, path) for _, kind, path in judged()}))
def test_every_judged_field_has_words(kind, path):
    name, _, rest = path.partition(".")
    missing = [one for one in (name, *rest.split(".")) if one and not one.isdecimal() and not glossary.field(kind, one)]
    assert not missing, f"say in grader/glossary.py what {missing} of {kind} is called in Vietnamese"


def test_every_state_ground_and_reason_has_words():
    from sandbox.services.eoffice import records as eoffice
    from sandbox.services.onestop import reception
    from sandbox.services.onestop import records as onestop

    known = {
        ("dossier", "state"): onestop.STATES,
        ("dossier", "reason"): reception.GROUNDS,
        ("incoming", "state"): eoffice.INCOMING_STATES,
        ("incoming", "returned_reason"): eoffice.RETURN_REASONS,
        ("document", "state"): eoffice.DOCUMENT_STATES,
    }
    missing = [(field, one) for field, ones in known.items() for one in ones if not glossary.value(*field, one)]
    assert not missing, f"say in grader/glossary.py what {missing} means"


def test_every_component_of_a_procedure_has_words():
    folder = Path("sandbox/services/onestop/procedures")
    codes = {
        one
        for path in folder.glob("*.yml")
        for one in re.findall(r"^ *-? *code: (\w+)$", path.read_text("utf-8"), re.M)
    }
    assert len(codes) > 10
    assert not {one for one in codes if not glossary.value("dossier", "asked", one)}


def test_every_parameter_that_a_person_fills_in_has_words():
    from sandbox.app import declare_office
    from sandbox.world.action import office
    from sandbox.world.vocabulary import vocabulary

    declare_office()
    actions = vocabulary(office)["actions"]
    asked = {(act, name) for act, one in actions.items() if not one["frame"] for name in one["params"]}
    missing = {(act, name) for act, name in asked if name not in SECRET and not glossary.field("", name)}
    assert not missing, "say in grader/glossary.py what these are called: the report of a proof tells mistakes by them"


SECRET = ("pin", "token")
