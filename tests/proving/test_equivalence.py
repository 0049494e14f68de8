"""A changed workflow that makes no difference is the solution; one that makes any is not."""

from __future__ import annotations

import pytest

from sandbox.proving.equivalence import Judge
from sandbox.proving.footprints import event, watching
from sandbox.proving.play import Pause
from scenarios import Act, NextDay
from tests.proving import office


@pytest.fixture(scope="module")
def judge(scene):
    return Judge(scene.stage, scene.moves)


def same(judge, moves) -> bool:
    return judge.same(judge.stage.begin().go(moves, judge.stage.makes), moves)


def in_order(scene, *names):
    acts = {move.step: move for move in scene.moves}
    return [acts[name] for name in names]


def test_the_solution_is_itself(judge, scene):
    assert same(judge, scene.moves)


def test_steps_on_different_records_may_be_exchanged(judge, scene):
    assert same(judge, in_order(scene, "look", "note", "fill", "sign", "send"))
    assert same(judge, in_order(scene, "look", "fill", "sign", "send", "note"))


def test_steps_that_touch_one_field_may_not(judge, scene):
    one, other = (Act("note", "van_thu", "desk.note", {"letter": "L-2", "text": text}) for text in ("một", "hai"))
    twice = Judge(scene.stage, [*scene.moves, one, other])
    assert same(twice, [one, other, *scene.moves]) is False
    assert same(twice, [*scene.moves, other, one]) is False


def test_a_refused_try_is_no_difference(judge, scene):
    assert same(judge, [scene.moves[-1], *scene.moves])


def test_minutes_are_no_difference_and_days_are(judge, scene):
    assert same(judge, [*scene.moves[:3], Pause(30), *scene.moves[3:]])
    assert not same(judge, [*scene.moves[:3], NextDay(1), *scene.moves[3:]])


def test_a_look_up_more_or_less_is_a_difference_though_the_world_is_the_same(judge, scene):
    assert not same(judge, scene.moves[1:])
    assert not same(judge, [scene.moves[0], *scene.moves])


def test_another_value_is_a_difference(judge, scene):
    note = scene.moves[2]
    other = Act(note.step, note.who, note.does, {**note.params, "text": "Khác"})
    assert not same(judge, [*scene.moves[:2], other, *scene.moves[3:]])


def test_saving_what_was_there_already_is_no_difference(folder):
    stage = office.stage(folder)
    blank = Act("", "van_thu", "desk.clear", {"letter": "L-2"})
    once = Judge(stage, [blank])
    assert same(once, [blank, blank])
    assert same(once, [])


def test_the_same_state_by_other_acts_is_a_difference(judge, scene):
    """Final world alone would merge these: the letter is filled by a wrong hand first, then noted twice."""
    note = scene.moves[2]
    half = Act(note.step, note.who, note.does, {**note.params, "text": "Đã"})
    rest = Act(note.step, note.who, note.does, {**note.params, "text": "xem"})
    assert not same(judge, [*scene.moves[:2], half, rest, *scene.moves[3:]])


def test_footprints_are_field_by_field(folder):
    stage = office.stage(folder)
    run = stage.begin()
    note = Act("", "van_thu", "desk.note", {"letter": "L-2", "text": "x"})
    with watching(stage.start.registry) as seen:
        run.make(note, {})
        found = event("note", run.read, seen)
    assert "letter/L-2.note" in found.reads
    assert "letter/L-2.state" not in found.reads
    assert found.writes == {"letter/L-2.note"}


def test_watching_leaves_the_record_types_as_they_were(folder):
    before = {name: value for name, value in office.Letter.__dict__.items() if name != "__weakref__"}
    stage = office.stage(folder)
    with watching(stage.start.registry):
        assert office.Letter.__dict__["state"] is not before["state"]
    after = {name: value for name, value in office.Letter.__dict__.items() if name != "__weakref__"}
    assert after == before
