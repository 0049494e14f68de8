"""The papers that can be typeset, and the fields of each: one declaration per form, one layout file beside it.

Every field may be left out: a missing one is printed as a dotted line. The fields of the slips follow Mẫu 01, 02, 03
and 05 of Thông tư 03/2025/TT-VPCP; letters follow Nghị định 30/2020/NĐ-CP, Phụ lục I and III.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Kind = Literal["text", "lines", "body", "rows", "yes"]


class Field(NamedTuple):
    """A field of a form.

    `text`: one line; `lines`: a list of lines; `body`: paragraphs, as a list or as one text with line breaks;
    `rows`: a list of {column: text} with the given columns; `yes`: true or false.
    """

    kind: Kind
    meaning: str
    columns: tuple[str, ...] = ()


class Form(NamedTuple):
    """A paper: its name in Vietnamese, its fields, and the signature fields that its layout leaves open."""

    title: str
    fields: Mapping[str, Field]
    signed_by: tuple[str, ...] = ()
    layout: str = ""


def _texts(**meanings: str) -> dict[str, Field]:
    return {name: Field("text", meaning) for name, meaning in meanings.items()}


ISSUED = {
    **_texts(
        org_name="tên cơ quan ban hành",
        parent_org="tên cơ quan chủ quản",
        number="số; để trống thì cấp sau khi ký",
        symbol="ký hiệu, ví dụ UBND-VHXH",
        place="địa danh",
        day="ngày; để trống thì ghi khi cấp số",
        month="tháng",
        year="năm",
        capacity="quyền hạn, ví dụ TM. ỦY BAN NHÂN DÂN",
        post="chức vụ",
        signer_name="họ và tên người ký",
    ),
}
LETTER = {
    **ISSUED,
    **_texts(
        subject="trích yếu", archive="nơi lưu, ví dụ VT, VHXH", urgency="độ khẩn", contact_line="địa chỉ, điện thoại"
    ),
    "addressees": Field("lines", "Kính gửi"),
    "bases": Field("lines", "căn cứ"),
    "body": Field("body", "nội dung"),
    "recipients": Field("lines", "Nơi nhận"),
}
BOTH = ("person", "org")

FORMS: dict[str, Form] = {
    "official_letter": Form("Công văn", LETTER, BOTH),
    "report": Form("Báo cáo", LETTER, BOTH),
    "notice": Form("Thông báo", LETTER, BOTH),
    "incoming_document": Form("Văn bản đến", {**LETTER, **_texts(document_type="tên loại; trống là công văn")}, BOTH),
}


def checked(form: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the layout reads them: normalised text, lists and rows; `ValueError` names what does not fit."""
    declared = FORMS[form].fields if form in FORMS else None
    if declared is None:
        raise ValueError(f"unknown form {form!r}")
    unknown = sorted(set(fields) - set(declared))
    if unknown:
        raise ValueError(f"form {form!r} has no field {', '.join(unknown)}")
    return {name: _read(name, declared[name], value) for name, value in fields.items() if value is not None}


def _read(name: str, field: Field, value: Any) -> Any:
    if field.kind == "yes":
        return bool(value)
    if field.kind == "text":
        return _plain(name, value)
    if field.kind == "body" and isinstance(value, str):
        value = value.split("\n")
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"field {name!r} must be a list")
    if field.kind == "rows":
        return [_row(name, field.columns, each) for each in value]
    return [line for each in value if (line := _plain(name, each))]


def _row(name: str, columns: tuple[str, ...], value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or set(value) - set(columns):
        raise ValueError(f"each row of {name!r} has only the columns {', '.join(columns)}")
    return {column: _plain(name, value.get(column, "")) for column in columns}


def _plain(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError(f"field {name!r} must be text")
    text = unicodedata.normalize("NFC", str(value))
    return "".join(" " if unicodedata.category(each) in ("Cc", "Zl", "Zp") else each for each in text).strip()
