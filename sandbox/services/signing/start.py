"""What every start gets from the signing system: a token for each official who signs, and the organisation's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sandbox.services.signing.records import Token, pin_hash
from seed.records import Official

ISSUER = "SANDBOX CA cấp chứng thư Mô phỏng"
VALID_FROM = datetime(2024, 1, 1)
VALID_TO = datetime(2030, 12, 31, 23, 59)


def start(expanded: Any, population: Any) -> Iterable[Token]:
    """Tokens of all signers and of the organisation, which the first clerk keeps.

    `expanded.pins`: token id → PIN; the organisation's under `org:<code>`, or else under its clerk's id. A token
    without a PIN cannot be used by the trainee, only by the cast. Tokens that the scenario itself declares stand.
    """
    declared = {fields["id"] for kind, fields in expanded.records if kind == "token"}
    return [one for one in tokens(dict(expanded.pins), population) if one.id not in declared]


def tokens(pins: dict[str, str], population: Any) -> list[Token]:
    """Tokens of the commune's signers and of the commune, with these PINs."""
    own = next(one for one in population.organisations if one.id == population.commune.organisation)
    signers = [one for one in population.officials if "signer" in one.roles]
    clerk = next((one for one in population.officials if "clerk" in one.roles), None)
    made = [_token(one.id, one.id, _subject(one, own.name), pins.get(one.id)) for one in signers]
    if clerk is not None:
        pin = pins.get(f"org:{own.code}", pins.get(clerk.id))
        made.append(_token(f"org:{own.code}", clerk.id, f"CN={own.name} (SANDBOX), C=VN", pin))
    return made


def _subject(official: Official, organisation: str) -> str:
    return f"CN={official.full_name} (SANDBOX), T={official.post}, O={organisation}, C=VN"


def _token(id: str, holder: str, subject: str, pin: str | None) -> Token:
    serial = hashlib.sha256(f"token:{id}".encode()).hexdigest()[:16].upper()
    return Token(
        id=id,
        holder=holder,
        subject=subject,
        issuer=ISSUER,
        serial=f"SB{serial}",
        valid_from=VALID_FROM,
        valid_to=VALID_TO,
        pin_hash=pin_hash(id, pin) if pin else "",
    )
