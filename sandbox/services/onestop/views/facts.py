"""What the pages say of a dossier: labels and values, and who had it when."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sandbox.services.onestop.procedures import Procedure, catalogue
from sandbox.services.onestop.reception import GROUNDS
from sandbox.services.onestop.records import Dossier
from sandbox.ui.screen import Screen
from sandbox.ui.words import _, identity, moment
from sandbox.world.params import N_

CHANNELS = {"direct": N_("Trực tiếp"), "online": N_("Trực tuyến (Cổng Dịch vụ công quốc gia)"), "post": N_("Bưu chính")}
DELIVERIES = {
    "direct": N_("Trực tiếp tại Trung tâm"),
    "post": N_("Qua bưu chính"),
    "electronic": N_("Bản điện tử"),
}
OPINIONS = {"pass": N_("Đủ điều kiện giải quyết"), "fail": N_("Không đủ điều kiện")}

Fact = tuple[str, Any]


def time_words(procedure: Procedure) -> str:
    """How long the procedure may take, in the reader's language."""
    time = procedure.time
    if time.same_day_until:
        return _("Trong ngày làm việc; nhận sau %(hour)s thì trả ngày làm việc tiếp theo", hour=time.same_day_until)
    if time.working_days:
        return _("%(days)s ngày làm việc", days=time.working_days)
    return _("%(days)s ngày", days=time.days)


def dossier_facts(screen: Screen, one: Dossier) -> list[Fact]:
    """What is known of the dossier, in the order in which it came to be; what is empty is left out."""
    rows = [
        *_application(screen, one),
        *_reception(screen, one),
        *_asked(one),
        *_changed(screen, one),
        *_end(screen, one),
    ]
    return [(label, value) for label, value in rows if value]


def _application(screen: Screen, one: Dossier) -> list[Fact]:
    return [
        (_("Người nộp"), screen.person(one.submitter)),
        (_("Số định danh người nộp"), identity(one.submitter)),
        (_("Nội dung yêu cầu"), one.request_content),
        (_("Kênh nộp"), _(CHANNELS[one.channel])),
        (_("Nộp lúc"), moment(one.submitted_at)),
    ]


def _reception(screen: Screen, one: Dossier) -> list[Fact]:
    found = catalogue().get(one.procedure)
    return [
        (_("Thời hạn giải quyết"), time_words(found) if found else ""),
        (_("Tiếp nhận lúc"), moment(one.received_at)),
        (_("Người tiếp nhận"), screen.official(one.received_by)),
        (_("Hẹn trả"), moment(one.due_at)),
        (_("Hẹn trả lần đầu"), moment(one.first_due_at) if one.first_due_at != one.due_at else ""),
        (_("Nhận kết quả"), _(DELIVERIES[one.delivery]) if one.delivery else ""),
        (_("Công chức xử lý"), screen.official(one.officer)),
        (_("Đang ở"), screen.official(one.holder)),
    ]


def _asked(one: Dossier) -> list[Fact]:
    found = catalogue().get(one.procedure)
    parts = [part.name.partition(";")[0] for part in found.components if part.code in one.asked] if found else one.asked
    return [
        (_("Yêu cầu bổ sung"), "; ".join(parts)),
        (_("Số lần yêu cầu bổ sung"), one.supplements),
        (_("Lý do bổ sung"), one.ask_reason),
        (_("Yêu cầu lúc"), moment(one.asked_at)),
        (_("Đã bổ sung lúc"), moment(one.brought_at)),
    ]


def _changed(screen: Screen, one: Dossier) -> list[Fact]:
    """Letters of apology and wishes to withdraw."""
    return [
        (_("Lý do xin gia hạn"), one.extension_reason),
        (_("Đề nghị hẹn lại"), moment(one.extension_to)),
        (_("Người trình gia hạn"), screen.official(one.extension_asked_by)),
        (_("Đã gửi văn bản xin lỗi lúc"), moment(one.extended_at)),
        (_("Lý do rút hồ sơ"), one.withdrawal_reason),
        (_("Yêu cầu rút lúc"), moment(one.withdrawal_asked_at)),
    ]


def _end(screen: Screen, one: Dossier) -> list[Fact]:
    return [
        (_("Thẩm định"), _(OPINIONS[one.opinion]) if one.opinion else ""),
        (_("Nội dung thẩm định"), one.opinion_note),
        (_("Căn cứ từ chối"), _(GROUNDS.get(one.reason, one.reason)) if one.reason else ""),
        (_("Lý do từ chối"), one.reason_text),
        (_("Cơ quan có thẩm quyền"), screen.organisation(one.competent_agency)),
        (_("Từ chối lúc"), moment(one.rejected_at)),
        (_("Dừng giải quyết lúc"), moment(one.stopped_at)),
        (_("Có kết quả lúc"), moment(one.completed_at)),
        (_("Trả kết quả lúc"), moment(one.returned_at)),
        (_("Người nhận kết quả"), screen.person(one.returned_to)),
    ]


class Leg(NamedTuple):
    """A line of Mẫu 06: from whom, to whom, when; `result`: how the appointed day stood then."""

    giver: str
    taker: str
    at: datetime
    result: str


def legs(screen: Screen, one: Dossier) -> list[Leg]:
    """Who had the dossier when, from reception to return."""
    rows = [Leg(screen.official(row.giver), screen.official(row.taker), row.at, "") for row in one.transfers]
    if one.received_at is not None:
        rows.insert(0, Leg(screen.person(one.submitter), screen.official(one.received_by), one.received_at, ""))
    if one.returned_at is not None:
        giver = screen.official(one.received_by)
        rows.append(Leg(giver, screen.person(one.returned_to), one.returned_at, _kept(one, one.returned_at)))
    return rows


def _kept(one: Dossier, at: datetime) -> str:
    if one.due_at is None:
        return ""
    if at.date() == one.due_at.date():
        return _("Đúng hạn")
    return _("Trước hạn") if at < one.due_at else _("Quá hạn")
