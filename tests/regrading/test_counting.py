"""Which criteria wait for a person, and where a submission stands."""

from __future__ import annotations

import pytest

from grader.sheet import Finding, Mark
from sandbox.regrading.counting import points_waiting, standing, waits
from tests.grader.checks.test_written import GOOD, hand


def finding(outcome, points=0, high=0, **more):
    numbers = {"points": points, "high": high, "max_points": 4}
    return Finding(criterion="c0", title="Việc", outcome=outcome, **numbers, **more)


@pytest.mark.parametrize(
    ("one", "open_points"),
    [
        (finding("undecided", 1, 4, own="met", by_hand=3), 3),
        (finding("undecided", 0, 4, own="undecided"), 4),
        (finding("undecided", 0, 4), 4),
        (finding("met", 4, 4, own="met"), 0),
        (finding("missed", own="missed"), 0),
        (finding("blocked", own="met", by_hand=3), 0),
        (finding("undecided", 0, 4, own="met"), 0),
        (finding("undecided", 0, 0, own="missed"), 0),
        (finding("met", 2, 2, own="met", by_hand=3, mark=Mark("c0", 2, "Cô", "lúc")), 0),
    ],
    ids=[
        "a text", "lost evidence", "an older sheet", "met", "missed", "blocked", "hangs on another", "would be missed",
        "marked",
    ],
)  # fmt: skip
def test_what_waits_for_a_person(one, open_points):
    assert (waits(one), points_waiting(one)) == (open_points > 0, open_points)


def test_a_criterion_without_points_to_give_can_wait_too():
    """All its points went for hints; whether it is met may still decide about passing."""
    assert waits(finding("undecided", 0, 0, own="undecided", critical=True))


def test_a_text_waits_until_it_is_marked():
    sheet = hand(GOOD)
    before = standing(1, sheet, [])
    assert (before.open, before.waiting, before.marked, before.score) == (("c0",), 2, False, sheet.score)
    after = standing(1, sheet, [(1, Mark("c0", 5, "Cô", "lúc"))])
    assert (after.open, after.waiting, after.marked) == ((), 0, True)
    assert (after.score, after.machine) == (5, sheet.score)
