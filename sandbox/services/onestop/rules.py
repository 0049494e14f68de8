"""What the one-stop system itself refuses, by the dossier's state. All else is for the officer to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.services.onestop.records import STATES, Dossier
from sandbox.world.desk import Refused
from sandbox.world.params import N_


def in_states(*states: str) -> Callable[[Any, Dossier], Refused | None]:
    """`possible` of an action that the system offers in these states only."""

    def possible(world: Any, dossier: Dossier) -> Refused | None:
        if dossier.state in states:
            return None
        return Refused("wrong_state", N_("Hồ sơ đang ở trạng thái “%(state)s”"), state=STATES[dossier.state])

    return possible


may_digitise = in_states("submitted", "accepted", "processing", "supplement_requested")
may_receive = in_states("submitted")
may_ask = in_states("submitted", "accepted", "processing", "supplement_requested")
may_reject = in_states("submitted", "accepted", "processing", "supplement_requested")
may_transfer = in_states("accepted", "processing")
may_verify = in_states("processing")
may_return = in_states("completed")
may_withdraw = in_states("submitted", "accepted", "processing", "supplement_requested", "payment_requested")


def may_correct(world: Any, dossier: Dossier) -> Refused | None:
    """What the citizen filled in online is theirs; what the counter wrote down can be put right until reception."""
    if dossier.channel != "direct":
        return Refused("citizens_own", N_("Hồ sơ trực tuyến do công dân tự khai; cần sửa thì yêu cầu bổ sung"))
    return in_states("submitted")(world, dossier)
