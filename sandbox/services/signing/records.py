"""What exists in the signing system: the devices that hold keys, with their certificates and PIN counters."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import ClassVar

from sandbox.world.action import record
from sandbox.world.params import N_
from sandbox.world.record import RecordBase, StaffId

TRIES = 5


def pin_hash(token: str, pin: str) -> str:
    """How a token remembers its PIN."""
    return hashlib.sha256(f"{token}:{pin}".encode()).hexdigest()


@record
class Token(RecordBase, frozen=True, kw_only=True):
    """A signing device. `id` is the staff id of its person, or `org:<code>` for the organisation's, kept by `holder`.

    `subject`, `issuer`, `serial`, `valid_from`, `valid_to` describe the SANDBOX certificate on it (NĐ 23/2025, Điều 6).
    """

    kind: ClassVar[str] = "token"
    title: ClassVar[str] = N_("Thiết bị ký số")
    id: str
    holder: StaffId
    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime
    pin_hash: str
    tries_left: int = TRIES
    locked: bool = False
    unlock_requested_at: datetime | None = None

    @property
    def for_organisation(self) -> bool:
        return self.id.startswith("org:")
