"""A signed document that must not leave the house: the clerk gives it back for a new signature (Điều 13)."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import structs
from pydantic import Field

from sandbox.services.eoffice.drafting import Paper, stands
from sandbox.services.eoffice.letter import typeset
from sandbox.services.eoffice.records import Document, Signature, VoidSignature
from sandbox.services.eoffice.words import FAULT
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Ask, LongText, Options, StaffRef

Informed = Annotated[str, *StaffRef()]


def _may_return(world: Any, document: Document) -> Refused | None:
    if document.signed_by("person") is None:
        return Refused("not_signed", N_("Văn bản chưa có chữ ký của người nào"))
    if document.signed_by("org"):
        return Refused("is_sealed", N_("Văn bản đã có chữ ký số của cơ quan"))
    return stands("submitted", "approved")(world, document)


class ReturnSigned(Ask):
    document: Paper
    fault: Annotated[str, *Options(**FAULT), Field(title=N_("Sai ở đâu"))]
    note: Annotated[LongText, Field(title=N_("Đề nghị"), description=N_("Ai phải ký, ký với tư cách nào"))]
    inform: Annotated[Informed | None, Field(title=N_("Báo cho người có trách nhiệm"))] = None


@action(
    "eoffice.return_signed",
    title=N_("Trả lại để ký lại"),
    roles=("clerk",),
    subject="document",
    possible=_may_return,
    final=True,
    done=N_("Đã trả văn bản về người soạn; chữ ký cũ không còn trên văn bản"),
    minutes=3,
)
def return_signed(desk: Desk, ask: ReturnSigned) -> Document:
    """Give a document back to its drafter because of who signed it: the organisation's seal goes only on what a
    competent person has signed (NĐ 30/2020, Điều 13, 32). Its paper is set anew; the signatures are kept as `void`.
    """
    document = desk.get(Document, ask.document)
    void = tuple(_void(desk, one, ask) for one in document.signatures)
    back = desk.update(
        document,
        state="returned_to_drafter",
        sent_back=f"{FAULT[ask.fault]}. {ask.note}",
        approved_by=None,
        approved_at=None,
        holder=document.drafter,
        void=(*document.void, *void),
    )
    return typeset(desk, back)


def _void(desk: Desk, signature: Signature, ask: ReturnSigned) -> VoidSignature:
    return VoidSignature(
        **structs.asdict(signature),
        fault=ask.fault,
        returned_by=desk.actor.id,
        returned_at=desk.now,
        note=ask.note,
        informed=ask.inform or "",
    )
