"""never: what nobody in the trainee's place may do."""

from __future__ import annotations

from grader import say
from grader.case import Case
from grader.checks import Found, check, entry
from scenarios.rubric import Never


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
