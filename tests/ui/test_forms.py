"""One walk over a declaration gives every kind of field."""

import pytest
from flask import Flask
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from sandbox.ui.forms import FieldView, Form, summary, written
from sandbox.ui.pages import Page, options
from tests.ui.demo import OFFICIALS, PAPERS, AskSupplement, Open, Sign


def choices(widget):
    if widget.of == "papers":
        return PAPERS
    return {one.id: one.full_name for one in OFFICIALS} if widget.of == "officials" else widget.options


def drawn(model, given=None, **more):
    form = Form(model, given or MultiDict(), given is not None, choices, **more)
    return {one.name: one for one in form.fields()}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", "text"),
        ("person", "person"),
        ("procedure", "radios"),
        ("papers", "checks"),
        ("officer", "select"),
        ("came_at", "datetime"),
        ("copies", "integer"),
        ("urgent", "bool"),
        ("notes", "lines"),
        ("helpers", "rows"),
        ("scan", "file"),
    ],
)
def test_each_parameter_type_is_drawn_in_its_way(name, kind):
    assert drawn(Open)[name].kind == kind


def test_label_hint_example_and_default_come_from_the_declaration():
    fields = drawn(Open)
    assert fields["copies"].label == "Số bản"
    assert fields["copies"].value == "1"
    assert not fields["copies"].required
    assert fields["name"].required
    assert drawn(AskSupplement)["before"].hint == "Ví dụ: 27/11/2026"


def test_a_checklist_has_a_row_for_each_choice_and_keeps_what_was_typed():
    given = MultiDict({"missing.2.paper": "marriage", "missing.0.advice": "x", "missing.2.why": "wrong"})
    field = drawn(AskSupplement, given)["missing"]
    assert [row.words for row in field.rows] == list(PAPERS.values())
    assert [bool(row.tick.values) for row in field.rows] == [False, False, True, False]
    assert field.rows[0].fields[1].value == "x"
    assert field.rows[2].fields[0].value == "wrong"


def test_rows_begin_with_an_empty_one_and_can_be_added_and_removed():
    assert [row.number for row in drawn(Open)["helpers"].rows] == [0]
    given = MultiDict({"helpers.0.name": "A", "helpers.3.name": "B"})
    assert [row.number for row in drawn(Open, given, one_more="helpers")["helpers"].rows] == [0, 3, 4]
    assert [row.number for row in drawn(Open, given, without_row=("helpers", 0))["helpers"].rows] == [3]
    assert len(drawn(Open, MultiDict({"helpers.0.name": "A"}), without_row=("helpers", 0))["helpers"].rows) == 1


def test_a_secret_never_comes_back():
    assert drawn(Sign, MultiDict({"pin": "123456"}))["pin"].value == ""


def test_an_unticked_box_stays_unticked_when_the_form_is_drawn_again():
    assert drawn(Open, MultiDict())["urgent"].value == ""
    assert drawn(Open, MultiDict({"urgent": "true"}))["urgent"].value == "true"


def test_the_summary_names_row_label_and_what_is_wrong():
    given = MultiDict({"missing.2.paper": "marriage"})
    form = Form(AskSupplement, given, True, choices, {"missing.2.why": "chưa chọn", "before": "chưa điền"})
    assert summary(form.fields()) == [
        ("f-missing-2-why", "Giấy chứng nhận kết hôn của cha mẹ – Thiếu gì: chưa chọn"),
        ("f-before", "Bổ sung trước ngày: chưa điền"),
    ]


def test_the_summary_counts_added_rows_as_people_do():
    given = MultiDict({"helpers.0.name": "A", "helpers.5.share": "x"})
    form = Form(Open, given, True, choices, {"helpers.5.name": "chưa điền"})
    assert summary(form.fields()) == [("f-helpers-5-name", "Người đi cùng, dòng 2 – Họ và tên: chưa điền")]


def test_values_to_begin_with_are_written_as_people_type_them():
    from datetime import date, datetime

    form = written({"before": date(2026, 11, 27), "at": datetime(2026, 11, 27, 8), "many": ("a", "b"), "none": None})
    assert form.to_dict(flat=False) == {
        "before": ["27/11/2026"],
        "at": ["27/11/2026 08:00"],
        "many": ["a", "b"],
        "none": [],
    }
    rows = written({"missing": [{"paper": "form", "why": "absent"}]})
    assert rows["missing.0.paper"] == "form"


def test_answers_are_shown_in_words():
    given = MultiDict([("procedure", "birth"), ("papers", "form"), ("papers", "identity"), ("urgent", "true")])
    fields = drawn(Open, given)
    assert fields["procedure"].answer == "Đăng ký khai sinh"
    assert fields["papers"].answer == "Tờ khai đăng ký khai sinh\nXuất trình căn cước của người yêu cầu"
    assert fields["urgent"].answer == "có"


def test_the_options_of_a_select_are_escaped_and_the_chosen_one_is_marked():
    drawn = options((("a", "<b>"), ('"', "&")), "a")
    assert drawn == '<option value="a" selected>&lt;b&gt;</option><option value="&#34;">&amp;</option>'


def test_a_blank_field_is_drawn_once_in_each_language():
    asked = []

    def draw(one: FieldView) -> Markup:
        asked.append(one)
        return Markup(f"{one.label} {len(asked)}")

    def shown(language: str, field: FieldView) -> str:
        with Flask("pages").test_request_context("/", headers={"Cookie": f"lang={language}"}):
            return Page().kept(draw, field)

    field, other = FieldView("drawn_once", "Tên", "text"), FieldView("drawn_once", "Tên khác", "text")
    assert [shown("vi", field), shown("vi", field), shown("en", field)] == ["Tên 1", "Tên 1", "Tên 2"]
    assert shown("vi", other) == "Tên khác 3"


@pytest.mark.parametrize("more", [{"value": "x"}, {"error": "sai"}, {"found": "Lò"}, {"can_look_up": True}])
def test_what_somebody_filled_in_or_must_mend_is_not_blank(more):
    assert FieldView("name", "Tên", "text").blank
    assert not FieldView("name", "Tên", "text", **more).blank
