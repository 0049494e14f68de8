"""At the counter: open a dossier, file its papers, receive it with an appointed day, or refuse it in writing.

The numbers in brackets are the states of the national portal.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sandbox.services.onestop import rules
from sandbox.services.onestop.filing import DossierRef, appoint, file_papers, keep_papers, new_code
from sandbox.services.onestop.queries import procedure_of
from sandbox.services.onestop.records import DIGITISED, Component, Dossier
from sandbox.services.onestop.slips import issue_slip, receipt_fields
from sandbox.world.action import action
from sandbox.world.desk import Desk
from sandbox.world.params import N_, Among, Ask, Date, LongText, Options, PersonRef, Text
from seed.records import Organisation

GROUNDS = {
    "not_competent": N_("Không thuộc thẩm quyền giải quyết"),
    "not_eligible": N_("Không đủ điều kiện giải quyết theo quy định"),
    "not_completed": N_("Không bổ sung, hoàn thiện được hồ sơ"),
    "false_papers": N_("Giấy tờ giả mạo, thông tin sai sự thật"),
    "other": N_("Lý do khác"),
}


class Application(Ask):
    """What a citizen applies for, as the officer writes it down."""

    procedure: Annotated[str, *Among("procedures")] = Field(title=N_("Thủ tục hành chính"))
    submitter: PersonRef = Field(title=N_("Số định danh người nộp"), description=N_("12 chữ số"))
    owner_name: Text = Field(
        title=N_("Chủ hồ sơ"), description=N_("Họ tên người được giải quyết; có thể khác người nộp")
    )
    request_content: Text = Field(title=N_("Nội dung yêu cầu giải quyết"))


class OpenDossier(Application):
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


class CorrectDossier(Application):
    dossier: DossierRef
    papers: tuple[Annotated[str, *Among("papers_for_dossier", widget="checklist")], ...] = Field(
        (), title=N_("Giấy tờ công dân nộp"), description=N_("Giấy bỏ chọn được đưa lại ra quầy")
    )


@action(
    "onestop.correct_dossier",
    title=N_("Sửa thông tin hồ sơ"),
    roles=("reception_officer",),
    subject="dossier",
    possible=rules.may_correct,
    minutes=3,
    done=N_("Đã sửa thông tin hồ sơ"),
)
def correct_dossier(desk: Desk, ask: CorrectDossier) -> Dossier:
    """Put right what was written down at the counter, before the dossier is received."""
    dossier = desk.get(Dossier, ask.dossier)
    given = {name: getattr(ask, name) for name in Application.model_fields}
    return keep_papers(desk, desk.update(dossier, **given), ask.papers)


class Filing(Ask):
    paper: Annotated[str, *Among("papers_of_dossier", widget="checklist")] = Field(title=N_("Giấy tờ"))
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
    dossier = appoint(desk, dossier, due, N_("Tiếp nhận hồ sơ"))
    issue_slip(desk, dossier, "receipt_slip", receipt_fields(desk, dossier))
    return dossier


class Reject(Ask):
    dossier: DossierRef
    ground: Annotated[str, *Options(**GROUNDS)] = Field(title=N_("Căn cứ từ chối"))
    reason_text: LongText = Field(
        title=N_("Lý do cụ thể"), description=N_("Nêu quy định và hướng dẫn công dân làm gì tiếp")
    )
    competent_agency: Annotated[str, *Among("organisations")] | None = Field(
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
    agency = desk.peek(Organisation, ask.competent_agency) if ask.competent_agency else None
    fields = {"legal_basis": GROUNDS[ask.ground], "reason": ask.reason_text, "right_body": agency and agency.name}
    issue_slip(desk, dossier, "rejection_slip", {name: text for name, text in fields.items() if text})
    return dossier
