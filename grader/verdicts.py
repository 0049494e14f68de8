"""What is said of signatures, in the words of ETSI EN 319 102-1, and who may say it. Light: no cryptography here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

from grader.record import RunRecord

Verdict = Literal["passed", "failed", "indeterminate"]
MAIN: dict[Verdict, str] = {"passed": "TOTAL-PASSED", "failed": "TOTAL-FAILED", "indeterminate": "INDETERMINATE"}
# Reasons nearer than the standard's: changed after signing, a byte range that leaves out a part, no signature at all.
NEARER = dict.fromkeys(("CHANGED_AFTER_SIGNING", "NOT_COVERED", "NO_SIGNATURE", "TOO_LARGE"), "FORMAT_FAILURE")


class Concluded(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict and its reason, "" when passed."""

    verdict: Verdict = "indeterminate"
    reason: str = ""

    @property
    def indication(self) -> str:
        """TOTAL-PASSED, TOTAL-FAILED or INDETERMINATE (clause 5.1.3)."""
        return MAIN[self.verdict]

    @property
    def sub_indication(self) -> str:
        """The standard's word for the reason, "" when passed."""
        return NEARER.get(self.reason, self.reason)


class SignatureVerdict(Concluded, frozen=True, kw_only=True):
    """What is known of one signature.

    `indication` and `sub_indication` are the words of EN 319 102-1, tables 4 to 6; `reason` is the sub-indication or,
    where the standard has only FORMAT_FAILURE for it, the nearer one of `NEARER`. `signer_id` is the UID of the
    certificate (`chu_tich`, `org:H99.1`); `signed_at` is the time stamp's moment in naive Vietnamese time, or the time
    that the signer claims when `timestamp_ok` is false.
    """

    field: str
    kind: Literal["person", "org", "unknown"] = "unknown"
    signer_id: str = ""
    signer_name: str = ""
    organisation: str = ""
    serial: str = ""
    signed_at: datetime | None = None
    timestamp_ok: bool = False
    covers_whole_file: bool = False
    changes_after: Literal["none", "allowed", "forbidden", "unknown"] = "unknown"


class Verdicts(Concluded, frozen=True, kw_only=True):
    """All signatures of a document in the order in which they were made, and the worst of their verdicts.

    `reason` says why there is no signature to judge: NO_SIGNATURE, FORMAT_FAILURE (not a readable PDF), TOO_LARGE.
    """

    signatures: tuple[SignatureVerdict, ...] = ()

    @property
    def order(self) -> tuple[tuple[str, str], ...]:
        """(kind, signer id) of each signature, first signed first."""
        return tuple((each.kind, each.signer_id) for each in self.signatures)


# (PDF, record, moment of judging in naive Vietnamese time) → verdicts. The caller of `grade` chooses, never a record.
SignatureReader = Callable[[bytes, RunRecord, datetime], Verdicts]
