"""What the pages say of a document: labels and values, and its paper with the fields as text."""

from __future__ import annotations

from typing import Any

from sandbox.services.eoffice.letter import fields_of, number_and_date, paper_fields
from sandbox.services.eoffice.records import Document, IncomingDocument, VoidSignature, WorkFile
from sandbox.services.eoffice.words import CHANNEL, ENVELOPE, FAULT, PAPER_BOOK, RETURN_REASON, STATUS, URGENCY
from sandbox.ui.paper import Paper
from sandbox.ui.screen import Screen
from sandbox.ui.words import _, day, moment

Fact = tuple[str, Any]


def given(*facts: Fact) -> list[Fact]:
    """The facts that say something."""
    return [(label, value) for label, value in facts if value not in (None, "", ())]


def incoming_facts(screen: Screen, one: IncomingDocument) -> list[Fact]:
    """What the register knows of an incoming document, from its arrival to its end."""
    return given(
        (_("Nơi gửi"), screen.organisation(one.sender)),
        (_("Đến lúc"), f"{moment(one.arrived_at)} · {_(CHANNEL[one.channel])}"),
        (_("Độ khẩn"), _(URGENCY[one.urgency])),
        (_("Số đến"), one.number),
        (_("Số, ký hiệu"), one.code),
        (_("Ngày văn bản"), day(one.document_date)),
        (_("Tên loại"), one.type_name),
        (_("Trích yếu"), one.subject),
        (_("Vào sổ lúc"), moment(one.registered_at)),
        (_("Trình"), screen.official(one.submitted_to)),
        (_("Chủ trì"), screen.official(one.officer)),
        (_("Phối hợp"), "; ".join(screen.official(each) for each in one.cooperate)),
        (_("Ý kiến chỉ đạo"), one.instruction),
        (_("Thời hạn"), day(one.due)),
        (_("Đang ở"), screen.official(one.holder)),
        (_("Xem để biết"), "; ".join(screen.official(each) for each in one.readers)),
        (_("Trạng thái báo nơi gửi"), _status(one)),
        *_returned(screen, one),
        *_handed_over(screen, one),
        (_("Kết thúc lúc"), moment(one.closed_at)),
    )


def _status(one: IncomingDocument) -> str:
    """What the exchange axis tells the sender; it knows nothing of paper."""
    return f"{one.status_code} · {_(STATUS[one.status_code])}" if one.channel == "electronic" else ""


def _handed_over(screen: Screen, one: IncomingDocument) -> list[Fact]:
    if one.handed_at is None:
        return []
    return [
        (_("Bàn giao giấy cho"), f"{screen.official(one.handed_to)}, {moment(one.handed_at)}"),
        (_("Ghi vào sổ"), _(PAPER_BOOK[one.handed_book])),
        (_("Tình trạng bì khi giao"), _(ENVELOPE[one.envelope])),
    ]


def _returned(screen: Screen, one: IncomingDocument) -> list[Fact]:
    if one.returned_at is None:
        return []
    return [
        (_("Lý do trả lại"), _(RETURN_REASON[one.returned_reason]) if one.returned_reason else ""),
        (_("Nội dung báo nơi gửi"), one.returned_text),
        (_("Cơ quan có thẩm quyền"), screen.organisation(one.right_addressee)),
        (_("Trả lại lúc"), moment(one.returned_at)),
        (_("Đã báo"), screen.official(one.informed)),
    ]


def document_facts(screen: Screen, one: Document) -> list[Fact]:
    """What is known of a document made here."""
    return given(
        (_("Số, ký hiệu"), one.code or _("chưa cấp")),
        (_("Tên loại"), one.type_name),
        (_("Trích yếu"), one.subject),
        (_("Kính gửi"), "; ".join(screen.organisation(each) for each in one.addressees)),
        (_("Nơi nhận khác"), "; ".join(one.recipients)),
        (_("Người soạn"), screen.official(one.drafter)),
        (_("Người ký ghi trên văn bản"), screen.official(one.signer)),
        (_("Trình"), screen.official(one.submitted_to)),
        (_("Cần sửa"), one.sent_back),
        (_("Duyệt"), f"{screen.official(one.approved_by)}, {moment(one.approved_at)}" if one.approved_by else ""),
        *((_SIGNED[row.kind](), f"{screen.official(row.staff)}, {moment(row.at)}") for row in one.signatures),
        *((_("Chữ ký không dùng"), _void_words(screen, row)) for row in one.void),
        (_("Cấp số lúc"), moment(one.numbered_at)),
        (_("Phát hành lúc"), moment(one.issued_at)),
        (_("Đang ở"), screen.official(one.holder)),
    )


def _void_words(screen: Screen, row: VoidSignature) -> str:
    return f"{screen.official(row.staff)}, {moment(row.at)} – {_(FAULT[row.fault])}"


_SIGNED = {"person": lambda: _("Ký số cá nhân"), "org": lambda: _("Ký số cơ quan")}


def incoming_papers(screen: Screen, one: IncomingDocument) -> list[Paper]:
    """The document itself and, when it went back, the slip that went with it."""
    papers = [Paper(_("Văn bản đến"), screen.typeset(one.form, paper_fields(one.fields)), paper_text(one.fields))]
    if one.return_slip:
        papers.append(
            Paper(_("Phiếu trả lại văn bản"), screen.sheet(one.return_slip), ((_("Nội dung"), one.returned_text),))
        )
    return papers


def document_papers(screen: Screen, one: Document) -> list[Paper]:
    """The current PDF; for documents of the start, whose PDF was never made, the page as their fields give it.

    A draft that lies here as a Word file is read there; its PDF is made when it is signed.
    """
    if one.draft_file and one.file is None:
        return []
    fields = fields_of(screen.world, one)
    sheet = screen.sheet(one.file) if one.file else screen.typeset(one.form, {**fields, **number_and_date(one)})
    return [Paper(_("Bản trình bày"), sheet, paper_text(fields))]


# Fields of papers in the order in which they are read, with their labels.
_TEXT = {
    "org_name": lambda: _("Cơ quan ban hành"),
    "number": lambda: _("Số"),
    "code": lambda: _("Số, ký hiệu"),
    "symbol": lambda: _("Ký hiệu"),
    "place": lambda: _("Địa danh"),
    "subject": lambda: _("Trích yếu"),
    "addressees": lambda: _("Kính gửi"),
    "mark": lambda: _("Dấu chữ trên bì"),
    "note": lambda: _("Dấu khác trên bì"),
    "body": lambda: _("Nội dung"),
    "capacity": lambda: _("Quyền hạn"),
    "post": lambda: _("Chức vụ"),
    "signer_name": lambda: _("Người ký"),
    "recipients": lambda: _("Nơi nhận"),
    "archive": lambda: _("Lưu"),
}


def paper_text(fields: Any) -> list[tuple[str, str]]:
    """A letter's fields as text, for who cannot see its picture."""
    rows = [(label(), _joined(fields.get(name, ""))) for name, label in _TEXT.items()]
    if fields.get("date"):
        rows.insert(3, (_("Ngày"), str(fields["date"])))
    return [(label, text) for label, text in rows if text]


def _joined(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list | tuple) else str(value)


def filed(screen: Screen, one: WorkFile) -> list[tuple[str, str, str]]:
    """The documents in a work file, in order: address, code, what it is about."""
    rows = []
    for name in one.documents:
        kind, _slash, id = name.partition("/")
        found = screen.peek(kind, id)
        about = getattr(found, "about", None) or getattr(found, "subject", "")
        rows.append((screen.url(kind, id), getattr(found, "code", "") or id, about))
    return rows
