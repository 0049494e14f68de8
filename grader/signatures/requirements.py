"""What a signature has to stand up to, one requirement after another (ETSI EN 319 102-1, clauses 5.2 to 5.6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESFailure
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from grader.signatures.purposes import may_sign
from grader.signatures.trust import NoList, Trust, naive, revoked_at
from grader.verdicts import SignatureVerdict, Verdict


class NotPassed(Exception):
    """A requirement is not met; says the verdict and the reason."""

    def __init__(self, verdict: Verdict, reason: str) -> None:
        self.verdict, self.reason = verdict, reason


def require_trust(trust: Trust) -> None:
    """There is somebody to believe; without, nothing can be said of a chain."""
    if not trust.roots:
        raise NotPassed("indeterminate", "CERTIFICATE_CHAIN_GENERAL_FAILURE")


def require_sound(status: PdfSignatureStatus, known: SignatureVerdict, at: datetime | None) -> None:
    """Nothing signed was altered, nothing forbidden came after, and the chain ends in a trusted certificate."""
    if not status.intact:
        raise NotPassed("failed", "HASH_FAILURE")
    if not status.valid:
        raise NotPassed("failed", "SIG_CRYPTO_FAILURE")
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise NotPassed("failed", "NOT_COVERED")
    if known.changes_after == "forbidden" or not status.docmdp_ok:
        raise NotPassed("failed", "CHANGED_AFTER_SIGNING")
    _require_chain(status, known, at)


_OF_PERIOD = ("OUT_OF_BOUNDS", "CERTIFICATE_CHAIN_GENERAL")  # the latter for a certificate that has not begun


def _require_chain(status: PdfSignatureStatus, known: SignatureVerdict, at: datetime | None) -> None:
    if status.trusted:
        return
    problem: Any = status.trust_problem_indic
    outside = _outside(status.signing_cert, known.signed_at if known.timestamp_ok else at)
    if outside and (problem is None or problem.name.startswith(_OF_PERIOD)):
        # Only a time stamp proves that the signature was made outside the certificate's life (table 5: failed).
        raise NotPassed("failed", outside) if known.timestamp_ok else NotPassed("indeterminate", "OUT_OF_BOUNDS_NO_POE")
    raise indication(problem)


def _outside(certificate: x509.Certificate, moment: datetime | None) -> str:
    begin, end = naive(certificate.not_valid_before), naive(certificate.not_valid_after)
    if moment is None or begin is None or end is None or begin <= moment <= end:
        return ""
    return "NOT_YET_VALID" if moment < begin else "EXPIRED"


def require_time(known: SignatureVerdict, at: datetime | None) -> None:
    """It is known when it was signed, and that was not after the moment of judging."""
    if not known.timestamp_ok and (at is None or known.signed_at is None):
        raise NotPassed("indeterminate", "NO_POE")
    if at is not None and known.signed_at is not None and known.signed_at > at:
        raise NotPassed("indeterminate", "TIMESTAMP_ORDER_FAILURE")


def require_not_revoked(
    certificate: x509.Certificate, known: SignatureVerdict, trust: Trust, crl: bytes | None
) -> None:
    """The certificate was not revoked when the signature was stamped; `crl` None: nobody keeps a list."""
    if crl is None:
        return
    try:
        revoked = revoked_at(certificate, trust, crl)
    except NoList:
        raise NotPassed("indeterminate", "TRY_LATER") from None
    if revoked is not None and not known.timestamp_ok:
        raise NotPassed("indeterminate", "REVOKED_NO_POE")
    if revoked is not None and known.signed_at is not None and revoked <= known.signed_at:
        raise NotPassed("failed", "REVOKED")


def require_purpose(certificate: x509.Certificate) -> None:
    """The certificate is one for signing documents (X.509 validation constraints, clause 5.2.6)."""
    if not may_sign(certificate):
        raise NotPassed("indeterminate", "CHAIN_CONSTRAINTS_FAILURE")


def require_named(known: SignatureVerdict) -> None:
    """The certificate says which official or organisation it belongs to."""
    if known.kind == "unknown":
        raise NotPassed("indeterminate", "SIG_CONSTRAINTS_FAILURE")


def indication(problem: Any) -> NotPassed:
    """The library's sub-indication; without one the chain is at fault."""
    if problem is None:
        return NotPassed("indeterminate", "CERTIFICATE_CHAIN_GENERAL_FAILURE")
    return NotPassed("failed" if isinstance(problem, AdESFailure) else "indeterminate", str(problem.name))
