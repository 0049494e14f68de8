"""When papers are missing: ask once for all of them, what the citizen brings, and the end of waiting."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sandbox.services.onestop import rules
from sandbox.services.onestop.filing import DossierRef, appoint, file_papers
from sandbox.services.onestop.queries import procedure_of
from sandbox.services.onestop.records import Dossier
from sandbox.services.onestop.slips import contact, iso, issue_slip
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Among, Ask, LongText, Moment, RecordRef
from seed.worktime import parse_term

TIME_TO_SUPPLEMENT = parse_term("15 working days")


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
        dossier = appoint(desk, dossier, None, N_("Chờ bổ sung hồ sơ"))
    dossier = desk.update(
        dossier,
        state="supplement_requested",
        supplements=dossier.supplements + 1,
        asked=asked,
        ask_reason=ask.reason,
        asked_at=desk.now,
    )
    parts = [part.name for part in procedure_of(dossier).components if part.code in ask.missing]
    closes = TIME_TO_SUPPLEMENT.due(desk.now, desk.calendar)
    fields = {"missing_items": parts, "reason": ask.reason, "supplement_before": iso(closes), **contact(desk)}
    issue_slip(desk, dossier, "supplement_slip", fields)
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
    dossier = appoint(desk, dossier, due, N_("Hồ sơ đã được bổ sung"))
    state = "processing" if dossier.officer else "accepted"
    return desk.update(dossier, state=state, brought_at=desk.now)


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
    fields = {"reason": dossier.ask_reason, "received_at": iso(dossier.received_at), "stopped_at": iso(desk.now)}
    issue_slip(desk, dossier, "stop_notice", fields)
    return desk.update(dossier, state="stopped", stopped_at=desk.now, holder=None)
