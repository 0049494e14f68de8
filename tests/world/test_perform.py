"""Performing actions: what is recorded, what a refusal leaves, what an error leaves."""

from __future__ import annotations

import pytest

from sandbox.world.action import UnknownAction, Unreadable
from sandbox.world.desk import Actor
from sandbox.world.journal import chain_breaks
from sandbox.world.perform import Frozen, perform
from sandbox.world.world import replay, restore
from tests.world.office import WRITER, Box, Note, printer, start


def wrote(world=None, topic="họp", text="giao ban"):
    return perform(world or start().world(), WRITER, "notes.write", {"topic": topic, "text": text})


def test_an_action_leaves_one_entry_with_its_changes():
    outcome = wrote()
    content = outcome.entry.content
    assert (content.seq, content.action, content.actor, content.role) == (1, "notes.write", "anh", "writer")
    assert content.at == "2026-11-20T14:00:00"
    assert [(c.kind, c.id, c.before) for c in content.changes] == [
        ("series", "note/2026", None),
        ("note", "n0001", None),
    ]
    assert content.result == "note/n0001"
    assert outcome.world.get(Note, "n0001").text == "giao ban"


def test_the_world_before_is_not_touched():
    before = start().world()
    wrote(before)
    assert before.seq == 0
    assert before.find(Note) == []


def test_an_update_records_only_what_differs():
    world = wrote().world
    change = perform(world, WRITER, "notes.stamp", {"note": "n0001"}).entry.content.changes[1]
    assert (change.before, change.after) == (
        {"state": "open", "number": None},
        {"state": "stamped", "number": 1},
    )


def test_a_refusal_half_way_leaves_only_its_refusal():
    world = perform(wrote().world, WRITER, "notes.stamp", {"note": "n0001"}).world
    outcome = perform(world, WRITER, "notes.stamp", {"note": "n0001"})
    assert outcome.refused is not None
    assert outcome.refused.text == "Phiếu n0001 đã đóng dấu"
    assert outcome.entry.content.changes == []
    assert outcome.world.get(Note, "n0001").text == "giao ban"
    assert outcome.world.seq == world.seq + 1


def test_numbers_have_no_gap_after_a_refusal():
    world = wrote(wrote().world).world
    for note in ("n0001", "n0001", "n0002"):
        world = perform(world, WRITER, "notes.stamp", {"note": note}).world
    assert [one.number for one in world.find(Note)] == [1, 2]


def test_what_the_system_remembers_of_a_failed_try_stays_with_the_refusal():
    outcome = perform(wrote().world, WRITER, "notes.seal", {"note": "n0001", "pin": "000000"})
    assert outcome.refused is not None
    assert outcome.refused.code == "wrong_pin"
    assert outcome.world.get(Box, "box").tries == 4


def test_an_unexpected_error_leaves_nothing():
    world = start().world()
    with pytest.raises(RuntimeError):
        perform(world, WRITER, "notes.crash", {})
    assert wrote(world).entry.content.result == "note/n0001"


def test_a_role_that_may_not_is_refused_with_an_entry():
    outcome = perform(start().world(), Actor("binh", "stamper"), "notes.write", {"topic": "a", "text": "b"})
    assert outcome.refused is not None
    assert outcome.refused.code == "not_permitted"


@pytest.mark.parametrize(
    ("params", "loc", "type"),
    [
        ({"topic": "a"}, ("text",), "missing"),
        ({"topic": "a", "text": "b", "extra": "c"}, ("extra",), "extra_forbidden"),
        ({"topic": "", "text": "b"}, ("topic",), "string_too_short"),
        ({"topic": "a", "text": "b", "on": "31/02/2026"}, ("on",), "date_form"),
        ({"topic": "a\x00", "text": "b"}, ("topic",), "not_printable"),
    ],
)
def test_what_cannot_be_read_is_no_entry(params, loc, type):
    with pytest.raises(Unreadable) as caught:
        perform(start().world(), WRITER, "notes.write", params)
    assert [(e["loc"], e["type"]) for e in caught.value.errors] == [(loc, type)]


def test_an_unknown_record_and_an_unknown_choice_cannot_be_read():
    with pytest.raises(Unreadable, match="record_unknown"):
        perform(start().world(), WRITER, "notes.stamp", {"note": "n9999"})
    with pytest.raises(Unreadable, match="not_a_choice"):
        perform(wrote().world, WRITER, "notes.file", {"note": "n0001", "drawer": "z"})


def test_choices_may_depend_on_the_other_parameters():
    outcome = perform(wrote().world, WRITER, "notes.file", {"note": "n0001", "drawer": "n0001"})
    assert outcome.world.get(Note, "n0001").topic == "n0001"


def test_what_is_not_possible_now_is_refused_with_the_reason_that_its_page_gives():
    world = perform(wrote().world, WRITER, "notes.stamp", {"note": "n0001"}).world
    outcome = perform(world, WRITER, "notes.file", {"note": "n0001", "drawer": "a"})
    assert outcome.refused is not None
    assert (outcome.refused.code, outcome.refused.reason) == ("stamped", "Phiếu đã đóng dấu")
    assert outcome.entry.content.changes == []


def test_an_unknown_action_is_an_error():
    with pytest.raises(UnknownAction):
        perform(start().world(), WRITER, "notes.burn", {})


def test_text_is_kept_in_nfc_with_lf():
    note = wrote(text="  Hoà bình\r\n2 ".replace("à", "à")).record
    assert note.text == "Hoà bình\n2"


def test_a_secret_is_never_written_down():
    outcome = perform(wrote().world, WRITER, "notes.seal", {"note": "n0001", "pin": "135790"})
    assert outcome.refused is None
    refused = perform(wrote().world, Actor("x", "nobody"), "notes.seal", {"note": "n0001", "pin": "135790"})
    assert outcome.entry.content.params["pin"] == "given"
    assert b"135790" not in outcome.entry.content_bytes + refused.entry.content_bytes


def test_a_step_in_another_service_is_named_with_its_changes():
    content = perform(wrote().world, WRITER, "notes.seal", {"note": "n0001", "pin": "135790"}).entry.content
    assert [(s.action, s.params) for s in content.steps] == [("notes.stamp", {"note": "n0001"})]
    assert [(c.step, c.kind, c.after) for c in content.changes if c.kind == "note"] == [
        (1, "note", {"state": "stamped", "number": 1}),
        (0, "note", {"text": "sealed"}),
    ]


def test_a_look_up_is_an_entry_that_says_what_was_read():
    content = perform(start().world(), WRITER, "notes.look", {}).entry.content
    assert content.reads == ["person/000190000001"]
    assert content.changes == []


def test_effects_are_recorded_and_given_back_on_replay():
    world = wrote().world
    first = perform(world, WRITER, "notes.print", {"note": "n0001"}, printer())
    other = perform(world, WRITER, "notes.print", {"note": "n0001"}, again := printer())
    recorded = type(again)(again._makers, recorded=first.entry.content.effects)
    same = perform(world, WRITER, "notes.print", {"note": "n0001"}, recorded)
    assert first.entry.content_bytes == other.entry.content_bytes
    assert same.entry.content_bytes == first.entry.content_bytes
    printer_used = printer()
    printer_used.make("print", {"text": "x"})
    changed = perform(world, WRITER, "notes.print", {"note": "n0001"}, printer_used)
    assert changed.entry.content_bytes != first.entry.content_bytes


def test_the_fold_of_the_journal_is_the_world():
    begin = start()
    world, entries = begin.world(), []
    for name, params in (
        ("notes.write", {"topic": "a", "text": "b"}),
        ("notes.write", {"topic": "c", "text": "d", "on": "24/11/2026"}),
        ("notes.stamp", {"note": "n0002"}),
        ("notes.stamp", {"note": "n0002"}),
        ("notes.seal", {"note": "n0001", "pin": "135790"}),
        ("clock.next_day", {}),
    ):
        outcome = perform(world, WRITER, name, params)
        world, entries = outcome.world, entries + list(outcome.entries)
    folded = replay(begin, entries)
    assert folded.plain() == world.plain()
    assert (folded.seq, folded.head) == (world.seq, world.head)
    assert chain_breaks(begin.digest, entries) is None
    again = restore(begin, world.seq, world.head, world.own_rows())
    assert again.plain() == world.plain()
    assert again.touched("note", "n0002") == world.touched("note", "n0002") == 3


def test_a_frozen_world_is_only_looked_at():
    with pytest.raises(Frozen):
        wrote(start().world().as_frozen())


def test_a_record_that_changed_since_the_page_was_drawn_is_refused():
    world = perform(wrote().world, WRITER, "notes.stamp", {"note": "n0001"}).world
    stale = perform(world, WRITER, "notes.print", {"note": "n0001"}, printer(), seen=1)
    fresh = perform(world, WRITER, "notes.print", {"note": "n0001"}, printer(), seen=2)
    assert stale.refused is not None
    assert stale.refused.code == "changed_meanwhile"
    assert fresh.refused is None


def test_a_scan_of_the_population_is_an_error():
    from tests.world.office import Citizen

    with pytest.raises(TypeError, match="scan of the population"):
        start().world().find(Citizen)
    assert start().world().get(Citizen, "000190000002").name == "Người 2"


def test_find_sees_start_records_own_changes_and_indexes():
    begin = start(
        records={"note": {"n9": Note(id="n9", topic="a", text="x"), "n8": Note(id="n8", topic="b", text="x")}}
    )
    world = wrote(begin.world(), topic="a").world
    assert [one.id for one in world.find(Note, topic="a")] == ["n0001", "n9"]
    moved = perform(world, WRITER, "notes.file", {"note": "n9", "drawer": "a"}).world
    assert [one.id for one in moved.find(Note, topic="a")] == ["n0001", "n9"]
    other = perform(world, WRITER, "notes.file", {"note": "n9", "drawer": "n9"}).world
    assert [one.id for one in other.find(Note, topic="a")] == ["n0001"]
