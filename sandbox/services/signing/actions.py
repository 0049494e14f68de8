"""What can be done with a token: sign as an official, sign for the organisation, ask for it to be unlocked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from sandbox.services.eoffice.queries import Document, own_organisation
from sandbox.services.signing.queries import organisation_token
from sandbox.services.signing.records import TRIES, Token, pin_hash
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Ask, LongText, Pin, RecordRef, Secret
from seed.records import Official

NOT_YET = {
    "draft": N_("Dự thảo chưa trình ký"),
    "returned_to_drafter": N_("Văn bản đang ở người soạn để sửa"),
    "issued": N_("Văn bản đã phát hành"),
}


def _may_sign(kind: str, twice: str) -> Callable[[Any, Document], Refused | None]:
    def possible(world: Any, document: Document) -> Refused | None:
        if document.signed_by(kind):
            return Refused("signed_already", twice)
        why = NOT_YET.get(document.state)
        return Refused(f"document_{document.state}", why) if why else None

    return possible


class Sign(Ask):
    document: Annotated[str, *RecordRef("document")]
    pin: Annotated[Pin, Field(title=N_("Mã PIN"), description=N_("6 đến 8 chữ số, của thiết bị ký số"))]


@action(
    "signing.sign_person",
    title=N_("Ký số cá nhân"),
    roles=("signer",),
    subject="document",
    possible=_may_sign("person", N_("Văn bản đã có chữ ký của người có thẩm quyền")),
    primary=("approved",),
    final=True,
    done=N_("Đã ký số; văn bản chuyển đến văn thư"),
    minutes=2,
)
def sign_person(desk: Desk, ask: Sign) -> Document:
    """Sign with one's own certificate, PAdES B-T, blue signature between post and name (NĐ 30/2020, Phụ lục I)."""
    _unlock(desk, desk.actor.id, ask.pin)
    official = desk.get(Official, desk.actor.id)
    signer = {
        "id": official.id,
        "name": official.full_name,
        "post": official.post,
        "org": own_organisation(desk).name,
    }
    return _sign(desk, ask.document, "person", signer)


@action(
    "signing.sign_org",
    title=N_("Ký số cơ quan"),
    roles=("clerk",),
    subject="document",
    possible=_may_sign("org", N_("Văn bản đã có chữ ký số của cơ quan")),
    final=True,
    done=N_("Đã ký số của cơ quan"),
    minutes=2,
)
def sign_org(desk: Desk, ask: Sign) -> Document:
    """Sign with the organisation's certificate, red seal over a third of the person's signature.

    The decree allows it only on documents that a competent person has signed (NĐ 30/2020, Điều 32); the software does
    not look.
    """
    token = organisation_token(desk)
    _unlock(desk, token, ask.pin)
    organisation = own_organisation(desk)
    signer = {"id": token, "name": organisation.name, "post": "", "org": organisation.name}
    return _sign(desk, ask.document, "org", signer)


def _sign(desk: Desk, document: str, kind: str, signer: dict[str, str]) -> Document:
    file = desk.get(Document, document).file or desk.perform("eoffice.complete_draft", document=document).file
    made = desk.effect(f"sign_{kind}", {"file": file, "signer": signer, "at": desk.now.isoformat()})
    signed: Document = desk.perform("eoffice.attach_signed", document=document, kind=kind, file=made)
    return signed


def _unlock(desk: Desk, id: str, pin: Secret) -> Token:
    """The token, after all that can go wrong with it: missing, another's, expired, locked, wrong PIN."""
    token = desk.peek(Token, id)
    if token is None:
        raise Refused("no_certificate", N_("Bạn chưa được cấp chứng thư số"))
    if token.holder != desk.actor.id:
        raise Refused("not_your_token", N_("Thiết bị ký số này do người khác giữ"))
    if not token.valid_from <= desk.now <= token.valid_to:
        raise Refused("certificate_expired", N_("Chứng thư số không còn hiệu lực"))
    if token.locked:
        raise Refused("token_locked", N_("Thiết bị ký số đã bị khóa; hãy đề nghị mở khóa"))
    if not (pin.known or pin_hash(id, pin.reveal()) == token.pin_hash):
        raise _wrong_pin(token)
    return desk.update(token, tries_left=TRIES) if token.tries_left != TRIES else token


def _wrong_pin(token: Token) -> Refused:
    left = token.tries_left - 1

    def remember(desk: Desk) -> None:
        desk.update(token, tries_left=left, locked=left == 0)

    if left == 0:
        return Refused("token_locked", N_("Sai mã PIN 5 lần liên tiếp, thiết bị ký số đã bị khóa"), remember)
    return Refused("wrong_pin", N_("Mã PIN không đúng; còn %(left)s lần thử"), remember, left=left)


def _may_request(world: Any, token: Token) -> Refused | None:
    if not token.locked:
        return Refused("not_locked", N_("Thiết bị ký số không bị khóa"))
    if token.unlock_requested_at is not None:
        return Refused(
            "requested_already", N_("Đã gửi đề nghị mở khóa; thiết bị mở khóa vào đầu giờ ngày làm việc sau")
        )
    return None


class RequestUnlock(Ask):
    token: Annotated[str, *RecordRef("token")]
    reason: Annotated[LongText, Field(title=N_("Lý do bị khóa"))]


@action(
    "signing.unlock_request",
    title=N_("Đề nghị mở khóa"),
    roles=("signer", "clerk"),
    subject="token",
    possible=_may_request,
    done=N_("Đã gửi đề nghị; thiết bị mở khóa vào đầu giờ ngày làm việc sau"),
    minutes=5,
)
def unlock_request(desk: Desk, ask: RequestUnlock) -> Token:
    """Ask the certificate's managing body to unlock a token; it does so at the opening of the next working day."""
    token = desk.get(Token, ask.token)
    if token.holder != desk.actor.id:
        raise Refused("not_your_token", N_("Thiết bị ký số này do người khác giữ"))
    day = desk.calendar.next_working_day(desk.now.date())
    opening = datetime.combine(day, desk.calendar.office[0][0])
    desk.later(opening, "system", "signing.unlock", token=token.id)
    return desk.update(token, unlock_requested_at=desk.now)


class Unlock(Ask):
    token: Annotated[str, *RecordRef("token")]


@action("signing.unlock", title=N_("Mở khóa thiết bị ký số"), subject="token")
def unlock(desk: Desk, ask: Unlock) -> Token:
    """The managing body unlocks a token: the PIN stays, the count of tries begins anew."""
    token = desk.get(Token, ask.token)
    return desk.update(token, locked=False, tries_left=TRIES, unlock_requested_at=None)
