"""The brake on guessing passwords."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sandbox.accounts import throttle
from sandbox.accounts.models import LoginAttempt
from sandbox.accounts.throttle import FROM_ANYWHERE, FROM_HERE, TooMany
from sandbox.db import db

NOW = datetime(2026, 11, 20, 1, 0)


def tries(count, login="lo.nhung", address="10.0.0.1", at=NOW):
    for _ in range(count):
        throttle.note_try(login, address, at)


def test_after_too_many_tries_one_has_to_wait(app):
    tries(FROM_HERE.tries)
    with pytest.raises(TooMany) as refused:
        tries(1, at=NOW + timedelta(minutes=4))
    assert refused.value.minutes == 6


def test_trying_while_waiting_does_not_make_the_wait_longer(app):
    tries(FROM_HERE.tries)
    for minute in (1, 5, 9):
        with pytest.raises(TooMany):
            tries(1, at=NOW + timedelta(minutes=minute))
    tries(1, at=NOW + FROM_HERE.span)


def test_another_account_of_the_same_class_room_is_not_locked_out(app):
    tries(FROM_HERE.tries)
    tries(1, login="vang.pao")


def test_the_owner_elsewhere_is_not_locked_out(app):
    tries(FROM_HERE.tries)
    tries(1, address="10.0.0.2")


def test_guessing_from_many_addresses_is_stopped_too(app):
    for number in range(FROM_ANYWHERE.tries):
        tries(1, address=f"10.0.1.{number}")
    with pytest.raises(TooMany):
        tries(1, address="10.0.2.1")


def test_the_login_counts_however_it_is_written(app):
    tries(FROM_HERE.tries)
    with pytest.raises(TooMany):
        tries(1, login=" LO.Nhung ")


def test_a_right_password_forgets_the_tries_from_this_address(app):
    tries(FROM_HERE.tries)
    throttle.forget("lo.nhung", "10.0.0.1")
    db.session.commit()
    tries(FROM_HERE.tries)


def test_what_was_typed_is_not_kept(app):
    tries(1, login="mật khẩu gõ nhầm ô")
    kept = db.session.scalars(db.select(LoginAttempt)).one()
    assert len(kept.account) == len(kept.account_address) == 64


def test_old_tries_are_swept_away(app):
    tries(3)
    tries(1, at=NOW + FROM_ANYWHERE.span + timedelta(minutes=1))
    assert len(db.session.scalars(db.select(LoginAttempt)).all()) == 1
