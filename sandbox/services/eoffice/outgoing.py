"""What is done with a document made here: draft, submit, approve, number, issue (NĐ 30/2020, Điều 10–19)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from sandbox.services.eoffice.incoming import Incoming, when
from sandbox.services.eoffice.letter import symbol, typeset, write_number
from sandbox.services.eoffice.queries import CERTIFICATES, officials_with
from sandbox.services.eoffice.records import Delivery, Document, IncomingDocument, Signature
from sandbox.services.eoffice.words import DOCUMENT_WHY, LETTER_FORMS, STATUS
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
AWAY = ("submitted", "approved")

Possible = Callable[[Any, Document], Refused | None]


def stands(*states: str) -> Possible:
    """A `possible` that asks for one of these states."""

    def possible(world: Any, document: Document) -> Refused | None:
        if document.state in states:
            return None
        return Refused(f"document_{document.state}", DOCUMENT_WHY[document.state])

    return possible


def _may_number(world: Any, document: Document) -> Refused | None:
    if document.form in CERTIFICATES:
        return Refused("numbered_by_register", N_("Số của giấy này do sổ hộ tịch cấp"))
    if document.number is not None:
        return Refused("has_number", N_("Văn bản đã có số %(number)s"), number=document.code)
    return stands(*AWAY)(world, document)


def _may_issue(world: Any, document: Document) -> Refused | None:
    if document.form in CERTIFICATES:
        return Refused("returned_at_counter", N_("Giấy này trả cho người dân tại Một cửa"))
    if document.state in AWAY and document.number is None:
        return Refused("no_number", N_("Văn bản chưa có số"))
    return stands(*AWAY)(world, document)


def _may_send_back(world: Any, document: Document) -> Refused | None:
    if document.state in AWAY and document.signed_by("org"):
        return Refused("is_sealed", N_("Văn bản đã có chữ ký số của cơ quan"))
    return stands(*AWAY)(world, document)


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
    fields: dict[str, str] = {}


@action("eoffice.complete_draft", title=N_("Hoàn chỉnh văn bản"), subject="document")
def complete_draft(desk: Desk, ask: CompleteDraft) -> Document:
    """Inner step for other services: take more `fields` and the code that a register gave, and set the page anew."""
    document = desk.get(Document, ask.document)
    if document.signatures:
        raise Refused("is_signed", N_("Văn bản đã được ký, không thể ghi thêm"))
    fields = {**document.fields, **ask.fields}
    return typeset(desk, desk.update(document, fields=fields, code=ask.code or document.code))


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
    hint=N_("Chỉ điền chỗ cần sửa; chỗ để trống giữ nguyên."),
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


class Submit(Ask):
    document: Paper
    to: Annotated[str, *Among("signers", "staff"), Field(title=N_("Trình ký"))]
    note: Annotated[LongText | None, Field(title=N_("Ý kiến"))] = None


@action(
    "eoffice.submit",
    title=N_("Trình ký"),
    roles=("case_officer", "unit_head"),
    subject="document",
    possible=stands("draft", "returned_to_drafter"),
    primary=("draft",),
    done=N_("Đã trình; văn bản chờ lãnh đạo duyệt"),
    minutes=2,
)
def submit(desk: Desk, ask: Submit) -> Document:
    """Put a draft before the person who is to sign it (Điều 11)."""
    return desk.update(
        desk.get(Document, ask.document),
        state="submitted",
        submitted_to=ask.to,
        submitted_at=desk.now,
        holder=ask.to,
        sent_back="",
    )


class OneDocument(Ask):
    document: Paper


@action(
    "eoffice.approve",
    title=N_("Duyệt"),
    roles=("signer",),
    subject="document",
    possible=stands("submitted"),
    primary=("submitted",),
    done=N_("Đã duyệt dự thảo; có thể ký số"),
    minutes=3,
)
def approve(desk: Desk, ask: OneDocument) -> Document:
    """Approve a draft (Điều 11); only whom it was submitted to."""
    document = _submitted_to_actor(desk, ask.document)
    return desk.update(document, state="approved", approved_by=desk.actor.id, approved_at=desk.now)


class SendBack(Ask):
    document: Paper
    note: Annotated[LongText, Field(title=N_("Điều cần sửa"))]


@action(
    "eoffice.send_back",
    title=N_("Trả lại để sửa"),
    roles=("signer",),
    subject="document",
    possible=_may_send_back,
    done=N_("Đã trả văn bản về người soạn"),
    minutes=2,
)
def send_back(desk: Desk, ask: SendBack) -> Document:
    """Give a draft back to its drafter with what is to be changed; its approval no longer stands (Điều 11)."""
    document = _submitted_to_actor(desk, ask.document)
    return desk.update(
        document,
        state="returned_to_drafter",
        sent_back=ask.note,
        approved_by=None,
        approved_at=None,
        holder=document.drafter,
    )


def _submitted_to_actor(desk: Desk, id: str) -> Document:
    document = desk.get(Document, id)
    if document.submitted_to != desk.actor.id:
        raise Refused("submitted_to_another", N_("Văn bản này được trình cho lãnh đạo khác"))
    return document


class AttachSigned(Ask):
    document: Paper
    kind: Annotated[str, *Options(person=N_("Cá nhân"), org=N_("Cơ quan"))]
    file: Text


@action("eoffice.attach_signed", title=N_("Gắn bản đã ký"), subject="document")
def attach_signed(desk: Desk, ask: AttachSigned) -> Document:
    """Inner step of the signing system: the signed PDF becomes current; signed by a person it goes to the clerk."""
    document = desk.get(Document, ask.document)
    row = Signature(kind=ask.kind, staff=desk.actor.id, at=desk.now, file=ask.file)
    if ask.kind == "org" and document.dossier is not None:
        desk.perform("onestop.complete", dossier=document.dossier, document=document.id)
    return desk.update(
        document,
        file=ask.file,
        signatures=(*document.signatures, row),
        holder=_clerk(desk, document.holder) if ask.kind == "person" else document.holder,
    )


def _clerk(desk: Desk, otherwise: str) -> str:
    clerks = officials_with(desk, "clerk")
    return clerks[0].id if clerks else otherwise


@action(
    "eoffice.take_number",
    title=N_("Cấp số"),
    roles=("clerk",),
    subject="document",
    possible=_may_number,
    final=True,
    done=N_("Đã cấp số và ghi vào sổ văn bản đi"),
    minutes=2,
)
def take_number(desk: Desk, ask: OneDocument) -> Document:
    """Give it the next number of the year and write number and date into its PDF (Điều 15, 16)."""
    document = desk.get(Document, ask.document)
    number = desk.next(f"outgoing/{desk.now.year}")
    code = f"{number:02d}/{document.symbol}" if document.symbol else f"{number:02d}"
    return write_number(desk, desk.update(document, number=number, code=code, numbered_at=desk.now))


class Issue(Ask):
    document: Paper
    recipients: Annotated[Bodies, Field(title=N_("Gửi đến"), min_length=1)]


@action(
    "eoffice.issue",
    title=N_("Phát hành"),
    roles=("clerk",),
    subject="document",
    possible=_may_issue,
    final=True,
    done=N_("Đã phát hành; nơi nhận đã nhận được văn bản"),
    minutes=2,
)
def issue(desk: Desk, ask: Issue) -> Document:
    """Send it over the exchange axis, the day it is signed or the next working day at the latest (Điều 18)."""
    arrived = tuple(Delivery(organisation=one, status="01", at=desk.now) for one in ask.recipients)
    return desk.update(
        desk.get(Document, ask.document),
        state="issued",
        issued_at=desk.now,
        sent_to=ask.recipients,
        deliveries=arrived,
        holder="",
    )


class Acknowledge(Ask):
    document: Paper
    status: Annotated[str, *Options(**STATUS)]
    note: LongText | None = None


@action(
    "eoffice.acknowledge",
    title=N_("Báo trạng thái văn bản"),
    roles=("organisation",),
    subject="document",
    possible=stands("issued"),
    cast_only=True,
)
def acknowledge(desk: Desk, ask: Acknowledge) -> Document:
    """A receiver reports what became of an issued document; refusing (02) needs a description."""
    document = desk.get(Document, ask.document)
    if ask.status == "02" and not ask.note:
        raise Refused("no_description", N_("Từ chối tiếp nhận phải nêu lý do"))
    rows = tuple(
        Delivery(organisation=row.organisation, status=ask.status, at=desk.now, note=ask.note or "")
        if row.organisation == desk.actor.id
        else row
        for row in document.deliveries
    )
    return desk.update(document, deliveries=rows)
