"""Classes, and lists of people from a spreadsheet."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sandbox.accounts import classes, passwords, people, roster
from sandbox.accounts.models import Assignment, Membership, TrainingClass, User
from sandbox.accounts.people import BadAccount
from sandbox.accounts.roster import BadList
from sandbox.db import db

PASSWORD = "cây đa bến nước"
HEAD = "Tên đăng nhập,Họ và tên,Vai trò,Lớp\n"


def person(login, name="Ai Đó", roles=("trainee",)):
    return people.create(login, name, PASSWORD, roles, hashed="x")


def applied(text):
    rows = roster.read(text)
    return roster.apply(rows, roster.hashes(rows))


def test_members_stand_in_the_order_of_vietnamese_given_names(app):
    group = classes.create("Lớp một")
    for login, name in [("a.1", "Vàng Thị Đào"), ("a.2", "Lò Văn An"), ("a.3", "Bàn Thị Ánh"), ("a.4", "Lò Thị An")]:
        classes.join(group.id, person(login, name).id, "trainee")
    assert [one.full_name for one in classes.members(group.id)] == [
        "Lò Thị An",
        "Lò Văn An",
        "Bàn Thị Ánh",
        "Vàng Thị Đào",
    ]


def test_a_watcher_sees_only_those_who_learn_in_their_class(app):
    mine, other = classes.create("Lớp một"), classes.create("Lớp hai")
    teacher, pupil, stranger = person("co.giao"), person("hoc.vien"), person("nguoi.la")
    classes.join(mine.id, teacher.id, "instructor")
    classes.join(mine.id, pupil.id, "trainee")
    classes.join(other.id, stranger.id, "trainee")

    def sees(viewer, owner, role="instructor"):
        return db.session.scalar(db.select(classes.watches(viewer.id, owner.id, role)))

    assert sees(teacher, pupil)
    assert not sees(teacher, stranger)
    assert not sees(pupil, teacher)
    assert not sees(teacher, pupil, "reviewer")


def test_joining_twice_is_joining_once_and_leaving_is_possible(app):
    group, one = classes.create("Lớp một"), person("hoc.vien")
    classes.join(group.id, one.id, "trainee")
    classes.join(group.id, one.id, "trainee")
    assert len(classes.members(group.id)) == 1
    classes.leave(group.id, one.id, "trainee")
    assert not classes.members(group.id)


def test_setting_the_same_scenario_again_changes_how_it_is_set(app):
    group = classes.create("Lớp một")
    first = classes.assign(group.id, "khai-sinh", "exam", None, attempts=1)
    again = classes.assign(group.id, "khai-sinh", "exam", None, attempts=2)
    assert first.id == again.id
    assert again.attempts == 2
    assert len(classes.assignments(group.id)) == 1


def test_an_assignment_is_open_from_its_opening_until_just_before_its_close():
    now = datetime(2026, 11, 20, 1, 0)
    minute = timedelta(minutes=1)
    assert classes.is_open(Assignment(opens_at=now, closes_at=now + minute), now)
    assert not classes.is_open(Assignment(opens_at=now + minute, closes_at=None), now)
    assert not classes.is_open(Assignment(opens_at=None, closes_at=now), now)


def test_a_list_makes_accounts_with_invented_passwords_and_puts_them_into_their_class(app):
    given = applied(HEAD + "lo.nhung,Lò Thị Nhung,Học viên,Lớp một\nco.giao,Bàn Thị Ánh,Giáo viên,Lớp một\n")
    assert [one.login for one in given] == ["lo.nhung", "co.giao"]
    user = people.find("lo.nhung")
    assert passwords.verify(user.password_hash, given[0].password)
    assert user.must_change_password
    assert {one.role for one in db.session.scalars(db.select(Membership))} == {"trainee", "instructor"}


def test_the_dry_run_changes_nothing_and_says_what_each_row_would_do(app):
    person("lo.nhung", "Lò Thị Nhung")
    person("vang.pao", "Tên Cũ")
    rows = roster.read(
        HEAD + "lo.nhung,Lò Thị Nhung,,\nvang.pao,Vàng Pao,,\nmoi.den,Mới Đến,,\nx,Sai,,\nmoi.den,Lặp,,\n"
    )
    assert [(row.does, row.fault) for row in rows] == [
        ("same", ""),
        ("change", ""),
        ("new", ""),
        ("fault", "login_form"),
        ("fault", "twice"),
    ]
    assert [row.line for row in rows] == [2, 3, 4, 5, 6]
    assert people.find("moi.den") is None
    assert people.find("vang.pao").full_name == "Tên Cũ"


def test_one_faulty_row_and_nothing_is_kept(app):
    db.session.commit()
    with pytest.raises(BadAccount):
        applied(HEAD + "moi.den,Mới Đến,,Lớp một\nx,Sai,,\n")
    db.session.rollback()
    assert db.session.scalars(db.select(User)).all() == []
    assert db.session.scalars(db.select(TrainingClass)).all() == []


@pytest.mark.parametrize(
    ("saved_as", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t")],
    ids=["plain", "excel", "unicode text"],
)
def test_a_list_is_read_however_the_spreadsheet_saved_it(app, saved_as, separator):
    text = "Họ và tên,Tên đăng nhập\nLò Thị Nhung,lo.nhung\n".replace(",", separator)
    assert roster.read(roster.decode(text.encode(saved_as)))[0].full_name == "Lò Thị Nhung"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), ("\n\n", "empty"), ("a,b\n1,2\n", "columns"), (HEAD + "a,b\n" * 1001, "too_long")],
)
def test_a_list_that_is_none_is_refused_as_a_whole(app, text, code):
    with pytest.raises(BadList) as refused:
        roster.read(text)
    assert refused.value.code == code


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(BadList) as refused:
        roster.decode(b"\x81\x82\xff")
    assert refused.value.code == "encoding"
