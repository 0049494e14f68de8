"""An incoming document that nobody handles in the system: handed over on paper, or passed on for information."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from sandbox.services.eoffice.incoming import Incoming, Staff, submitted_to_actor, when
from sandbox.services.eoffice.records import IncomingDocument
from sandbox.services.eoffice.words import ENVELOPE, PAPER_BOOK
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Among, Ask, LongText, Options


def _may_hand_over(world: Any, incoming: IncomingDocument) -> Refused | None:
    if incoming.channel != "paper":
        return Refused("no_paper", N_("Văn bản điện tử, không có bản giấy để bàn giao"))
    return when("arrived", "registered")(world, incoming)


class HandOver(Ask):
    incoming: Incoming
    to: Annotated[Staff, Field(title=N_("Giao tận tay"))]
    book: Annotated[str, *Options(**PAPER_BOOK), Field(title=N_("Ghi vào sổ"))]
    envelope: Annotated[str, *Options(**ENVELOPE), Field(title=N_("Tình trạng bì khi giao"))]


@action(
    "eoffice.hand_over",
    title=N_("Bàn giao giấy ngoài hệ thống"),
    roles=("clerk",),
    subject="incoming",
    possible=_may_hand_over,
    final=True,
    done=N_("Đã bàn giao có ký nhận trong sổ giấy; văn bản không vào hệ thống"),
    hint=N_("Dành cho giấy không được đưa vào hệ thống nối mạng; không nhập số, trích yếu hay nội dung."),
    minutes=3,
)
def hand_over(desk: Desk, ask: HandOver) -> IncomingDocument:
    """Carry a paper to its keeper, against a signature in a paper book, and keep it off the network.

    State secrets may not be stored on a networked computer (Luật Bảo vệ bí mật nhà nước 117/2025/QH15, Điều 5) and are
    entered in a register of their own (NĐ 63/2026/NĐ-CP). What was wrongly registered before keeps its number.
    """
    return desk.update(
        desk.get(IncomingDocument, ask.incoming),
        state="handed_over",
        handed_to=ask.to,
        handed_at=desk.now,
        handed_book=ask.book,
        envelope=ask.envelope,
        holder="",
    )


class PassForInformation(Ask):
    incoming: Incoming
    to: Annotated[
        tuple[Annotated[str, *Among("case_officers", "checklist")], ...],
        Field(title=N_("Người xem để biết"), min_length=1),
    ]
    note: Annotated[LongText | None, Field(title=N_("Ý kiến"))] = None


@action(
    "eoffice.pass_for_information",
    title=N_("Chuyển để biết"),
    roles=("signer",),
    subject="incoming",
    possible=when("submitted"),
    done=N_("Đã chuyển để biết; văn bản không cần giải quyết"),
    minutes=2,
)
def pass_for_information(desk: Desk, ask: PassForInformation) -> IncomingDocument:
    """Let those concerned know of a document that asks for nothing: no term, nobody in charge (Điều 23)."""
    incoming = submitted_to_actor(desk, ask.incoming)
    return desk.update(
        incoming, state="completed", readers=ask.to, instruction=ask.note or "", closed_at=desk.now, holder=""
    )
