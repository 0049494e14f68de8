"""What exists at the one-stop desk: dossiers, the papers that people hand in, and the slips that the desk gives out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sandbox.world.action import record
from sandbox.world.params import N_
from sandbox.world.record import FileDigest, OrganisationId, PersonId, RecordBase, StaffId, choice, ref

STATES = {
    "submitted": N_("Mới đăng ký"),
    "accepted": N_("Được tiếp nhận"),
    "rejected": N_("Không được tiếp nhận"),
    "processing": N_("Đang xử lý"),
    "supplement_requested": N_("Yêu cầu bổ sung giấy tờ"),
    "payment_requested": N_("Yêu cầu thực hiện nghĩa vụ tài chính"),
    "withdrawal_requested": N_("Công dân yêu cầu rút hồ sơ"),
    "stopped": N_("Dừng xử lý"),
    "completed": N_("Đã xử lý xong"),
    "result_returned": N_("Đã trả kết quả"),
}
"""States of a dossier in the order of the national portal's codes 1 to 10."""

COPIES = {
    "original": N_("Bản chính"),
    "copy": N_("Bản sao"),
    "certified": N_("Bản sao chứng thực"),
    "electronic": N_("Bản điện tử"),
}
DIGITISED = {
    "no": N_("Chưa số hóa"),
    "scanned": N_("Đã số hóa"),
    "reused": N_("Dùng lại dữ liệu đã có"),
    "shown": N_("Chỉ xuất trình"),
}

SLIPS = ("receipt_slip", "supplement_slip", "rejection_slip", "apology_letter", "stop_notice")
"""Forms that the desk gives out: Mẫu 01 to 05 of TT 03/2025/TT-VPCP."""

PaperId = Annotated[str, ref("paper")]


class Component(RecordBase, frozen=True, kw_only=True):
    """A paper of a dossier: its component of the procedure ("" not yet filed), its form, digitised or not."""

    paper: PaperId
    component: str = ""
    form: Annotated[str, choice(*COPIES)] = "original"
    digitised: Annotated[str, choice(*DIGITISED)] = "no"


class DueDate(RecordBase, frozen=True, kw_only=True):
    """A change of the day on which the result is due, and since which act."""

    previous_due_at: datetime | None
    new_due_at: datetime | None
    at: datetime
    because: str


class Transfer(RecordBase, frozen=True, kw_only=True):
    """One line of the process control slip (Mẫu 06): who handed the dossier to whom."""

    giver: StaffId | None
    taker: StaffId
    at: datetime


@record
class Dossier(RecordBase, frozen=True, kw_only=True):
    """A dossier of an administrative procedure; `id` is the dossier code (TT 04/2025/TT-VPCP, art. 23).

    `asked`: components asked for in the last supplement request; `supplements`: how often was asked.
    `extension_to`: the day that a letter of apology asks for, in force since `extended_at`.
    """

    kind: ClassVar[str] = "dossier"
    title: ClassVar[str] = N_("Hồ sơ")
    indexed: ClassVar[tuple[str, ...]] = ("state",)
    id: str
    procedure: str
    state: Annotated[str, choice(*STATES)]
    channel: Annotated[str, choice("direct", "online", "post")] = "direct"
    submitter: PersonId
    owner_name: str
    request_content: str = ""
    submitted_at: datetime
    delivery: Annotated[str, choice("", "direct", "post", "electronic")] = ""
    received_at: datetime | None = None
    received_by: StaffId | None = None
    due_at: datetime | None = None
    first_due_at: datetime | None = None
    due_dates: tuple[DueDate, ...] = ()
    register_no: int | None = None
    holder: StaffId | None = None
    officer: StaffId | None = None
    transfers: tuple[Transfer, ...] = ()
    papers: tuple[Component, ...] = ()
    supplements: int = 0
    asked: tuple[str, ...] = ()
    ask_reason: str = ""
    asked_at: datetime | None = None
    brought_at: datetime | None = None
    extension_reason: str = ""
    extension_to: datetime | None = None
    extension_asked_at: datetime | None = None
    extension_asked_by: StaffId | None = None
    extended_at: datetime | None = None
    extended_by: StaffId | None = None
    withdrawal_reason: str = ""
    withdrawal_asked_at: datetime | None = None
    opinion: Annotated[str, choice("", "pass", "fail")] = ""
    opinion_note: str = ""
    verified_at: datetime | None = None
    verified_by: StaffId | None = None
    reason: str = ""
    reason_text: str = ""
    competent_agency: OrganisationId | None = None
    rejected_at: datetime | None = None
    stopped_at: datetime | None = None
    result_document: Annotated[str | None, ref("document")] = None
    completed_at: datetime | None = None
    returned_to: PersonId | None = None
    returned_how: str = ""
    returned_at: datetime | None = None

    @property
    def portal_code(self) -> int:
        """Code of the state on the national portal, 1 to 10."""
        return list(STATES).index(self.state) + 1


@record
class Paper(RecordBase, frozen=True, kw_only=True):
    """A paper, typeset as `form` with `fields`. `at`: with the citizen, on the counter, in a dossier.

    `component`: what its owner uploaded it as, "" when handed over the counter.
    """

    kind: ClassVar[str] = "paper"
    title: ClassVar[str] = N_("Giấy tờ")
    indexed: ClassVar[tuple[str, ...]] = ("at", "dossier", "owner")
    id: str
    form: str
    name: str = ""
    owner: PersonId | None = None
    copy_form: Annotated[str, choice(*COPIES)] = "original"
    fields: dict[str, Any] = {}
    component: str = ""
    dossier: Annotated[str, ref("dossier")] = ""
    at: Annotated[str, choice("counter", "citizen", "dossier")] = "counter"


@record
class Slip(RecordBase, frozen=True, kw_only=True):
    """A form that the desk gave out (TT 03/2025/TT-VPCP): `form` is its layout, `file` the PDF."""

    kind: ClassVar[str] = "slip"
    title: ClassVar[str] = N_("Phiếu")
    indexed: ClassVar[tuple[str, ...]] = ("dossier",)
    id: str
    form: Annotated[str, choice(*SLIPS)]
    number: str
    dossier: Annotated[str, ref("dossier")]
    issued_at: datetime
    issued_by: StaffId | None = None
    file: FileDigest
