"""written: a free text says what it must, found by rule; the part that only a person can judge waits for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

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
    told = _words(str(text or ""))
    if not told:
        return Found(False, "Chưa viết gì", expected, shown)
    lengths = len(told) >= criterion.words.at_least, len(told) <= criterion.words.at_most
    elements = [(one, _has(told, one, case)) for one in criterion.elements]
    met = both((*lengths, *(truth for _, truth in elements)))
    if met:
        return Found(met, WAITS if criterion.by_hand else "", "", shown, 1, criterion.by_hand)
    lacking = [f"chưa thấy: {one.title}" for one, truth in elements if truth is not True]
    seen = "; ".join([*([] if all(lengths) else [f"{len(told)} từ"]), *lacking])
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


def _has(told: list[str], element: Element, case: Case) -> Truth:
    """Whether one of the wordings is there, and near one of the others where that is asked."""
    wanted = [(one, _places(told, one, case)) for one in element.any]
    if not element.near:
        return some(None if places is None else bool(places) for _, places in wanted)
    others = [(one, _places(told, one, case)) for one in element.near]
    return some(_near(a, b, element.within) for _, a in wanted for _, b in others)


def _places(told: list[str], wording: str, case: Case) -> list[tuple[int, int]] | None:
    """Where the wording stands, as numbers of its first and last word; None when nobody knows what it stands for."""
    value = case.resolve(wording) if words.is_reference(wording) else wording
    if value is UNKNOWN:
        return None
    parts = _words(str(value))
    last = len(parts) - 1
    if last < 0:
        return []
    return [(at, at + last) for at in range(len(told) - last) if told[at : at + last + 1] == parts]


def _near(first: Sequence[tuple[int, int]] | None, other: Sequence[tuple[int, int]] | None, within: int) -> Truth:
    if first == [] or other == []:
        return False
    if first is None or other is None:
        return None
    return any(max(c - b, a - d) <= within for a, b in first for c, d in other)


def _expected(criterion: Written) -> str:
    told = [f"có nêu {one.title}" for one in criterion.elements]
    return "; ".join([*told, *_long(criterion.words)])


def _long(words_: Length) -> list[str]:
    told = [f"ít nhất {words_.at_least} từ"] if words_.at_least > 1 else []
    default = Length().at_most
    return told + ([f"nhiều nhất {words_.at_most} từ"] if words_.at_most < default else [])
