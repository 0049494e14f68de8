"""Two sheets of one record beside each other: who gains, who loses, who crosses the pass mark, whose marks to see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from grader.sheet import Finding, Mark, ScoreSheet
from sandbox.regrading.counting import counted

Crossing = Literal["up", "down", "open", ""]


class Brief(msgspec.Struct, frozen=True):
    """A sheet in short, with people's marks counted. `passed` None: not decided."""

    rubric: str
    version: str
    score: int
    max_score: int
    passed: bool | None


class Moved(msgspec.Struct, frozen=True):
    """A criterion that gives other points or another outcome than before; "" and 0 where a rubric has none."""

    criterion: str
    title: str
    old: str
    new: str
    old_points: int
    new_points: int
    old_max: int
    new_max: int


class Regraded(msgspec.Struct, frozen=True, kw_only=True):
    """One record under the newest rubric. `sheet`: number of its sheet until now; `content`: the new one, "" with a
    `fault` that kept it from being graded. `marked`: criteria that a person marked, to be looked at again; `lost`:
    those of them that the new rubric does not have, or not with so many points.
    """

    run: str
    sheet: int
    old: Brief
    new: Brief
    moved: tuple[Moved, ...] = ()
    marked: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    content: bytes = b""
    fault: str = ""

    @property
    def gain(self) -> int:
        """Points more than before; below 0 points less."""
        return self.new.score - self.old.score

    @property
    def crossing(self) -> Crossing:
        """Over the pass mark (`up`), under it (`down`), or no longer decided (`open`)."""
        if self.new.passed == self.old.passed:
            return ""
        return "open" if self.new.passed is None else "up" if self.new.passed else "down"

    @property
    def same(self) -> bool:
        """Whether nothing that anybody sees is different."""
        return not self.moved and self.gain == 0 and not self.crossing and self.new.max_score == self.old.max_score


def compare(sheet_id: int, before: ScoreSheet, after: ScoreSheet, marks: Sequence[Mark]) -> Regraded:
    """What the new sheet of a record changes."""
    old, (new, lost) = counted(before, marks)[0], counted(after, marks)
    return Regraded(
        run=after.run,
        sheet=sheet_id,
        old=_brief(old),
        new=_brief(new),
        moved=_moved(old, new),
        marked=tuple(dict.fromkeys(one.criterion for one in marks)),
        lost=lost,
        content=after.to_json(),
    )


def failed(run: str, sheet_id: int, before: ScoreSheet, marks: Sequence[Mark], fault: str) -> Regraded:
    """A record that cannot be graded anew: it keeps its sheet."""
    old = _brief(counted(before, marks)[0])
    return Regraded(run=run, sheet=sheet_id, old=old, new=old, fault=fault)


def _brief(sheet: ScoreSheet) -> Brief:
    return Brief(sheet.rubric, sheet.version, sheet.score, sheet.max_score, sheet.passed)


def _moved(old: ScoreSheet, new: ScoreSheet) -> tuple[Moved, ...]:
    """In the order of the new rubric, criteria that only the old one has after them."""
    before, after = ({one.criterion: one for one in sheet.findings} for sheet in (old, new))
    both = [_beside(before.get(name), after.get(name)) for name in dict.fromkeys((*after, *before))]
    return tuple(
        one for one in both if (one.old, one.old_points, one.old_max) != (one.new, one.new_points, one.new_max)
    )


def _beside(old: Finding | None, new: Finding | None) -> Moved:
    known = new or old
    assert known is not None
    return Moved(
        known.criterion,
        known.title,
        old.outcome if old else "",
        new.outcome if new else "",
        old.points if old else 0,
        new.points if new else 0,
        old.max_points if old else 0,
        new.max_points if new else 0,
    )


class Summary(msgspec.Struct, frozen=True):
    """How many records gain, lose, keep their points, cross the pass mark, hold human marks, cannot be graded."""

    records: int
    gain: int
    lose: int
    same: int
    up: int
    down: int
    open: int
    marked: int
    faults: int


def summed(regraded: Sequence[Regraded]) -> Summary:
    """The counts of a trial."""
    return Summary(
        records=len(regraded),
        gain=sum(one.gain > 0 for one in regraded),
        lose=sum(one.gain < 0 for one in regraded),
        same=sum(one.gain == 0 and not one.fault for one in regraded),
        up=sum(one.crossing == "up" for one in regraded),
        down=sum(one.crossing == "down" for one in regraded),
        open=sum(one.crossing == "open" for one in regraded),
        marked=sum(bool(one.marked) for one in regraded),
        faults=sum(bool(one.fault) for one in regraded),
    )
