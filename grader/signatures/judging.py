"""The judge of signatures: a PDF in, a verdict for each signature out, in the words of ETSI EN 319 102-1.

Pure: no network, no clock, nothing of the system's trust store. It never raises; what cannot be judged has not passed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal, NamedTuple

import msgspec
from pyhanko.sign.ades.report import AdESFailure
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel, StandardDiffPolicy
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from grader.documents.pdf_guard import guard
from grader.record import RunRecord
from grader.signatures.purposes import SIGNING, may_stamp
from grader.signatures.reading import PlainReader
from grader.signatures.requirements import (
    NotPassed,
    indication,
    require_named,
    require_not_revoked,
    require_purpose,
    require_sound,
    require_time,
    require_trust,
)
from grader.signatures.trust import Trust, aware, naive, trust_in
from grader.verdicts import SignatureVerdict, Verdict, Verdicts

LARGEST = 8 * 1024 * 1024  # bytes; no paper of the office comes near
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


class Asked(NamedTuple):
    """By what signatures are judged; see `judge`."""

    trust: Trust
    at: datetime | None
    crl: bytes | None


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
        guard(pdf, pages=False)
        reader = PlainReader(pdf)
        found = list(_signature_fields(reader))
    except Exception:  # whatever a hostile file does to the parser, it has not passed
        return Verdicts(verdict="failed", reason="FORMAT_FAILURE")
    if not found or len(found) > MOST_SIGNATURES:
        return Verdicts(verdict="failed", reason="NO_SIGNATURE" if not found else "FORMAT_FAILURE")
    signatures = _in_time_order(asyncio.run(_judge_all(reader, found, Asked(trust_in(trust_pem), at, crl))))
    return Verdicts(verdict=_worst(signatures), signatures=signatures)


def _signature_fields(reader: PlainReader) -> Iterator[tuple[str, Any]]:
    for name, _value, field in enumerate_sig_fields(reader, filled_status=True):
        yield str(name), field


def _worst(signatures: tuple[SignatureVerdict, ...]) -> Verdict:
    verdicts = {each.verdict for each in signatures}
    return "failed" if "failed" in verdicts else "indeterminate" if "indeterminate" in verdicts else "passed"


def _in_time_order(signatures: tuple[SignatureVerdict, ...]) -> tuple[SignatureVerdict, ...]:
    """A signature that was stamped before one that it covers was not made when its stamp says."""
    latest: datetime | None = None
    judged = []
    for one in signatures:
        stamped = one.signed_at if one.timestamp_ok else None
        early = latest is not None and stamped is not None and stamped < latest
        judged.append(_missed(one, NotPassed(*_EARLY)) if early and one.verdict == "passed" else one)
        latest = max(filter(None, (latest, stamped)), default=None)
    return tuple(judged)


_EARLY: tuple[Verdict, str] = ("indeterminate", "TIMESTAMP_ORDER_FAILURE")


async def _judge_all(reader: PlainReader, found: list[tuple[str, Any]], asked: Asked) -> tuple[SignatureVerdict, ...]:
    judged = [await _judge_one(reader, name, field, asked) for name, field in found]
    return tuple(verdict for _, verdict in sorted(judged, key=lambda pair: (pair[0], pair[1].field)))


async def _judge_one(reader: PlainReader, name: str, field: Any, asked: Asked) -> tuple[int, SignatureVerdict]:
    """The revision that the signature made, and what is to be said of it."""
    known = SignatureVerdict(field=name)
    revision = 0
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        revision = signature.signed_revision
        known = _who(signature, known)
        known, status = await _checked(signature, known, asked)
        require_sound(status, known, asked.at)
        require_purpose(signature.signer_cert)
        require_time(known, asked.at)
        require_not_revoked(signature.signer_cert, known, asked.trust, asked.crl)
        require_named(known)
    except NotPassed as missed:
        return revision, _missed(known, missed)
    except SignatureValidationError as error:
        return revision, _missed(known, indication(error.ades_subindication or AdESFailure.FORMAT_FAILURE))
    except Exception:  # fail closed: an odd structure that breaks the library is a broken signature
        return revision, _missed(known, NotPassed("failed", "FORMAT_FAILURE"))
    return revision, msgspec.structs.replace(known, verdict="passed")


def _missed(known: SignatureVerdict, missed: NotPassed) -> SignatureVerdict:
    return msgspec.structs.replace(known, verdict=missed.verdict, reason=missed.reason)


async def _checked(
    signature: EmbeddedPdfSignature, known: SignatureVerdict, asked: Asked
) -> tuple[SignatureVerdict, PdfSignatureStatus]:
    """The library's findings at the moment of the time stamp; a stamp that is not believed moves nothing to its moment.

    EN 319 102-1, 5.5: only a valid time stamp proves that the signature existed then.
    """
    require_trust(asked.trust)
    now = aware(asked.at) or signature.self_reported_timestamp
    stamped = _stamped(signature)
    status = await _validated(signature, asked.trust, stamped or now)
    known = _what(signature, status, known)
    if stamped is not None and not known.timestamp_ok and asked.at is not None:
        status = await _validated(signature, asked.trust, now)
    return known, status


async def _validated(signature: EmbeddedPdfSignature, trust: Trust, moment: datetime | None) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=list(trust.roots),
        other_certs=list(trust.others),
        moment=moment,
        best_signature_time=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    usage = KeyUsageConstraints(key_usage=SIGNING)
    return await async_validate_pdf_signature(signature, context, key_usage_settings=usage, diff_policy=POLICY)


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
        signed_at=naive(signature.self_reported_timestamp),
    )


def _what(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, known: SignatureVerdict) -> SignatureVerdict:
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.valid and stamp.intact and stamp.trusted and may_stamp(stamp.signing_cert)
    return msgspec.structs.replace(
        known,
        timestamp_ok=stamped,
        signed_at=naive(stamp.timestamp) if stamp is not None and stamped else known.signed_at,
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


def _stamped(signature: EmbeddedPdfSignature) -> datetime | None:
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        return moment
    return None
