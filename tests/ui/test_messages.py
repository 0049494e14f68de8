"""Every way in which parameters can be wrong has words; a new error type without words fails here."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

import sandbox.world.params as params
from sandbox.ui.forms import problems
from sandbox.ui.messages import MESSAGES, OTHERWISE, message
from sandbox.ui.reading import Filled
from sandbox.world.action import Registry, office
from tests.ui.demo import AskSupplement, Open, Sign, registry

HOSTILE: tuple[Any, ...] = (
    *("", " ", "x", "\x07", "9" * 40, "x" * 6000, "-1", "1.5", "0", "31/02/2026", "2026-13-01", "maybe", "\ud800"),
    *(None, True, 7, -7, 1.5, 10**30, [], [None], [[]], ["x"] * 300, {}, {"x": 1}, [{"x": 1}], object()),
)


def kinds_of_error(of: Registry) -> set[str]:
    found: set[str] = set()
    for action, value in itertools.product(of.actions.values(), HOSTILE):
        for given in (dict.fromkeys(action.ask.model_fields, value), {"unknown": value}, {}):
            try:
                action.ask.model_validate(given)
            except ValidationError as refused:
                found.update(error["type"] for error in refused.errors())
    return found


def test_every_error_that_a_declared_action_can_raise_has_words():
    import sandbox.app

    sandbox.app.declare_office()
    without = kinds_of_error(office) | kinds_of_error(registry)
    without -= {key.partition(".")[0] for key in MESSAGES}
    assert not without, f"add words for {sorted(without)} to MESSAGES in sandbox/ui/messages.py"


def test_every_error_of_our_own_parameter_types_has_words():
    source = Path(params.__file__).read_text(encoding="utf-8")
    types = set(re.findall(r'PydanticCustomError\(\s*"(\w+)"', source))
    assert types
    assert types <= MESSAGES.keys(), f"add words for {sorted(types - MESSAGES.keys())}"


@pytest.mark.parametrize(
    ("type_", "kind", "words"),
    [
        ("missing", "text", "chưa điền"),
        ("missing", "staff", "chưa chọn"),
        ("missing", "checklist", "chưa chọn"),
        ("missing", "pin", "chưa nhập"),
        ("no_such_type", "text", OTHERWISE),
    ],
)
def test_words_depend_on_the_error_and_on_the_kind_of_field(type_, kind, words):
    assert message({"type": type_}, kind) == words


def test_limits_are_named():
    assert message({"type": "less_than_equal", "ctx": {"le": 9}}, "integer") == "từ 9 trở xuống"


def test_no_row_is_asked_for_again_when_the_given_one_cannot_be_read():
    given = {"request": "x", "missing": [{"paper": "form"}], "before": "1/1/2026", "message": "m"}
    with pytest.raises(ValidationError) as refused:
        AskSupplement.model_validate(given)
    found = problems(refused.value.errors(), Filled(given, {"missing": (1,)}), AskSupplement)
    assert found == {"missing.1.why": "chưa chọn"}


def test_an_unknown_parameter_is_told_for_the_whole_form():
    with pytest.raises(ValidationError) as refused:
        Sign.model_validate({"request": "x", "pin": "123456", "other": "1"})
    assert list(problems(refused.value.errors(), Filled({}), Sign)) == [""]


def test_the_demo_form_reads_what_people_type():
    form = MultiDict({"name": "Giàng Thị Mỷ", "person": "000 305 000 123", "procedure": "birth", "copies": "2"})
    read = Open.model_validate(dict(form))
    assert (read.person, read.copies) == ("000305000123", 2)
