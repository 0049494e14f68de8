"""What the reviewer's page shows beside the findings: PDFs with the verdict on their signatures, texts to be marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from grader.sheet import Evidence
from sandbox.pages.sheet import SheetPage
from sandbox.pages.timeline import Line
from sandbox.ui.screen import Screen
from sandbox.ui.words import _, moment
from sandbox.world.params import N_

VERDICTS = {"passed": N_("hợp lệ"), "failed": N_("không hợp lệ"), "indeterminate": N_("chưa kết luận được")}
REASONS = {
    "NO_SIGNATURE": N_("không có chữ ký"),
    "FORMAT_FAILURE": N_("tệp không đọc được"),
    "HASH_FAILURE": N_("nội dung đã bị sửa"),
    "SIG_CRYPTO_FAILURE": N_("chữ ký không khớp"),
    "EXPIRED": N_("chứng thư hết hạn"),
    "REVOKED": N_("chứng thư đã bị thu hồi"),
    "CHANGED_AFTER_SIGNING": N_("tệp bị sửa sau khi ký"),
    "NOT_COVERED": N_("chữ ký không phủ hết tệp"),
}


class Signer(NamedTuple):
    """One signature in words."""

    name: str
    verdict: str
    words: str


class Pdf(NamedTuple):
    """A file of the run: which entry made it, its address, and what its signatures are worth."""

    entry: int
    made_by: str
    url: str
    verdict: str
    words: str
    signers: Sequence[Signer]


def pdfs(screen: Screen, lines: Sequence[Line]) -> list[Pdf]:
    """All PDFs that the run's acts made, in order. A file that cannot be judged is shown, and says so."""
    return list(_pdfs(screen, lines))


def _pdfs(screen: Screen, lines: Sequence[Line]) -> Iterator[Pdf]:
    for line in lines:
        for digest in line.files:
            judged: Any = screen.judge(digest)
            signers = [_signer(one) for one in judged.signatures]
            verdict = judged.verdict if signers else "none"
            words = _words(judged.verdict, judged.reason) if signers else _("chưa có chữ ký")
            yield Pdf(line.seq, line.title, screen.file_url(digest), verdict, words, signers)


def writings(screen: Screen, page: SheetPage) -> dict[str, tuple[str, ...]]:
    """The texts that show a criterion with points for a person, by criterion: answers, or what stands in a field."""
    waiting = [one.finding for one in page.all if one.finding.by_hand]
    return {one.criterion: tuple(filter(None, (_text(screen, shown) for shown in one.evidence))) for one in waiting}


def _text(screen: Screen, shown: Evidence) -> str:
    if not shown.record:
        return str(screen.journal[shown.entry - 1].content.params.get("answer") or "") if shown.entry else ""
    kind, _slash, id = shown.record.partition("/")
    value = msgspec.to_builtins(screen.world.peek(screen.registry.kinds[kind], id))
    for part in shown.field.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return str(value or "")


def _signer(one: Any) -> Signer:
    when = moment(one.signed_at)
    name = " · ".join(filter(None, (one.signer_name or one.organisation, when)))
    return Signer(name, one.verdict, _words(one.verdict, one.reason))


def _words(verdict: str, reason: str) -> str:
    said = _(VERDICTS[verdict])
    return f"{said} ({_(REASONS[reason]) if reason in REASONS else reason})" if reason else said
