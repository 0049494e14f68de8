"""What an administrator types: accounts, scenarios, records, backup, and finding what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile

import pytest

from scenarios import LIBRARY
from tests.commands.conftest import SCENARIO, Terminal


def test_help_names_every_command(terminal):
    told = terminal.well("--help")
    wanted = [
        "demo",
        "serve",
        "scenario",
        "run",
        "grade",
        "regrade",
        "seed",
        "user",
        "backup",
        "restore",
        "doctor",
        "db",
    ]
    assert all(f"\n  {name} " in told for name in wanted)


def test_accounts_are_made_and_listed(terminal):
    listed = terminal.json("user", "list")
    assert {"login": "hocvien", "name": "Lò Thị Nhung", "roles": ["trainee"], "active": True} in listed


def test_a_taken_login_and_a_poor_password_are_told(terminal):
    taken = terminal.type("user", "add", "HocVien", "--name", "Người Khác", "--password", "bản-mường-sớm-mai")
    poor = terminal.type("user", "add", "khac", "--name", "Người Khác", "--password", "12345678")
    assert taken.exit_code == poor.exit_code == 1
    assert taken.output == "Không làm được: Tên đăng nhập này đã có người dùng.\n"
    assert len(terminal.json("user", "list")) == 1


def test_a_password_is_changed(terminal):
    terminal.well("user", "password", "hocvien", "--password", "nương-rẫy-chiều-hôm")
    assert terminal.type("user", "password", "ai-do", "--password", "nương-rẫy-chiều-hôm").exit_code == 1


def test_the_commune_is_drawn_alike(terminal):
    first, second = (terminal.json("seed", "--size", "500") for _ in range(2))
    assert first == second
    assert len(first["digest"]) == 64


def test_scenarios_are_listed_and_checked(terminal):
    ids = {one["id"] for one in terminal.json("scenario", "list")}
    assert ids == {path.parent.name for path in LIBRARY.glob("*/scenario.yaml")}
    assert SCENARIO in ids
    schema = json.loads(terminal.well("scenario", "schema"))
    assert "criteria" in schema["properties"]


def test_a_wrong_scenario_is_told_with_file_and_line(terminal, tmp_path):
    wrong = tmp_path / "scenario.yaml"
    source = (LIBRARY / SCENARIO / "scenario.yaml").read_text(encoding="utf-8")
    wrong.write_text(source.replace("eoffice.return_incoming", "eoffice.burn_incoming"), encoding="utf-8")
    result = terminal.type("scenario", "check", str(wrong))
    assert result.exit_code == 1
    assert f"{wrong}:" in result.output
    assert "burn_incoming" in result.output


def test_a_scenario_that_asks_questions_is_checked_where_no_page_was_ever_drawn(tmp_path):
    """In a process of its own: whoever draws pages has declared the drill's acts already."""
    asking = LIBRARY / "bao-cao-ho-so-qua-han"
    words = [sys.executable, "-c", "from sandbox.cli import main; main()", "scenario", "check", str(asking)]
    told = subprocess.run(
        words, env={**os.environ, "THAOTRUONG_INSTANCE": str(tmp_path)}, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_a_scenario_is_proven(terminal):
    report = terminal.json("scenario", "prove", SCENARIO, "--seeds", "1")
    assert [(one["id"], one["proven"]) for one in report["scenarios"]] == [(SCENARIO, True)]


def test_proving_nothing_or_something_unknown_is_told(terminal):
    assert terminal.type("scenario", "prove").exit_code == 1
    assert "khong-co" in terminal.type("scenario", "prove", "khong-co").output


def test_a_run_is_exported_verified_and_graded(terminal, tmp_path):
    (listed,) = terminal.json("run", "list")
    assert (listed["id"], listed["login"], listed["scenario"]) == (terminal.run, "hocvien", SCENARIO)
    bundle = tmp_path / "ho-so.zip"
    terminal.well("run", "export", terminal.run, str(bundle))
    sheet = json.loads(terminal.well("grade", str(bundle), "--json"))
    assert sheet["score"] == sheet["max_score"]
    assert sheet["passed"] is True
    assert {"criterion", "outcome", "points", "evidence"} <= set(sheet["findings"][0])
    verified = subprocess.run(
        [sys.executable, "-m", "grader", "verify", str(bundle)], capture_output=True, text=True, check=False
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_an_export_overwrites_nothing_and_unknown_runs_are_told(terminal, tmp_path):
    kept = tmp_path / "kept.zip"
    kept.write_bytes(b"mine")
    assert terminal.type("run", "export", terminal.run, str(kept)).exit_code == 1
    assert kept.read_bytes() == b"mine"
    assert terminal.type("run", "export", "nosuchrun", str(tmp_path / "x.zip")).exit_code == 1


def test_a_file_that_is_no_record_is_told(terminal, tmp_path):
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    result = terminal.type("grade", str(broken))
    assert result.exit_code not in (0, None)
    assert "Traceback" not in result.output


def test_the_doctor_finds_a_healthy_installation_well(terminal):
    findings = terminal.json("doctor")
    assert [one["what"] for one in findings if not one["well"]] == []
    assert len(findings) == 7


def test_the_doctor_finds_an_altered_journal(terminal, tmp_path):
    copy = Terminal(tmp_path / "copy")
    shutil.copytree(terminal.folder, copy.folder)
    with sqlite3.connect(copy.folder / "thaotruong.db") as database:
        forged = "CAST(replace(content, 'trainee', 'trainer') AS BLOB)"
        database.execute(f"UPDATE entries SET content = {forged} WHERE seq = 2")
    database.close()
    result = copy.type("doctor")
    assert result.exit_code == 1
    assert terminal.run in result.output


@pytest.fixture
def saved(terminal, tmp_path):
    target = tmp_path / "backup.zip"
    terminal.well("backup", str(target))
    return target


def test_a_backup_is_restored_elsewhere_with_everything(terminal, saved, tmp_path):
    other = Terminal(tmp_path / "other")
    other.well("restore", str(saved))
    assert other.json("run", "list") == terminal.json("run", "list")
    assert [one for one in other.json("doctor") if not one["well"]] == []
    bundle = tmp_path / "again.zip"
    other.well("run", "export", terminal.run, str(bundle))
    assert json.loads(other.well("grade", str(bundle), "--json"))["passed"] is True


def test_a_backup_overwrites_nothing(terminal, saved):
    assert terminal.type("backup", str(saved)).exit_code == 1


def test_a_restore_never_mixes_with_data_that_is_there(terminal, saved):
    result = terminal.type("restore", str(saved))
    assert result.exit_code == 1
    assert "đã có dữ liệu" in result.output


def test_an_altered_backup_is_not_restored(saved, tmp_path):
    content = saved.read_bytes()
    broken = tmp_path / "broken.zip"
    broken.write_bytes(content[: len(content) // 2] + b"\0" * 40 + content[len(content) // 2 + 40 :])
    other = Terminal(tmp_path / "other")
    result = other.type("restore", str(broken))
    assert result.exit_code == 1
    assert "Không làm được" in result.output
    assert other.json("user", "list") == []


def test_a_port_that_is_taken_is_told(terminal):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = terminal.type("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 1
    assert "--port" in result.output


def test_a_draft_comes_from_a_run_and_from_its_bundle_and_overwrites_nothing(terminal, tmp_path):
    out, bundle = tmp_path / "nhap.yaml", tmp_path / "luot.zip"
    told = terminal.well("scenario", "draft", terminal.run, "--out", str(out))
    assert "Còn phải quyết định" in told
    assert "briefing" in told
    assert terminal.json("scenario", "check", str(out))[0]["problems"] == []
    terminal.well("run", "export", terminal.run, str(bundle))
    assert terminal.json("scenario", "draft", str(bundle))["text"] == out.read_text(encoding="utf-8")
    assert terminal.type("scenario", "draft", terminal.run, "--out", str(out)).exit_code == 1


def test_a_draft_from_nothing_or_from_an_altered_bundle_is_told(terminal, tmp_path):
    assert "không có lượt làm" in terminal.type("scenario", "draft", "nosuchrun").output
    bundle = tmp_path / "luot.zip"
    terminal.well("run", "export", terminal.run, str(bundle))
    altered = tmp_path / "altered.zip"
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"SNNMT", b"SNNMX") if name == "start.json" else content)
    assert "đã bị sửa" in terminal.type("scenario", "draft", str(altered)).output
