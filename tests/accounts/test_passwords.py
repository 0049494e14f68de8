"""Which passwords are kept, and how."""

from __future__ import annotations

import unicodedata

import pytest

from sandbox.accounts import passwords


def test_a_kept_password_is_an_argon2id_hash_with_the_agreed_costs():
    assert passwords.hash_password("cây đa bến nước").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_right_password_fits_and_a_wrong_one_does_not():
    kept = passwords.hash_password("cây đa bến nước")
    assert passwords.verify(kept, "cây đa bến nước")
    assert not passwords.verify(kept, "cây đa bến đò")


def test_the_same_password_fits_however_the_keyboard_composes_its_letters():
    kept = passwords.hash_password(unicodedata.normalize("NFC", "bến nước sân đình"))
    assert passwords.verify(kept, unicodedata.normalize("NFD", "bến nước sân đình"))


def test_nobody_has_no_password():
    assert not passwords.verify(None, "")
    assert not passwords.verify(None, "cây đa bến nước")


def test_a_damaged_hash_fits_nothing():
    assert not passwords.verify("$argon2id$broken", "cây đa bến nước")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("ngắn quá", None),
        ("ngắn", "short"),
        ("x" * 3 + "yz" * 70, "long"),
        ("matkhau123", "common"),
        ("MatKhau123", "common"),
        ("aabbaabbaabb", "common"),
        ("lo.thi.nhung", "like_login"),
        ("lo.thi.nhung1", "like_login"),
        ("cây đa bến nước", None),
    ],
)
def test_what_may_not_be_a_password(password, fault):
    assert passwords.fault(password, "lo.thi.nhung") == fault


def test_an_invented_password_never_holds_its_login():
    assert not [one for one in (passwords.invent("a7") for _ in range(300)) if "a7" in one]
    assert all(passwords.fault(passwords.invent("k"), "k") is None for _ in range(50))


def test_invented_passwords_are_long_different_and_allowed():
    invented = {passwords.invent() for _ in range(50)}
    assert len(invented) == 50
    assert all(len(one) == 19 and passwords.fault(one, "ai.do") is None for one in invented)


def test_the_list_of_common_passwords_holds_only_those_that_length_would_let_through():
    assert len(passwords.common()) > 200
    assert all(len(one) >= passwords.SHORTEST for one in passwords.common())
