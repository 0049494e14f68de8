"""Fields and values of records in the reviewer's words.

What an action asks has its words in the action's own declaration; for the fields of records they stand here. A test
finds every field of the office that has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sandbox.ui.screen import Screen
from sandbox.ui.words import _, plain_words
from sandbox.world.action import Action, widget_of
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
    "because": N_("vì"),
    "birth": N_("việc sinh"),
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
    "copies": N_("số bản"),
    "copy_form": N_("dạng giấy tờ"),
    "declarant": N_("người khai"),
    "deliveries": N_("tình trạng nhận"),
    "delivery": N_("cách nhận kết quả"),
    "digitised": N_("số hóa"),
    "document": N_("văn bản"),
    "document_date": N_("ngày văn bản"),
    "documents": N_("văn bản"),
    "draft_file": N_("tệp dự thảo"),
    "dossier": N_("hồ sơ"),
    "drafted_at": N_("soạn lúc"),
    "drafted_by": N_("người soạn"),
    "drafter": N_("người soạn"),
    "envelope": N_("bì thư"),
    "fault": N_("sai sót"),
    "handed_at": N_("bàn giao lúc"),
    "handed_book": N_("sổ ghi việc bàn giao"),
    "handed_to": N_("bàn giao cho"),
    "readers": N_("chuyển để biết"),
    "returned_by": N_("người trả lại"),
    "void": N_("chữ ký bị trả lại"),
    "due": N_("hạn"),
    "due_at": N_("hẹn trả"),
    "due_dates": N_("các lần hẹn"),
    "due_on": N_("hạn"),
    "ethnicity": N_("dân tộc"),
    "extended_at": N_("gia hạn lúc"),
    "extended_by": N_("người ký gia hạn"),
    "extension_asked_at": N_("trình gia hạn lúc"),
    "extension_asked_by": N_("người trình gia hạn"),
    "extension_reason": N_("lý do gia hạn"),
    "extension_to": N_("ngày xin hẹn lại"),
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
    "incoming": N_("văn bản đến"),
    "inform": N_("báo cho"),
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
    "new_due_at": N_("hẹn trả mới"),
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
    "previous_due_at": N_("hẹn trả trước đó"),
    "procedure": N_("thủ tục"),
    "purpose": N_("mục đích"),
    "reason": N_("lý do"),
    "reason_text": N_("lý do cụ thể"),
    "received_at": N_("tiếp nhận lúc"),
    "received_by": N_("người tiếp nhận"),
    "recipients": N_("nơi nhận"),
    "register_no": N_("số đăng ký"),
    "registered_at": N_("vào sổ lúc"),
    "registered_by": N_("người vào sổ"),
    "rejected_at": N_("từ chối lúc"),
    "reply": N_("văn bản trả lời"),
    "reply_to": N_("trả lời văn bản"),
    "request_content": N_("nội dung đề nghị"),
    "result_document": N_("kết quả"),
    "retention": N_("thời hạn bảo quản"),
    "return_slip": N_("phiếu trả lại"),
    "returned_at": N_("trả lúc"),
    "returned_how": N_("cách trả"),
    "returned_reason": N_("lý do trả lại"),
    "returned_text": N_("lý do cụ thể"),
    "returned_to": N_("trả cho"),
    "right_addressee": N_("nơi nhận đúng"),
    "sender": N_("nơi gửi"),
    "sent_back": N_("trả lại để sửa"),
    "sent_to": N_("đã gửi"),
    "serial": N_("số chứng thư"),
    "sex": N_("giới tính"),
    "signatures": N_("chữ ký"),
    "signed": N_("đã ký"),
    "signer": N_("người ký"),
    "staff": N_("công chức"),
    "state": N_("trạng thái"),
    "status": N_("tình trạng"),
    "stopped_at": N_("dừng lúc"),
    "subject": N_("trích yếu"),
    "submitted_at": N_("nộp lúc"),
    "submitted_to": N_("trình"),
    "submitter": N_("người nộp"),
    "supplements": N_("số lần yêu cầu bổ sung"),
    "symbol": N_("ký hiệu"),
    "taker": N_("người nhận"),
    "text": N_("nội dung"),
    "to": N_("chuyển cho"),
    "token": N_("thiết bị ký"),
    "transfers": N_("các lần chuyển"),
    "tries_left": N_("số lần thử PIN còn lại"),
    "type_name": N_("loại văn bản"),
    "unlock_requested_at": N_("xin mở khóa lúc"),
    "urgency": N_("độ khẩn"),
    "valid_from": N_("hiệu lực từ"),
    "valid_to": N_("hiệu lực đến"),
    "verified_at": N_("thẩm tra lúc"),
    "verified_by": N_("người thẩm tra"),
    "village": N_("thôn, bản"),
    "withdrawal_asked_at": N_("yêu cầu rút lúc"),
    "withdrawal_reason": N_("lý do rút hồ sơ"),
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
        "handed_over": N_("đã bàn giao giấy, ngoài hệ thống"),
        "draft": N_("dự thảo"),
        "approved": N_("đã duyệt"),
        "returned_to_drafter": N_("trả lại để sửa"),
        "issued": N_("đã phát hành"),
        "open": N_("đang mở"),
        "closed": N_("đã đóng"),
    },
    "opinion": {"pass": N_("đủ điều kiện"), "fail": N_("không đủ điều kiện")},
    "fault": {
        "wrong_signer": N_("người ký không đúng thẩm quyền"),
        "no_capacity": N_("thiếu quyền hạn ký (KT., TL., TUQ.)"),
        "not_valid": N_("chữ ký không hợp lệ"),
    },
    "envelope": {"sealed": N_("nguyên bì, chưa bóc"), "opened": N_("đã bóc bì")},
    "handed_book": {
        "secret_register": N_("sổ đăng ký bí mật nhà nước đến (sổ giấy)"),
        "transfer_book": N_("sổ chuyển giao văn bản (sổ giấy)"),
    },
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
    "form": {
        "original": N_("bản chính"),
        "copy": N_("bản sao"),
        "certified": N_("bản sao chứng thực"),
        "electronic": N_("bản điện tử"),
        "receipt_slip": N_("giấy tiếp nhận và hẹn trả"),
        "supplement_slip": N_("phiếu yêu cầu bổ sung"),
        "rejection_slip": N_("phiếu từ chối"),
        "apology_letter": N_("văn bản xin lỗi, hẹn lại"),
        "stop_notice": N_("thông báo dừng giải quyết"),
        "official_letter": N_("công văn"),
        "report": N_("báo cáo"),
        "notice": N_("thông báo"),
        "birth_certificate": N_("giấy khai sinh"),
    },
    "at": {"counter": N_("ở quầy"), "citizen": N_("ở người dân"), "dossier": N_("trong hồ sơ")},
    "kind": {"person": N_("cá nhân"), "org": N_("cơ quan")},
    "retention": {
        "5": N_("5 năm"),
        "10": N_("10 năm"),
        "20": N_("20 năm"),
        "permanent": N_("vĩnh viễn"),
    },
    "urgency": {
        "normal": N_("thường"),
        "urgent": N_("khẩn"),
        "very_urgent": N_("thượng khẩn"),
        "express": N_("hỏa tốc"),
    },
}
VALUES_LIKE = {"delivery": "channel", "how": "channel", "returned_how": "channel", "copy_form": "form"}
HIDDEN = frozenset({"id", "pin_hash"})
_digest = re.compile(r"[0-9a-f]{64}")
LONGEST = 240


def field_words(name: str) -> str:
    """A record field's name in words."""
    return _(FIELDS[name]) if name in FIELDS else name


def asked_words(action: Action | None, name: str) -> str:
    """What an action calls its parameter on its form."""
    info = action.ask.model_fields.get(name) if action is not None else None
    return _(info.title) if info is not None and info.title else field_words(name)


def choices_of(action: Action | None, name: str) -> Mapping[str, str]:
    """The words that an action's form gives the values of this parameter."""
    known = action is not None and name in action.ask.model_fields
    return widget_of(action.ask, name).options if action is not None and known else {}


def value_words(screen: Screen, name: str, value: Any, choices: Mapping[str, str] | None = None) -> str:
    """A recorded value in words: choices, names behind ids, dates turned round, files shortened, long texts cut."""
    if isinstance(value, Mapping):
        return "; ".join(f"{field_words(str(k))}: {value_words(screen, str(k), v)}" for k, v in value.items() if v)
    if isinstance(value, list | tuple):
        return ", ".join(value_words(screen, name, one, choices) for one in value)
    if not isinstance(value, str):
        return plain_words(value)
    return _text_words(screen, name, value, choices or VALUES.get(VALUES_LIKE.get(name, name), {}))


def _text_words(screen: Screen, name: str, value: str, known: Mapping[str, str]) -> str:
    if value in known:
        return _(known[value])
    if _digest.fullmatch(value):
        return _("tệp %(digest)s…", digest=value[:8])
    if name == "pin" and value == "given":
        return _("đã nhập")
    words = plain_words(screen.name(value))
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
