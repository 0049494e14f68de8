"""What the trainee answered: the last answer to a question counts."""

from __future__ import annotations

from typing import NamedTuple

from grader.case import Case
from scenarios.questions import ANSWER


class Given(NamedTuple):
    """What was given for a question, by which entry (0: never); `known` False when a later answer may be lost."""

    texts: tuple[str, ...] = ()
    seq: int = 0
    known: bool = True


def last_answer(case: Case, question: str) -> Given:
    """The trainee's last answer to the question; an unreadable entry after it may be a newer one."""
    given = Given()
    for entry in case.by_action.get(ANSWER, ()):
        if entry.origin == "trainee" and entry.params.get("question") == question:
            given = Given(_texts(entry.params), entry.seq)
    return given._replace(known=case.world.last_gap < given.seq or not case.world.gaps)


def _texts(params: dict[str, object]) -> tuple[str, ...]:
    chosen = params.get("chosen")
    if isinstance(chosen, list) and chosen:
        return tuple(map(str, chosen))
    return (str(params.get("answer") or ""),)
