"""`scenario release`, `retire`, and the proof's report, at the command line."""

from __future__ import annotations

from functools import partial

import pytest

from sandbox.commands import proof
from scenarios import releases
from tests.commands.conftest import SCENARIO

OTHER = "khai-sinh-tai-quay"


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A ledger of its own, and proofs that hold for everything but `OTHER`."""
    monkeypatch.setattr(releases, "ledger", partial(releases.ledger, tmp_path))
    monkeypatch.setattr(releases, "write", partial(_write, releases.write, tmp_path))
    monkeypatch.setattr(proof, "_proven", lambda chosen, whole: {"scenarios": [_report(one) for one in chosen]})
    return tmp_path


def _write(write, folder, made):
    write(made, folder)


def _report(scenario):
    figures = {"mutation_score": 0.98, "false_alarm_rate": 0.0, "mutants": 412, "variants": list(range(1, 21))}
    return {"id": scenario.id, "proven": scenario.id != OTHER, **figures}


def states(terminal):
    return {one["id"]: one["state"] for one in terminal.json("scenario", "list")}


def test_a_proven_version_is_released_and_listed_so(terminal, shelf):
    assert states(terminal)[SCENARIO] == "draft"
    assert "đã phát hành" in terminal.well("scenario", "release", SCENARIO)
    assert states(terminal)[SCENARIO] == "released"
    assert releases.ledger().versions(SCENARIO)[0].variants == 20


def test_what_is_not_proven_stays_a_draft_and_so_does_all_that_was_asked_with_it(terminal, shelf):
    refused = terminal.type("scenario", "release", SCENARIO, OTHER)
    assert refused.exit_code == 1
    assert "chưa chứng minh được" in refused.output
    assert set(states(terminal).values()) == {"draft"}


def test_a_released_version_is_not_released_twice(terminal, shelf):
    terminal.well("scenario", "release", SCENARIO)
    assert "tăng version" in terminal.type("scenario", "release", SCENARIO).output


def test_retiring_needs_a_reason_and_a_successor_that_exists(terminal, shelf):
    terminal.well("scenario", "release", SCENARIO)
    assert terminal.type("scenario", "retire", SCENARIO).exit_code == 2
    wrong = terminal.type("scenario", "retire", SCENARIO, "--because", "Luật mới", "--successor", "khong-co")
    assert "khong-co" in wrong.output
    terminal.well("scenario", "retire", SCENARIO, "--because", "Luật mới", "--successor", OTHER)
    assert states(terminal)[SCENARIO] == "retired"


def test_a_draft_is_not_retired(terminal, shelf):
    assert "không phải bản đang phát hành" in terminal.type("scenario", "retire", SCENARIO, "--because", "x").output


def test_the_report_is_written_and_a_second_proof_is_quick(terminal, tmp_path):
    asked = ("scenario", "prove", SCENARIO, "--variants", "1", "--mutated", "0", "--jobs", "1")
    terminal.type(*asked, "--html", str(tmp_path / "bao-cao.html"))
    assert SCENARIO in (tmp_path / "bao-cao.html").read_text("utf-8")
    assert list((terminal.folder / "proofs").glob("*.json"))


def test_a_report_that_cannot_be_written_is_told(terminal, tmp_path):
    asked = ("scenario", "prove", SCENARIO, "--variants", "1", "--mutated", "0", "--jobs", "1")
    told = terminal.type(*asked, "--html", str(tmp_path / "khong-co" / "bao-cao.html"))
    assert told.exit_code == 1
    assert "không ghi được" in told.output
