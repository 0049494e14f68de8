"""From what each criterion says by itself to the sheet: what blocks what, who passes. Machine and marks share this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from grader.sheet import Finding, Outcome


def settled(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with outcome and points as what they need leaves them; a person's mark stands whatever it needs,
    and so does a finding of an older sheet, which does not say what it would be by itself."""
    every = list(findings)
    own = {one.criterion: one.own for one in every}
    return tuple(one if one.mark or not one.own else _settled(one, own) for one in every)


def _settled(one: Finding, own: Mapping[str, str]) -> Finding:
    roots = tuple([name for name in one.needs if own[name] == "missed"])
    open_ = any(own[name] == "undecided" for name in one.needs)
    waits = one.own == "met" and one.by_hand > 0
    outcome: Outcome = "blocked" if roots else "undecided" if open_ or waits else one.own or "undecided"
    points = 0 if roots or open_ else one.own_points
    high = 0 if roots else one.own_high
    missed = "" if outcome == "met" else one.missed
    if (outcome, points, high, roots, missed) == (one.outcome, one.points, one.high, one.blocked_by, one.missed):
        return one
    return msgspec.structs.replace(one, outcome=outcome, points=points, high=high, blocked_by=roots, missed=missed)


def passed(findings: Sequence[Finding], pass_mark: int, max_score: int) -> bool | None:
    """Score at the pass mark (percent) or above, no critical criterion failed (điểm liệt); None while that is open."""
    low, high = sum(one.points for one in findings), sum(one.high for one in findings)
    mark = pass_mark * max_score
    critical = [one.outcome for one in findings if one.critical]
    if high * 100 < mark or "missed" in critical or "blocked" in critical:
        return False
    return None if low * 100 < mark or "undecided" in critical else True
