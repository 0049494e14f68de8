"""Every form: can be set empty and full, prints what it was given, leaves open what is signed later."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from sandbox.makers.forms import FORMS, Field, Form
from sandbox.makers.page_images import page_count, text_of
from sandbox.makers.typeset import LAYOUTS, typeset
from sandbox.makers.words import date_in_words, number_in_words

AT = "2026-11-20T09:00:00"
WARNING = "MÔ PHỎNG – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
NOT_PRINTED = {"unsigned", "date", "birth_date_in_words"}


def set_form(name: str, fields: dict[str, Any]) -> bytes:
    return typeset({"form": name, "fields": fields, "at": AT}, {}.__getitem__)


def sample(name: str, field: Field) -> Any:
    """A value that can be found again in the text: short, in upper case, its own for every field."""
    word = f"X{abs(hash_of(name)) % 9973}Y"
    if field.kind == "date":
        return "2024-02-03"
    if field.kind == "moment":
        return "2024-02-03T10:05:00"
    if field.kind in ("lines", "body"):
        return [word]
    if field.kind == "rows":
        return [{column: word + str(place) for place, column in enumerate(field.columns)}]
    return {"number": "77", "day": "3", "month": "2", "year": "2024", "personal_id": "000198000123"}.get(name, word)


def hash_of(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def full(form: Form) -> dict[str, Any]:
    return {name: sample(name, field) for name, field in form.fields.items() if name not in NOT_PRINTED}


def squeezed(text: str) -> str:
    return "".join(text.split()).replace(" ", "")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_can_be_set_without_any_field(name: str) -> None:
    pdf = set_form(name, {})
    assert page_count(pdf) == 1
    assert WARNING in text_of(pdf)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_prints_every_field_that_it_declares(name: str) -> None:
    text = squeezed(text_of(set_form(name, full(FORMS[name]))))
    expected = {
        field: squeezed(printed)
        for field, declared in FORMS[name].fields.items()
        if field not in NOT_PRINTED
        for printed in printed_forms(field, declared)
    }
    assert [field for field, printed in expected.items() if printed not in text] == []


def printed_forms(name: str, field: Field) -> list[str]:
    value = sample(name, field)
    if field.kind == "date":
        return ["03/02/2024"]
    if field.kind == "moment":
        return ["10 giờ 05 phút, ngày 03/02/2024"]
    if field.kind == "rows":
        return [text for row in value for text in row.values()]
    if field.kind in ("lines", "body"):
        return list(value)
    return [{"day": "03", "month": "02"}.get(name, str(value))]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_leaves_open_exactly_the_signatures_it_declares(name: str) -> None:
    root = PdfFileReader(BytesIO(set_form(name, {}))).root
    fields = root["/AcroForm"]["/Fields"] if "/AcroForm" in root else []
    open_signatures = {str(each.get_object()["/T"]) for each in fields if each.get_object()["/FT"] == "/Sig"}
    assert open_signatures == set(FORMS[name].signed_by)


def test_there_is_no_layout_that_no_form_uses() -> None:
    shared = {"lib", "letter", "slip", "civil", "seal", "digits"}
    assert {path.stem for path in LAYOUTS.glob("*.typ")} == set(FORMS) | shared


def test_a_paper_that_is_not_signed_yet_has_no_drawn_signature() -> None:
    fields = {"requester_name": "Sùng Thị Mỷ"}
    assert len(set_form("birth_declaration", fields)) > len(set_form("birth_declaration", {**fields, "unsigned": True}))


def test_a_date_of_issue_fills_day_month_and_year() -> None:
    assert "ngày 03 tháng 02 năm 2027" in text_of(set_form("birth_notice", {"date": "2027-02-03"}))


def test_what_is_no_iso_date_is_printed_as_it_is() -> None:
    assert "Năm sinh: 1998" in text_of(set_form("birth_notice", {"mother_birth_date": "1998"}))


def test_a_birth_date_is_also_spelled() -> None:
    text = text_of(set_form("birth_certificate", {"birth_date": "2026-11-24"}))
    assert "Ngày hai mươi tư, tháng mười một, năm hai nghìn không trăm hai mươi sáu" in " ".join(text.split())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (31, "ba mươi mốt"),
        (105, "một trăm linh năm"),
        (1998, "một nghìn chín trăm chín mươi tám"),
        (2000, "hai nghìn"),
        (2005, "hai nghìn không trăm linh năm"),
        (2024, "hai nghìn không trăm hai mươi tư"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_the_month_of_april_has_its_own_word() -> None:
    assert date_in_words(date(2004, 4, 4)) == "Ngày bốn, tháng tư, năm hai nghìn không trăm linh bốn"
