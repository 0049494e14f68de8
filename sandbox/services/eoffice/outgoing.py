"""What is done with a draft until it has left the house: submit, approve, number, issue (NĐ 30/2020, Điều 11–19)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from sandbox.services.eoffice.drafting import Bodies, Paper, back_to_drafter, stands
from sandbox.services.eoffice.letter import write_number
from sandbox.services.eoffice.queries import CERTIFICATES, officials_with
from sandbox.services.eoffice.records import Delivery, Document, Signature
from sandbox.services.eoffice.words import STATUS
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Among, Ask, LongText, Options, Text

AWAY = ("submitted", "approved")


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
    return back_to_drafter(desk, _submitted_to_actor(desk, ask.document), ask.note)


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
        holder=_next_holder(desk, document, ask.kind),
    )


def _next_holder(desk: Desk, document: Document, kind: str) -> str:
    """The clerk after a person's signature; nobody here once a result is sealed, for it lies at the one-stop desk."""
    if kind == "org":
        return "" if document.dossier is not None else document.holder
    return next((one.id for one in officials_with(desk, "clerk")), document.holder)


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
