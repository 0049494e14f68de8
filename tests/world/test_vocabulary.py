"""The vocabulary names every action and record with types that the rubric and the proof can use."""

from __future__ import annotations

import json

from sandbox.world.vocabulary import vocabulary
from tests.world.office import office


def test_fields_of_records_have_types():
    note = vocabulary(office())["records"]["note"]["fields"]
    assert note["state"] == {"type": "choice", "choices": ["open", "stamped"]}
    assert note["number"] == {"type": "integer", "optional": True}
    assert note["on"]["type"] == "date"
    assert note["file"]["type"] == "file"
    assert {name for name, one in note.items() if one.get("required")} == {"id", "text", "topic"}


def test_parameters_of_actions_have_types():
    actions = vocabulary(office())["actions"]
    assert actions["notes.stamp"]["params"]["note"] == {"required": True, "type": "record", "of": "note"}
    assert actions["notes.stamp"]["subject_kind"] == "note"
    assert actions["notes.seal"]["secrets"] == ["pin"]
    assert actions["notes.write"]["params"]["on"]["type"] == "date"
    assert actions["notes.file"]["params"]["drawer"]["of"] == "drawers"
    assert actions["clock.wait"]["frame"]


def test_the_vocabulary_is_plain_data():
    whole = vocabulary(office())
    assert json.loads(json.dumps(whole)) == whole
