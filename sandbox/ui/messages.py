"""What is wrong with a field, in words: chosen by the pydantic error type and the kind of widget.

A test finds every error type that the declared parameters can raise and fails on any that is not in the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.ui.words import _
from sandbox.world.params import N_

_TO_CHOOSE = ("choice", "staff", "checklist")
_UNREADABLE = N_("chưa đọc được")
_NUMBER = N_("ghi bằng chữ số")
_CHOOSE_AGAIN = N_("chọn lại trong danh sách")

MESSAGES: Mapping[str, str] = {
    "missing": N_("chưa điền"),
    "missing.choose": N_("chưa chọn"),
    "missing.rows": N_("chưa có dòng nào"),
    "missing.pin": N_("chưa nhập"),
    "missing.file": N_("chưa chọn tệp"),
    "string_too_short": N_("chưa điền"),
    "string_too_long": N_("dài quá %(max_length)s ký tự"),
    "string_type": _UNREADABLE,
    "string_sub_type": _UNREADABLE,
    "string_unicode": _UNREADABLE,
    "string_pattern_mismatch": N_("chưa đúng dạng"),
    "string_pattern_mismatch.file": N_("tệp chưa được tải lên, hãy chọn lại tệp"),
    "not_printable": N_("có ký tự lạ, hãy gõ lại"),
    "date_form": N_("ghi ngày theo dạng 20/11/2026"),
    "date_type": N_("ghi ngày theo dạng 20/11/2026"),
    "date_from_datetime_inexact": N_("ghi ngày theo dạng 20/11/2026"),
    "date_from_datetime_parsing": N_("ghi ngày theo dạng 20/11/2026"),
    "date_parsing": N_("ghi ngày theo dạng 20/11/2026"),
    "datetime_form": N_("ghi theo dạng 20/11/2026 14:05"),
    "datetime_type": N_("ghi theo dạng 20/11/2026 14:05"),
    "datetime_parsing": N_("ghi theo dạng 20/11/2026 14:05"),
    "datetime_from_date_parsing": N_("ghi theo dạng 20/11/2026 14:05"),
    "person_form": N_("số định danh có 12 chữ số"),
    "person_unknown": N_("không có người nào mang số này"),
    "money_form": N_("ghi số tiền theo dạng 8.000"),
    "pin_form": N_("mã PIN có 6 đến 8 chữ số"),
    "not_a_choice": _CHOOSE_AGAIN,
    "not_a_choice.empty": N_("chưa chọn"),
    "literal_error": _CHOOSE_AGAIN,
    "enum": _CHOOSE_AGAIN,
    "record_unknown": N_("không có bản ghi nào mang mã này"),
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": N_("ghi số nguyên"),
    "int_parsing_size": N_("số quá lớn"),
    "greater_than": N_("phải lớn hơn %(gt)s"),
    "greater_than_equal": N_("từ %(ge)s trở lên"),
    "less_than": N_("phải nhỏ hơn %(lt)s"),
    "less_than_equal": N_("từ %(le)s trở xuống"),
    "bool_parsing": N_("chọn có hoặc không"),
    "bool_type": N_("chọn có hoặc không"),
    "too_short": N_("cần ít nhất %(min_length)s"),
    "too_short.choose": N_("chọn ít nhất %(min_length)s"),
    "too_long": N_("nhiều nhất %(max_length)s"),
    "tuple_type": _UNREADABLE,
    "list_type": _UNREADABLE,
    "dict_type": _UNREADABLE,
    "model_type": _UNREADABLE,
    "model_attributes_type": _UNREADABLE,
    "too_deep": _UNREADABLE,
    "extra_forbidden": N_("không thuộc mẫu này"),
    "answer_unasked": N_("tình huống này không hỏi câu ấy"),
    "answer_number": N_("“%(given)s” không phải một số; viết như 1.250.000 hoặc 12,5"),
    "answer_date": N_("“%(given)s” không phải một ngày; viết như 26/11/2026"),
    "answer_choice": N_("hãy chọn trong các mục đã cho"),
    "answer_long": N_("câu trả lời dài quá; tối đa %(most)s ký tự"),
    "hint_unknown": N_("không có gợi ý nào cho tiêu chí này"),
    "passwords_differ": N_("hai lần nhập không giống nhau"),
}
OTHERWISE = N_("chưa đúng, hãy xem lại")


def message(error: Mapping[str, Any], kind: str) -> str:
    """The words for one error of a field drawn as `kind`, in the reader's language, beginning in lower case."""
    family = "choose" if kind in _TO_CHOOSE else kind
    type_ = error["type"]
    text = MESSAGES.get(f"{type_}.{family}") or MESSAGES.get(type_, OTHERWISE)
    context = error.get("ctx", {})
    return _(text, **context) if "%(" in text else _(text)


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
