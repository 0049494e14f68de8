"""The brake on guessing passwords, kept in the database so that all processes share it.

Counted per account *and* address, never per address alone: a whole class sits behind one. A second, wide limit per
account stops guessing from many addresses. A try is written down before the password is looked at, so that many at
once do not slip through; a right password forgets the account's tries from this address.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete, func

from sandbox.accounts.models import LoginAttempt
from sandbox.accounts.people import fold_login
from sandbox.db import db


@dataclass(frozen=True)
class Limit:
    """At most `tries` within `span`."""

    tries: int
    span: timedelta


FROM_HERE = Limit(8, timedelta(minutes=10))
FROM_ANYWHERE = Limit(60, timedelta(hours=1))


class TooMany(Exception):
    """Wait `minutes` before the next try."""

    def __init__(self, minutes: int):
        super().__init__(f"{minutes} minutes")
        self.minutes = minutes


def _digest(text: str) -> str:
    # What is typed as a login is sometimes a password: it is never kept as it is.
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def note_try(login: str, address: str, now: datetime) -> None:
    """Write down a try at `login` from `address`; `TooMany` when there have been too many. Commits."""
    account, here = _keys(login, address)
    waits = (
        _wait(LoginAttempt.account_address == here, FROM_HERE, now),
        _wait(LoginAttempt.account == account, FROM_ANYWHERE, now),
    )
    if max(waits):
        db.session.rollback()
        raise TooMany(max(waits))
    db.session.add(LoginAttempt(account=account, account_address=here, at=now))
    db.session.execute(delete(LoginAttempt).where(LoginAttempt.at < now - FROM_ANYWHERE.span))
    db.session.commit()


def forget(login: str, address: str) -> None:
    """The password was right. Commits nothing."""
    _, here = _keys(login, address)
    db.session.execute(delete(LoginAttempt).where(LoginAttempt.account_address == here))


def forget_account(login: str) -> None:
    """The administrator set a new password. Commits nothing."""
    account, _ = _keys(login, "")
    db.session.execute(delete(LoginAttempt).where(LoginAttempt.account == account))


def _keys(login: str, address: str) -> tuple[str, str]:
    folded = fold_login(login)
    return _digest(folded), _digest(f"{folded}\n{address}")


def _wait(which: Any, limit: Limit, now: datetime) -> int:
    """Minutes until the next try; 0 when one may be made now."""
    recent = db.select(func.count(), func.min(LoginAttempt.at)).where(which, LoginAttempt.at > now - limit.span)
    count, first = cast("tuple[int, datetime]", db.session.execute(recent).one())
    if count < limit.tries:
        return 0
    return max(1, math.ceil((first + limit.span - now).total_seconds() / 60))
