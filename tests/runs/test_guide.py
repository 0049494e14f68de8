"""A guided run leads through every scenario: its next step is always the move that the solution makes next."""

from __future__ import annotations

import pytest

import scenarios
from sandbox.app import open_grounds
from sandbox.config import Config
from sandbox.runs.guide import next_step
from sandbox.runs.play import Player
from sandbox.world.cast import trainee
from scenarios import Act, NextDay, plan
from tests.runs.tiny import MAKERS, tiny_grounds

HOMES = {"case": "tiny"}
GUIDED = [id for id, one in scenarios.library().items() if one.guided]


@pytest.fixture(scope="module")
def grounds(tmp_path_factory):
    opened = open_grounds(Config.for_tests(tmp_path_factory.mktemp("guide"), population_size=3_000))
    opened.makers = MAKERS
    return opened


def steps_of(beginning, player):
    """Play the solution; before every guided move what the guide says, and the move."""
    makes = {name: one.makes for name, one in beginning.expanded.steps.items() if one.makes}
    for move in plan(beginning.expanded):
        guided = not isinstance(move, NextDay) and move.step in beginning.expanded.guide
        seat = trainee(player.world)
        yield next_step(beginning, player.entries, seat, HOMES) if guided else None, move, seat
        player.make(move, makes)


@pytest.mark.parametrize("id", GUIDED)
def test_the_guide_says_the_move_that_the_solution_makes_next(grounds, id):
    beginning = grounds.begin(grounds.scenarios[id], 1)
    player = Player(beginning.start, grounds.makers, beginning.expanded.files)
    numbers = []
    for step, move, seat in steps_of(beginning, player):
        if step is None:
            continue
        numbers.append(step.number)
        assert step.sentence == beginning.expanded.guide[move.step]
        if isinstance(move, Act):
            assert step.action == (move.does if move.who == seat else "cast.take_role")
        else:
            assert step.action == "clock.wait"
    assert numbers == list(range(1, len(numbers) + 1))
    assert next_step(beginning, player.entries, trainee(player.world), HOMES) is None


def test_a_refused_act_does_not_count_as_done(config):
    grounds = tiny_grounds(config)
    beginning = grounds.begin(grounds.scenarios["tiny"], 1)
    player = Player(beginning.start, grounds.makers)
    player.perform("tiny.close", {"case": "V-0000", "pin": "123456"})
    step = next_step(beginning, player.entries, "van_thu", HOMES)
    assert (step.number, step.of, step.tab, step.record) == (1, 1, "tiny", "case V-0000")


def test_somebody_elses_step_begins_with_the_change_of_role(config):
    grounds = tiny_grounds(config)
    beginning = grounds.begin(grounds.scenarios["tiny"], 1)
    step = next_step(beginning, [], "chu_tich", HOMES)
    assert (step.tab, step.record, step.action) == ("", "", "cast.take_role")


def test_the_same_act_on_another_record_does_not_count(config):
    grounds = tiny_grounds(config)
    beginning = grounds.begin(grounds.scenarios["tiny"], 1)
    player = Player(beginning.start, grounds.makers)
    other = player.perform("tiny.open_case", {"subject": "Việc khác"}).record
    player.perform("tiny.remark", {"case": other.id, "text": "Nhầm việc"})
    assert next_step(beginning, player.entries, "van_thu", HOMES).action == "tiny.remark"
