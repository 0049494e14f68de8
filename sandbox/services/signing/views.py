"""Pages of the signing system: what waits for a signature, one's tokens, the check of the signatures on a document."""

from __future__ import annotations

from typing import Any

from flask import request

from sandbox.services.eoffice.queries import Document, awaits_seal, awaits_signature
from sandbox.services.signing.queries import tokens_of
from sandbox.services.signing.records import Token
from sandbox.ui.listing import Chip, Column, Listing, Source, Tab
from sandbox.ui.screen import Screen, screen
from sandbox.ui.system import Heading, System
from sandbox.ui.words import _, moment
from sandbox.world.params import N_
from seed.records import Official

system = System("signing", N_("Ký số"), accent="green", icon="pen", module=__name__)

VERDICTS = {"passed": N_("Hợp lệ"), "failed": N_("Không hợp lệ"), "indeterminate": N_("Chưa xác định được")}
VERDICT_TONES = {"passed": "done", "failed": "urgent", "indeterminate": "wait"}
CHANGES = {
    "none": N_("không thay đổi"),
    "allowed": N_("chỉ ghi thêm số, ngày hoặc chữ ký khác"),
    "forbidden": N_("bị sửa sau khi ký"),
    "unknown": N_("không xác định được"),
}


def _waits(screen: Screen, one: Document) -> bool:
    return awaits_signature(one, screen.actor.id) or ("clerk" in screen.roles and awaits_seal(one))


def _mine(screen: Screen, one: Document) -> bool:
    return any(row.staff == screen.actor.id for row in one.signatures)


def _chip(screen: Screen, one: Document) -> Chip:
    if one.signed_by("org"):
        return Chip(N_("Đã ký số cơ quan"), "done")
    return Chip(N_("Đã ký số cá nhân"), "work") if one.signed_by("person") else Chip(N_("Chưa ký"), "wait")


DOCUMENTS = Listing(
    "signing",
    N_("Ký số văn bản"),
    sources=(
        Source(
            Document,
            columns=(
                Column(N_("Mã văn bản"), lambda screen, one: one.id, "id"),
                Column(N_("Số, ký hiệu"), lambda screen, one: one.code or "–", "code"),
                Column(N_("Trích yếu"), lambda screen, one: one.subject, "name"),
                Column(N_("Người soạn"), lambda screen, one: screen.name(one.drafter)),
                Column(N_("Trình lúc"), lambda screen, one: one.submitted_at, "day"),
                Column(N_("Chữ ký"), _chip, "state"),
            ),
            search=lambda screen, one: (one.subject, one.code),
        ),
    ),
    tabs=(
        Tab(
            "waiting",
            N_("Chờ tôi ký"),
            "document",
            _waits,
            N_("Không có văn bản nào chờ anh/chị ký. Văn bản đã duyệt sẽ hiện ở đây."),
        ),
        Tab("signed", N_("Tôi đã ký"), "document", _mine, N_("Anh/chị chưa ký văn bản nào.")),
    ),
    placeholder=N_("Số, ký hiệu hoặc trích yếu"),
)


@system.home
def home() -> Any:
    return DOCUMENTS.render()


@system.page("chung-thu", N_("Chứng thư số của tôi"))
def certificates() -> Any:
    own = [(one, token_chip(one)) for one in tokens_of(screen.world, screen.actor.id)]
    return system.render("signing/certificates.html", tokens=own, kind_words=kind_words)


def token_chip(one: Token) -> Chip:
    """Whether it can be used."""
    if one.locked:
        return Chip(N_("Đã khóa"), "urgent")
    ended = not one.valid_from <= screen.now <= one.valid_to
    return Chip(N_("Hết hiệu lực"), "rest") if ended else Chip(N_("Dùng được"), "done")


def kind_words(one: Token) -> str:
    """Whose key it holds."""
    return _("Chứng thư số cơ quan") if one.for_organisation else _("Chứng thư số cá nhân")


@system.record(Token)
def token(one: Token) -> Any:
    return system.detail(
        one,
        title=kind_words(one),
        subtitle=screen.name(one.holder),
        code=one.serial,
        chip=token_chip(one),
        facts=[
            (_("Chủ thể"), one.subject),
            (_("Nơi cấp"), one.issuer),
            (_("Số sê-ri thiết bị"), one.serial),
            (_("Hiệu lực"), f"{moment(one.valid_from)} – {moment(one.valid_to)}"),
            (_("Người giữ"), screen.official(one.holder)),
            (_("Số lần thử PIN còn lại"), one.tries_left),
            (_("Đề nghị mở khóa lúc"), moment(one.unlock_requested_at) or _("chưa có")),
        ],
    )


@system.heading(Token)
def token_heading(one: Token) -> Heading:
    return Heading(kind_words(one), screen.name(one.holder), token_chip(one))


@system.page("kiem-tra", N_("Kiểm tra chữ ký"))
def check() -> Any:
    """The verdict on the signatures of the document named in the address, or what can be checked."""
    found = screen.world.peek(Document, request.args.get("document", ""))
    signed = [one for one in screen.world.find(Document) if one.signatures and one.file]
    verdicts = screen.judge(found.file) if found is not None and found.file else None
    rows = [_verdict(one) for one in verdicts.signatures] if verdicts else []
    return system.render(
        "signing/check.html",
        document=found,
        verdict=_chip_of(verdicts.verdict) if verdicts else None,
        rows=rows,
        stated=_stated(found) if found is not None else [],
        sheet=screen.sheet(found.file) if found is not None and found.file else None,
        signed=signed,
    )


def _stated(one: Document) -> list[tuple[str, str]]:
    """Whose name stands under the text, and before whom it was put: what the signatures are held against."""
    rows = [
        (_("Người ký ghi trên văn bản"), screen.official(one.signer)),
        (_("Đã trình"), screen.official(one.submitted_to)),
        (_("Người duyệt"), screen.official(one.approved_by or "")),
    ]
    return [(label, value) for label, value in rows if value]


def _chip_of(verdict: str) -> Chip:
    return Chip(VERDICTS[verdict], VERDICT_TONES[verdict])  # type: ignore[arg-type]


def _post(signer: str) -> str:
    """The post of who signed with this certificate, "" for an organisation."""
    found = screen.world.peek(Official, signer)
    return found.post if found else ""


def _verdict(one: Any) -> dict[str, Any]:
    kinds = {"person": _("Chữ ký số cá nhân"), "org": _("Chữ ký số cơ quan")}
    return {
        "title": kinds.get(one.kind, _("Chữ ký không rõ loại")),
        "chip": _chip_of(one.verdict),
        "facts": [
            (_("Người ký"), one.signer_name),
            *([(_("Chức vụ"), post)] if (post := _post(one.signer_id)) else []),
            (_("Cơ quan"), one.organisation),
            (_("Ký lúc"), moment(one.signed_at)),
            (_("Dấu thời gian"), _("có, hợp lệ") if one.timestamp_ok else _("không có hoặc không hợp lệ")),
            (_("Văn bản sau khi ký"), _(CHANGES[one.changes_after])),
            (_("Mã kết luận (ETSI EN 319 102-1)"), f"{one.indication} {one.sub_indication}".strip()),
        ],
    }
