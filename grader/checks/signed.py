"""signed: the signatures in the record's PDF, judged by cryptography and not by what the office wrote about them."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from datetime import datetime

from grader import glossary, say
from grader.case import Case
from grader.checks import Found, check
from grader.logic import Truth
from grader.record import RunRecord
from grader.sheet import Evidence
from grader.verdicts import Concluded, SignatureVerdict, Verdicts
from grader.world import UNKNOWN, Held
from scenarios.rubric import Signed

NO_FILE = Verdicts(verdict="indeterminate", reason="SIGNED_DATA_NOT_FOUND")
NO_TRUST = Verdicts(verdict="indeterminate", reason="CERTIFICATE_CHAIN_GENERAL_FAILURE")
# Indeterminate because something that the record ought to bring is missing; every other reason is the document's own.
EVIDENCE_MISSING = frozenset(
    {"CERTIFICATE_CHAIN_GENERAL_FAILURE", "GENERIC", "NO_POE", "POLICY_PROCESSING_ERROR", "SIGNED_DATA_NOT_FOUND",
     "SIGNATURE_POLICY_NOT_AVAILABLE", "TRY_LATER"}
)  # fmt: skip
MOST_KEPT = 500


@check("signed")
def signed(criterion: Signed, case: Case) -> Found:
    """Met when exactly these signatures are there in this order, each passed, and the last covers the whole file."""
    expected = "Chữ ký số hợp lệ, theo thứ tự: " + ", ".join(_signer(case, one) for one in criterion.by)
    held, why_not = case.judged(criterion.record)
    if held is None:
        return Found(None if why_not == "unknown" else False, "Chưa có văn bản để xét chữ ký", expected)
    digest = case.world.value(held, criterion.file)
    if digest is UNKNOWN or not digest:
        seen = "Không có chứng cứ về tệp" if digest is UNKNOWN else "Văn bản chưa có tệp"
        return Found(None if digest is UNKNOWN else False, seen, expected, (_shown(criterion, held),))
    verdicts = _judged(criterion, case, held, str(digest))
    file = _shown(criterion, held, str(digest), verdicts)
    each = (_shown(criterion, held, str(digest), one, one.field, one.signer_id) for one in verdicts.signatures)
    return Found(_compared(criterion, verdicts), _words(verdicts), expected, (file, *each))


def _signer(case: Case, wanted: str) -> str:
    return "cơ quan" if wanted.partition(":")[0] == "org" else say.value(case, wanted)


def _shown(
    criterion: Signed, held: Held, file: str = "", told: Concluded | None = None, signature: str = "", signer: str = ""
) -> Evidence:
    said = {"indication": told.indication, "sub_indication": told.sub_indication} if told else {}
    where = {"entry": held.set_by(criterion.file), "record": f"{held.kind}/{held.id}", "field": criterion.file}
    return Evidence(**where, file=file, signature=signature, signer=signer, **said)  # type: ignore[arg-type]


def _judged(criterion: Signed, case: Case, held: Held, digest: str) -> Verdicts:
    """The verdicts on the file as of the moment at which it became the record's."""
    record = case.record
    pdf = record.files.get(digest)
    if pdf is None or hashlib.sha256(pdf).hexdigest() != digest:
        return NO_FILE
    number = held.set_by(criterion.file)
    entry = record.entries[number - 1] if number else None
    at = entry.moment if entry else record.now
    if case.signatures is not None:
        return case.signatures(pdf, record, at)
    return _verdicts(digest, pdf, record, at) if record.trust_pem else NO_TRUST


def _verdicts(digest: str, pdf: bytes, record: RunRecord, at: datetime) -> Verdicts:
    """The judge's verdicts; the latest are kept, because the same file is judged again for every prefix of a run."""
    asked = (digest, record.trust_pem, record.crl, at)
    found = _KEPT.pop(asked, None) or read(pdf, record, at)
    _KEPT[asked] = found
    if len(_KEPT) > MOST_KEPT:
        _KEPT.popitem(last=False)
    return found


_KEPT: OrderedDict[tuple[str, bytes, bytes | None, datetime], Verdicts] = OrderedDict()


def read(pdf: bytes, record: RunRecord, at: datetime) -> Verdicts:
    """Real cryptography, which is slow to load and not needed by every rubric."""
    from grader.signatures import read as reading

    return reading(pdf, record, at)


def _compared(criterion: Signed, verdicts: Verdicts) -> Truth:
    found = verdicts.signatures
    if not found and verdicts.reason in EVIDENCE_MISSING:
        return None
    if len(found) != len(criterion.by) or not all(map(_is, criterion.by, found)):
        return False
    if found[-1].changes_after == "forbidden" or any(_at_fault(one) for one in found):
        return False
    return True if verdicts.verdict == "passed" else None


def _at_fault(one: SignatureVerdict) -> bool:
    return one.verdict == "failed" or (one.verdict == "indeterminate" and one.reason not in EVIDENCE_MISSING)


def _is(wanted: str, one: SignatureVerdict) -> bool:
    return one.kind == "org" if wanted == "org" else one.signer_id == wanted


_VERDICTS = {"passed": "hợp lệ", "failed": "không hợp lệ", "indeterminate": "chưa đủ căn cứ"}


def _words(verdicts: Verdicts) -> str:
    """Each signature in words, with the words of the standard beside them when it has not passed."""
    if not verdicts.signatures:
        return f"Không có chữ ký số nào để xét: {_told(verdicts)}"
    return "; ".join(
        f"{one.signer_name or one.signer_id or 'Không rõ ai'}: {_told(one)}" for one in verdicts.signatures
    )


def _told(one: Concluded) -> str:
    said = _VERDICTS[one.verdict]
    if one.verdict == "passed":
        return f"{said} ({one.indication})"
    return f"{said}, {glossary.signature(one.reason)} ({one.indication}, {one.sub_indication})"
