"""The in-tray of the document system: for each role the tabs of its own work first, then everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from sandbox.services.eoffice.queries import CERTIFICATES, IN_HAND, awaits_signature, is_overdue
from sandbox.services.eoffice.records import Document, IncomingDocument
from sandbox.services.eoffice.words import DOCUMENT_STATE, INCOMING_STATE, URGENCY
from sandbox.ui.listing import Chip, Column, Filter, Listing, Source, Tab
from sandbox.ui.screen import Screen
from sandbox.ui.words import _
from sandbox.world.params import N_
from seed.records import Organisation

TONES = {
    "arrived": "new",
    "registered": "work",
    "submitted": "wait",
    "assigned": "work",
    "completed": "done",
    "returned": "rest",
    "handed_over": "rest",
    "draft": "new",
    "approved": "work",
    "returned_to_drafter": "urgent",
    "issued": "done",
}


def incoming_chip(incoming: IncomingDocument) -> Chip:
    """Its state in words."""
    return Chip(INCOMING_STATE[incoming.state], TONES[incoming.state])  # type: ignore[arg-type]


def document_chip(document: Document) -> Chip:
    """Its state in words; an approved document says what it waits for."""
    words = DOCUMENT_STATE[document.state]
    if document.form in CERTIFICATES and document.signed_by("org"):
        return Chip(N_("Đã ký số"), "done")
    if document.state == "approved" and not document.signed_by("person"):
        words = N_("Chờ ký")
    elif waits_for_number(document):
        words = N_("Chờ cấp số")
    elif document.state in ("submitted", "approved") and document.number:
        words = N_("Chờ phát hành")
    return Chip(words, TONES[document.state])  # type: ignore[arg-type]


def closing(incoming: IncomingDocument, screen: Screen) -> datetime | None:
    """The end of office hours on the day its term ends, None when there is none or nothing is left to do."""
    if incoming.due is None or incoming.state not in IN_HAND:
        return None
    return datetime.combine(incoming.due, screen.world.calendar.office[-1][1])


def short_name(screen: Screen, organisation: str) -> str:
    """Short name of a body, its id when there is none."""
    found = screen.world.peek(Organisation, organisation)
    return found.short_name if found else organisation


def waits_for_number(document: Document) -> bool:
    """Signed, not numbered, and not one whose number a register gives."""
    signed = document.state in ("submitted", "approved") and document.signed_by("person") is not None
    return signed and document.number is None and document.form not in CERTIFICATES


def _incoming_texts(screen: Screen, one: IncomingDocument) -> Iterable[str]:
    paper = f"{one.fields.get('number', '')}/{one.fields.get('symbol', '')}"
    return one.about, one.code or paper, short_name(screen, one.sender), screen.organisation(one.sender)


def _document_texts(screen: Screen, one: Document) -> Iterable[str]:
    return one.subject, one.code, *(screen.organisation(each) for each in one.addressees)


INCOMING = Source(
    IncomingDocument,
    columns=(
        Column(N_("Mã văn bản"), lambda screen, one: one.id, "id"),
        Column(N_("Số đến"), lambda screen, one: one.number or "–", "code"),
        Column(N_("Nơi gửi"), lambda screen, one: short_name(screen, one.sender), "name"),
        Column(N_("Trích yếu"), lambda screen, one: one.about, sub=lambda screen, one: one.code),
        Column(N_("Ngày đến"), lambda screen, one: one.arrived_at, "day"),
        Column(N_("Hạn"), lambda screen, one: closing(one, screen), "due"),
        Column(N_("Trạng thái"), lambda screen, one: incoming_chip(one), "state"),
    ),
    search=_incoming_texts,
    order=lambda screen, one: (one.due or date.max, datetime.max - one.arrived_at, one.id),
)
OUTGOING = Source(
    Document,
    columns=(
        Column(N_("Mã văn bản"), lambda screen, one: one.id, "id"),
        Column(N_("Số, ký hiệu"), lambda screen, one: one.code or "–", "code"),
        Column(N_("Trích yếu"), lambda screen, one: one.subject, "name"),
        Column(N_("Nơi nhận"), lambda screen, one: ", ".join(short_name(screen, each) for each in one.addressees)),
        Column(N_("Người soạn"), lambda screen, one: screen.name(one.drafter)),
        Column(N_("Ngày"), lambda screen, one: one.issued_at or one.numbered_at or one.drafted_at, "day"),
        Column(N_("Trạng thái"), lambda screen, one: document_chip(one), "state"),
    ),
    search=_document_texts,
    order=lambda screen, one: (one.state == "issued", datetime.max - _moment(one), one.id),
)


def _moment(document: Document) -> datetime:
    return document.issued_at or document.drafted_at or datetime.min


Has = Callable[[Screen, Any], bool]


def _stands(*states: str) -> Has:
    return lambda screen, one: one.state in states


def _mine(field: str, *states: str) -> Has:
    return lambda screen, one: one.state in states and getattr(one, field) == screen.actor.id


def _helping(screen: Screen, one: IncomingDocument) -> bool:
    return one.state == "assigned" and screen.actor.id in one.cooperate


def _reading(screen: Screen, one: IncomingDocument) -> bool:
    return screen.actor.id in one.readers


def _to_sign(screen: Screen, one: Document) -> bool:
    return one.state == "approved" and awaits_signature(one, screen.actor.id)


def _to_issue(screen: Screen, one: Document) -> bool:
    return one.state in ("submitted", "approved") and one.number is not None


def _overdue(screen: Screen, one: IncomingDocument) -> bool:
    return is_overdue(one, screen.now.date())


OVERDUE = Tab("overdue", N_("Quá hạn"), "incoming", _overdue, N_("Không có văn bản đến nào quá hạn."))
EVERYTHING = (
    Tab(
        "incoming",
        N_("Văn bản đến"),
        "incoming",
        empty=N_("Chưa có văn bản đến. Văn bản các cơ quan gửi đến sẽ hiện ở đây."),
    ),
    Tab(
        "outgoing",
        N_("Văn bản đi"),
        "document",
        empty=N_("Chưa có văn bản đi. Văn bản cơ quan soạn hiện ở đây từ lúc là dự thảo."),
    ),
)
CLERK = (
    Tab(
        "arrived",
        N_("Chờ vào sổ"),
        "incoming",
        _stands("arrived"),
        N_("Không có văn bản nào chờ vào sổ. Văn bản mới đến sẽ hiện ở đây."),
    ),
    Tab("registered", N_("Chờ trình"), "incoming", _stands("registered"), N_("Văn bản đã vào sổ đều đã trình.")),
    Tab(
        "number",
        N_("Chờ số"),
        "document",
        lambda screen, one: waits_for_number(one),
        N_("Không có văn bản nào chờ số. Văn bản đến lượt cấp số sẽ hiện ở đây."),
    ),
    Tab(
        "issue",
        N_("Chờ phát hành"),
        "document",
        _to_issue,
        N_("Không có văn bản nào chờ phát hành. Văn bản đã có số sẽ hiện ở đây."),
    ),
)
SIGNER = (
    Tab(
        "assign",
        N_("Chờ phân công"),
        "incoming",
        _mine("submitted_to", "submitted"),
        N_("Không có văn bản nào chờ phân công. Văn bản văn thư trình sẽ hiện ở đây."),
    ),
    Tab(
        "approve",
        N_("Chờ duyệt"),
        "document",
        _mine("submitted_to", "submitted"),
        N_("Không có dự thảo nào chờ duyệt. Dự thảo trình anh/chị sẽ hiện ở đây."),
    ),
    Tab("sign", N_("Chờ ký"), "document", _to_sign, N_("Không có văn bản nào chờ ký. Văn bản đã duyệt sẽ hiện ở đây.")),
)
OFFICER = (
    Tab(
        "mine",
        N_("Đang giải quyết"),
        "incoming",
        _mine("officer", "assigned"),
        N_("Chưa có văn bản nào giao anh/chị chủ trì. Văn bản được phân công sẽ hiện ở đây."),
    ),
    Tab("helping", N_("Phối hợp"), "incoming", _helping, N_("Chưa có văn bản nào cần anh/chị phối hợp.")),
    Tab("reading", N_("Để biết"), "incoming", _reading, N_("Chưa có văn bản nào chuyển để biết.")),
    Tab(
        "drafts",
        N_("Dự thảo"),
        "document",
        _mine("drafter", "draft", "returned_to_drafter"),
        N_("Chưa có dự thảo; soạn văn bản trả lời từ trang của văn bản đến."),
    ),
    Tab(
        "submitted",
        N_("Chờ duyệt"),
        "document",
        _mine("drafter", "submitted"),
        N_("Không có dự thảo nào đang trình. Dự thảo anh/chị trình sẽ chờ ở đây đến khi được duyệt."),
    ),
)
OF_ROLE = {"clerk": CLERK, "signer": SIGNER, "case_officer": OFFICER, "unit_head": OFFICER}


def _listing(own: tuple[Tab, ...]) -> Listing:
    return Listing(
        "eoffice",
        N_("Văn bản"),
        sources=(INCOMING, OUTGOING),
        tabs=(*own, OVERDUE, *EVERYTHING),
        filters=(Filter("urgency", N_("Độ khẩn"), lambda one: one.urgency, lambda screen, value: _(URGENCY[value])),),
        placeholder=N_("Số, ký hiệu, nơi gửi hoặc trích yếu"),
    )


LISTINGS = {role: _listing(tabs) for role, tabs in OF_ROLE.items()}
FOR_OTHERS = _listing(())


def tray(screen: Screen) -> Listing:
    """The in-tray of the official at this screen, by the first of their roles that works with documents."""
    return next((LISTINGS[role] for role in screen.roles if role in LISTINGS), FOR_OTHERS)
