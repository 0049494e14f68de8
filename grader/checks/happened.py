"""happened and never: what the trainee did, and what nobody in the trainee's place may do."""

from __future__ import annotations

from grader import say
from grader.case import Case
from grader.checks import Found, check, entry
from scenarios.rubric import Happened, Never


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
    often = f" {len(sure)} lần" if criterion.times > 1 else f" lúc {say.at(sure[0])}" if sure else ""
    seen = f"Đã làm {words}{often}" if sure else f"Chưa thấy làm {words}"
    expected = f"Làm {words}" + (f" ít nhất {criterion.times} lần" if criterion.times > 1 else "")
    return Found(met, seen, expected, shown)


@check("never")
def never(criterion: Never, case: Case) -> Found:
    """Missed as soon as the trainee did one of these."""
    found = [(what, one) for what in criterion.what for one in case.matches(what, trainee=True)]
    sure = [(what, one) for what, one in found if one.sure]
    met = False if sure else None if found else True
    if met:
        return Found(met)
    seen = "; ".join(f"{say.step(case, what)} lúc {say.at(one)}" for what, one in sure) or "Không thấy làm việc này"
    expected = "Không làm " + ", ".join(say.step(case, what) for what in criterion.what)
    return Found(met, seen, expected, tuple(entry(one.seq) for _, one in sure))
