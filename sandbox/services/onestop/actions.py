"""What can be done at the one-stop desk. The codes in brackets are the states of the national portal."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sandbox.services.onestop import rules
from sandbox.services.onestop.filing import file_papers, new_code
from sandbox.services.onestop.queries import procedure_of
from sandbox.services.onestop.records import DIGITISED, Component, Dossier, DueDate, Transfer
from sandbox.services.onestop.slips import in_words, issue_slip, receipt_fields
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import (
    N_,
    Among,
    Ask,
    Date,
    LongText,
    Moment,
    Options,
    PersonRef,
    RecordRef,
    Text,
)
from seed.worktime import parse_term

DossierRef = Annotated[str, *RecordRef("dossier")]
GROUNDS = {
    "not_competent": N_("Không thuộc thẩm quyền giải quyết"),
    "not_eligible": N_("Không đủ điều kiện giải quyết theo quy định"),
    "not_completed": N_("Không bổ sung, hoàn thiện được hồ sơ"),
    "false_papers": N_("Giấy tờ giả mạo, thông tin sai sự thật"),
    "other": N_("Lý do khác"),
}
TIME_TO_SUPPLEMENT = parse_term("15 working days")


class OpenDossier(Ask):
    procedure: Annotated[str, *Among("procedures")] = Field(title=N_("Thủ tục hành chính"))
    submitter: PersonRef = Field(title=N_("Số định danh người nộp"), description=N_("12 chữ số"))
    owner_name: Text = Field(
        title=N_("Chủ hồ sơ"), description=N_("Họ tên người được giải quyết; có thể khác người nộp")
    )
    request_content: Text = Field(title=N_("Nội dung yêu cầu giải quyết"))
    papers: tuple[Annotated[str, *Among("papers_at_counter", widget="checklist")], ...] = Field(
        (), title=N_("Giấy tờ công dân nộp"), description=N_("Chọn giấy tờ trên quầy thuộc hồ sơ này")
    )


@action(
    "onestop.open_dossier",
    title=N_("Lập hồ sơ tại quầy"),
    roles=("reception_officer",),
    makes="dossier",
    minutes=5,
    done=N_("Đã lập hồ sơ %(result)s"),
)
def open_dossier(desk: Desk, ask: OpenDossier) -> Dossier:
    """Open a dossier for a citizen at the counter and put the papers they handed in into it (→ 1)."""
    dossier = Dossier(
        id=new_code(desk),
        procedure=ask.procedure,
        state="submitted",
        submitter=ask.submitter,
        owner_name=ask.owner_name,
        request_content=ask.request_content,
        submitted_at=desk.now,
        holder=desk.actor.id,
    )
    return file_papers(desk, desk.add(dossier), ask.papers)


class Filing(Ask):
    paper: Annotated[str, *Among("papers_of_dossier")] = Field(title=N_("Giấy tờ"))
    component: Annotated[str, *Among("components_of_dossier")] = Field(title=N_("Thành phần hồ sơ"))
    how: Annotated[
        str,
        *Options(scanned=DIGITISED["scanned"], reused=DIGITISED["reused"], shown=DIGITISED["shown"]),
    ] = Field(title=N_("Số hóa"))


class Digitise(Ask):
    dossier: DossierRef
    papers: tuple[Filing, ...] = Field(min_length=1, title=N_("Giấy tờ và thành phần hồ sơ"))


@action(
    "onestop.digitise",
    title=N_("Số hóa, xếp thành phần hồ sơ"),
    roles=("reception_officer",),
    subject="dossier",
    possible=rules.may_digitise,
    minutes=5,
    done=N_("Đã số hóa và xếp giấy tờ vào thành phần hồ sơ"),
)
def digitise(desk: Desk, ask: Digitise) -> Dossier:
    """Scan papers and file each under its component (TT 01/2023/TT-VPCP, art. 8)."""
    dossier = desk.get(Dossier, ask.dossier)
    filed = {row.paper: row for row in ask.papers}
    return desk.update(dossier, papers=tuple(_filed(row, filed.get(row.paper)) for row in dossier.papers))


def _filed(row: Component, how: Filing | None) -> Component:
    if how is None:
        return row
    return Component(paper=row.paper, form=row.form, component=how.component, digitised=how.how)


class Receive(Ask):
    dossier: DossierRef
    delivery: Annotated[
        str,
        *Options(direct=N_("Nhận trực tiếp tại Trung tâm"), post=N_("Qua bưu chính"), electronic=N_("Bản điện tử")),
    ] = Field(title=N_("Nơi nhận kết quả"))
    due_on: Date | None = Field(
        None, title=N_("Ngày hẹn trả"), description=N_("Để trống thì hệ thống tính theo thời hạn của thủ tục")
    )


@action(
    "onestop.receive",
    title=N_("Tiếp nhận, hẹn trả kết quả"),
    roles=("reception_officer",),
    subject="dossier",
    possible=rules.may_receive,
    primary=("submitted",),
    final=True,
    minutes=3,
    done=N_("Đã tiếp nhận hồ sơ, hẹn trả kết quả %(due_at)s"),
)
def receive(desk: Desk, ask: Receive) -> Dossier:
    """Accept the dossier and give the receipt with the appointed day, Mẫu 01 (1 → 2; NĐ 118/2025/NĐ-CP, art. 17)."""
    dossier = desk.get(Dossier, ask.dossier)
    computed = procedure_of(dossier).due(desk.now, desk.calendar)
    due = desk.calendar.closes(ask.due_on) if ask.due_on else computed
    dossier = desk.update(
        dossier,
        state="accepted",
        delivery=ask.delivery,
        received_at=desk.now,
        received_by=desk.actor.id,
        holder=desk.actor.id,
        register_no=desk.next(f"dossier_register/{desk.now.year}"),
    )
    dossier = _due(desk, dossier, due, N_("Tiếp nhận hồ sơ"))
    issue_slip(desk, dossier, "receipt_slip", receipt_fields(desk, dossier))
    return dossier


def _due(desk: Desk, dossier: Dossier, due: object, because: str) -> Dossier:
    """The dossier with another due date (or none while the clock is stopped), the old one kept in its history."""
    changed = DueDate(previous_due_at=dossier.due_at, new_due_at=due, at=desk.now, because=because)
    first = dossier.first_due_at or due
    return desk.update(dossier, due_at=due, first_due_at=first, due_dates=(*dossier.due_dates, changed))


class RequestSupplement(Ask):
    dossier: DossierRef
    missing: tuple[Annotated[str, *Among("components_of_dossier", widget="checklist")], ...] = Field(
        min_length=1, title=N_("Nội dung cần bổ sung, hoàn thiện")
    )
    reason: LongText = Field(title=N_("Lý do"), description=N_("Ghi để công dân hiểu phải làm gì: thiếu gì, sai ở đâu"))


@action(
    "onestop.request_supplement",
    title=N_("Yêu cầu bổ sung hồ sơ"),
    roles=("reception_officer", "case_officer"),
    subject="dossier",
    possible=rules.may_ask,
    final=True,
    minutes=5,
    done=N_("Đã gửi phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
)
def request_supplement(desk: Desk, ask: RequestSupplement) -> Dossier:
    """Ask the citizen for what is missing, Mẫu 02; the term stops (1, 2, 4 → 5; NĐ 118/2025/NĐ-CP, art. 17)."""
    dossier = desk.get(Dossier, ask.dossier)
    asked = dossier.asked + tuple(one for one in ask.missing if one not in dossier.asked)
    if dossier.due_at is not None:
        dossier = _due(desk, dossier, None, N_("Chờ bổ sung hồ sơ"))
    dossier = desk.update(
        dossier,
        state="supplement_requested",
        supplements=dossier.supplements + 1,
        asked=asked,
        ask_reason=ask.reason,
        asked_at=desk.now,
    )
    parts = [part.name for part in procedure_of(dossier).components if part.code in ask.missing]
    issue_slip(desk, dossier, "supplement_slip", {"missing_items": parts, "reason": ask.reason})
    closes = TIME_TO_SUPPLEMENT.due(desk.now, desk.calendar)
    desk.later(closes, "system", "onestop.stop", dossier=dossier.id, asked_at=desk.now.isoformat())
    return dossier


class BringPapers(Ask):
    dossier: DossierRef
    papers: tuple[Annotated[str, *RecordRef("paper")], ...] = Field(min_length=1, title=N_("Giấy tờ"))


@action(
    "onestop.bring_papers",
    title=N_("Bổ sung giấy tờ"),
    roles=("citizen",),
    subject="dossier",
    possible=rules.in_states("supplement_requested"),
    cast_only=True,
    done=N_("Công dân đã bổ sung giấy tờ"),
)
def bring_papers(desk: Desk, ask: BringPapers) -> Dossier:
    """The citizen brings papers; the whole term starts again (5 → 1 before reception, 5 → 4 after it)."""
    dossier = file_papers(desk, desk.get(Dossier, ask.dossier), ask.papers)
    if dossier.received_at is None:
        return desk.update(dossier, state="submitted", brought_at=desk.now)
    due = procedure_of(dossier).due(desk.now, desk.calendar)
    dossier = _due(desk, dossier, due, N_("Hồ sơ đã được bổ sung"))
    state = "processing" if dossier.officer else "accepted"
    return desk.update(dossier, state=state, brought_at=desk.now)


class Reject(Ask):
    dossier: DossierRef
    ground: Annotated[str, *Options(**GROUNDS)] = Field(title=N_("Căn cứ từ chối"))
    reason_text: LongText = Field(
        title=N_("Lý do cụ thể"), description=N_("Nêu quy định và hướng dẫn công dân làm gì tiếp")
    )
    competent_agency: Annotated[str, *Among("organisations", widget="organisation")] | None = Field(
        None, title=N_("Cơ quan có thẩm quyền"), description=N_("Khi hồ sơ thuộc cơ quan khác")
    )


@action(
    "onestop.reject",
    title=N_("Từ chối tiếp nhận, giải quyết"),
    roles=("reception_officer", "case_officer"),
    subject="dossier",
    possible=rules.may_reject,
    final=True,
    minutes=5,
    done=N_("Đã gửi phiếu từ chối tiếp nhận, giải quyết hồ sơ"),
)
def reject(desk: Desk, ask: Reject) -> Dossier:
    """Refuse in writing with the reason, Mẫu 03 (→ 3)."""
    dossier = desk.update(
        desk.get(Dossier, ask.dossier),
        state="rejected",
        reason=ask.ground,
        reason_text=ask.reason_text,
        competent_agency=ask.competent_agency,
        rejected_at=desk.now,
        holder=None,
    )
    issue_slip(desk, dossier, "rejection_slip", {"reason": f"{GROUNDS[ask.ground]}. {ask.reason_text}"})
    return dossier


class TransferTo(Ask):
    dossier: DossierRef
    to: Annotated[str, *Among("dossier_officers", widget="staff")] = Field(title=N_("Công chức xử lý"))


@action(
    "onestop.transfer",
    title=N_("Chuyển công chức chuyên môn"),
    roles=("reception_officer",),
    subject="dossier",
    possible=rules.may_transfer,
    primary=("accepted",),
    minutes=1,
    done=N_("Đã chuyển hồ sơ cho %(to)s"),
)
def transfer(desk: Desk, ask: TransferTo) -> Dossier:
    """Hand the dossier to the officer who works on it, a line of Mẫu 06 (2 → 4)."""
    dossier = desk.get(Dossier, ask.dossier)
    line = Transfer(giver=dossier.holder, taker=ask.to, at=desk.now)
    return desk.update(dossier, state="processing", officer=ask.to, holder=ask.to, transfers=(*dossier.transfers, line))


class Verify(Ask):
    dossier: DossierRef
    opinion: Annotated[str, *Options(**{"pass": N_("Đủ điều kiện giải quyết"), "fail": N_("Không đủ điều kiện")})] = (
        Field(title=N_("Ý kiến thẩm định"))
    )
    note: LongText = Field(title=N_("Nội dung thẩm định"), description=N_("Đã đối chiếu gì, với nguồn nào"))


@action(
    "onestop.verify",
    title=N_("Ghi ý kiến thẩm định"),
    roles=("case_officer",),
    subject="dossier",
    possible=rules.may_verify,
    minutes=10,
    done=N_("Đã ghi ý kiến thẩm định: %(opinion)s"),
)
def verify(desk: Desk, ask: Verify) -> Dossier:
    """Write down what was checked and whether the dossier meets the conditions (NĐ 118/2025/NĐ-CP, art. 18)."""
    return desk.update(
        desk.get(Dossier, ask.dossier),
        opinion=ask.opinion,
        opinion_note=ask.note,
        verified_at=desk.now,
        verified_by=desk.actor.id,
    )


class Complete(Ask):
    dossier: DossierRef
    document: Text


@action("onestop.complete", title=N_("Có kết quả giải quyết"), done=N_("Đã có kết quả giải quyết"))
def complete(desk: Desk, ask: Complete) -> Dossier:
    """The sealed result goes back to the desk (4 → 9). A step of sealing; a dossier not in work stays as it is."""
    dossier = desk.get(Dossier, ask.dossier)
    if dossier.state != "processing":
        return dossier
    line = Transfer(giver=dossier.holder, taker=dossier.received_by or "", at=desk.now)
    return desk.update(
        dossier,
        state="completed",
        result_document=ask.document,
        completed_at=desk.now,
        holder=dossier.received_by,
        transfers=(*dossier.transfers, line),
    )


class ReturnResult(Ask):
    dossier: DossierRef
    to: PersonRef = Field(title=N_("Số định danh người nhận"), description=N_("12 chữ số"))
    how: Annotated[
        str,
        *Options(direct=N_("Trực tiếp, ký nhận"), post=N_("Qua bưu chính"), electronic=N_("Kho dữ liệu điện tử")),
    ] = Field(title=N_("Hình thức trả"))


@action(
    "onestop.return_result",
    title=N_("Trả kết quả"),
    roles=("reception_officer", "return_officer"),
    subject="dossier",
    possible=rules.may_return,
    primary=("completed",),
    final=True,
    minutes=3,
    done=N_("Đã trả kết quả cho %(to)s"),
)
def return_result(desk: Desk, ask: ReturnResult) -> Dossier:
    """Give the result to the citizen (9 → 10; NĐ 118/2025/NĐ-CP, art. 22)."""
    return desk.update(
        desk.get(Dossier, ask.dossier),
        state="result_returned",
        returned_to=ask.to,
        returned_how=ask.how,
        returned_at=desk.now,
        holder=None,
    )


class Stop(Ask):
    dossier: DossierRef
    asked_at: Moment


@action(
    "onestop.stop",
    title=N_("Dừng giải quyết hồ sơ"),
    roles=("system",),
    subject="dossier",
    cast_only=True,
    done=N_("Hệ thống dừng giải quyết: quá 15 ngày làm việc không bổ sung"),
)
def stop(desk: Desk, ask: Stop) -> Dossier:
    """Close a dossier that was not completed within 15 working days, Mẫu 05 (5 → 8)."""
    dossier = desk.get(Dossier, ask.dossier)
    if dossier.state != "supplement_requested" or dossier.asked_at != ask.asked_at:
        raise Refused("already_brought", N_("Hồ sơ không còn chờ lần bổ sung này"))
    fields = {"reason": dossier.ask_reason, "asked_at": in_words(dossier.asked_at)}
    issue_slip(desk, dossier, "stop_notice", fields)
    return desk.update(dossier, state="stopped", stopped_at=desk.now, holder=None)
