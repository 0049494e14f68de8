"""Vietnamese text: one spelling (NFC), a form to search by, and the order of names in an office list."""

import unicodedata
from functools import lru_cache

_MARKS = dict.fromkeys(range(0x300, 0x370))
_PLAIN = {**_MARKS, ord("đ"): "d", ord("Đ"): "D"}

# The Vietnamese alphabet with the letters of foreign and minority names at their Latin places.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, start=1)}
# Dictionary order of tones: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = "\u0302\u0306\u031b"

WordKey = tuple[tuple[int, ...], tuple[int, ...]]


def nfc(text: str) -> str:
    """The text in composed form (NFC), as TCVN 6909:2001 asks for exchange between offices."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text as people search for it: no diacritics, đ as d, no case, single spaces ("Hoà Đức" → "hoa
    duc")."""
    return " ".join(unicodedata.normalize("NFD", text).translate(_PLAIN).casefold().split())


def name_key(full_name: str) -> tuple[WordKey, ...]:
    """Sort key of a full name as Vietnamese offices list people: by the last given word, then middle, then
    family name; letters in the order of the Vietnamese alphabet, tones only where the letters are equal."""
    words = nfc(full_name).casefold().split()
    return tuple(_word_key(word) for word in reversed(words))


@lru_cache(maxsize=4096)
def _word_key(word: str) -> WordKey:
    ranks: list[int] = []
    tones: list[int] = []
    for letter in word:
        base, tone = _split_tone(letter)
        ranks.append(_RANK.get(base, 1000 + ord(base)))
        tones.append(tone)
    return tuple(ranks), tuple(tones)


def _split_tone(letter: str) -> tuple[str, int]:
    base, *marks = list(unicodedata.normalize("NFD", letter))
    shape = "".join(mark for mark in marks if mark in _SHAPES)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    return nfc(base + shape), tone
