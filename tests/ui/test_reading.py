"""What a sent form says: rows, ticks, empty answers, and where errors belong on the page."""

from werkzeug.datastructures import MultiDict

from sandbox.ui.forms import problems
from sandbox.ui.reading import MOST_ROWS, parse, row_numbers
from tests.ui.demo import AskSupplement, Open


def form(*pairs):
    return MultiDict(pairs)


def test_empty_answers_are_left_out():
    assert parse(form(("name", "  "), ("copies", "2")), Open).params == {"copies": "2", "urgent": "false"}


def test_ticked_rows_become_a_list_without_the_others():
    filled = parse(
        form(
            ("missing.0.why", "absent"),
            ("missing.2.paper", "marriage"),
            ("missing.2.why", "absent"),
            ("missing.2.advice", ""),
        ),
        AskSupplement,
    )
    assert filled.params["missing"] == [{"paper": "marriage", "why": "absent"}]
    assert filled.drawn["missing"] == (2,)


def test_an_error_in_the_shortened_list_is_led_back_to_the_drawn_row():
    filled = parse(form(("missing.1.paper", "form"), ("missing.3.paper", "identity")), AskSupplement)
    errors = [{"loc": ("missing", 1, "why"), "type": "missing"}]
    assert problems(errors, filled, AskSupplement) == {"missing.3.why": "chưa chọn"}


def test_rows_that_nobody_filled_in_are_left_out():
    filled = parse(form(("helpers.0.name", ""), ("helpers.4.name", "Lò Văn A"), ("helpers.4.share", "8.000")), Open)
    assert filled.params["helpers"] == [{"name": "Lò Văn A", "share": "8.000"}]
    assert filled.drawn["helpers"] == (4,)


def test_a_list_of_texts_has_one_a_line_and_a_list_of_choices_is_ticked():
    filled = parse(form(("notes", "một\r\n\r\nhai "), ("papers", "form"), ("papers", "identity")), Open)
    assert filled.params["notes"] == ["một", "hai "]
    assert filled.params["papers"] == ["form", "identity"]


def test_a_hostile_form_cannot_make_many_rows():
    many = {f"helpers.{n}.name": "x" for n in range(5000)}
    assert len(row_numbers(many, "helpers")) == MOST_ROWS
    strange = {"helpers.99999999.name": "x", "helpers.-1.name": "x", "helpers..name": "x", "helpers.1": "x"}
    assert row_numbers(strange, "helpers") == []


def test_what_is_left_is_not_read():
    assert "name" not in parse(form(("name", "A")), Open, leave=("name",)).params
