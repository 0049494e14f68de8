"""The judge of signatures: a PDF in, a verdict for each signature out, in the words of ETSI EN 319 102-1.

Pure: no network, no clock, nothing of the system's trust store. It never raises; what cannot be judged has not passed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal, NamedTuple

import msgspec
from asn1crypto import x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel, StandardDiffPolicy
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from grader.record import RunRecord
from grader.verdicts import SignatureVerdict, Verdict, Verdicts

VIETNAM = timezone(timedelta(hours=7))
LARGEST = 32 * 1024 * 1024  # bytes; no paper of the office comes near
MOST_SIGNATURES = 16
# Stricter than the library's own: an object that nothing refers to, or a needless copy, is not explained either.
POLICY = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules,
    DEFAULT_DIFF_POLICY.form_rule,
    ignore_orphaned_objects=False,
    ignore_identical_objects=False,
)
for _name in ("pyhanko", "pyhanko_certvalidator"):  # they write a traceback for every signature that does not pass
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class _Trust(NamedTuple):
    roots: tuple[x509.Certificate, ...]
    others: tuple[x509.Certificate, ...]
    keys: dict[bytes, CertificateIssuerPublicKeyTypes]  # by subject name: who may sign a revocation list


class _NotPassed(Exception):
    def __init__(self, verdict: Verdict, reason: str) -> None:
        self.verdict, self.reason = verdict, reason


def read(pdf: bytes, record: RunRecord, at: datetime) -> Verdicts:
    """The reader of signatures that grading uses: by the record's own certificates and list of revocations."""
    return judge(pdf, record.trust_pem, at, record.crl)


def judge(pdf: bytes, trust_pem: bytes, at: datetime | None = None, crl: bytes | None = None) -> Verdicts:
    """Judge every signature of `pdf`.

    `trust_pem`: certificates as PEM; the self-signed ones are trusted, the others help to build chains. `at`: the
    moment of judging (naive Vietnamese time); a signature without time stamp is judged at that moment, one stamped
    later is not accepted. `crl`: list of revoked certificates (DER) of the authority that issues to signers.
    """
    if len(pdf) > LARGEST:
        return Verdicts(verdict="failed", reason="TOO_LARGE")
    try:
        reader = PdfFileReader(BytesIO(pdf))
        found = list(_signature_fields(reader))
    except Exception:  # whatever a hostile file does to the parser, it has not passed
        return Verdicts(verdict="failed", reason="FORMAT_FAILURE")
    if not found or len(found) > MOST_SIGNATURES:
        return Verdicts(verdict="failed", reason="NO_SIGNATURE" if not found else "FORMAT_FAILURE")
    signatures = asyncio.run(_judge_all(reader, found, trust_pem, at, crl))
    return Verdicts(verdict=_worst(signatures), signatures=signatures)


def _signature_fields(reader: PdfFileReader) -> Iterator[tuple[str, Any]]:
    for name, _value, field in enumerate_sig_fields(reader, filled_status=True):
        yield str(name), field


def _worst(signatures: tuple[SignatureVerdict, ...]) -> Verdict:
    verdicts = {each.verdict for each in signatures}
    return "failed" if "failed" in verdicts else "indeterminate" if "indeterminate" in verdicts else "passed"


async def _judge_all(
    reader: PdfFileReader, found: list[tuple[str, Any]], trust_pem: bytes, at: datetime | None, crl: bytes | None
) -> tuple[SignatureVerdict, ...]:
    judged = [await _judge_one(reader, name, field, trust_pem, at, crl) for name, field in found]
    return tuple(verdict for _, verdict in sorted(judged, key=lambda pair: (pair[0], pair[1].field)))


async def _judge_one(
    reader: PdfFileReader, name: str, field: Any, trust_pem: bytes, at: datetime | None, crl: bytes | None
) -> tuple[int, SignatureVerdict]:
    known = SignatureVerdict(field=name)
    revision = 0
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        revision = signature.signed_revision
        known = _who(signature, known)
        trust = _trust(trust_pem)
        status = await _validated(signature, trust, at)
        known = _what(signature, status, known)
        _require_sound(status, known)
        _require_time(known, at)
        _require_not_revoked(signature.signer_cert, known, trust, crl)
        _require_named(known)
    except _NotPassed as missed:
        return revision, msgspec.structs.replace(known, verdict=missed.verdict, reason=missed.reason)
    except SignatureValidationError as error:
        return revision, msgspec.structs.replace(known, **_indication(error.ades_subindication))
    except Exception:  # fail closed: an odd structure that breaks the library is a broken signature
        return revision, msgspec.structs.replace(known, verdict="failed", reason="FORMAT_FAILURE")
    return revision, msgspec.structs.replace(known, verdict="passed")


async def _validated(signature: EmbeddedPdfSignature, trust: _Trust, at: datetime | None) -> PdfSignatureStatus:
    """The library's findings, with certificates judged as of the time stamp (EN 319 102-1, 5.5: proof of existence)."""
    moment = _stamped(signature) or _aware(at) or signature.self_reported_timestamp
    context = ValidationContext(
        trust_roots=list(trust.roots),
        other_certs=list(trust.others),
        moment=moment,
        best_signature_time=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    return await async_validate_pdf_signature(signature, context, diff_policy=POLICY)


def _who(signature: EmbeddedPdfSignature, known: SignatureVerdict) -> SignatureVerdict:
    certificate = signature.signer_cert
    subject = certificate.subject.native
    uid, organisation = str(subject.get("user_id", "")), str(subject.get("organization_name", ""))
    name = str(subject.get("common_name", "")).removesuffix(" (SANDBOX)")
    return msgspec.structs.replace(
        known,
        kind="org" if uid.startswith("org:") else "person" if uid else "unknown",
        signer_id=uid,
        signer_name=organisation if uid.startswith("org:") else name,
        organisation=organisation,
        serial=f"{certificate.serial_number:x}",
        signed_at=_naive(signature.self_reported_timestamp),
    )


def _what(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, known: SignatureVerdict) -> SignatureVerdict:
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    return msgspec.structs.replace(
        known,
        timestamp_ok=stamped,
        signed_at=_naive(stamp.timestamp) if stamp is not None and stamped else known.signed_at,
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        changes_after=_changes(signature),
    )


def _changes(signature: EmbeddedPdfSignature) -> Literal["none", "allowed", "forbidden"]:
    if signature.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "none"
    result = signature.diff_result
    if _loose_bytes(signature):
        return "forbidden"
    explained = isinstance(result, DiffResult) and result.modification_level <= ModificationLevel.FORM_FILLING
    return "allowed" if explained else "forbidden"


def _loose_bytes(signature: EmbeddedPdfSignature) -> bool:
    """Whether something follows the signed bytes that is no revision of the document."""
    reader = signature.reader
    if signature.signed_revision + 1 < reader.xrefs.total_revisions:
        return False
    reader.stream.seek(int(signature.byte_range[2]) + int(signature.byte_range[3]))
    return bool(reader.stream.read().strip())


def _require_sound(status: PdfSignatureStatus, known: SignatureVerdict) -> None:
    if not status.intact:
        raise _NotPassed("failed", "HASH_FAILURE")
    if not status.valid:
        raise _NotPassed("failed", "SIG_CRYPTO_FAILURE")
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise _NotPassed("failed", "NOT_COVERED")
    if known.changes_after == "forbidden" or not status.docmdp_ok:
        raise _NotPassed("failed", "CHANGED_AFTER_SIGNING")
    problem: Any = status.trust_problem_indic
    if problem is not None and problem.name.startswith("OUT_OF_BOUNDS") and known.timestamp_ok:
        # The time stamp proves that the signature was made outside the certificate's life (table 5: failed).
        raise _NotPassed("failed", "EXPIRED" if _after_end(status, known) else "NOT_YET_VALID")
    if problem is not None or not status.trusted:
        raise _NotPassed(**_indication(problem))


def _after_end(status: PdfSignatureStatus, known: SignatureVerdict) -> bool:
    end = _naive(status.signing_cert.not_valid_after)
    return known.signed_at is not None and end is not None and known.signed_at > end


def _require_time(known: SignatureVerdict, at: datetime | None) -> None:
    if not known.timestamp_ok and (at is None or known.signed_at is None):
        raise _NotPassed("indeterminate", "NO_POE")
    if at is not None and known.signed_at is not None and known.signed_at > at:
        raise _NotPassed("indeterminate", "TIMESTAMP_ORDER_FAILURE")


def _require_not_revoked(
    certificate: x509.Certificate, known: SignatureVerdict, trust: _Trust, crl: bytes | None
) -> None:
    if crl is None:
        return
    listed = _read_crl(crl)
    key = trust.keys.get(certificate.issuer.dump())
    usable = listed is not None and key is not None and listed.issuer.public_bytes() == certificate.issuer.dump()
    if listed is None or not usable or not listed.is_signature_valid(key):  # type: ignore[arg-type]
        raise _NotPassed("indeterminate", "TRY_LATER")
    entry = listed.get_revoked_certificate_by_serial_number(certificate.serial_number)
    revoked = _naive(entry.revocation_date_utc) if entry is not None else None
    if revoked is not None and not known.timestamp_ok:
        raise _NotPassed("indeterminate", "REVOKED_NO_POE")
    if revoked is not None and known.signed_at is not None and revoked <= known.signed_at:
        raise _NotPassed("failed", "REVOKED")


def _read_crl(crl: bytes) -> pyca.CertificateRevocationList | None:
    try:
        return pyca.load_der_x509_crl(crl)
    except ValueError:
        return None


def _require_named(known: SignatureVerdict) -> None:
    if known.kind == "unknown":
        raise _NotPassed("indeterminate", "SIG_CONSTRAINTS_FAILURE")


def _indication(problem: Any) -> dict[str, Any]:
    """The library's sub-indication as verdict and reason; without one the chain is at fault."""
    if problem is None:
        return {"verdict": "indeterminate", "reason": "CERTIFICATE_CHAIN_GENERAL_FAILURE"}
    return {"verdict": "failed" if isinstance(problem, AdESFailure) else "indeterminate", "reason": str(problem.name)}


def _stamped(signature: EmbeddedPdfSignature) -> datetime | None:
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        return moment
    return None


@lru_cache(maxsize=32)
def _trust(trust_pem: bytes) -> _Trust:
    certificates = pyca.load_pem_x509_certificates(trust_pem)
    readable = [x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in certificates]
    roots = tuple(each for each in readable if each.issuer == each.subject)
    keys = {each.subject.public_bytes(): each.public_key() for each in certificates}
    return _Trust(roots, tuple(each for each in readable if each not in roots), keys)  # type: ignore[arg-type]


def _aware(local: datetime | None) -> datetime | None:
    return None if local is None else local.replace(tzinfo=VIETNAM)


def _naive(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(VIETNAM).replace(tzinfo=None)
