"""Accounts: who may be made, changed, deactivated."""

from __future__ import annotations

import pytest

from sandbox.accounts import people, sessions
from sandbox.accounts.models import LoginSession
from sandbox.accounts.people import BadAccount
from sandbox.db import db

PASSWORD = "cây đa bến nước"


def code_of(act, *args, **kwargs):
    with pytest.raises(BadAccount) as raised:
        act(*args, **kwargs)
    return raised.value.code


def a_session(user, key="a" * 64):
    now = people.utc_now()
    db.session.add(LoginSession(id=key, user_id=user.id, created_at=now, last_seen_at=now, expires_at=now))
    db.session.flush()


def test_a_login_is_found_however_it_is_written(app):
    made = people.create("Lo.Nhung", "Lò Thị Nhung", PASSWORD, ["trainee"])
    assert people.find("  lo.nhung ") is made
    assert people.find("ＬＯ.nhung") is made


def test_the_same_login_in_other_letters_is_taken(app):
    people.create("lo.nhung", "Lò Thị Nhung", PASSWORD, ["trainee"])
    assert code_of(people.create, "LO.NHUNG", "Ai đó", PASSWORD, ["trainee"]) == "login_taken"


@pytest.mark.parametrize("login", ["", "a", "có dấu", "a b", "-ab", "a" * 81, "ab<script>", "ab\x00c"])
def test_a_login_that_nobody_can_type_is_refused(app, login):
    assert code_of(people.create, login, "Ai đó", PASSWORD, ["trainee"]) == "login_form"


@pytest.mark.parametrize("name", ["", "   ", "A\x07B", "x" * 161, "A\u202eB"])
def test_a_name_that_cannot_be_shown_is_refused(app, name):
    assert code_of(people.create, "ai.do", name, PASSWORD, ["trainee"]) == "name_form"


def test_names_are_kept_in_nfc_with_single_spaces(app):
    assert people.create("ai.do", "  Lo\u0300   Thi\u0323 Nhung ", PASSWORD, ["trainee"]).full_name == "Lò Thị Nhung"


def test_markup_in_a_name_is_just_a_name(app):
    assert people.create("ai.do", "<b>Nhung</b>", PASSWORD, ["trainee"]).full_name == "<b>Nhung</b>"


@pytest.mark.parametrize("roles", [[], ["king"], ["trainee", "king"]])
def test_unknown_roles_and_no_role_are_refused(app, roles):
    assert code_of(people.create, "ai.do", "Ai đó", PASSWORD, roles) == "role_unknown"


def test_a_weak_password_is_refused(app):
    assert code_of(people.create, "ai.do", "Ai đó", "12345678", ["trainee"]) == "password_common"


def test_whoever_is_deactivated_is_logged_out_everywhere(app):
    user = people.create("ai.do", "Ai đó", PASSWORD, ["trainee"])
    a_session(user)
    people.change(user, "Ai đó", ["trainee"], active=False)
    assert db.session.scalars(db.select(LoginSession)).all() == []


def test_a_new_password_ends_all_sessions_but_the_one_it_was_set_from(app):
    user = people.create("ai.do", "Ai đó", PASSWORD, ["trainee"])
    a_session(user, "a" * 64)
    a_session(user, "b" * 64)
    people.set_password(user, "sân đình mái ngói", keep="b" * 64)
    assert [one.id for one in db.session.scalars(db.select(LoginSession))] == ["b" * 64]


def test_the_last_administrator_stays(app):
    first = people.create("quan.tri", "Quản Trị", PASSWORD, ["administrator"])
    assert code_of(people.change, first, "Quản Trị", ["trainee"], active=True) == "last_administrator"
    assert code_of(people.change, first, "Quản Trị", ["administrator"], active=False) == "last_administrator"
    people.create("quan.tri2", "Quản Trị Hai", PASSWORD, ["administrator"])
    people.change(first, "Quản Trị", ["trainee"], active=True)
    assert first.roles == "trainee"


def test_what_is_not_a_token_has_no_session_key():
    assert sessions.session_key(None) == sessions.session_key("") == sessions.session_key("x" * 5000) == ""
    assert sessions.session_key("ế" * 43) == ""
    assert len(sessions.session_key("A" * 43)) == 64


def test_devices_are_told_apart_in_words():
    chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36"
    assert sessions.device_words(chrome) == "Chrome · Windows"
    assert sessions.device_words("curl/8") == ""
