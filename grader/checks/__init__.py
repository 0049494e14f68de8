"""The kinds of check: one file each, found here by the word that a criterion writes after `check:`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, NamedTuple

from grader.case import Case
from grader.logic import Truth
from grader.sheet import Evidence


class Found(NamedTuple):
    """What a check says: whether it is met, what shows it, and if not, what was seen and what is wanted in words.

    `near`: the share of it that is right, 0 to 1, by which ways that are not met are compared. `by_hand`: points that
    are for a person to give even when it is met.
    """

    met: Truth
    seen: str = ""
    expected: str = ""
    evidence: tuple[Evidence, ...] = ()
    near: float = 0
    by_hand: int = 0


Check = Callable[[Any, Case], Found]
CHECKS: dict[str, Check] = {}
_FILES = (
    "ends_with", "happened", "never", "ordered", "in_time", "nothing_else", "signed", "document", "looked_up", "answer",
    "written", "any_of",
)  # fmt: skip


def check(name: str) -> Callable[[Check], Check]:
    """Declare the function below as the check of this name: (criterion, case) → Found."""

    def declare(judge: Check) -> Check:
        CHECKS[name] = judge
        return judge

    return declare


def entry(seq: int) -> Evidence:
    """Evidence that is an entry."""
    return Evidence(entry=seq)


for _file in _FILES:
    importlib.import_module(f"{__name__}.{_file}")
