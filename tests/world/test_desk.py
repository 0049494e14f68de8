"""The desk of a handler: what it finds, changes and leaves for later."""

from __future__ import annotations

from datetime import datetime

import pytest

from sandbox.world.clock import Due
from sandbox.world.desk import Desk
from sandbox.world.effects import Effects, NoFile
from tests.world.office import WRITER, Note, start


def note(id: str, topic: str = "a") -> Note:
    return Note(id=id, topic=topic, text="…")


def desk(*kept: Note) -> Desk:
    records = {"note": {one.id: one for one in kept}}
    return Desk(start(records=records).world(), WRITER, Effects())


def test_find_sees_what_this_desk_added_changed_and_removed():
    at = desk(note("n3"), note("n2"), note("n5", "b"))
    at.add(note("n1"))
    at.update(at.get(Note, "n5"), topic="a")
    at.update(at.get(Note, "n3"), topic="b")
    at.remove(at.get(Note, "n2"))
    assert [one.id for one in at.find(Note, topic="a")] == ["n1", "n5"]
    assert {"note/n1", "note/n5"} <= at.reads


def test_an_id_is_given_once():
    with pytest.raises(ValueError, match="note/n1 exists already"):
        desk(note("n1")).add(note("n1"))


def test_what_ends_as_it_began_is_no_change():
    at = desk(note("n1"))
    at.update(at.get(Note, "n1"), topic="b")
    at.update(at.get(Note, "n1"), topic="a")
    assert at.changes() == []


def test_what_is_left_for_later_keeps_its_order():
    at = desk()
    monday = datetime(2026, 11, 23, 8)
    at.later(monday, "000190000001", "notes.write", topic="x", text="y")
    at.later(monday, "system", "notes.crash")
    first, second = at.find(Due)
    assert (first.id, first.due, first.who, first.action) == ("000001", monday, "000190000001", "notes.write")
    assert first.params == {"topic": "x", "text": "y"}
    assert (second.id, second.who) == ("000002", "system")


def test_files_are_read_where_they_were_made_or_kept():
    effects = Effects({"print": lambda inputs, read: inputs["text"].encode()}, {"kept": b"old"}.__getitem__)
    at = Desk(start().world(), WRITER, effects)
    made = at.effect("print", {"text": "mới"})
    assert at.read(made).decode() == "mới"
    assert at.read("kept") == b"old"
    assert list(at.made.values()) == [made]
    with pytest.raises(NoFile):
        Desk(start().world(), WRITER, Effects()).read(made)
