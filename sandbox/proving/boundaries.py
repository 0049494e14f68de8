"""Every limit to the minute: the step done exactly at the limit is in time, a minute later it is not.

Limits of `any_of` are tried each by itself. What the cast does by its own clock is brought to the limit by the act that
makes it do so. A limit that no solution can be brought to is told, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from grader.case import Case, Match
from grader.checks import CHECKS
from sandbox.proving.play import Branch, Stage
from scenarios import Act, Move
from scenarios.rubric import AnyOf, InTime, Pattern
from seed.worktime import parse_term

MINUTE, WEEK = timedelta(minutes=1), timedelta(days=7)


class Boundary(msgspec.Struct, frozen=True):
    """One limit of one solution: `limit` in ISO 8601, simulated time; `holds`: met at it and missed a minute later.

    `choice`: which of the ways of an `any_of`, from 1; 0 for a criterion of its own.
    """

    criterion: str
    way: str
    variant: int
    limit: str
    holds: bool
    told: str = ""
    choice: int = 0


class Untried(msgspec.Struct, frozen=True):
    """A limit that this solution cannot be brought to, and why, in Vietnamese."""

    criterion: str
    choice: int
    way: str
    why: str


class CannotTry(Exception):
    """Why this act cannot be brought to its limit, in Vietnamese."""


class Asked(NamedTuple):
    """A limit in the rubric: the criterion, which of its ways (0: the criterion itself), and what that way asks."""

    criterion: str
    choice: int
    body: InTime


class Reached(NamedTuple):
    """How an act is brought to a moment: the run before the move that does or causes it, and how much later it came."""

    stand: Branch
    move: Act
    lag: timedelta
    by_cast: bool


def boundaries(stage: Stage, way: str, moves: Sequence[Move]) -> tuple[list[Boundary], list[Untried]]:
    """The pairs of every limit that this solution comes under, and the limits that it cannot be brought to."""
    trial = _Trial(stage, way, moves)
    pairs: list[Boundary] = []
    untried: list[Untried] = []
    for asked in limits(stage):
        for one in trial.of(asked):
            pairs.append(one) if isinstance(one, Boundary) else untried.append(one)
    return pairs, untried


def limits(stage: Stage) -> Iterator[Asked]:
    """Every limit of the rubric, also inside `any_of`."""
    for criterion in stage.scenario.criteria:
        if isinstance(criterion, InTime):
            yield Asked(criterion.id, 0, criterion)
        elif isinstance(criterion, AnyOf):
            yield from (
                Asked(criterion.id, n, one) for n, one in enumerate(criterion.ways, 1) if isinstance(one, InTime)
            )


class _Trial:
    def __init__(self, stage: Stage, way: str, moves: Sequence[Move]):
        self.stage, self.way, self.moves = stage, way, moves
        self.stands = stage.stands(moves)
        self.case = self._case(self.stands[-1])

    def _case(self, run: Branch) -> Case:
        return Case(self.stage.record(run), self.stage.scenario, self.stage.reader)

    def of(self, asked: Asked) -> Iterator[Boundary | Untried]:
        matches = judged(asked.body, self.case)
        if not matches:
            yield self._untried(asked, "lời giải này không làm việc ấy")
        for match in matches:
            try:
                yield self._pair(asked, match)
            except CannotTry as why:
                yield self._untried(asked, str(why))

    def _untried(self, asked: Asked, why: str) -> Untried:
        return Untried(asked.criterion, asked.choice, self.way, why)

    def _pair(self, asked: Asked, match: Match) -> Boundary:
        limit = limit_of(asked.body, self.case, match)
        if limit is None:
            raise CannotTry("chưa có mốc để tính hạn")
        told = self._tried(asked.body, self._reached(match), limit)
        variant = self.stage.start.variant
        return Boundary(asked.criterion, self.way, variant, limit.isoformat(), not told, told, asked.choice)

    def _reached(self, match: Match) -> Reached:
        """The move whose moment decides when this was done: itself, or the act that made the cast do it."""
        done = self.stands[-1].read
        cause = _root([one.content.cause for one in self.stands[-1].entries], match.seq)
        if not cause:
            raise CannotTry("dàn vai làm việc này vào lúc đã định sẵn")
        at = next(n for n, stand in enumerate(self.stands) if len(stand.read) >= cause) - 1
        move = self.moves[at]
        if not isinstance(move, Act) or done[cause - 1].origin != "trainee":
            raise CannotTry("không bước nào của lời giải quyết định lúc làm việc này")
        lag = done[match.seq - 1].moment - done[cause - 1].moment
        return Reached(self.stands[at], move, lag, cause != match.seq)

    def _tried(self, body: InTime, reached: Reached, limit: datetime) -> str:
        """What is wrong with the pair, "" when nothing is."""
        begin, in_time = self._in_time(body, reached, limit)
        if CHECKS["in_time"](body, in_time).met is not True:
            return f"đúng hạn {limit:%H:%M %d/%m/%Y} mà vẫn bị coi là trễ"
        late = self._case(self._begun(reached, begin + MINUTE, limit + WEEK))
        if CHECKS["in_time"](body, late).met is not False:
            return f"trễ một phút sau {limit:%H:%M %d/%m/%Y} mà vẫn được coi là kịp"
        return ""

    def _in_time(self, body: InTime, reached: Reached, limit: datetime) -> tuple[datetime, Case]:
        """When to begin, so that it is done exactly at the limit; and that run."""
        for begin in _begins(reached, limit):
            case = self._case(self._begun(reached, begin, limit))
            if not reached.by_cast or _done_at(body, case, limit):
                return begin, case
        raise CannotTry("dàn vai làm việc này sau một khoảng đã định, không tới đúng lúc hết hạn được")

    def _begun(self, reached: Reached, begin: datetime, until: datetime) -> Branch:
        run = reached.stand.branch()
        run.sit(reached.move.who)
        run.set_clock(begin)
        run.make(reached.move, self.stage.makes)
        if reached.by_cast:
            run.set_clock(until)
        return run


def _root(causes: Sequence[int | None], seq: int) -> int:
    """The act that led to this one, by causes of causes; 0: it was settled before the run began."""
    while seq and (cause := causes[seq - 1]) is not None:
        seq = cause
    return seq


def _done_at(body: InTime, case: Case, limit: datetime) -> bool:
    """Whether it was done then, and the limit has not moved together with its cause."""
    done = [one for one in case.matches(body.what) if one.entry is not None and one.entry.moment == limit]
    return any(limit_of(body, case, one) == limit for one in done)


def _begins(reached: Reached, limit: datetime) -> Iterator[datetime]:
    """When the move may be made for it to be done at the limit; a term in working days is longer over a weekend."""
    if not reached.by_cast:
        yield limit
        return
    for days in (0, -1, 1, -2, 2, -3, 3, -4, 4):
        begin = limit - reached.lag + timedelta(days=days)
        if begin >= reached.stand.world.now:
            yield begin


def judged(body: InTime, case: Case) -> list[Match]:
    """The acts whose moment is judged."""
    found = case.matches(body.what)
    return found if body.which == "each" else found[:1] if body.which == "first" else found[-1:]


def limit_of(body: InTime, case: Case, match: Match) -> datetime | None:
    """The last moment that is in time, worked out anew and not by the check that is being tried."""
    if body.by:
        return case.deadline(body.by)
    since = body.since
    if isinstance(since, Pattern) or (isinstance(since, str) and not since.startswith("$")):
        before = [one.entry for one in case.matches(since) if one.seq < match.seq and one.entry]
        begun = before[-1].moment if before else None
    else:
        begun = case.moment(str(since))
    term = parse_term("same day" if body.same_day else body.within)
    return None if begun is None else term.due(begun, case.calendar)
