"""Vietnamese text: search form and the order of names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.text import fold, name_key, nfc


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đặng Thị Phượng", "dang thi phuong"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("  Giàng   A  Páo ", "giang a pao"),
        ("ĐẶNG THỊ PHƯỢNG", "dang thi phuong"),
        (unicodedata.normalize("NFD", "Nguyễn Ướt"), "nguyen uot"),
        ("001-ABC/QĐ", "001-abc/qd"),
        ("", ""),
    ],
)
def test_text_folds_to_what_people_type(written, folded):
    assert fold(written) == folded


def test_every_vietnamese_letter_folds_to_plain_ascii():
    letters = "aăâeêioôơuưy"
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    for letter in letters + letters.upper() + "đĐ":
        for tone in tones if letter not in "đĐ" else [""]:
            assert fold(nfc(letter + tone)).isascii()


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more_and_spelling_does_not_matter(text):
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == once == fold(unicodedata.normalize("NFC", text))


def test_nfc_joins_what_a_mac_pulled_apart():
    assert nfc("Nguye\u0302\u0303n") == "Nguyễn"


def test_names_are_listed_by_given_name_in_the_vietnamese_alphabet():
    names = ["Trần Văn Đức", "Lò Thị Dung", "Vàng A Ân", "Ma Văn An", "Lò Văn Ăn", "Lê Thị Ánh", "Hà Văn Zin"]
    assert sorted(names, key=name_key) == [
        "Ma Văn An",
        "Lê Thị Ánh",
        "Lò Văn Ăn",
        "Vàng A Ân",
        "Lò Thị Dung",
        "Trần Văn Đức",
        "Hà Văn Zin",
    ]


def test_equal_given_names_are_ordered_by_middle_then_family_name():
    names = ["Trần Văn An", "Nguyễn Văn An", "Trần Bá An", "An"]
    assert sorted(names, key=name_key) == ["An", "Trần Bá An", "Nguyễn Văn An", "Trần Văn An"]


def test_tones_come_in_dictionary_order():
    names = ["Mạ", "Má", "Mã", "Mả", "Mà", "Ma"]
    assert sorted(names, key=name_key) == ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"]
