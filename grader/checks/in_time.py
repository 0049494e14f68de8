"""in_time: a step within a term of another step or of a moment, in simulated working time."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from grader import say
from grader.case import Case, Match, NotKnown
from grader.checks import Found, check, entry
from grader.logic import both
from scenarios import words
from scenarios.rubric import InTime, Pattern
from seed.worktime import Term, parse_term


class Limit(NamedTuple):
    """The last moment that is in time (None: there is none yet), and the act it is counted from."""

    moment: datetime | None
    since: Match | None = None


@check("in_time")
def in_time(criterion: InTime, case: Case) -> Found:
    """Met when the step happened not later than the limit; exactly at the limit is in time."""
    found = case.matches(criterion.what)
    if not found:
        return Found(False, f"Chưa có {say.step(case, criterion.what)}", _expected(criterion, case))
    if criterion.which != "first" and not all(one.sure for one in found):
        return Found(None, "Có mục nhật ký không đọc được", _expected(criterion, case))
    chosen = found if criterion.which == "each" else [found[0] if criterion.which == "first" else found[-1]]
    told = [_judged(criterion, case, one) for one in chosen]
    met = both(one.met for one in told)
    if met:
        return Found(met, evidence=told[0].evidence)
    worst = next(one for one in told if one.met is not True)
    seen = f"{say.step(case, criterion.what)} {worst.seen}"
    return Found(met, seen, worst.expected or _expected(criterion, case), worst.evidence)


def _judged(criterion: InTime, case: Case, match: Match) -> Found:
    if not match.sure or match.entry is None:
        return Found(None, f"không rõ: {say.at(match)}")
    try:
        limit = _limit(criterion, case, match)
    except (NotKnown, OverflowError):
        return Found(None, f"lúc {say.at(match)}, không đủ chứng cứ để tính hạn", "", (entry(match.seq),))
    shown = (entry(match.seq), *([entry(limit.since.seq)] if limit.since else []))
    if limit.moment is None:
        return Found(False, f"lúc {say.at(match)}, khi chưa có mốc để tính hạn", "", shown)
    if match.entry.moment <= limit.moment:
        return Found(True, evidence=shown)
    return Found(False, f"lúc {say.at(match)}", f"Chậm nhất {words.shown(limit.moment)}", shown)


def _limit(criterion: InTime, case: Case, match: Match) -> Limit:
    if criterion.by:
        return Limit(case.deadline(criterion.by))
    since = criterion.since
    if isinstance(since, Pattern) or (isinstance(since, str) and not since.startswith("$")):
        begun = _last_before(case, since, match)
        started = begun.entry.moment if begun and begun.entry else None
    else:
        begun, started = None, case.moment(str(since))
    if started is None:
        return Limit(None)
    return Limit(_term(criterion).due(started, case.calendar), begun)


def _last_before(case: Case, since: str | Pattern, match: Match) -> Match | None:
    """The step's last time before the act; NotKnown when that one cannot be read."""
    found = case.matches(since)
    place = bisect_left(found, match.seq, key=_seq)
    if place and not found[place - 1].sure:
        raise NotKnown
    return found[place - 1] if place else None


_seq = attrgetter("seq")


def _term(criterion: InTime) -> Term:
    return _parsed("same day" if criterion.same_day else criterion.within)


_parsed = lru_cache(maxsize=256)(parse_term)


def _expected(criterion: InTime, case: Case) -> str:
    if criterion.by:
        return f"Chậm nhất {say.wanted(case, criterion.by)}"
    since = criterion.since
    begun = say.wanted(case, since) if isinstance(since, str) and since.startswith("$") else say.step(case, since or "")
    return f"{_TERMS.get(_term(criterion).unit, '{}').format(_term(criterion).count)} kể từ {begun}"


_TERMS = {
    "working minute": "Trong {} phút làm việc",
    "working hour": "Trong {} giờ làm việc",
    "working day": "Trong {} ngày làm việc",
    "minute": "Trong {} phút",
    "hour": "Trong {} giờ",
    "day": "Trong {} ngày",
    "same day": "Trong ngày",
}
