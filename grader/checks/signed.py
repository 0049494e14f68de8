"""signed: the signatures in the record's PDF, judged by cryptography and not by what the office wrote about them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from grader import glossary, say
from grader.case import Case
from grader.checks import Found, check
from grader.logic import Truth
from grader.record import RunRecord
from grader.sheet import Evidence
from grader.verdicts import SignatureVerdict, Verdicts
from grader.world import UNKNOWN, Held
from scenarios.rubric import Signed


@check("signed")
def signed(criterion: Signed, case: Case) -> Found:
    """Met when exactly these signatures are there in this order, each passed, and the last covers the whole file."""
    expected = "Chữ ký số hợp lệ, theo thứ tự: " + ", ".join(_signer(case, one) for one in criterion.by)
    held, why_not = case.judged(criterion.record)
    if held is None:
        return Found(None if why_not == "unknown" else False, "Chưa có văn bản để xét chữ ký", expected)
    digest = case.world.value(held, criterion.file)
    shown = (Evidence(held.set_by(criterion.file), f"{held.kind}/{held.id}", criterion.file, _known(digest)),)
    if digest is UNKNOWN:
        return Found(None, "Không có chứng cứ về tệp", expected, shown)
    if not digest:
        return Found(False, "Văn bản chưa có tệp", expected, shown)
    met, seen = _judged(criterion, case, held, str(digest))
    return Found(met, seen, expected, shown)


def _signer(case: Case, wanted: str) -> str:
    return "cơ quan" if wanted.partition(":")[0] == "org" else say.value(case, wanted)


def _known(digest: Any) -> str:
    return digest if isinstance(digest, str) else ""


def _judged(criterion: Signed, case: Case, held: Held, digest: str) -> tuple[Truth, str]:
    record = case.record
    pdf = record.files.get(digest)
    if pdf is None or hashlib.sha256(pdf).hexdigest() != digest:
        return None, "Tệp không có trong hồ sơ lượt làm, hoặc đã bị thay"
    number = held.set_by(criterion.file)
    entry = record.entries[number - 1] if number else None
    at = entry.moment if entry else record.now
    if case.signatures is not None:
        verdicts = case.signatures(pdf, record, at)
    elif not record.trust_pem:
        return None, "Hồ sơ lượt làm không có chứng thư để xét chữ ký"
    else:
        verdicts = _verdicts(digest, pdf, record, at)
    return _compared(criterion, verdicts), _words(case, verdicts)


def _verdicts(digest: str, pdf: bytes, record: RunRecord, at: datetime) -> Verdicts:
    """The judge's verdicts; kept, because the same file is judged again for every prefix of a run."""
    asked = (digest, record.trust_pem, record.crl, at)
    if asked not in _KEPT:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[asked] = read(pdf, record, at)
    return _KEPT[asked]


_KEPT: dict[tuple[str, bytes, bytes | None, datetime], Verdicts] = {}
_MOST_KEPT = 500


def read(pdf: bytes, record: RunRecord, at: datetime) -> Verdicts:
    """Real cryptography, which is slow to load and not needed by every rubric."""
    from grader.signatures import read as reading

    return reading(pdf, record, at)


def _compared(criterion: Signed, verdicts: Verdicts) -> Truth:
    found = verdicts.signatures
    if verdicts.verdict == "failed" or len(found) != len(criterion.by):
        return False
    if not all(_is(wanted, one) for wanted, one in zip(criterion.by, found, strict=True)):
        return False
    if not found[-1].covers_whole_file and found[-1].changes_after == "forbidden":
        return False
    return True if verdicts.verdict == "passed" else None


def _is(wanted: str, one: SignatureVerdict) -> bool:
    if wanted == "org":
        return bool(one.kind == "org")
    return bool(one.signer_id == wanted)


_VERDICTS = {"passed": "hợp lệ", "failed": "không hợp lệ", "indeterminate": "chưa đủ căn cứ"}


def _words(case: Case, verdicts: Verdicts) -> str:
    if not verdicts.signatures:
        return f"Không có chữ ký số nào ({glossary.signature(verdicts.reason)})"
    told = []
    for one in verdicts.signatures:
        reason = f" ({glossary.signature(one.reason)})" if one.reason else ""
        told.append(f"{one.signer_name or one.signer_id or 'không rõ ai'}: {_VERDICTS[one.verdict]}{reason}")
    return "; ".join(told)
