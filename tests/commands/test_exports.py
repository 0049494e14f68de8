"""`run export`: signed records and event logs of one run, a class, a scenario."""

from __future__ import annotations

import json
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing

import pytest

from tests.commands.conftest import SCENARIO

FORMATS = ["ocel", "ocel-sqlite", "xes"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_run_is_written_as_an_event_log(terminal, tmp_path, format):
    target = tmp_path / "log"
    told = terminal.well("run", "export", terminal.run, str(target), "--format", format)
    assert terminal.run in told
    assert terminal.run.encode() in target.read_bytes()


def test_a_name_is_found_where_none_is_given(terminal, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    terminal.well("run", "export", terminal.run)
    terminal.well("run", "export", terminal.run, "--format", "ocel")
    assert {one.name for one in tmp_path.iterdir()} == {f"{terminal.run}.zip", f"{terminal.run}.ocel.json"}
    assert terminal.type("run", "export", terminal.run).exit_code == 1


def test_all_runs_of_a_scenario_are_one_log(terminal, tmp_path):
    target = tmp_path / "log.xes"
    terminal.well("run", "export", str(target), "--format", "xes", "--scenario", SCENARIO)
    traces = ET.parse(target).getroot().findall("{http://www.xes-standard.org/}trace")
    assert len(traces) == len([one for one in terminal.json("run", "list") if one["scenario"] == SCENARIO])


def test_what_cannot_be_written_is_told(terminal, tmp_path):
    for words in (
        [],
        [terminal.run, "a", "b"],
        ["nosuchrun", str(tmp_path / "x")],
        [str(tmp_path / "x"), "--scenario", SCENARIO],
        [str(tmp_path / "x"), "--scenario", "khong-co", "--format", "xes"],
        [str(tmp_path / "x"), "--class", "Lớp không có", "--format", "xes"],
    ):
        result = terminal.type("run", "export", *words)
        assert (result.exit_code, "Traceback" in result.output) == (1, False), words
        assert "Không làm được" in result.output
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "words",
    [["run", "export", "RUN", "FILE", "--format", one] for one in ["bundle", *FORMATS]]
    + [["scenario", "draft", "RUN", "--out", "FILE"], ["backup", "FILE"]],
    ids=" ".join,
)
def test_a_folder_that_is_not_there_is_told(terminal, tmp_path, words):
    target = str(tmp_path / "none" / "x")
    result = terminal.type(*({"RUN": terminal.run, "FILE": target}.get(one, one) for one in words))
    assert result.exit_code == 1
    assert (
        result.output
        == f"Không làm được: không mở hay ghi được {target} (No such file or directory); hãy kiểm tra đường dẫn\n"
    )


def test_what_breaks_half_way_leaves_no_file(terminal, tmp_path, monkeypatch):
    def broken(*_):
        raise RuntimeError("a fault in the middle")

    monkeypatch.setattr("sandbox.exports.runs.log_of", broken)
    monkeypatch.setattr("sandbox.backup._revision", broken)
    for number, words in enumerate([["run", "export", terminal.run, "--format", "xes"], ["backup"]]):
        target = tmp_path / f"{number}"
        assert isinstance(terminal.type(*words, str(target)).exception, RuntimeError)
        assert not target.exists()


def test_both_shapes_of_ocel_tell_the_same(terminal, tmp_path):
    plain, tables = tmp_path / "log.json", tmp_path / "log.sqlite"
    terminal.well("run", "export", terminal.run, str(plain), "--format", "ocel")
    terminal.well("run", "export", terminal.run, str(tables), "--format", "ocel-sqlite")
    log = json.loads(plain.read_bytes())
    with closing(sqlite3.connect(tables)) as database:
        rows = database.execute
        for what in ("event", "object"):
            wanted = [(one["id"], one["type"]) for one in log[f"{what}s"]]
            assert sorted(rows(f"SELECT ocel_id, ocel_type FROM {what}")) == sorted(wanted)
        for table, items in (("event_object", log["events"]), ("object_object", log["objects"])):
            wanted = [(one["id"], to["objectId"], to["qualifier"]) for one in items for to in one["relationships"]]
            assert sorted(rows(f"SELECT * FROM {table}")) == sorted(wanted)
        assert _values(database) == {
            (one["id"], value["name"], value["time"], value["value"])
            for one in log["objects"]
            for value in one["attributes"]
        }


def _values(database) -> set:
    """(object, attribute, since, value) of all objects: first rows hold many, later rows the one that changed."""
    found = set()
    for type, short in database.execute("SELECT ocel_type, ocel_type_map FROM object_map_type").fetchall():
        asked = database.execute(f'SELECT * FROM "object_{short}"')
        names = [one[0] for one in asked.description]
        booleans = {one[1] for one in database.execute(f'PRAGMA table_info("object_{short}")') if one[2] == "BOOLEAN"}
        for row in asked.fetchall():
            values = dict(zip(names, row, strict=True))
            id, since, changed = (values.pop(f"ocel_{one}") for one in ("id", "time", "changed_field"))
            held = {name: value for name, value in values.items() if value is not None}
            assert changed is None or set(held) == {changed}, type
            found |= {(id, name, since, bool(value) if name in booleans else value) for name, value in held.items()}
    return found
