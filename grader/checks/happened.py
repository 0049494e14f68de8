"""happened: what the trainee did, often enough."""

from __future__ import annotations

from grader import say
from grader.case import Case
from grader.checks import Found, check, entry
from scenarios.rubric import Happened


@check("happened")
def happened(criterion: Happened, case: Case) -> Found:
    """Met when the trainee did it at least `times` times."""
    found = case.matches(criterion.what, trainee=True)
    sure = [one for one in found if one.sure]
    met = True if len(sure) >= criterion.times else None if len(found) >= criterion.times else False
    shown = tuple(entry(one.seq) for one in sure)
    if met:
        return Found(met, evidence=shown)
    words = say.step(case, criterion.what)
    seen = f"Đã làm {words} {len(sure)} lần" if sure else f"Chưa thấy làm {words}"
    expected = f"Làm {words}" + (f" ít nhất {criterion.times} lần" if criterion.times > 1 else "")
    return Found(met, seen, expected, shown)
