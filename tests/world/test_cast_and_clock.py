"""The clock moves only when moved; what is due happens in order, as entries of its own."""

from __future__ import annotations

from datetime import datetime

import pytest

from sandbox.world.cast import Rule, as_actor, trainee
from sandbox.world.desk import Actor
from sandbox.world.perform import Endless, perform
from tests.world.office import WRITER, Note, start

CITIZEN = "000190000001"


def rule(**given):
    settings = {"id": "answer", "does": "notes.stamp", "who": CITIZEN, "then": "notes.write"}
    settings |= {"params": {"topic": "trả lời", "text": "@note"}, "after": "1 working day"}
    return Rule(**(settings | given))


def write_and_stamp(begin):
    world = perform(begin.world(), WRITER, "notes.write", {"topic": "a", "text": "b"}).world
    return perform(world, WRITER, "notes.stamp", {"note": "n0001"})


def test_the_clock_stands_still_until_moved():
    world = perform(start().world(), WRITER, "notes.write", {"topic": "a", "text": "b"}).world
    assert world.now == datetime(2026, 11, 20, 14, 0)
    assert perform(world, WRITER, "clock.next_day", {}).world.now == datetime(2026, 11, 23, 7, 0)


def test_an_action_that_takes_time_moves_the_clock():
    assert write_and_stamp(start()).world.now == datetime(2026, 11, 20, 14, 10)


def test_a_reaction_comes_when_it_is_due_with_its_cause():
    stamped = write_and_stamp(start(rules=(rule(),)))
    assert len(stamped.entries) == 1
    outcome = perform(stamped.world, WRITER, "clock.next_day", {})
    assert len(outcome.entries) == 1, "due on Monday 23/11 at 14:00, not at its opening"
    waited = perform(outcome.world, WRITER, "clock.wait", {})
    reaction = waited.entries[1].content
    assert (reaction.origin, reaction.actor, reaction.rule, reaction.cause) == ("cast", CITIZEN, "answer", 2)
    assert reaction.at == waited.world.now.isoformat() == "2026-11-23T14:00:00"
    assert waited.world.get(Note, "n0002").text == "n0001"


def test_what_was_due_in_between_happens_at_its_own_time():
    world = write_and_stamp(start(rules=(rule(),))).world
    world = perform(world, WRITER, "clock.next_day", {}).world
    outcome = perform(world, WRITER, "clock.next_day", {})
    assert outcome.world.now == datetime(2026, 11, 24, 7, 0)
    assert outcome.entries[1].content.at == "2026-11-23T14:00:00"


def test_a_reaction_at_once_is_an_entry_of_its_own_in_the_same_outcome():
    outcome = write_and_stamp(start(rules=(rule(after=""),)))
    assert [one.content.action for one in outcome.entries] == ["notes.stamp", "notes.write"]
    assert all(change.kind != "note" or change.id == "n0001" for change in outcome.entry.content.changes)


def test_a_rule_fires_as_often_as_it_says():
    begin = start(
        rules=(rule(id="echo", does="notes.write", then="notes.stamp", params={"note": "@result"}, after=""),)
    )
    world = perform(begin.world(), WRITER, "notes.write", {"topic": "a", "text": "b"}).world
    second = perform(world, WRITER, "notes.write", {"topic": "a", "text": "b"})
    assert len(second.entries) == 1
    assert [one.state for one in second.world.find(Note)] == ["stamped", "open"]


def test_rules_that_chase_each_other_are_stopped():
    begin = start(rules=(rule(does="notes.write", params={"topic": "x", "text": "y"}, after="", times=10**6),))
    with pytest.raises(Endless):
        perform(begin.world(), WRITER, "notes.write", {"topic": "a", "text": "b"})


def test_a_refused_reaction_is_not_tried_again():
    begin = start(rules=(rule(then="notes.stamp", params={"note": "@note"}, after=""),))
    outcome = write_and_stamp(begin)
    assert outcome.entries[1].content.refused is not None
    assert len(perform(outcome.world, WRITER, "clock.next_day", {}).entries) == 1


def test_a_reaction_that_cannot_be_read_is_a_refused_entry():
    outcome = write_and_stamp(start(rules=(rule(params={"topic": "x"}, after=""),)))
    refused = outcome.entries[1].content.refused
    assert refused is not None
    assert refused.code == "unreadable"


def test_rules_match_parameters_and_the_resulting_record():
    quiet = write_and_stamp(start(rules=(rule(when={"note": "n0002"}, after=""),)))
    other = write_and_stamp(start(rules=(rule(about={"state": "open"}, after=""),)))
    loud = write_and_stamp(start(rules=(rule(when={"note": "n0001"}, about={"state": "stamped"}, after=""),)))
    assert [len(one.entries) for one in (quiet, other, loud)] == [1, 1, 2]


def test_nothing_to_wait_for_is_said():
    outcome = perform(start().world(), WRITER, "clock.wait", {})
    assert outcome.refused is not None
    assert outcome.refused.code == "nothing_expected"


def test_waiting_is_for_people_not_for_the_system():
    system = rule(id="soon", who="system", after="30 minutes")
    refused = perform(write_and_stamp(start(rules=(system,))).world, WRITER, "clock.wait", {}).refused
    assert refused is not None
    assert refused.code == "nothing_expected"
    both = write_and_stamp(start(rules=(system, rule()))).world
    waited = perform(both, WRITER, "clock.wait", {})
    assert waited.world.now == datetime(2026, 11, 23, 14, 0)
    assert [one.content.actor for one in waited.entries] == ["anh", "system", CITIZEN]


def test_the_trainee_takes_the_roles_of_the_scenario_only():
    begin = start(plays=("anh",))
    world = begin.world()
    assert trainee(world) == "anh"
    assert perform(world, WRITER, "cast.take_role", {"staff": "binh"}).refused is not None
    moved = perform(start().world(), WRITER, "cast.take_role", {"staff": "binh"}).world
    assert trainee(moved) == "binh"


def test_the_fitting_role_of_a_person_is_used():
    stamp = start().registry["notes.stamp"]
    assert as_actor(None, "anh", stamp, ("reader", "stamper")) == Actor("anh", "stamper")
    assert as_actor(None, "anh", stamp, ("reader",)) == Actor("anh", "reader")
