"""Survivors as stories: what nobody notices, told once for all runs where it is the same, with the author's reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from grader import glossary
from scenarios.model import Survivor

_WORDS = {
    "drop": "bỏ qua bước {step}",
    "move": "làm bước {step} không đúng lúc ({what})",
    "swap": "đổi chỗ bước {step} với {what}",
    "repeat": "làm bước {step} thêm một lần ({what})",
    "role": "bước {step} do người khác làm ({what})",
    "person": "ghi nhầm người ở bước {step} ({what})",
    "colleague": "ghi nhầm cán bộ ở bước {step} ({what})",
    "recipient": "gửi sai nơi nhận ở bước {step} ({what})",
    "office": "ghi sai cơ quan ở bước {step} ({what})",
    "record": "làm bước {step} trên nhầm bản ghi ({what})",
    "date": "ghi sai ngày ở bước {step} ({what})",
    "number": "ghi sai số ở bước {step} ({what})",
    "choice": "chọn sai ở bước {step} ({what})",
    "item": "danh sách ở bước {step} sai ({what})",
    "file": "đính kèm nhầm tệp ở bước {step} ({what})",
    "late": "làm trễ bước {step} ({what} ngày làm việc)",
    "extra": "làm thêm việc ngoài phận sự trước bước {step} ({what})",
    "curious": "tra cứu người không liên quan trước bước {step} ({what})",
    "signature": "chữ ký sai ở bước {step} ({what})",
}


class Story(msgspec.Struct, frozen=True):
    """One group of surviving mutants.

    `whats`: in what they differ; `runs`: how many; `reason`: "" when nobody gave one; `told`: a sentence in Vietnamese.
    """

    operator: str
    step: str
    whats: tuple[str, ...]
    runs: int
    told: str
    reason: str = ""
    law: str = ""


Key = tuple[str, str, str]


def grouped(
    survivors: Iterable[Key], reasons: Sequence[Survivor], titles: Mapping[str, str]
) -> tuple[list[Story], list[int]]:
    """The stories of survivors (operator, step, what), and which of the reasons (by place) fit none of them.

    A story is all that has the same operator, step and reason. `titles`: step → its name in words.
    """
    groups: dict[tuple[str, str, int | None], list[str]] = {}
    for operator, step, what in survivors:
        groups.setdefault((operator, step, _fitting(operator, step, what, reasons)), []).append(what)
    stories = [_story(*key, whats, reasons, titles) for key, whats in groups.items()]
    used = {at for _, _, at in groups}
    return stories, [at for at in range(len(reasons)) if at not in used]


def _fitting(operator: str, step: str, what: str, reasons: Sequence[Survivor]) -> int | None:
    """Place of the first reason that speaks of this survivor."""
    for at, one in enumerate(reasons):
        if operator not in one.operator or (one.step and step not in one.step):
            continue
        if not one.what or any(what.startswith(begin) for begin in one.what):
            return at
    return None


_TOKEN = re.compile(r"at once|left out|[a-z][a-z0-9_]*")
_WHAT = {
    "after": "sau",
    "before": "trước",
    "at once": "ngay sau đó",
    "left out": "để trống",
    "missing": "thiếu",
    "case": "gắn với hồ sơ",
    "namesake": "người trùng tên",
    "spouse": "vợ, chồng",
    "parent": "cha, mẹ",
    "child": "con",
    "housemate": "người cùng hộ",
    "neighbour": "hàng xóm",
    "official": "cán bộ",
}


def what_in_words(what: str, titles: Mapping[str, str]) -> str:
    """In what mutants differ, as far as there are words for it: steps by their titles, fields and choices by theirs."""
    name, colon, value = what.partition(": ")
    if colon:
        known = glossary.value("", name, value) or _TOKEN.sub(lambda one: _token(one[0], titles), value)
        return f"{glossary.field('', name) or name}: {known}"
    return _TOKEN.sub(lambda one: _token(one[0], titles), what)


def _token(word: str, titles: Mapping[str, str]) -> str:
    return f"“{titles[word]}”" if titles.get(word) else _WHAT.get(word, word)


def _story(
    operator: str, step: str, at: int | None, whats: list[str], reasons: Sequence[Any], titles: Mapping[str, str]
) -> Story:
    distinct = tuple(dict.fromkeys(whats))
    named = [what_in_words(one, titles) for one in distinct[:4]]
    shown = ", ".join(named) + (f", … ({len(distinct)})" if len(distinct) > 4 else "")
    words = _WORDS.get(operator, "{step}: {what}").format(step=f"“{titles.get(step) or step or 'cuối'}”", what=shown)
    told = f"Không ai nhận ra nếu {words}".replace(" ()", "")
    reason, law = (reasons[at].reason, reasons[at].law) if at is not None else ("", "")
    return Story(operator, step, distinct, len(whats), told, reason, law)
