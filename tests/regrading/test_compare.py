"""Old and new sheet of a record beside each other."""

from __future__ import annotations

import msgspec
import pytest

from grader import grade
from grader.sheet import Mark
from sandbox.regrading.compare import compare, failed, summed
from sandbox.regrading.counting import counted
from scenarios import loads
from tests.grader.story import FILE, solved

TEXT = FILE.read_text("utf-8")
RECORD = solved(upto="return").record()
BEFORE = grade(RECORD)


def after(old: str, new: str):
    """The same record under a rubric in which one text is another wherever it stands."""
    assert old in TEXT
    return grade(RECORD, loads(TEXT.replace(old, new).encode()))


def a_mark(criterion: str, points: int) -> Mark:
    return Mark(criterion, points, "Cô", "2026-11-22T08:00:00", "vì")


def test_the_same_sheet_changes_nothing():
    told = compare(1, BEFORE, BEFORE, [])
    assert told.same
    assert (told.gain, told.crossing, told.moved) == (0, "", ())


def test_other_points_are_told_by_criterion():
    told = compare(1, BEFORE, after("thẩm định, points: 2", "thẩm định, points: 5"), [])
    assert (told.gain, told.same) == (3, False)
    assert [(one.criterion, one.old_points, one.new_points, one.new_max) for one in told.moved] == [
        ("checked", 2, 5, 5)
    ]


@pytest.mark.parametrize(
    ("before", "now", "crossing"),
    [
        (False, True, "up"),
        (True, False, "down"),
        (True, None, "open"),
        (None, False, "down"),
        (True, True, ""),
        (None, None, ""),
    ],
)
def test_crossings(before, now, crossing):
    told = compare(1, msgspec.structs.replace(BEFORE, passed=before), msgspec.structs.replace(BEFORE, passed=now), [])
    assert told.crossing == crossing


def test_criteria_that_come_and_go_are_told():
    told = compare(1, BEFORE, after("sealed", "stamped"), [])
    moved = {one.criterion: (one.old, one.new) for one in told.moved}
    assert moved["sealed"] == ("met", "")
    assert moved["stamped"] == ("", "met")


def test_marks_count_on_both_sides_and_those_without_a_place_are_named():
    marks = [a_mark("returned", 2), a_mark("sealed", 1), a_mark("returned", 1)]
    told = compare(1, BEFORE, after("sealed", "stamped"), marks)
    assert told.old.score == counted(BEFORE, marks)[0].score
    assert told.marked == ("returned", "sealed")
    assert told.lost == ("sealed",)


def test_a_mark_of_more_points_than_there_are_is_without_a_place():
    sheet, lost = counted(BEFORE, [a_mark("returned", 99)])
    assert (sheet, lost) == (BEFORE, ("returned",))


def test_the_sheet_that_is_kept_is_the_machines_alone():
    told = compare(1, BEFORE, BEFORE, [a_mark("returned", 2)])
    assert told.content == BEFORE.to_json()


def test_the_counts_of_a_trial():
    up = compare(1, msgspec.structs.replace(BEFORE, passed=False), msgspec.structs.replace(BEFORE, passed=True), [])
    less = compare(2, BEFORE, msgspec.structs.replace(BEFORE, score=BEFORE.score - 1), [])
    same, fault = compare(3, BEFORE, BEFORE, [a_mark("returned", 2)]), failed("r", 4, BEFORE, [], "RuntimeError: x")
    wanted = {"records": 4, "gain": 0, "lose": 1, "up": 1, "down": 0, "open": 0, "marked": 1, "faults": 1, "same": 2}
    found = msgspec.to_builtins(summed([up, less, same, fault]))
    assert {name: found[name] for name in wanted} == wanted
