"""What is done with an incoming document: register, return, submit, assign, close (NĐ 30/2020, Điều 20–24)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from sandbox.services.eoffice.letter import paper_fields
from sandbox.services.eoffice.queries import organisation_name, own_organisation
from sandbox.services.eoffice.records import IncomingDocument, WorkFile
from sandbox.services.eoffice.words import INCOMING_WHY, RETENTION, RETURN_REASON
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Among, Ask, Code, Date, LongText, Options, RecordRef, StaffRef, Text
from seed.records import Official

Incoming = Annotated[str, *RecordRef("incoming")]
Staff = Annotated[str, *StaffRef()]
Body = Annotated[str, *Among("correspondents")]
Reply = Annotated[str, *Among("replies")]


def when(*states: str) -> Callable[[Any, IncomingDocument], Refused | None]:
    """A `possible` that asks for one of these states."""

    def possible(world: Any, incoming: IncomingDocument) -> Refused | None:
        if incoming.state in states:
            return None
        return Refused(f"incoming_{incoming.state}", INCOMING_WHY[incoming.state])

    return possible


class RegisterIncoming(Ask):
    incoming: Incoming
    code: Annotated[Code, Field(title=N_("Số, ký hiệu"), examples=["123/STP-HCTP"])]
    document_date: Annotated[Date, Field(title=N_("Ngày văn bản"), description=N_("Ngày ghi trên văn bản"))]
    type_name: Annotated[str, *Among("document_types"), Field(title=N_("Tên loại"))]
    subject: Annotated[Text, Field(title=N_("Trích yếu nội dung"))]


@action(
    "eoffice.register_incoming",
    title=N_("Vào sổ văn bản đến"),
    roles=("clerk",),
    subject="incoming",
    possible=when("arrived"),
    primary=("arrived",),
    done=N_("Đã vào sổ văn bản đến và báo nơi gửi đã tiếp nhận"),
    minutes=3,
)
def register_incoming(desk: Desk, ask: RegisterIncoming) -> IncomingDocument:
    """Enter it in the register of incoming documents: one number series a year, paper and electronic (Điều 22)."""
    return desk.update(
        desk.get(IncomingDocument, ask.incoming),
        state="registered",
        code=ask.code,
        document_date=ask.document_date,
        type_name=ask.type_name,
        subject=ask.subject,
        number=desk.next(f"incoming/{desk.now.year}"),
        registered_at=desk.now,
        registered_by=desk.actor.id,
        holder=desk.actor.id,
    )


class ReturnIncoming(Ask):
    incoming: Incoming
    reason: Annotated[str, *Options(**RETURN_REASON), Field(title=N_("Lý do"))]
    text: Annotated[LongText, Field(title=N_("Nội dung báo nơi gửi"), description=N_("Nơi gửi đọc được nội dung này"))]
    right_addressee: Annotated[
        Body | None, Field(title=N_("Cơ quan có thẩm quyền"), description=N_("Nếu văn bản phải gửi nơi khác"))
    ] = None
    inform: Annotated[Staff | None, Field(title=N_("Báo cho người có trách nhiệm"))] = None


@action(
    "eoffice.return_incoming",
    title=N_("Trả lại nơi gửi"),
    roles=("clerk",),
    subject="incoming",
    possible=when("arrived", "registered"),
    final=True,
    done=N_("Đã trả lại văn bản, nơi gửi nhận được lý do"),
    minutes=3,
)
def return_incoming(desk: Desk, ask: ReturnIncoming) -> IncomingDocument:
    """Send it back with the reason and tell the person responsible (Điều 21; status 02 with its description)."""
    incoming = desk.get(IncomingDocument, ask.incoming)
    return desk.update(
        incoming,
        state="returned",
        returned_reason=ask.reason,
        returned_text=ask.text,
        returned_at=desk.now,
        right_addressee=ask.right_addressee or "",
        informed=ask.inform or "",
        holder="",
        return_slip=_return_slip(desk, incoming, ask),
    )


def _return_slip(desk: Desk, incoming: IncomingDocument, ask: ReturnIncoming) -> str:
    paper = incoming.fields
    clerk = desk.get(Official, desk.actor.id)
    fields = {
        "org_name": own_organisation(desk).name,
        "number": f"{desk.next(f'return_slip/{desk.now.year}'):02d}",
        "symbol": "PTL-UBND",
        "place": desk.population.commune.place,
        "date": desk.now.date().isoformat(),
        "addressees": [organisation_name(desk, incoming.sender)],
        "sender_org": organisation_name(desk, incoming.sender),
        "document_code": incoming.code or f"{paper.get('number', '')}/{paper.get('symbol', '')}",
        "document_date": paper_fields(paper).get("date", ""),
        "document_subject": incoming.about,
        "arrival_date": incoming.arrived_at.date().isoformat(),
        "reason": f"{RETURN_REASON[ask.reason]}. {ask.text}",
        "right_addressee": organisation_name(desk, ask.right_addressee or ""),
        "archive": "VT",
        "post": clerk.post,
        "signer_name": clerk.full_name,
    }
    return desk.effect("typeset", {"form": "return_slip", "fields": fields, "at": desk.now.isoformat()})


class SubmitIncoming(Ask):
    incoming: Incoming
    to: Annotated[str, *Among("signers", "staff"), Field(title=N_("Trình lãnh đạo"))]
    note: Annotated[LongText | None, Field(title=N_("Ý kiến đề xuất"))] = None


@action(
    "eoffice.submit_incoming",
    title=N_("Trình lãnh đạo"),
    roles=("clerk",),
    subject="incoming",
    possible=when("registered"),
    primary=("registered",),
    done=N_("Đã trình văn bản đến; lãnh đạo sẽ cho ý kiến phân công"),
    minutes=2,
)
def submit_incoming(desk: Desk, ask: SubmitIncoming) -> IncomingDocument:
    """Put it before a leader, the same day or the next working day at the latest (Điều 23)."""
    incoming = desk.get(IncomingDocument, ask.incoming)
    return desk.update(incoming, state="submitted", submitted_to=ask.to, submitted_at=desk.now, holder=ask.to)


class Assign(Ask):
    incoming: Incoming
    to: Annotated[str, *Among("case_officers", "staff"), Field(title=N_("Người chủ trì"))]
    cooperate: Annotated[
        tuple[Annotated[str, *Among("case_officers", "checklist")], ...], Field(title=N_("Người phối hợp"))
    ] = ()
    due: Annotated[Date, Field(title=N_("Thời hạn giải quyết"))]
    instruction: Annotated[LongText, Field(title=N_("Ý kiến chỉ đạo"))]


@action(
    "eoffice.assign",
    title=N_("Phân công giải quyết"),
    roles=("signer",),
    subject="incoming",
    possible=when("submitted", "assigned"),
    primary=("submitted",),
    done=N_("Đã phân công, văn bản chuyển đến người chủ trì"),
    minutes=2,
)
def assign(desk: Desk, ask: Assign) -> IncomingDocument:
    """Say who takes the lead, who helps, what is to be done and by when (Điều 23); only whom it was submitted to."""
    return desk.update(
        submitted_to_actor(desk, ask.incoming),
        state="assigned",
        officer=ask.to,
        cooperate=ask.cooperate,
        instruction=ask.instruction,
        due=ask.due,
        assigned_at=desk.now,
        holder=ask.to,
    )


def submitted_to_actor(desk: Desk, id: str) -> IncomingDocument:
    """The document, when it was put before this leader; `Refused` otherwise."""
    incoming = desk.get(IncomingDocument, id)
    if incoming.submitted_to != desk.actor.id:
        raise Refused("submitted_to_another", N_("Văn bản này được trình cho lãnh đạo khác"))
    return incoming


class Close(Ask):
    incoming: Incoming
    reply: Annotated[Reply | None, Field(title=N_("Văn bản trả lời"))] = None
    work_file: Annotated[str, *Among("open_work_files"), Field(title=N_("Đưa vào hồ sơ công việc"))]


@action(
    "eoffice.close",
    title=N_("Kết thúc giải quyết"),
    roles=("case_officer", "unit_head"),
    subject="incoming",
    possible=when("assigned"),
    final=True,
    done=N_("Đã kết thúc văn bản đến và đưa vào hồ sơ công việc"),
    minutes=3,
)
def close(desk: Desk, ask: Close) -> IncomingDocument:
    """End it and put it, with its reply, into the work file of the matter (Điều 24, 29)."""
    incoming = desk.get(IncomingDocument, ask.incoming)
    filed = [f"incoming/{ask.incoming}"] + ([f"document/{ask.reply}"] if ask.reply else [])
    work_file = desk.get(WorkFile, ask.work_file)
    fresh = [one for one in filed if one not in work_file.documents]
    desk.update(work_file, documents=(*work_file.documents, *fresh))
    return desk.update(
        incoming, state="completed", reply=ask.reply, work_file=ask.work_file, closed_at=desk.now, holder=""
    )


class OpenWorkFile(Ask):
    code: Annotated[Code, Field(title=N_("Số và ký hiệu hồ sơ"), examples=["03.HT"])]
    name: Annotated[Text, Field(title=N_("Tiêu đề hồ sơ"))]
    retention: Annotated[str, *Options(**RETENTION), Field(title=N_("Thời hạn bảo quản"))]


@action(
    "eoffice.open_work_file",
    title=N_("Mở hồ sơ công việc"),
    roles=("case_officer", "unit_head", "clerk"),
    done=N_("Đã mở hồ sơ công việc"),
    minutes=2,
    makes="work_file",
)
def open_work_file(desk: Desk, ask: OpenWorkFile) -> WorkFile:
    """Open a work file under its code in the year's list of files (Điều 28, 29)."""
    if desk.find(WorkFile, code=ask.code):
        raise Refused("file_code_taken", N_("Đã có hồ sơ mang ký hiệu %(file)s"), file=ask.code)
    return desk.add(
        WorkFile(
            id=f"HS-{desk.now.year}-{desk.next('work_file'):03}",
            code=ask.code,
            name=ask.name,
            retention=ask.retention,
            owner=desk.actor.id,
            opened_on=desk.now.date(),
        )
    )
