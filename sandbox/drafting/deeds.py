"""What a record tells of the way: the trainee's acts, what the cast did in between, and the days that passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from grader.record import Entry, RunRecord
from grader.world import FRAME_KINDS
from scenarios.questions import ANSWER

Plain = dict[str, Any]
Key = tuple[str, str]


@dataclass(frozen=True)
class Deed:
    """One entry that belongs to the way. `made`: the record that it left and made; `touched`: those it changed.

    `sort`: act (the trainee's), cast (a simulated person's, by rule `rule`) or day (the trainee went on to the next).
    """

    sort: Literal["act", "cast", "day"]
    number: int
    who: str
    does: str
    params: Plain
    rule: str
    made: Key | None
    touched: frozenset[Key]


class Unreadable(ValueError):
    """An entry of the record is missing or cannot be read; the text says which, in Vietnamese."""


def deeds(record: RunRecord) -> list[Deed]:
    """The deeds of a record in order. Refused acts, hints, changes of role and mere waiting are left out."""
    return list(_deeds(record))


def _deeds(record: RunRecord) -> Iterator[Deed]:
    actions = record.vocabulary["actions"]
    for number, entry in enumerate(record.entries, 1):
        if entry is None:
            raise Unreadable(f"mục {number} của lượt làm không đọc được")
        sort = None if entry.refused else _sort(entry, actions.get(entry.action, {}))
        if sort is not None:
            yield _deed(sort, entry)


def _sort(entry: Entry, declared: Plain) -> Literal["act", "cast", "day"] | None:
    if entry.origin == "cast" and entry.rule:
        return "cast"
    if entry.origin != "trainee":
        return None
    if entry.action == "clock.next_day":
        return "day"
    if entry.action == ANSWER:
        return "act"
    tells = bool(entry.changes) or bool(declared.get("look_up"))
    return "act" if tells and not declared.get("frame") else None


def _deed(sort: Literal["act", "cast", "day"], entry: Entry) -> Deed:
    kept = [one for one in entry.changes if one.kind not in FRAME_KINDS]
    new = {(one.kind, one.id) for one in kept if one.before is None}
    kind, _slash, id = (entry.result or "").partition("/")
    return Deed(
        sort=sort,
        number=entry.seq,
        who=entry.actor,
        does=entry.action,
        params=entry.params,
        rule=entry.rule or "",
        made=(kind, id) if (kind, id) in new else None,
        touched=frozenset((one.kind, one.id) for one in kept),
    )
