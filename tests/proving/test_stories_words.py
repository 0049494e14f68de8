"""What survivors differ in is told in words."""

from __future__ import annotations

import pytest

from sandbox.proving.stories import what_in_words

TITLES = {"receive": "Tiếp nhận hồ sơ", "look": ""}


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("after receive", "sau “Tiếp nhận hồ sơ”"),
        ("at once", "ngay sau đó"),
        ("namesake, case", "người trùng tên, gắn với hồ sơ"),
        ("before look", "trước look"),
        ("delivery: left out", "cách nhận kết quả: để trống"),
        ("+7 ngày", "+7 ngày"),
    ],
)
def test_steps_people_and_fields_have_their_words(what, told):
    assert what_in_words(what, TITLES).lower() == told.lower()
