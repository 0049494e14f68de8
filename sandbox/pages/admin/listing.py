"""The list of accounts: found with or without diacritics, filtered by role, class and whether they may be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sandbox.accounts.classes import name_order
from sandbox.accounts.models import Membership, User
from sandbox.db import db
from seed.text import fold

PAGE = 50


@dataclass(frozen=True)
class Found:
    """One page of accounts; `total` of them fit."""

    people: Sequence[User]
    total: int
    page: int
    q: str
    role: str
    class_id: str
    locked: bool

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def find_people(asked: Mapping[str, str]) -> Found:
    """The accounts that the query asks for (`q`, `role`, `class`, `locked`, `page`), in the order of names."""
    q, role, class_id = (asked.get(name, "").strip()[:100] for name in ("q", "role", "class"))
    locked = asked.get("locked") == "yes"
    statement = db.select(User).where(User.active != locked)
    if class_id.isdecimal() and len(class_id) < 10:
        members = db.select(Membership.user_id).where(Membership.class_id == int(class_id))
        statement = statement.where(User.id.in_(members))
    everybody = [one for one in db.session.scalars(statement) if not role or role in one.roles.split()]
    fitting = sorted((one for one in everybody if _has(one, fold(q))), key=lambda one: name_order(one.full_name))
    number = asked.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < 6 else 1
    start = (max(1, page) - 1) * PAGE
    return Found(fitting[start : start + PAGE], len(fitting), max(1, page), q, role, class_id, locked)


def _has(user: User, folded: str) -> bool:
    return not folded or folded in fold(user.full_name) or folded in user.login_folded
