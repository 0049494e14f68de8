"""any_of: several right ways; one is enough, and the finding tells of the one that came nearest."""

from __future__ import annotations

from grader.case import Case
from grader.checks import CHECKS, Found, check
from grader.logic import some
from scenarios.rubric import AnyOf

_RANK = {True: 2, None: 1, False: 0}


@check("any_of")
def any_of(criterion: AnyOf, case: Case) -> Found:
    """Met when one way is; a way that cannot be told leaves it open as long as none is met."""
    ways = [CHECKS[way.check](way, case) for way in criterion.ways]
    met = some(one.met for one in ways)
    best = max(ways, key=lambda one: (_RANK[one.met], one.near))
    if met:
        return best
    expected = "; hoặc ".join(dict.fromkeys(one.expected for one in ways if one.expected))
    return Found(met, best.seen, expected, best.evidence, best.near)
