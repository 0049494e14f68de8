"""The proof of a scenario, its pure parts: solution, idleness, prefixes, named mistakes, for several variants.

Playing is handed in: it turns a list of moves into the record of a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from grader.grade import grade
from grader.marks import in_full
from grader.record import RunRecord
from grader.sheet import ScoreSheet
from grader.verdicts import SignatureReader
from scenarios.expand import Expanded
from scenarios.model import Mistake, Scenario
from scenarios.plan import Move, plan

Play = Callable[[Sequence[Move]], RunRecord]
Grade = Callable[[RunRecord, Scenario], ScoreSheet]


class Point(msgspec.Struct, frozen=True):
    """One claim of the proof. `point`: solution, idle, prefix, mistake; `told`: what went wrong, in Vietnamese."""

    point: str
    name: str
    variant: int
    holds: bool
    told: str = ""
    missed: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()


class Proof(msgspec.Struct, frozen=True):
    """All claims for one scenario over its variants."""

    id: str
    variants: tuple[int, ...]
    points: tuple[Point, ...]

    @property
    def proven(self) -> bool:
        return bool(self.points) and all(one.holds for one in self.points)

    @property
    def failures(self) -> tuple[Point, ...]:
        return tuple(one for one in self.points if not one.holds)

    def to_plain(self) -> dict[str, Any]:
        """As `scenario prove --json` prints it."""
        plain: dict[str, Any] = {"id": self.id, "proven": self.proven, **msgspec.to_builtins(self)}
        return plain


def graded(signatures: SignatureReader | None = None) -> Grade:
    """Grading with this reader of signatures, None for real cryptography; what waits for a person counts as given."""
    return lambda record, scenario: in_full(grade(record, scenario, signatures=signatures))


_GRADED = graded()


def prove(variants: Iterable[tuple[Expanded, Play]]) -> Proof:
    """Plays and judges every variant: points 1, 2, 3 and, over the variants, 7 of the proof of a scenario."""
    pairs = list(variants)
    points = tuple(point for expanded, play in pairs for point in variant_points(expanded, play))
    id = pairs[0][0].scenario.id if pairs else ""
    return Proof(id, tuple(expanded.variant for expanded, _ in pairs), points)


def variant_points(expanded: Expanded, play: Play, judge: Grade = _GRADED) -> Iterator[Point]:
    """The claims about one variant."""
    yield idle(expanded, play([]), judge)
    for name in expanded.solutions:
        record = play(plan(expanded, name))
        yield solution(expanded, name, record, judge)
        yield prefixes(expanded, name, record, judge)
    for wrong in expanded.mistakes:
        yield mistake(expanded, wrong, play(plan(expanded, mistake=wrong.id)), judge)


def solution(expanded: Expanded, name: str, record: RunRecord, judge: Grade = _GRADED) -> Point:
    """Point 1: a solution earns everything; what a person has to mark is not yet given, but not lost."""
    sheet = judge(record, expanded.scenario)
    wrong = [f"{one.criterion}: {one.outcome}, {one.seen}" for one in sheet.findings if one.outcome != "met"]
    full = sheet.high == sheet.max_score and sheet.passed is not False
    told = "; ".join(wrong) or ("" if full else f"{sheet.score}/{sheet.max_score} điểm")
    return Point("solution", name, expanded.variant, full and not wrong, told)


def idle(expanded: Expanded, record: RunRecord, judge: Grade = _GRADED) -> Point:
    """Point 2: doing nothing earns nothing, whatever missing evidence might still show."""
    sheet = judge(record, expanded.scenario)
    met = [one.criterion for one in sheet.findings if one.high]
    told = f"không làm gì mà vẫn có thể được: {', '.join(met)}" if met else ""
    return Point("idle", "", expanded.variant, sheet.high == 0, told)


def prefixes(expanded: Expanded, name: str, record: RunRecord, judge: Grade = _GRADED) -> Point:
    """Point 2: the score never falls on the way, and is not full before the trainee's last act."""
    last = _last_act(record)
    sheets = [judge(record.upto(number), expanded.scenario) for number in range(len(record.entries) + 1)]
    told = [_fall(one, two) for one, two in pairwise(sheets) if two.score < one.score]
    early = [sheet.entries for sheet in sheets[:last] if all(one.outcome == "met" for one in sheet.findings)]
    if early:
        told.append(f"đã đủ điểm từ mục {early[0]}, trước khi làm xong (mục {last})")
    return Point("prefix", name, expanded.variant, not told, "; ".join(told))


def _last_act(record: RunRecord) -> int:
    """Number of the trainee's last act that changes something outside the drill's own frame."""
    kinds = record.vocabulary.get("actions", {})
    acts = [one for one in record.entries if one and one.origin == "trainee" and not one.refused and one.changes]
    return max((one.seq for one in acts if not kinds.get(one.action, {}).get("frame")), default=0)


def _fall(before: ScoreSheet, after: ScoreSheet) -> str:
    pairs = zip(before.findings, after.findings, strict=True)
    fallen = [one.criterion for one, two in pairs if two.points < one.points]
    return f"mục {after.entries} làm giảm điểm từ {before.score} xuống {after.score}: {', '.join(fallen)}"


def agree(expanded: Expanded, name: str, real: ScoreSheet, cheap: ScoreSheet) -> Point:
    """Findings on papers of cardboard are those on real papers; `name`: of the solution or mistake played."""
    pairs = zip(real.findings, cheap.findings, strict=True)
    wrong = [f"{one.criterion}: {one.outcome} ≠ {two.outcome}" for one, two in pairs if _told(one) != _told(two)]
    return Point("cardboard", name, expanded.variant, not wrong, "; ".join(wrong))


def _told(one: Any) -> tuple[Any, ...]:
    return one.outcome, one.points, one.high, one.blocked_by


def mistake(expanded: Expanded, wrong: Mistake, record: RunRecord, judge: Grade = _GRADED) -> Point:
    """Point 3: the mistake misses exactly what it names; what is blocked by that is derived."""
    sheet = judge(record, expanded.scenario)
    missed = tuple(one.criterion for one in sheet.findings if one.outcome == "missed")
    blocked = tuple(one.criterion for one in sheet.findings if one.outcome == "blocked")
    open_ = [one.criterion for one in sheet.findings if one.outcome == "undecided"]
    told = _difference(set(wrong.loses), set(missed))
    if open_:
        told.append(f"chưa quyết được: {', '.join(open_)}")
    return Point("mistake", wrong.id, expanded.variant, not told, "; ".join(told), missed, blocked)


def _difference(promised: set[str], missed: set[str]) -> list[str]:
    told = []
    if promised - missed:
        told.append(f"nói mất mà không mất: {', '.join(sorted(promised - missed))}")
    if missed - promised:
        told.append(f"mất thêm: {', '.join(sorted(missed - promised))}")
    return told
