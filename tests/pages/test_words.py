"""Nothing reaches a reviewer's eyes under its name in the code."""

from __future__ import annotations

from datetime import datetime

import pytest

from sandbox.accounts.wall import to_utc
from sandbox.app import declare_office
from sandbox.pages import words
from sandbox.pages.field_words import FIELDS, HIDDEN, VALUES, VALUES_LIKE
from sandbox.pages.instructor.asks import SetExercise
from sandbox.world.action import office
from sandbox.world.vocabulary import vocabulary

POPULATION = {"person", "household", "parcel", "birth", "organisation", "official", "village"}


@pytest.fixture(scope="module")
def fields():
    """(kind, field, its type) of every record that a run can change, rows inside records included."""
    declare_office()

    def walk(kind, named):
        for name, spec in named.items():
            yield kind, name, spec
            yield from walk(kind, spec.get("fields") or {}) if isinstance(spec.get("fields"), dict) else ()

    records = vocabulary(office)["records"]
    kinds = {kind: spec for kind, spec in records.items() if not spec["frame"] and kind not in POPULATION}
    return [found for kind, spec in kinds.items() for found in walk(kind, spec["fields"])]


def test_every_field_that_a_run_can_change_has_a_name_in_words(fields):
    missing = {f"{kind}.{name}" for kind, name, _ in fields if name not in FIELDS and name not in HIDDEN}
    assert not missing, f"give these fields words in sandbox/pages/field_words.py: {sorted(missing)}"


def test_every_choice_of_a_field_has_words(fields):
    missing = {
        f"{kind}.{name}={value}"
        for kind, name, spec in fields
        for value in spec.get("choices", ())
        if value and value not in VALUES.get(VALUES_LIKE.get(name, name), {})
    }
    assert not missing, f"give these values words in sandbox/pages/field_words.py: {sorted(missing)}"


def test_every_choice_of_an_action_has_words_in_its_declaration():
    declare_office()
    from sandbox.world.action import widget_of

    for action in office.actions.values():
        for name in action.ask.model_fields:
            assert all(widget_of(action.ask, name).options.values()), f"{action.name}.{name}"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "dưới 1 phút"),
        (59, "59 phút"),
        (60, "1 giờ"),
        (80, "1 giờ 20 phút"),
        (1439, "23 giờ 59 phút"),
        (1440, "1 ngày"),
    ],
)
def test_a_time_spent_is_said_as_people_say_it(minutes, said):
    assert words.minutes_words(minutes) == said


def test_vietnamese_time_is_seven_hours_before_greenwich_and_back():
    assert words.local_moment(datetime(2026, 11, 22, 18, 30)) == "23/11/2026 01:30"
    assert to_utc(words.local(datetime(2026, 1, 1))) == datetime(2026, 1, 1)
    assert words.local_moment(None) == ""


def test_the_form_to_set_an_exercise_names_all_its_fields():
    assert all(info.title for info in SetExercise.model_fields.values())
