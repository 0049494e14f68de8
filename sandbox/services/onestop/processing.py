"""From the counter to the officer and back: transfer, opinion, result, return."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sandbox.services.onestop import rules
from sandbox.services.onestop.filing import DossierRef
from sandbox.services.onestop.records import Dossier, Transfer
from sandbox.world.action import action
from sandbox.world.desk import Desk
from sandbox.world.params import N_, Among, Ask, LongText, Options, PersonRef, Text


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
