"""When a dossier cannot be ready in time: apologise and appoint another day, Mẫu 04, once and before the old one."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from sandbox.services.onestop import rules
from sandbox.services.onestop.filing import DossierRef, appoint
from sandbox.services.onestop.records import Dossier
from sandbox.services.onestop.slips import apology_fields, issue_slip
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Ask, Date, LongText


class AskExtension(Ask):
    dossier: DossierRef
    reason: LongText = Field(title=N_("Lý do chậm"), description=N_("Công dân đọc được: vướng ở đâu, đang chờ ai"))
    due_on: Date = Field(title=N_("Ngày hẹn trả mới"), description=N_("Ví dụ 05/11/2026"))


def may_ask_extension(world: Any, dossier: Dossier) -> Refused | None:
    """A dossier in work can be given another day once (NĐ 118/2025/NĐ-CP, art. 18)."""
    if dossier.extended_at is not None:
        return Refused("already_extended", N_("Hồ sơ đã được gia hạn một lần, không gia hạn nữa"))
    return rules.in_states("processing")(world, dossier)


@action(
    "onestop.ask_extension",
    title=N_("Xin lỗi, đề nghị gia hạn"),
    roles=("case_officer",),
    subject="dossier",
    possible=may_ask_extension,
    minutes=5,
    done=N_("Đã trình văn bản xin lỗi, hẹn lại ngày trả; chờ Thủ trưởng ký"),
)
def ask_extension(desk: Desk, ask: AskExtension) -> Dossier:
    """Lay the letter of apology before the head: why it is late, and the new day. A second one takes its place.

    `not_later` when the new day is not after the appointed one. Whether it is asked in time, one day before the
    appointed day at the latest, is for the officer to know.
    """
    dossier = desk.get(Dossier, ask.dossier)
    due = desk.calendar.closes(ask.due_on)
    if dossier.due_at is None or due <= dossier.due_at:
        raise Refused("not_later", N_("Ngày hẹn mới phải sau ngày hẹn trả đã ghi"))
    return desk.update(
        dossier,
        extension_reason=ask.reason,
        extension_to=due,
        extension_asked_at=desk.now,
        extension_asked_by=desk.actor.id,
    )


class GrantExtension(Ask):
    dossier: DossierRef


def may_grant(world: Any, dossier: Dossier) -> Refused | None:
    """Only a letter that lies before the head can be signed."""
    if dossier.extension_to is None:
        return Refused("not_asked", N_("Chưa có văn bản xin lỗi, đề nghị gia hạn trình ký"))
    return may_ask_extension(world, dossier)


@action(
    "onestop.grant_extension",
    title=N_("Ký văn bản xin lỗi, hẹn lại ngày trả"),
    roles=("signer",),
    subject="dossier",
    possible=may_grant,
    final=True,
    minutes=3,
    done=N_("Đã gửi công dân văn bản xin lỗi, hẹn trả %(due_at)s"),
)
def grant_extension(desk: Desk, ask: GrantExtension) -> Dossier:
    """The head sends Mẫu 04; the new day counts, the first one stays visible (4 → 4; TT 03/2025/TT-VPCP)."""
    dossier = desk.get(Dossier, ask.dossier)
    issue_slip(desk, dossier, "apology_letter", apology_fields(desk, dossier))
    dossier = appoint(desk, dossier, dossier.extension_to, N_("Xin lỗi, gia hạn"))
    return desk.update(dossier, extended_at=desk.now, extended_by=desk.actor.id)
