"""any_of: one right way is enough; an open way keeps it open; the nearest way is the one that is told."""

import pytest

from scenarios import ScenarioError
from scenarios.rubric import BODIES
from tests.grader.rubrics import found, outcome, rubric
from tests.grader.story import Story, solved

WAYS = (
    "check: any_of, ways: [{check: happened, what: accept}, "
    "{check: ends_with, record: $dossier, has: {state: processing, officer: tu_phap}}]"
)


def test_either_way_is_enough():
    assert outcome(WAYS, Story().accept()) == "met"
    assert outcome(WAYS, Story().transfer()) == "met"
    assert outcome(WAYS, solved("draft")) == "met"
    assert outcome(WAYS, Story().ask()) == "missed"


def test_half_of_one_way_and_half_of_another_are_not_one_way():
    halves = WAYS.replace(
        "happened, what: accept", "ends_with, record: $dossier, has: {state: accepted, supplements: 1}"
    )
    assert outcome(halves, Story().ask().transfer("van_thu")) == "missed"
    assert outcome(halves, Story().ask().accept()) == "met"


def test_the_way_that_is_met_shows_the_evidence():
    assert [one.entry for one in found(WAYS, Story().ask().accept()).evidence] == [2]


def test_the_nearest_way_is_told_and_all_ways_are_expected():
    told = found(WAYS, Story().transfer("van_thu"))
    assert told.seen.startswith("Người giải quyết: ")
    assert told.expected.startswith("Làm “Tiếp nhận hồ sơ”; hoặc Người giải quyết: ")


def test_a_way_that_cannot_be_told_keeps_it_open_unless_another_is_met():
    lost = {"doubted": frozenset({1})}
    assert outcome(WAYS, Story().ask(), **lost) == "undecided"
    assert outcome(WAYS, Story().ask().accept(), **lost) == "met"


def test_a_way_that_holds_of_doing_nothing_needs_a_positive_criterion():
    idle = "check: any_of, ways: [{check: happened, what: accept}, {check: never, what: ask}]"
    with pytest.raises(ScenarioError, match="đạt cả khi không làm gì"):
        rubric(idle)
    assert outcome(idle + ", needs: base", Story().ask().accept()) == "met"


def test_every_other_check_may_be_a_way():
    assert len(BODIES) >= 8
    assert (
        outcome(
            "check: any_of, ways: [{check: signed, record: $certificate, by: org}, {check: ordered, "
            "rules: [{first: ask, then: accept}]}]",
            Story().ask().accept(),
        )
        == "met"
    )


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        ("[{check: happened, what: accept}]", "cần ít nhất 2 mục"),
        ("[{check: happened, what: acept}, {check: happened, what: ask}]", "không có bước “acept” trong steps"),
        ("[{check: any_of, ways: []}, {check: happened, what: ask}]", "không có phép kiểm “any_of”"),
        ("[{check: happened, what: ask, points: 3}, {check: happened, what: ask}]", "không có mục “points”"),
    ],
)
def test_a_way_that_is_no_way_is_refused_with_its_line(ways, told):
    with pytest.raises(ScenarioError) as caught:
        rubric(f"check: any_of, ways: {ways}")
    assert any(told in one.message and one.line for one in caught.value.problems), caught.value.problems


def test_the_nearest_way_has_the_largest_share_of_what_is_right():
    ways = (
        "check: any_of, ways: [{check: ends_with, record: $dossier, has: {state: accepted, officer: dat}}, "
        "{check: ends_with, record: $dossier, has: {state: processing, officer: tu_phap}}]"
    )
    assert found(ways, Story().transfer("van_thu")).seen.startswith("Người giải quyết: ")
    assert found(ways, Story().accept()).seen.startswith("Người giải quyết: ")
