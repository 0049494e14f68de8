"""Every action of the office is documented, titled, reachable from a page, and read by somebody's test."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.app import declare_office
from sandbox.world.action import office, row_type, widget_of

ROOT = Path(__file__).parents[2]
declare_office()
ACTIONS = [one for one in office.actions.values() if not one.frame]
TESTS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))
VIEWS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "sandbox" / "services").rglob("views*/**/*.py"))
VIEWS += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "sandbox" / "services").rglob("views.py"))


def ids(action):
    return action.name


@pytest.mark.parametrize("action", ACTIONS, ids=ids)
def test_it_says_what_it_does(action):
    assert action.doc, f"{action.name}: write a docstring that says what it does and on which rule it stands"
    assert action.title, f"{action.name}: give it a Vietnamese title"
    assert action.service in {path.name for path in (ROOT / "sandbox" / "services").iterdir()}


@pytest.mark.parametrize("action", [one for one in ACTIONS if one.roles and not one.cast_only], ids=ids)
def test_it_can_be_reached_from_a_page(action):
    """On the page of its subject, or on its system's first page."""
    if action.subject:
        name = office.kinds[action.subject_kind].__name__
        shown = f".record({name}" in VIEWS
        assert shown, f"{action.name} lives on the page of {name}, which no system shows"
    assert action.done, f"{action.name}: say in `done` what happened, for the confirmation"


@pytest.mark.parametrize("action", [one for one in ACTIONS if one.roles], ids=ids)
def test_somebody_tests_it(action):
    assert action.name in TESTS, f"no test performs {action.name}"


@pytest.mark.parametrize("action", [one for one in ACTIONS if one.roles and not one.cast_only], ids=ids)
def test_its_parameters_have_labels(action):
    shown = [name for name in action.ask.model_fields if name != action.subject]
    unnamed = [name for name in shown if not action.ask.model_fields[name].title]
    assert not unnamed, f"{action.name}: give {unnamed} a title that a clerk reads"
    for name in shown:
        row = row_type(action.ask.model_fields[name].annotation)
        for inner in row.model_fields if row else ():
            assert row.model_fields[inner].title, f"{action.name}.{name}.{inner} needs a title"


@pytest.mark.parametrize("action", [one for one in ACTIONS if one.subject], ids=ids)
def test_its_subject_is_a_record_that_exists(action):
    assert widget_of(action.ask, action.subject).kind == "record"
    assert action.subject_kind in office.kinds


def test_secrets_are_asked_on_the_check_page():
    wrong = [one.name for one in ACTIONS if one.secrets and not one.final]
    assert not wrong, f"{wrong} ask a secret: declare them final, so that it is asked on the check page"
