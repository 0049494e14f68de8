"""Accounts as the administrator keeps them: create, change, deactivate, new password. Nothing here commits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sandbox.accounts import passwords
from sandbox.accounts.models import ROLES, User
from sandbox.accounts.sessions import end_all
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from seed.text import nfc

_login = re.compile(r"[a-z0-9][a-z0-9._@-]{1,78}[a-z0-9]")


class BadAccount(ValueError):
    """This account cannot be kept so. `code`: login_form, login_taken, name_form, role_unknown, last_administrator,
    password_short, password_long, password_common, password_like_login."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def fold_login(login: str) -> str:
    """The form in which logins are compared: NFKC, no spaces at the ends, case folded."""
    once = unicodedata.normalize("NFKC", login).strip().casefold()
    return unicodedata.normalize("NFKC", once)[:160]


def find(login: str) -> User | None:
    """The user with this login, however it is written."""
    return db.session.execute(db.select(User).where(User.login_folded == fold_login(login))).scalar_one_or_none()


def check_login(login: str) -> None:
    """`BadAccount` unless it is 3 to 80 letters without marks, digits and `. _ @ -`, beginning and ending with a letter
    or digit."""
    if not _login.fullmatch(fold_login(login)):
        raise BadAccount("login_form")


def create(
    login: str, full_name: str, password: str, roles: Iterable[str], temporary: bool = False, hashed: str = ""
) -> User:
    """A new account; `BadAccount` says why not.

    `temporary`: the password has to be changed at the first login. `hashed`: the password's hash, when many are made.
    """
    folded = fold_login(login)
    check_login(folded)
    if find(login) is not None:
        raise BadAccount("login_taken")
    check_password(password, folded)
    user = User(
        login=folded,
        login_folded=folded,
        full_name=tidy_name(full_name),
        password_hash=hashed or passwords.hash_password(password),
        roles=roles_text(roles),
        active=True,
        must_change_password=temporary,
        created_at=utc_now(),
    )
    db.session.add(user)
    db.session.flush()
    return user


def tidy_name(full_name: str) -> str:
    """The name in NFC with single spaces; `BadAccount` for an empty or unprintable one."""
    name = " ".join(nfc(full_name).split())
    if not 1 <= len(name) <= 160 or any(unicodedata.category(sign)[0] == "C" for sign in name):
        raise BadAccount("name_form")
    return name


def roles_text(roles: Iterable[str]) -> str:
    """Roles as they are stored; `BadAccount` for unknown ones or none."""
    wanted = sorted(set(roles))
    if not wanted or not set(wanted) <= set(ROLES):
        raise BadAccount("role_unknown")
    return " ".join(wanted)


def check_password(password: str, login: str) -> None:
    """`BadAccount` when the password may not be `login`'s."""
    fault = passwords.fault(password, login)
    if fault:
        raise BadAccount(f"password_{fault}")


def set_password(user: User, password: str, temporary: bool = False, keep: str = "") -> None:
    """Give the user another password; all sessions end but `keep`."""
    check_password(password, user.login_folded)
    user.password_hash = passwords.hash_password(password)
    user.must_change_password = temporary
    end_all(user.id, keep)


def change(user: User, full_name: str, roles: Iterable[str], active: bool) -> None:
    """Change name, roles and whether the account may be used; a deactivated user is logged out everywhere."""
    wanted = roles_text(roles)
    if not (active and "administrator" in wanted.split()) and _is_last_administrator(user):
        raise BadAccount("last_administrator")
    user.full_name, user.roles, user.active = tidy_name(full_name), wanted, active
    if not active:
        end_all(user.id)


def _is_last_administrator(user: User) -> bool:
    if not user.active or "administrator" not in user.roles.split():
        return False
    others = db.select(User.roles).where(User.active, User.id != user.id)
    return not any("administrator" in roles.split() for roles in db.session.scalars(others))
