"""written: a free text says what it must, found by rule; the part that only a person can judge waits for one."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any, NamedTuple

from grader.answers import last_answer
from grader.case import Case
from grader.checks import Found, check, entry
from grader.logic import Truth, both, some
from grader.sheet import Evidence
from grader.world import UNKNOWN
from scenarios import words
from scenarios.questions import Element, Length, Written, visible
from seed.text import fold

_WORD = re.compile(r"[^\W_]+")
_ZEROS = re.compile(r"(?<![^\W_])(?<![0-9][,.])0+(?=[0-9])")
WAITS = "Đủ nội dung bắt buộc; chờ người chấm"


@check("written")
def written(criterion: Written, case: Case) -> Found:
    """Met when the text has all elements and is long enough; then the part for a person waits for one."""
    text, shown = _answered(criterion, case) if criterion.question else _of_record(criterion, case)
    expected = _expected(criterion)
    if text is UNKNOWN:
        return Found(None, "Không có chứng cứ về bài viết", expected, shown)
    told = Told(str(text or ""))
    if not told.words:
        return Found(False, "Chưa viết gì", expected, shown)
    count = len(told.words)
    lengths = count >= criterion.words.at_least, count <= criterion.words.at_most
    elements = [(one, _has(told, one, case)) for one in criterion.elements]
    met = both((*lengths, *(truth for _, truth in elements)))
    if met:
        return Found(met, WAITS if criterion.by_hand else "", "", shown, 1, criterion.by_hand)
    lacking = [f"chưa thấy: {one.title}" for one, truth in elements if truth is not True]
    seen = "; ".join([*([] if all(lengths) else [f"{count} từ"]), *lacking])
    return Found(met, seen, expected, shown, 1 - len(lacking) / max(len(elements), 1))


def _answered(criterion: Written, case: Case) -> tuple[Any, tuple[Evidence, ...]]:
    given = last_answer(case, criterion.question)
    shown = (entry(given.seq),) if given.seq else ()
    return ("\n".join(given.texts) if given.known else UNKNOWN), shown


def _of_record(criterion: Written, case: Case) -> tuple[Any, tuple[Evidence, ...]]:
    """The text of the field; no text when there is no such record, or several."""
    held, why_not = case.judged(criterion.record)
    if held is None:
        return (UNKNOWN if why_not == "unknown" else ""), ()
    shown = Evidence(held.set_by(criterion.field.partition(".")[0]), f"{held.kind}/{held.id}", criterion.field)
    return case.world.value(held, criterion.field), (shown,)


def _words(text: str) -> list[str]:
    """The words of a text as they are compared: no case, no diacritics, no marks, nothing that cannot be seen, and
    numbers without zeros before them (05/11 is 5/11; a part after a comma or a dot stays as it is)."""
    return _WORD.findall(_ZEROS.sub("", fold(visible(text))))


class Told:
    """The words of a text, and where each of them stands: looked for many times, gone through once."""

    def __init__(self, text: str):
        self.words = _words(text)
        self._at: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            self._at.setdefault(word, []).append(number)

    def places(self, wording: str) -> Places:
        """Where these words stand one after the other."""
        parts = _words(wording)
        begins = self._at.get(parts[0], ()) if parts else ()
        return Places([at for at in begins if self.words[at : at + len(parts)] == parts], len(parts))


class Places(NamedTuple):
    """Numbers of the first words, rising, and how many words follow each other there."""

    begins: list[int]
    length: int

    def near(self, other: Places, within: int) -> bool:
        """Whether one of these and one of the others are at most so many words apart."""
        return any(other.among(at - within - other.length + 1, at + self.length - 1 + within) for at in self.begins)

    def among(self, first: int, last: int) -> bool:
        """Whether one of them begins from the first to the last of these words."""
        place = bisect_left(self.begins, first)
        return place < len(self.begins) and self.begins[place] <= last


def _has(told: Told, element: Element, case: Case) -> Truth:
    """Whether one of the wordings is there, and near one of the others where that is asked."""
    wanted = [_places(told, one, case) for one in element.any]
    if not element.near:
        return some(None if places is None else bool(places.begins) for places in wanted)
    others = [_places(told, one, case) for one in element.near]
    return some(_near(one, other, element.within) for one in wanted for other in others)


def _places(told: Told, wording: str, case: Case) -> Places | None:
    """Where the wording stands; None when nobody knows what it stands for."""
    value = case.resolve(wording) if words.is_reference(wording) else wording
    return None if value is UNKNOWN else told.places(str(value))


def _near(one: Places | None, other: Places | None, within: int) -> Truth:
    if (one is not None and not one.begins) or (other is not None and not other.begins):
        return False
    return None if one is None or other is None else one.near(other, within)


def _expected(criterion: Written) -> str:
    told = [f"có nêu {one.title}" for one in criterion.elements]
    return "; ".join([*told, *_long(criterion.words)])


def _long(words_: Length) -> list[str]:
    told = [f"ít nhất {words_.at_least} từ"] if words_.at_least > 1 else []
    default = Length().at_most
    return told + ([f"nhiều nhất {words_.at_most} từ"] if words_.at_most < default else [])
