"""Passwords: argon2id hashes (m = 19 MiB, t = 2, p = 1, the OWASP minimum) and the rules for choosing one.

Hashing costs memory: as many at once as there are processors, the rest wait their turn.
"""

from __future__ import annotations

import os
import secrets
import unicodedata
from functools import cache
from importlib import resources
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 128

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turn = BoundedSemaphore(os.cpu_count() or 2)


def _bytes(password: str) -> bytes:
    """The same password however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", password).encode()


def hash_password(password: str) -> str:
    """The argon2id hash to be kept."""
    with _turn:
        return _hasher.hash(_bytes(password))


def verify(kept: str | None, password: str) -> bool:
    """Whether the password fits; None (no such user) takes as long as a wrong password."""
    with _turn:
        try:
            return _hasher.verify(kept or _nobody(), _bytes(password[:1000])) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobody() -> str:
    return _hasher.hash(secrets.token_bytes(16))


@cache
def common() -> frozenset[str]:
    """Passwords that everybody tries first, folded."""
    text = resources.files(__package__).joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def fault(password: str, login: str) -> str | None:
    """Why this may not be `login`'s password: `short`, `long`, `like_login`, `common`; None when it may."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    if len(plain) < SHORTEST:
        return "short"
    if len(password) > LONGEST:
        return "long"
    if login and (login.casefold() in plain or plain in login.casefold()):
        return "like_login"
    if plain in common() or len(set(plain)) < 4:
        return "common"
    return None


def invent(login: str = "") -> str:
    """A password that can be read aloud and typed on a phone: four groups of lower-case letters and digits.

    It is one that `login` may have: chance would sooner or later write a short login into it.
    """
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    while True:
        made = "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
        if fault(made, login) is None:
            return made
