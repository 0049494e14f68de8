"""The key of a sent form: the same token, action and values again are the same press of a button."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

import msgspec


def key_of(token: str, action: str, params: Mapping[str, Any], pepper: str) -> str | None:
    """HMAC-SHA-256 of the form's token, the action and its values; None without a token.

    `pepper` is the installation's secret: a PIN among the values makes another key, and no key betrays a PIN.
    """
    if not token:
        return None
    told = msgspec.json.encode([token, action, dict(params)], enc_hook=str, order="sorted")
    return hmac.digest(pepper.encode(), told, "sha256").hex()
