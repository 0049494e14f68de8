"""The key of a sent form: the same token, action and values again are the same press of a button."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import msgspec

from sandbox.world.params import Secret


def key_of(token: str, action: str, params: Mapping[str, Any], pepper: str) -> str | None:
    """SHA-256 of the form's token, the action and its values; None without a token.

    Secrets enter as a keyed digest, so that a second try with another PIN is another form and the key betrays none.
    """
    if not token:
        return None

    def plain(value: Any) -> Any:
        if isinstance(value, Secret):
            return hmac.new(pepper.encode(), value.reveal().encode(), "sha256").hexdigest()
        return str(value)

    told = msgspec.json.encode([token, action, dict(params)], enc_hook=plain, order="sorted")
    return hmac.new(pepper.encode(), told, hashlib.sha256).hexdigest()
