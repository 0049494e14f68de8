"""The words of the document system: document types, urgency, states, and why something cannot be done yet."""

from __future__ import annotations

from typing import NamedTuple

from sandbox.world.params import N_


class DocumentType(NamedTuple):
    """Name and abbreviation of a type; a công văn and a thư công have no abbreviation (NĐ 30/2020, Phụ lục III)."""

    name: str
    abbreviation: str


DOCUMENT_TYPES = (
    DocumentType(N_("Nghị quyết"), "NQ"),
    DocumentType(N_("Quyết định"), "QĐ"),
    DocumentType(N_("Chỉ thị"), "CT"),
    DocumentType(N_("Quy chế"), "QC"),
    DocumentType(N_("Quy định"), "QyĐ"),
    DocumentType(N_("Thông cáo"), "TC"),
    DocumentType(N_("Thông báo"), "TB"),
    DocumentType(N_("Hướng dẫn"), "HD"),
    DocumentType(N_("Chương trình"), "CTr"),
    DocumentType(N_("Kế hoạch"), "KH"),
    DocumentType(N_("Phương án"), "PA"),
    DocumentType(N_("Đề án"), "ĐA"),
    DocumentType(N_("Dự án"), "DA"),
    DocumentType(N_("Báo cáo"), "BC"),
    DocumentType(N_("Biên bản"), "BB"),
    DocumentType(N_("Tờ trình"), "TTr"),
    DocumentType(N_("Hợp đồng"), "HĐ"),
    DocumentType(N_("Công văn"), ""),
    DocumentType(N_("Công điện"), "CĐ"),
    DocumentType(N_("Bản ghi nhớ"), "BGN"),
    DocumentType(N_("Bản thỏa thuận"), "BTT"),
    DocumentType(N_("Giấy ủy quyền"), "GUQ"),
    DocumentType(N_("Giấy mời"), "GM"),
    DocumentType(N_("Giấy giới thiệu"), "GGT"),
    DocumentType(N_("Giấy nghỉ phép"), "GNP"),
    DocumentType(N_("Phiếu gửi"), "PG"),
    DocumentType(N_("Phiếu chuyển"), "PC"),
    DocumentType(N_("Phiếu báo"), "PB"),
    DocumentType(N_("Thư công"), ""),
)
ABBREVIATIONS = {one.name: one.abbreviation for one in DOCUMENT_TYPES}

# Forms that this system sets from the fields of a document, and their type.
LETTER_FORMS = {
    "official_letter": N_("Công văn"),
    "report": N_("Báo cáo"),
    "notice": N_("Thông báo"),
}

URGENCY = {
    "normal": N_("Thường"),
    "urgent": N_("Khẩn"),
    "very_urgent": N_("Thượng khẩn"),
    "express": N_("Hỏa tốc"),
}

RETURN_REASON = {
    "wrong_addressee": N_("Gửi nhầm nơi nhận"),
    "not_authentic": N_("Chữ ký số không hợp lệ"),
    "damaged": N_("Tệp hỏng hoặc thiếu trang"),
    "duplicate": N_("Văn bản trùng"),
}

PAPER_BOOK = {
    "secret_register": N_("Sổ đăng ký bí mật nhà nước đến (sổ giấy)"),
    "transfer_book": N_("Sổ chuyển giao văn bản (sổ giấy)"),
}
ENVELOPE = {"sealed": N_("Nguyên bì, chưa bóc"), "opened": N_("Đã bóc bì")}

FAULT = {
    "wrong_signer": N_("Người ký không đúng thẩm quyền"),
    "no_capacity": N_("Thiếu quyền hạn ký (KT., TL., TUQ.)"),
    "not_valid": N_("Chữ ký số không hợp lệ"),
}

RETENTION = {
    "5": N_("5 năm"),
    "10": N_("10 năm"),
    "20": N_("20 năm"),
    "permanent": N_("Vĩnh viễn"),
}

CHANNEL = {"electronic": N_("Trục liên thông"), "paper": N_("Bản giấy")}

INCOMING_STATE = {
    "arrived": N_("Chờ vào sổ"),
    "registered": N_("Chờ trình"),
    "submitted": N_("Chờ phân công"),
    "assigned": N_("Đang giải quyết"),
    "completed": N_("Đã giải quyết"),
    "returned": N_("Đã trả lại"),
    "handed_over": N_("Đã bàn giao giấy"),
}
INCOMING_WHY = {
    "arrived": N_("Văn bản chưa vào sổ đến"),
    "registered": N_("Văn bản đã vào sổ, chưa trình lãnh đạo"),
    "submitted": N_("Văn bản đang chờ lãnh đạo phân công"),
    "assigned": N_("Văn bản đã được phân công giải quyết"),
    "completed": N_("Văn bản đã giải quyết xong"),
    "returned": N_("Văn bản đã trả lại nơi gửi"),
    "handed_over": N_("Văn bản đã bàn giao trên giấy, ngoài hệ thống"),
}

DOCUMENT_STATE = {
    "draft": N_("Dự thảo"),
    "submitted": N_("Chờ duyệt"),
    "approved": N_("Đã duyệt"),
    "returned_to_drafter": N_("Trả lại để sửa"),
    "issued": N_("Đã phát hành"),
}
DOCUMENT_WHY = {
    "draft": N_("Dự thảo chưa trình ký"),
    "submitted": N_("Văn bản đang chờ duyệt"),
    "approved": N_("Văn bản đã được duyệt"),
    "returned_to_drafter": N_("Văn bản đã trả lại người soạn để sửa"),
    "issued": N_("Văn bản đã phát hành"),
}

STATUS = {
    "01": N_("Đã đến, chưa xử lý"),
    "02": N_("Từ chối tiếp nhận"),
    "03": N_("Đã tiếp nhận, vào sổ"),
    "04": N_("Chờ phân công"),
    "05": N_("Đã phân công, đang xử lý"),
    "06": N_("Hoàn thành"),
}
