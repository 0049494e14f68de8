"""A class to try everything with. Its password is known to everybody: for demonstrations only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sandbox.accounts import classes, passwords, people
from sandbox.accounts.models import TrainingClass
from sandbox.db import db

CLASS = "Lớp thử nghiệm"
PASSWORD = "mo-phong-2026"
_staff = (
    ("giaovien", "Hoàng Thị Sinh", "instructor"),
    ("nguoicham", "Bế Văn Thịnh", "reviewer"),
    ("quantri", "Nông Đức Long", "administrator"),
)
_trainees = (
    ("hv01", "Lò Thị Nhung"),
    ("hv02", "Vàng A Páo"),
    ("hv03", "Bàn Văn Dũng"),
    ("hv04", "Giàng Thị Mỷ"),
    ("hv05", "Đặng Minh Ánh"),
    ("hv06", "Trần Quốc Việt"),
    ("hv07", "Nguyễn Thị Thu Hà"),
    ("hv08", "Hà Văn Ước"),
)
EXAM_ATTEMPTS = 3


class DemoAccount(NamedTuple):
    """Whom to log in as."""

    login: str
    full_name: str
    role: str
    password: str


def seed(scenario_ids: Iterable[str]) -> list[DemoAccount]:
    """The class with an instructor, a reviewer, an administrator and eight trainees; every scenario is set to it, for
    practice and as an exam. Done again it only adds what is missing. Commits."""
    wanted = [*_staff, *((login, name, "trainee") for login, name in _trainees)]
    hashed = {login: passwords.hash_password(PASSWORD) for login, _, _ in wanted if people.find(login) is None}
    db.session.rollback()
    group = _class()
    for login, name, role in wanted:
        user = people.find(login) or people.create(login, name, PASSWORD, [role], hashed=hashed[login])
        if role != "administrator":
            classes.join(group.id, user.id, role)
    for id in scenario_ids:
        classes.assign(group.id, id, "practice", None)
        classes.assign(group.id, id, "exam", None, attempts=EXAM_ATTEMPTS)
    db.session.commit()
    return [DemoAccount(login, name, role, PASSWORD) for login, name, role in wanted]


def _class() -> TrainingClass:
    asked = db.select(TrainingClass).where(TrainingClass.name == CLASS)
    return db.session.scalars(asked).one_or_none() or classes.create(CLASS)
