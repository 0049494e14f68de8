"""Fields and values of records in the reviewer's words. A name that is not in the table is shown as it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sandbox.ui.screen import Screen
from sandbox.ui.words import _, plain_words
from sandbox.world.params import N_

FIELDS: Mapping[str, str] = {
    "addressee": N_("gửi cho"),
    "addressees": N_("gửi cho"),
    "approved_at": N_("duyệt lúc"),
    "approved_by": N_("người duyệt"),
    "arrived_at": N_("đến lúc"),
    "ask_reason": N_("lý do yêu cầu"),
    "asked": N_("giấy tờ đã yêu cầu"),
    "asked_at": N_("yêu cầu lúc"),
    "assigned_at": N_("giao lúc"),
    "at": N_("lúc"),
    "birth_date": N_("ngày sinh"),
    "birth_place": N_("nơi sinh"),
    "birth_year": N_("năm sinh"),
    "body": N_("nội dung"),
    "brought_at": N_("mang đến lúc"),
    "case": N_("hồ sơ liên quan"),
    "channel": N_("kênh nộp"),
    "child_id": N_("số định danh của trẻ"),
    "child_name": N_("họ tên trẻ"),
    "closed_at": N_("kết thúc lúc"),
    "code": N_("số, ký hiệu"),
    "competent_agency": N_("nơi có thẩm quyền"),
    "completed_at": N_("xong lúc"),
    "component": N_("thành phần hồ sơ"),
    "cooperate": N_("phối hợp"),
    "copy_form": N_("dạng giấy tờ"),
    "declarant": N_("người khai"),
    "deliveries": N_("tình trạng nhận"),
    "delivery": N_("cách nhận kết quả"),
    "document": N_("văn bản"),
    "document_date": N_("ngày văn bản"),
    "documents": N_("văn bản"),
    "dossier": N_("hồ sơ"),
    "drafter": N_("người soạn"),
    "drafted_at": N_("soạn lúc"),
    "drafted_by": N_("người soạn"),
    "due": N_("hạn"),
    "due_at": N_("hẹn trả"),
    "due_dates": N_("các lần hẹn"),
    "due_on": N_("hạn"),
    "ethnicity": N_("dân tộc"),
    "father": N_("cha"),
    "fields": N_("nội dung giấy"),
    "file": N_("tệp"),
    "first_due_at": N_("hẹn trả lần đầu"),
    "form": N_("mẫu"),
    "giver": N_("người nộp"),
    "ground": N_("căn cứ"),
    "holder": N_("đang ở"),
    "how": N_("cách trả"),
    "id": N_("mã"),
    "informed": N_("đã báo"),
    "instruction": N_("ý kiến chỉ đạo"),
    "issued_at": N_("phát hành lúc"),
    "issued_by": N_("người cấp"),
    "issuer": N_("nơi cấp"),
    "kind": N_("loại"),
    "locked": N_("bị khóa"),
    "missing": N_("giấy tờ còn thiếu"),
    "mother": N_("mẹ"),
    "name": N_("họ tên"),
    "nationality": N_("quốc tịch"),
    "note": N_("ghi chú"),
    "number": N_("số"),
    "numbered_at": N_("cấp số lúc"),
    "officer": N_("người thụ lý"),
    "opened_on": N_("mở ngày"),
    "opinion": N_("ý kiến thẩm tra"),
    "opinion_note": N_("nội dung thẩm tra"),
    "organisation": N_("cơ quan"),
    "owner": N_("chủ giấy tờ"),
    "owner_name": N_("chủ hồ sơ"),
    "paper": N_("giấy tờ"),
    "papers": N_("giấy tờ"),
    "person": N_("người được tra cứu"),
    "pin": N_("mã PIN"),
    "procedure": N_("thủ tục"),
    "purpose": N_("mục đích"),
    "reason": N_("lý do"),
    "reason_text": N_("lý do cụ thể"),
    "received_at": N_("tiếp nhận lúc"),
    "received_by": N_("người tiếp nhận"),
    "recipients": N_("nơi nhận"),
    "registered_at": N_("vào sổ lúc"),
    "registered_by": N_("người vào sổ"),
    "rejected_at": N_("từ chối lúc"),
    "reply": N_("văn bản trả lời"),
    "reply_to": N_("trả lời văn bản"),
    "request_content": N_("nội dung đề nghị"),
    "result_document": N_("kết quả"),
    "return_slip": N_("phiếu trả lại"),
    "returned_at": N_("trả lúc"),
    "returned_how": N_("cách trả"),
    "returned_reason": N_("lý do trả lại"),
    "returned_text": N_("lý do cụ thể"),
    "returned_to": N_("trả cho"),
    "sender": N_("nơi gửi"),
    "sent_back": N_("trả lại để sửa"),
    "sent_to": N_("đã gửi"),
    "sex": N_("giới tính"),
    "signatures": N_("chữ ký"),
    "signed": N_("đã ký"),
    "signer": N_("người ký"),
    "staff": N_("công chức"),
    "state": N_("trạng thái"),
    "stopped_at": N_("dừng lúc"),
    "subject": N_("trích yếu"),
    "submitted_at": N_("nộp lúc"),
    "submitted_to": N_("trình"),
    "submitter": N_("người nộp"),
    "supplements": N_("số lần yêu cầu bổ sung"),
    "symbol": N_("ký hiệu"),
    "taker": N_("người nhận"),
    "to": N_("chuyển cho"),
    "token": N_("thiết bị ký"),
    "transfers": N_("các lần chuyển"),
    "tries_left": N_("số lần thử PIN còn lại"),
    "type_name": N_("loại văn bản"),
    "urgency": N_("độ khẩn"),
    "verified_at": N_("thẩm tra lúc"),
    "verified_by": N_("người thẩm tra"),
    "village": N_("thôn, bản"),
    "work_file": N_("hồ sơ công việc"),
    "year": N_("năm"),
}

VALUES: Mapping[str, Mapping[str, str]] = {
    "state": {
        "submitted": N_("đã nộp, đã trình"),
        "accepted": N_("được tiếp nhận"),
        "rejected": N_("không được tiếp nhận"),
        "processing": N_("đang xử lý"),
        "supplement_requested": N_("yêu cầu bổ sung"),
        "payment_requested": N_("yêu cầu nộp phí, lệ phí"),
        "withdrawal_requested": N_("công dân rút hồ sơ"),
        "stopped": N_("dừng xử lý"),
        "completed": N_("đã xong"),
        "result_returned": N_("đã trả kết quả"),
        "arrived": N_("mới đến"),
        "registered": N_("đã vào sổ"),
        "assigned": N_("đã giao"),
        "returned": N_("đã trả lại"),
        "draft": N_("dự thảo"),
        "approved": N_("đã duyệt"),
        "returned_to_drafter": N_("trả lại để sửa"),
        "issued": N_("đã phát hành"),
        "open": N_("đang mở"),
        "closed": N_("đã đóng"),
    },
    "opinion": {"pass": N_("đủ điều kiện"), "fail": N_("không đủ điều kiện")},
    "channel": {
        "direct": N_("trực tiếp"),
        "online": N_("trực tuyến"),
        "post": N_("bưu chính"),
        "electronic": N_("điện tử"),
        "paper": N_("bản giấy"),
    },
    "sex": {"male": N_("nam"), "female": N_("nữ")},
    "digitised": {
        "no": N_("chưa số hóa"),
        "scanned": N_("đã số hóa"),
        "reused": N_("dùng lại dữ liệu"),
        "shown": N_("chỉ xuất trình"),
    },
    "returned_reason": {
        "wrong_addressee": N_("gửi nhầm nơi nhận"),
        "not_authentic": N_("không xác thực được"),
        "damaged": N_("hỏng, không đọc được"),
        "duplicate": N_("trùng"),
    },
    "urgency": {
        "normal": N_("thường"),
        "urgent": N_("khẩn"),
        "very_urgent": N_("thượng khẩn"),
        "express": N_("hỏa tốc"),
    },
}
_same_values = {"delivery": "channel", "how": "channel", "returned_how": "channel", "reason": "returned_reason"}
_digest = re.compile(r"[0-9a-f]{64}")
LONGEST = 240


def field_words(name: str) -> str:
    """A field's or parameter's name in words."""
    return _(FIELDS[name]) if name in FIELDS else name


def value_words(screen: Screen, name: str, value: Any) -> str:
    """A recorded value in words: choices, names behind ids, dates turned round, files shortened, long texts cut."""
    if isinstance(value, Mapping):
        return "; ".join(f"{field_words(str(k))}: {value_words(screen, str(k), v)}" for k, v in value.items() if v)
    if isinstance(value, list | tuple):
        return ", ".join(value_words(screen, name, one) for one in value)
    if not isinstance(value, str):
        return plain_words(value)
    known = VALUES.get(_same_values.get(name, name), {})
    if value in known:
        return _(known[value])
    if _digest.fullmatch(value):
        return _("tệp %(digest)s…", digest=value[:8])
    if name == "pin" and value == "given":
        return _("đã nhập")
    words = plain_words(screen.name(value))
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
