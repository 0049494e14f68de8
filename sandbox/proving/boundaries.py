"""Every limit to the minute: the step done exactly at the limit is in time, a minute later it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from grader.case import Case, Match
from grader.checks import CHECKS
from sandbox.proving.play import Branch, Stage
from scenarios import Act, Move
from scenarios.rubric import InTime, Pattern
from seed.worktime import parse_term

MINUTE = timedelta(minutes=1)


class Boundary(msgspec.Struct, frozen=True):
    """One limit of one solution: `limit` in ISO 8601, simulated time; `holds`: met at it and missed a minute later."""

    criterion: str
    way: str
    variant: int
    limit: str
    holds: bool
    told: str = ""


def boundaries(stage: Stage, way: str, moves: Sequence[Move]) -> Iterator[Boundary]:
    """The pairs of every `in_time` that this solution comes under. What the cast does by its own clock has none."""
    stands = stage.stands(moves)
    for criterion in stage.scenario.criteria:
        if isinstance(criterion, InTime):
            yield from _of(stage, way, moves, stands, criterion)


def _of(stage: Stage, way: str, moves: Sequence[Move], stands: list[Branch], criterion: InTime) -> Iterator[Boundary]:
    case = Case(stage.record(stands[-1]), stage.scenario, stage.reader)
    for match in _judged(criterion, case):
        at = next(n for n, stand in enumerate(stands) if len(stand.read) >= match.seq) - 1
        move = moves[at]
        limit = limit_of(criterion, case, match)
        if isinstance(move, Act) and match.entry is not None and match.entry.origin == "trainee" and limit is not None:
            told = _tried(stage, stands[at], move, criterion, limit)
            yield Boundary(criterion.id, way, stage.start.variant, limit.isoformat(), not told, told)


def _judged(criterion: InTime, case: Case) -> list[Match]:
    found = case.matches(criterion.what)
    return found if criterion.which == "each" else found[:1] if criterion.which == "first" else found[-1:]


def limit_of(criterion: InTime, case: Case, match: Match) -> datetime | None:
    """The last moment that is in time, worked out anew and not by the check that is being tried."""
    if criterion.by:
        return case.deadline(criterion.by)
    since = criterion.since
    if isinstance(since, Pattern) or (isinstance(since, str) and not since.startswith("$")):
        before = [one.entry for one in case.matches(since) if one.seq < match.seq and one.entry]
        begun = before[-1].moment if before else None
    else:
        begun = case.moment(str(since))
    term = parse_term("same day" if criterion.same_day else criterion.within)
    return None if begun is None else term.due(begun, case.calendar)


def _tried(stage: Stage, stand: Branch, move: Act, criterion: InTime, limit: datetime) -> str:
    """What is wrong with the pair, "" when nothing is."""
    if _met(stage, stand, move, criterion, limit) is not True:
        return f"đúng hạn {limit:%H:%M %d/%m/%Y} mà vẫn bị coi là trễ"
    if _met(stage, stand, move, criterion, limit + MINUTE) is not False:
        return f"trễ một phút sau {limit:%H:%M %d/%m/%Y} mà vẫn được coi là kịp"
    return ""


def _met(stage: Stage, stand: Branch, move: Act, criterion: InTime, at: datetime) -> bool | None:
    """What the check says when the step is done at this moment."""
    run = stand.branch()
    run.sit(move.who)
    run.set_clock(at)
    run.make(move, stage.makes)
    return CHECKS["in_time"](criterion, Case(stage.record(run), stage.scenario, stage.reader)).met
