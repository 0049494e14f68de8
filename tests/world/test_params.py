"""Each kind of parameter: what people may type, what becomes of it, and what it is called when it cannot be read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import pytest
from pydantic import ValidationError, create_model

from sandbox.world.action import Unreadable, widget_of
from sandbox.world.desk import Desk
from sandbox.world.effects import Effects
from sandbox.world.params import (
    Among,
    Ask,
    Asking,
    Code,
    Date,
    LongText,
    Moment,
    Money,
    Options,
    PersonRef,
    Pin,
    Secret,
    StaffRef,
    Text,
    Upload,
)
from sandbox.world.perform import perform
from tests.world.office import WRITER, start

SOMEBODY = "000190000001"
DIGEST = "0f" * 32


def read(kind: Any, typed: Any) -> Any:
    """What becomes of `typed` in a world of two citizens and the officials Anh and Bình."""
    asking = Asking(Desk(start().world(), WRITER, Effects()), {})
    model = create_model("Asked", __base__=Ask, value=(kind, ...))
    return model.model_validate({"value": typed}, context=asking).value


@pytest.mark.parametrize(
    ("kind", "typed", "becomes"),
    [
        (Text, " Ho\u0300a\r\n ", "H\u00f2a"),
        (LongText, "một\r\nhai\rba", "một\nhai\nba"),
        (Date, "20/11/2026", date(2026, 11, 20)),
        (Date, " 2026-11-20 ", date(2026, 11, 20)),
        (Date, date(2026, 11, 20), date(2026, 11, 20)),
        (Moment, "20/11/2026 14:05", datetime(2026, 11, 20, 14, 5)),
        (Moment, "14:05 20/11/2026", datetime(2026, 11, 20, 14, 5)),
        (Moment, "2026-11-20T14:05", datetime(2026, 11, 20, 14, 5)),
        (Moment, " 2026-11-20T14:05:09 ", datetime(2026, 11, 20, 14, 5, 9)),
        (Moment, datetime(2026, 11, 20), datetime(2026, 11, 20)),
        (Money, "8.000 đồng", 8000),
        (Money, "1 250 000đ", 1_250_000),
        (Money, "999999999999", 999_999_999_999),
        (Money, 0, 0),
        (PersonRef, "000 190 000 001", SOMEBODY),
        (PersonRef, "000.190.000001", SOMEBODY),
        (Annotated[str, *StaffRef()], " anh ", "anh"),
        (Annotated[str, *Options(post="Bưu chính")], "post", "post"),
        (Upload, DIGEST, DIGEST),
    ],
)
def test_what_is_typed_is_read(kind, typed, becomes):
    assert read(kind, typed) == becomes


@pytest.mark.parametrize(
    ("kind", "typed", "fault"),
    [
        (Text, " \r\n ", "string_too_short"),
        (Text, "a" * 301, "string_too_long"),
        (LongText, "a" * 5001, "string_too_long"),
        (Code, "a" * 41, "string_too_long"),
        (Text, "a\x0bb", "not_printable"),
        (Date, " ", "missing"),
        (Date, "31/02/2026", "date_form"),
        (Date, "11/20/2026", "date_form"),
        (Moment, "20/11/2026", "datetime_form"),
        (Money, "8,5", "money_form"),
        (Money, "-8", "money_form"),
        (Money, "1" * 13, "money_form"),
        (Money, "", "money_form"),
        (PersonRef, "00019000000", "person_form"),
        (PersonRef, "000190000001x", "person_form"),
        (PersonRef, "000190000009", "person_unknown"),
        (Annotated[str, *StaffRef()], "chi", "not_a_choice"),
        (Annotated[str, *Among("officials")], "", "not_a_choice"),
        (Annotated[str, *Options(post="Bưu chính")], "Bưu chính", "not_a_choice"),
        (Pin, "", "missing"),
        (Pin, None, "missing"),
        (Pin, "12345", "pin_form"),
        (Pin, "123456789", "pin_form"),
        (Pin, "12345a", "pin_form"),
        (Upload, "0F" * 32, "string_pattern_mismatch"),
    ],
)
def test_what_cannot_be_read_is_called_by_its_fault(kind, typed, fault):
    with pytest.raises(ValidationError) as caught:
        read(kind, typed)
    assert [one["type"] for one in caught.value.errors()] == [fault]


def test_a_secret_is_revealed_to_its_handler_only():
    pin = read(Pin, "13579024")
    assert pin.reveal() == "13579024"
    assert read(Pin, pin) is pin
    assert repr(pin) == repr(Secret("other")) == "Secret()"


def test_what_could_not_be_read_is_named_but_not_repeated():
    """A mistyped PIN is a secret too."""
    with pytest.raises(Unreadable) as caught:
        perform(start().world(), WRITER, "notes.seal", {"note": "n0001", "pin": "9137-no"})
    assert "pin: pin_form" in str(caught.value)
    assert "9137" not in f"{caught.value} {caught.value.errors}"


class Line(Ask):
    amount: Money


class Form(Ask):
    often: int
    sure: bool
    fee: Money | None = None
    lines: tuple[Line, ...]
    plain: str


def test_a_field_is_drawn_by_its_declaration_or_its_type():
    drawn = {name: widget_of(Form, name).kind for name in Form.model_fields}
    assert drawn == {"often": "integer", "sure": "bool", "fee": "money", "lines": "rows", "plain": "text"}
