"""What is said of signatures, in the words of ETSI EN 319 102-1, and who may say it. Light: no cryptography here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

from grader.record import RunRecord

Verdict = Literal["passed", "failed", "indeterminate"]


class SignatureVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one signature.

    `signer_id` is the UID of the certificate (`chu_tich`, `org:H99.1`); `signed_at` is the time stamp's moment in naive
    Vietnamese time, or the time that the signer claims when `timestamp_ok` is false. `reason` is empty when passed,
    else a sub-indication of EN 319 102-1 or one of CHANGED_AFTER_SIGNING and NOT_COVERED (the signature does not cover
    its revision).
    """

    field: str
    kind: Literal["person", "org", "unknown"] = "unknown"
    signer_id: str = ""
    signer_name: str = ""
    organisation: str = ""
    serial: str = ""
    signed_at: datetime | None = None
    timestamp_ok: bool = False
    verdict: Verdict = "indeterminate"
    reason: str = ""
    covers_whole_file: bool = False
    changes_after: Literal["none", "allowed", "forbidden", "unknown"] = "unknown"


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """All signatures of a document in the order in which they were made, and the worst of their verdicts.

    `reason` says why there is no signature to judge: NO_SIGNATURE, FORMAT_FAILURE (not a readable PDF), TOO_LARGE.
    """

    verdict: Verdict
    reason: str = ""
    signatures: tuple[SignatureVerdict, ...] = ()

    @property
    def order(self) -> tuple[tuple[str, str], ...]:
        """(kind, signer id) of each signature, first signed first."""
        return tuple((each.kind, each.signer_id) for each in self.signatures)


# (PDF, record, moment of judging in naive Vietnamese time) → verdicts. The caller of `grade` chooses, never a record.
SignatureReader = Callable[[bytes, RunRecord, datetime], Verdicts]
