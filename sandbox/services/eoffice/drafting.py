"""How a document comes to be here: drafted in reply, drafted by another service, revised (NĐ 30/2020, Điều 10–11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from sandbox.services.eoffice.incoming import Incoming, when
from sandbox.services.eoffice.letter import symbol, typeset
from sandbox.services.eoffice.records import Document, IncomingDocument
from sandbox.services.eoffice.words import DOCUMENT_WHY, LETTER_FORMS
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Among, Ask, LongText, Options, RecordRef, Text

Paper = Annotated[str, *RecordRef("document")]
Bodies = tuple[Annotated[str, *Among("correspondents", "checklist")], ...]
Form = Annotated[str, *Options(**LETTER_FORMS)]
Signer = Annotated[str, *Among("signers", "staff")]
FORM = Field(title=N_("Tên loại văn bản"))
SUBJECT = Field(title=N_("Trích yếu"), description=N_("Ngắn gọn, nêu đúng nội dung; không ghi “V/v”"))
BODY = Field(title=N_("Nội dung"), description=N_("Mỗi đoạn một dòng"))
COPIES = Field(title=N_("Nơi nhận khác"), description=N_("Ngoài nơi ở “Kính gửi”; mỗi nơi một dòng"))
SIGNER = Field(title=N_("Người ký"))

Possible = Callable[[Any, Document], Refused | None]


def stands(*states: str) -> Possible:
    """A `possible` that asks for one of these states."""

    def possible(world: Any, document: Document) -> Refused | None:
        if document.state in states:
            return None
        return Refused(f"document_{document.state}", DOCUMENT_WHY[document.state])

    return possible


def back_to_drafter(desk: Desk, document: Document, note: str) -> Document:
    """The draft is its drafter's again with what is to be changed; its approval no longer stands."""
    return desk.update(
        document,
        state="returned_to_drafter",
        sent_back=note,
        approved_by=None,
        approved_at=None,
        holder=document.drafter,
    )


class DraftReply(Ask):
    incoming: Incoming
    form: Annotated[Form, FORM]
    subject: Annotated[Text, SUBJECT]
    addressees: Annotated[Bodies, Field(title=N_("Kính gửi"), min_length=1)]
    body: Annotated[LongText, BODY]
    copies: Annotated[LongText | None, COPIES] = None
    signer: Annotated[Signer, SIGNER]


@action(
    "eoffice.draft_reply",
    title=N_("Soạn văn bản trả lời"),
    roles=("case_officer", "unit_head"),
    subject="incoming",
    possible=when("assigned"),
    primary=("assigned",),
    done=N_("Đã lưu dự thảo; xem bản trình bày bên cạnh rồi trình ký"),
    minutes=15,
    makes="document",
)
def draft_reply(desk: Desk, ask: DraftReply) -> Document:
    """Draft the reply in the form of NĐ 30/2020, Phụ lục I; number and date stay blank."""
    document = _new(
        desk,
        form=ask.form,
        subject=ask.subject,
        addressees=ask.addressees,
        recipients=_lines(ask.copies),
        body=ask.body,
        signer=ask.signer,
        reply_to=ask.incoming,
        urgency=desk.get(IncomingDocument, ask.incoming).urgency,
    )
    return typeset(desk, document)


class Draft(Ask):
    form: Text
    subject: Text
    dossier: Text | None = None
    signer: Signer | None = None
    fields: dict[str, str] = {}


@action("eoffice.draft", title=N_("Lập dự thảo"), makes="document")
def draft(desk: Desk, ask: Draft) -> Document:
    """Inner step for other services: a draft whose paper is set from `fields` as the form declares them."""
    document = _new(
        desk,
        form=ask.form,
        subject=ask.subject,
        dossier=ask.dossier,
        signer=ask.signer or "",
        fields=ask.fields,
    )
    return typeset(desk, document)


def _new(desk: Desk, form: str, **fields: Any) -> Document:
    type_name = LETTER_FORMS.get(form, "")
    return desk.add(
        Document(
            id=_free_id(desk),
            form=form,
            type_name=type_name,
            symbol=symbol(desk, type_name, desk.actor.id) if type_name else "",
            drafter=desk.actor.id,
            drafted_at=desk.now,
            holder=desk.actor.id,
            **fields,
        )
    )


def _free_id(desk: Desk) -> str:
    """The next document id that no document of the start has."""
    while True:
        id = f"VB-{desk.now.year}-{desk.next(f'document/{desk.now.year}'):04}"
        if desk.peek(Document, id) is None:
            return id


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").split("\n") if line.strip())


class CompleteDraft(Ask):
    document: Paper
    code: Text | None = None
    subject: Text | None = None
    signer: Signer | None = None
    fields: dict[str, str] = {}


@action("eoffice.complete_draft", title=N_("Hoàn chỉnh văn bản"), subject="document")
def complete_draft(desk: Desk, ask: CompleteDraft) -> Document:
    """Inner step for other services: take more `fields`, a register's code, another subject or signer; set it anew."""
    document = desk.get(Document, ask.document)
    if document.signatures:
        raise Refused("is_signed", N_("Văn bản đã được ký, không thể ghi thêm"))
    given = {"code": ask.code, "subject": ask.subject, "signer": ask.signer}
    changed = {name: value for name, value in given.items() if value}
    return typeset(desk, desk.update(document, fields={**document.fields, **ask.fields}, **changed))


class ReviseDraft(Ask):
    document: Paper
    form: Annotated[Form | None, FORM] = None
    subject: Annotated[Text | None, SUBJECT] = None
    addressees: Annotated[Bodies, Field(title=N_("Kính gửi"))] = ()
    body: Annotated[LongText | None, BODY] = None
    copies: Annotated[LongText | None, COPIES] = None
    signer: Annotated[Signer | None, SIGNER] = None


def _may_revise(world: Any, document: Document) -> Refused | None:
    if document.form not in LETTER_FORMS:
        return Refused("made_elsewhere", N_("Nội dung giấy này lấy từ hồ sơ, sửa ở hồ sơ"))
    return stands("draft", "returned_to_drafter")(world, document)


@action(
    "eoffice.revise_draft",
    title=N_("Sửa dự thảo"),
    roles=("case_officer", "unit_head"),
    subject="document",
    possible=_may_revise,
    primary=("returned_to_drafter",),
    done=N_("Đã lưu dự thảo; bản trình bày đã được dựng lại"),
    hint=N_("Dự thảo đã điền sẵn; sửa chỗ cần sửa, chỗ để trống giữ nguyên."),
    minutes=5,
)
def revise_draft(desk: Desk, ask: ReviseDraft) -> Document:
    """Change a draft; what is left out stays as it is. A draft changed after approval is approved again (Điều 11)."""
    given = {name: value for name, value in ask if value and name not in ("document", "copies")}
    if ask.copies is not None:
        given["recipients"] = _lines(ask.copies)
    document = desk.get(Document, ask.document)
    if ask.form is not None:
        given["type_name"] = LETTER_FORMS[ask.form]
        given["symbol"] = symbol(desk, given["type_name"], document.drafter)
    return typeset(desk, desk.update(document, **given))
