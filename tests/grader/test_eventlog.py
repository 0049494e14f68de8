"""Event logs of runs: as the standards say, with everything that happened and nothing of the real world."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest

from grader import RunRecord, trusted_record, write_bundle
from grader.cli import main
from grader.eventlog import log_of, write_ocel, write_xes
from grader.eventlog.happenings import EVENT_ATTRIBUTES
from tests.grader.story import solved
from tests.grader.test_bundle import KEY, packed, parts

GOLDEN = sorted(Path(__file__).with_name("golden").glob("v*.zip"))
XES = "{http://www.xes-standard.org/}"


def records() -> list[RunRecord]:
    return [trusted_record(one)[0] for one in GOLDEN]


@pytest.fixture(scope="module")
def ocel() -> dict:
    return as_ocel(records())


@pytest.fixture(scope="module")
def xes() -> ET.Element:
    return as_xes(records())


def as_ocel(runs: list[RunRecord]) -> dict:
    out = io.BytesIO()
    write_ocel(map(log_of, runs), out)
    return json.loads(out.getvalue())


def as_xes(runs: list[RunRecord]) -> ET.Element:
    out = io.BytesIO()
    write_xes(map(log_of, runs), out)
    return ET.fromstring(out.getvalue())


# OCEL 2.0: the rules of its JSON schema and of its specification


def named(**more) -> dict:
    return {"type": "object", "properties": {"name": {"type": "string"}, **more}, "required": ["name", *more]}


def listed(item: dict) -> dict:
    return {"type": "array", "items": item}


VALUE = {"type": ["string", "integer", "boolean"]}
TIME = {"type": "string", "format": "date-time"}
ATTRIBUTE_TYPE = {"enum": ["string", "time", "integer", "float", "boolean"]}
TYPE = named(attributes=listed(named(type=ATTRIBUTE_TYPE)))
RELATED = listed({
    "type": "object",
    "properties": {"objectId": {"type": "string"}, "qualifier": {"type": "string"}},
    "required": ["objectId", "qualifier"],
})  # fmt: skip


def item(attribute: dict, *more: str) -> dict:
    properties = {"id": {"type": "string"}, "type": {"type": "string"}, "time": TIME, "relationships": RELATED}
    properties["attributes"] = listed(attribute)
    return {"type": "object", "properties": properties, "required": ["id", "type", *more]}


OCEL_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "eventTypes": listed(TYPE),
        "objectTypes": listed(TYPE),
        "events": listed(item(named(value=VALUE), "time")),
        "objects": listed(item(named(value=VALUE, time=TIME))),
    },
    "required": ["eventTypes", "objectTypes", "events", "objects"],
    "additionalProperties": False,
}


def test_ocel_is_as_its_schema_says(ocel):
    checker = jsonschema.Draft202012Validator(OCEL_SCHEMA, format_checker=jsonschema.FormatChecker())
    assert [one.message for one in checker.iter_errors(ocel)] == []


def test_ids_are_given_once_and_relations_lead_somewhere(ocel):
    events, objects = ([one["id"] for one in ocel[what]] for what in ("events", "objects"))
    assert len(set(events)) == len(events)
    assert len(set(objects)) == len(objects)
    aims = {to["objectId"] for one in (*ocel["events"], *ocel["objects"]) for to in one["relationships"]}
    assert aims <= set(objects)


def test_everything_has_a_declared_type_and_its_attributes_the_declared_ones(ocel):
    types = {"string": str, "time": str, "integer": int, "boolean": bool}
    for what, declared in (("events", "eventTypes"), ("objects", "objectTypes")):
        known = {one["name"]: {two["name"]: two["type"] for two in one["attributes"]} for one in ocel[declared]}
        assert {one["type"] for one in ocel[what]} == set(known)
        for one in ocel[what]:
            for attribute in one["attributes"]:
                wanted = known[one["type"]][attribute["name"]]
                assert type(attribute["value"]) is types[wanted], (one["id"], attribute)
                if wanted == "time":
                    assert datetime.fromisoformat(attribute["value"]).tzinfo


def test_every_entry_is_an_event_with_its_simulated_moment(ocel):
    wanted = [(entry.action, entry.at + "+07:00") for record in records() for entry in record.entries]
    assert [(one["type"], one["time"]) for one in ocel["events"]] == wanted


def test_a_thing_keeps_what_it_was_and_since_when():
    log = as_ocel([solved().record()])
    (dossier,) = [one for one in log["objects"] if one["type"] == "dossier"]
    states = [(one["time"], one["value"]) for one in dossier["attributes"] if one["name"] == "state"]
    assert [value for _, value in states] == ["submitted", "accepted", "processing", "returned"]
    assert states[0][0] == "1970-01-01T00:00:00Z"
    assert [time for time, _ in states[1:]] == sorted(time for time, _ in states[1:])
    assert {"objectId": "r1:person/" + solved().mother, "qualifier": "submitter"} in dossier["relationships"]


def test_an_event_says_how_it_relates_to_each_thing():
    log = as_ocel([solved().record()])
    related = {one["type"]: {to["objectId"]: to["qualifier"] for to in one["relationships"]} for one in log["events"]}
    dossier, mother = f"r1:dossier/{solved().dossier}", f"r1:person/{solved().mother}"
    assert related["onestop.return_result"][dossier] == "changed"
    assert related["onestop.return_result"][mother] == "to"
    assert related["registry.look_up"][mother] == "person"
    assert related["registry.draft_certificate"]["r1:document/doc1"] == "made"
    assert all(one["r1:run/r1"] == "run" for one in related.values())


def test_a_refusal_is_an_outcome_with_its_reason():
    story = solved(upto="draft").act("tu_phap", "eoffice.submit", refused=True, document="doc1")
    (told,) = [one for one in as_ocel([story.record()])["events"] if one["type"] == "eoffice.submit"]
    values = {one["name"]: one["value"] for one in told["attributes"]}
    assert (values["outcome"], values["reason"]) == ("refused", "no")


def test_the_same_record_in_two_runs_is_two_things():
    runs = [solved().record(run="a"), solved().record(run="b")]
    ids = [one["id"] for one in as_ocel(runs)["objects"] if one["type"] == "dossier"]
    assert len(set(ids)) == len(ids) == 2


# XES 1.0: order and types of its schema


def test_xes_has_its_parts_in_the_order_of_its_schema(xes):
    assert xes.tag == XES + "log"
    assert xes.get("xes.version") == "1.0"
    order = [XES + one for one in ("extension", "global", "classifier", "trace")]
    places = [order.index(one.tag) for one in xes]
    assert places == sorted(places)
    assert {one.get("scope") for one in xes.iter(XES + "global")} == {"trace", "event"}


def test_attributes_are_typed_and_given_once(xes):
    shapes = {
        "string": r"(?s).*",
        "int": r"-?\d+",
        "boolean": "true|false",
        "date": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)",
    }
    for holder in (*xes.iter(XES + "trace"), *xes.iter(XES + "event"), *xes.iter(XES + "global")):
        held = [one for one in holder if one.tag != XES + "event"]
        keys = [one.get("key") for one in held]
        assert len(set(keys)) == len(keys)
        for one in held:
            assert re.fullmatch(shapes[one.tag.removeprefix(XES)], one.get("value")), one.attrib


def test_every_event_has_what_the_globals_and_classifiers_promise(xes):
    promised = {one.get("key") for one in xes.find(XES + "global[@scope='event']")}
    promised |= {key for one in xes.iter(XES + "classifier") for key in one.get("keys").split()}
    for event in xes.iter(XES + "event"):
        assert promised <= {one.get("key") for one in event}


def test_a_trace_is_a_run_with_its_entries_in_order(xes):
    traces = xes.findall(XES + "trace")
    assert [one.find(XES + "string[@key='concept:name']").get("value") for one in traces] == [
        one.run for one in records()
    ]
    numbers = [
        [int(one.get("value")) for one in trace.iter(XES + "int") if one.get("key") == "number"] for trace in traces
    ]
    assert numbers == [list(range(1, len(one.lines) + 1)) for one in records()]


def test_what_xml_cannot_hold_is_replaced():
    story = solved(upto="ask").write({
        "seq": 1, "at": "2026-11-23T08:00:00", "origin": "trainee", "actor": "a\x01<&\">", "role": "", "action": "x.y",
        "params": {},
    })  # fmt: skip
    (event,) = as_xes([story.record()]).iter(XES + "event")
    assert event.find(XES + "string[@key='org:resource']").get("value") == 'a\ufffd<&">'


# Nothing of the real world


def test_no_account_no_wall_time_and_no_free_text_is_in_a_log():
    record = solved().record(people={"account": "4711", "mode": "exam"})
    texts = [io.BytesIO(), io.BytesIO()]
    write_ocel([log_of(record)], texts[0])
    write_xes([log_of(record)], texts[1])
    for one in texts:
        text = one.getvalue().decode()
        for private in ("4711", "2026-11-22T01:00:00Z", "exam", "Thẩm định", "Đủ"):
            assert private not in text, private


def test_lost_entries_are_left_out():
    record = solved().record(doubted=frozenset({2, 5}))
    assert [one.attributes["number"] for one in log_of(record).events] == [1, 3, 4, 6, 7, 8, 9, 10, 11]


def test_the_command_writes_logs_of_bundles(tmp_path, capfd):
    target = tmp_path / "all.ocel.json"
    assert main(["log", "--format", "ocel", "--output", str(target), *map(str, GOLDEN)]) == 0
    assert json.loads(target.read_bytes()) == as_ocel(records())
    assert main(["log", "--format", "xes", "--output", str(target), str(GOLDEN[0])]) == 2
    assert "hãy kiểm tra" in capfd.readouterr().err


def test_a_log_that_cannot_be_finished_leaves_nothing_behind(tmp_path, capfd):
    target, broken = tmp_path / "all.xes", tmp_path / "broken.zip"
    broken.write_bytes(b"no bundle")
    assert main(["log", "--format", "xes", "--output", str(target), str(GOLDEN[0]), str(broken)]) == 2
    assert "hãy xuất lại" in capfd.readouterr().err
    assert not target.exists()
    target.write_bytes(b"kept")
    assert main(["log", "--format", "xes", "--output", str(target), str(broken)]) == 2
    assert target.read_bytes() == b"kept"


def test_the_command_warns_of_what_was_altered(tmp_path, capfd):
    members = parts(write_bundle(solved().record(), KEY))
    members["journal"] = members["journal"].replace(b'"opinion":"pass"', b'"opinion":"fail"', 1)
    (tmp_path / "run.zip").write_bytes(packed(members))
    assert main(["log", "--format", "xes", "--output", str(tmp_path / "log.xes"), str(tmp_path / "run.zip")]) == 1
    assert "mục 6" in capfd.readouterr().err


def test_all_event_attributes_are_known_to_the_page():
    page = (Path(__file__).parents[2] / "docs" / "bundle.md").read_text("utf-8")
    assert [name for name in EVENT_ATTRIBUTES if f"`{name}`" not in page] == []
