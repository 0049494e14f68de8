"""A list of people to be given accounts, read from a spreadsheet's CSV: first shown as a dry run, then all or nothing.

Columns, in Vietnamese or English, in any order: login and full name; role, class and password if wanted. Without a
password one is invented and shown once. People who have an account keep login and password; name and roles follow.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sandbox.accounts import classes, passwords, people
from sandbox.accounts.models import Membership, TrainingClass, User
from sandbox.accounts.people import BadAccount
from sandbox.db import db
from seed.text import fold, nfc

MOST_ROWS = 1000
MOST_BYTES = 300_000

_columns = {
    "login": ("ten dang nhap", "tai khoan", "login", "username"),
    "full_name": ("ho va ten", "ho ten", "full name", "name"),
    "roles": ("vai tro", "vai", "role", "roles"),
    "class_name": ("lop", "class"),
    "password": ("mat khau", "password"),
}
_roles = {
    "hoc vien": "trainee",
    "giao vien": "instructor",
    "giang vien": "instructor",
    "nguoi cham": "reviewer",
    "giam khao": "reviewer",
    "quan tri": "administrator",
    "quan tri vien": "administrator",
} | {role: role for role in ("trainee", "instructor", "reviewer", "administrator")}


class BadList(ValueError):
    """The list as a whole cannot be read. `code`: encoding, empty, too_long, columns."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Row:
    """One person of the list. `does`: new, change, same or fault; `fault`: a code of `BadAccount`, or `twice`."""

    line: int
    login: str
    full_name: str
    roles: tuple[str, ...]
    class_name: str
    password: str
    does: str
    fault: str = ""


@dataclass(frozen=True)
class Given:
    """An account that was made, with the password to be handed out once."""

    login: str
    full_name: str
    password: str


def decode(content: bytes) -> str:
    """The text of a CSV file as Excel and others save it: UTF-8 or UTF-16, with or without a mark."""
    if len(content) > MOST_BYTES:
        raise BadList("too_long")
    utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return nfc(content.decode("utf-16" if utf16 else "utf-8-sig"))
    except UnicodeDecodeError:
        raise BadList("encoding") from None


def read(text: str) -> list[Row]:
    """The rows with what each of them would do; `BadList` when there are no rows or the columns are not known."""
    lines = [line for line in _cells(text) if any(cell.strip() for cell in line[1])]
    if not lines:
        raise BadList("empty")
    if len(lines) > MOST_ROWS + 1:
        raise BadList("too_long")
    columns = _places(lines[0][1])
    seen: set[str] = set()
    return [_row(number, _named(cells, columns), seen) for number, cells in lines[1:]]


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.splitlines()[0] if text.strip() else ""
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        raise BadList("columns") from None


def _places(head: Sequence[str]) -> dict[str, int]:
    known = {word: name for name, words in _columns.items() for word in words}
    places = {known[word]: place for place, cell in enumerate(head) if (word := fold(cell)) in known}
    if not {"login", "full_name"} <= set(places):
        raise BadList("columns")
    return places


def _named(cells: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}


def _row(line: int, cells: Mapping[str, str], seen: set[str]) -> Row:
    login = people.fold_login(cells["login"])
    words = [word for word in cells.get("roles", "").replace("+", "/").split("/") if word.strip()] or ["trainee"]
    roles = tuple(sorted({_roles.get(fold(word), "") for word in words}))
    class_name, password = " ".join(cells.get("class_name", "").split()), cells.get("password", "")
    fault = "twice" if login in seen else _fault(login, cells["full_name"], roles, password)
    seen.add(login)
    does = "fault" if fault else _does(login, cells["full_name"], roles, class_name)
    return Row(line, login, cells["full_name"], roles, class_name, password, does, fault)


def _fault(login: str, full_name: str, roles: tuple[str, ...], password: str) -> str:
    try:
        people.check_login(login)
        people.tidy_name(full_name)
        people.roles_text(roles)
        if password:
            people.check_password(password, login)
    except BadAccount as bad:
        return bad.code
    return ""


def _does(login: str, full_name: str, roles: tuple[str, ...], class_name: str) -> str:
    user = people.find(login)
    if user is None:
        return "new"
    same = user.full_name == people.tidy_name(full_name) and user.roles == people.roles_text(roles)
    return "same" if same and _in_class(user, class_name, roles) else "change"


def _in_class(user: User, class_name: str, roles: tuple[str, ...]) -> bool:
    if not class_name:
        return True
    joined = db.select(Membership.role).join(TrainingClass, TrainingClass.id == Membership.class_id)
    held = set(db.session.scalars(joined.where(TrainingClass.name == class_name, Membership.user_id == user.id)))
    return set(roles) - {"administrator"} <= held


def hashes(rows: Sequence[Row]) -> dict[str, tuple[str, str]]:
    """Password and hash for each new login, made before the database is asked to wait for anything."""
    fresh = {row.login: row.password or passwords.invent(row.login) for row in rows if row.does == "new"}
    return {login: (password, passwords.hash_password(password)) for login, password in fresh.items()}


def apply(rows: Sequence[Row], made: Mapping[str, tuple[str, str]]) -> list[Given]:
    """Do what the rows say; `made` is what `hashes` gave. `BadAccount` for a faulty row: then nothing may be kept."""
    return [given for row in rows if (given := _apply(row, made)) is not None]


def _apply(row: Row, made: Mapping[str, tuple[str, str]]) -> Given | None:
    if row.fault:
        raise BadAccount(row.fault)
    user, given = people.find(row.login), None
    if user is None:
        password, kept = made[row.login]
        user = people.create(row.login, row.full_name, password, row.roles, temporary=True, hashed=kept)
        given = Given(row.login, user.full_name, password)
    elif row.does == "change":
        people.change(user, row.full_name, row.roles, active=True)
    if row.class_name:
        _join(user, row)
    return given


def _join(user: User, row: Row) -> None:
    asked = db.select(TrainingClass).where(TrainingClass.name == row.class_name)
    group = db.session.scalars(asked).one_or_none() or classes.create(row.class_name)
    for role in row.roles:
        if role != "administrator":
            classes.join(group.id, user.id, role)
