"""When people take their application back: possible as long as there is no result (TT 03/2025/TT-VPCP, art. 7)."""

from __future__ import annotations

from pydantic import Field

from sandbox.services.onestop import rules
from sandbox.services.onestop.filing import DossierRef
from sandbox.services.onestop.records import Dossier
from sandbox.world.action import action
from sandbox.world.desk import Desk
from sandbox.world.params import N_, Ask, LongText


class AskWithdrawal(Ask):
    dossier: DossierRef
    reason: LongText = Field(title=N_("Lý do rút hồ sơ"))


@action(
    "onestop.ask_withdrawal",
    title=N_("Yêu cầu rút hồ sơ"),
    roles=("citizen",),
    subject="dossier",
    possible=rules.may_withdraw,
    cast_only=True,
    done=N_("Công dân yêu cầu rút hồ sơ"),
)
def ask_withdrawal(desk: Desk, ask: AskWithdrawal) -> Dossier:
    """The applicant asks for the dossier back (1, 2, 4, 5, 6 → 7)."""
    dossier = desk.get(Dossier, ask.dossier)
    return desk.update(
        dossier, state="withdrawal_requested", withdrawal_reason=ask.reason, withdrawal_asked_at=desk.now
    )


class CloseWithdrawal(Ask):
    dossier: DossierRef


@action(
    "onestop.close_withdrawal",
    title=N_("Dừng xử lý theo yêu cầu rút hồ sơ"),
    roles=("reception_officer",),
    subject="dossier",
    possible=rules.in_states("withdrawal_requested"),
    primary=("withdrawal_requested",),
    final=True,
    minutes=3,
    done=N_("Đã dừng xử lý hồ sơ theo yêu cầu của công dân"),
)
def close_withdrawal(desk: Desk, ask: CloseWithdrawal) -> Dossier:
    """End the dossier because its applicant wants it back (7 → 8)."""
    return desk.update(desk.get(Dossier, ask.dossier), state="stopped", stopped_at=desk.now, holder=None)
