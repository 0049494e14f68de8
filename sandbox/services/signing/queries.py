"""What can be asked of the signing system."""

from __future__ import annotations

from typing import Any

from sandbox.services.eoffice.queries import own_organisation
from sandbox.services.signing.records import Token


def organisation_token(world: Any) -> str:
    """Id of the token that holds the organisation's key."""
    return f"org:{own_organisation(world).code}"


def tokens_of(world: Any, staff: str) -> list[Token]:
    """Tokens in this official's keeping: their own, and the organisation's if they keep it."""
    return world.find(Token, holder=staff)
