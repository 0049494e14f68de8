"""`thaotruong regrade`: the trial, the ledger, going on after a stop, the same sheets however many workers."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.commands.conftest import SCENARIO, Terminal
from tests.regrading.archive import MISTAKES, archive

COPIES = 40
RECORDS = COPIES * len(MISTAKES)


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Terminal:
    return archive(tmp_path_factory.mktemp("archive") / "house", COPIES)


@pytest.fixture
def house(kept, tmp_path) -> Terminal:
    """A copy of the archive of one's own."""
    shutil.copytree(kept.folder, tmp_path / "house")
    return Terminal(tmp_path / "house")


def rows(house: Terminal, query: str) -> list[tuple]:
    with closing(sqlite3.connect(house.folder / "thaotruong.db")) as database:
        return database.execute(query).fetchall()


def sheets(house: Terminal) -> list[tuple]:
    return rows(house, "SELECT run_id, content FROM score_sheets ORDER BY run_id, id")


def regrade(house: Terminal, *words: str):
    return house.json("regrade", "--scenario", SCENARIO, *words)


def test_a_trial_tells_who_crosses_and_writes_nothing(house):
    before = sheets(house)
    told = regrade(house, "--jobs", "1")
    assert sheets(house) == before
    assert not told["applied"]
    counts = {"records": RECORDS, "up": COPIES, "down": 0, "open": 0, "marked": 0, "faults": 0}
    assert {name: told["summary"][name] for name in counts} == counts
    (one, *_) = [one for one in told["records"] if one["crosses"] == "up"]
    assert (one["old"]["passed"], one["new"]["passed"]) == (False, True)
    assert (one["old"]["version"], one["new"]["version"]) == ("0.9", "1")
    assert one["login"] == "hocvien"
    assert [(each["criterion"], each["old_max"], each["new_max"]) for each in one["moved"]] == [("explained", 20, 3)]


def test_in_words_it_says_the_same(house):
    told = house.well("regrade", "--scenario", SCENARIO, "--jobs", "1")
    assert f"lên đạt {COPIES}, xuống không đạt 0" in told
    assert "Mới là chấm thử" in told


def test_applied_every_record_has_a_ledger_entry_and_a_second_sheet(house):
    told = regrade(house, "--apply", "--why", "Sửa trọng số", "--jobs", "1")
    assert told["applied"]
    ledger = rows(
        house, "SELECT run_id, old_version, new_version, reason, by_user, old_sheet_id < new_sheet_id FROM regrades"
    )
    assert len(ledger) == len({one[0] for one in ledger}) == RECORDS
    assert {one[1:] for one in ledger} == {("0.9", "1", "Sửa trọng số", None, 1)}
    assert len(sheets(house)) == 2 * RECORDS


def test_the_ledger_says_who_answers_for_it_and_has_a_reason_when_none_is_given(house):
    regrade(house, "--apply", "--by", "hocvien", "--jobs", "1")
    wanted = ("Thang điểm phiên bản 1", "hocvien")
    query = "SELECT DISTINCT reason, login FROM regrades JOIN users ON users.id = by_user"
    assert rows(house, query) == [wanted]


def test_applied_twice_nothing_happens_twice(house):
    regrade(house, "--apply", "--why", "Sửa trọng số", "--jobs", "1")
    after = sheets(house)
    assert regrade(house, "--apply", "--why", "Sửa trọng số", "--jobs", "1")["summary"]["records"] == 0
    assert regrade(house, "--apply", "--again", "--why", "Vẫn vậy", "--jobs", "1")["summary"]["same"] == RECORDS
    assert sheets(house) == after


@pytest.mark.slow
def test_the_sheets_are_the_same_however_many_workers(house, tmp_path):
    shutil.copytree(house.folder, tmp_path / "other")
    other = Terminal(tmp_path / "other")
    regrade(house, "--apply", "--why", "Một", "--jobs", "1")
    done = subprocess.run(_command("Nhiều", 3), env=_environment(other), capture_output=True, timeout=280)
    assert done.returncode == 0, done.stderr.decode()
    assert sheets(other) == sheets(house)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="stopped by a signal")
def test_stopped_in_the_middle_it_goes_on_and_does_nothing_twice(house):
    count = "SELECT count(*), count(DISTINCT run_id) FROM regrades"
    running = subprocess.Popen(
        _command("Dở dang", 2),
        env=_environment(house),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 200
        while rows(house, count) == [(0, 0)] and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        _end(running)
    ((made, runs),) = rows(house, count)
    assert 0 < made == runs < RECORDS
    told = regrade(house, "--apply", "--why", "Nốt", "--jobs", "1")
    assert told["summary"]["records"] == RECORDS - made
    assert rows(house, count) == [(RECORDS, RECORDS)]
    assert len(sheets(house)) == 2 * RECORDS


def _end(running: subprocess.Popen) -> None:
    """End the command and its workers, as a power cut would: they are a process group of their own."""
    import os

    os.killpg(running.pid, signal.SIGKILL)
    running.wait(30)


def _command(why: str, jobs: int) -> list[str]:
    words = ["regrade", "--scenario", SCENARIO, "--apply", "--why", why, "--jobs", str(jobs)]
    return [sys.executable, "-m", "sandbox.cli", *words]


def _environment(house: Terminal) -> dict[str, str]:
    import os

    return {**os.environ, **house.environment}


@pytest.mark.parametrize("words", [["--scenario", "khong-co"], ["--scenario", SCENARIO, "--apply", "--by", "ai-do"]])
def test_what_cannot_be_done_is_told(kept, words):
    result = kept.type("regrade", *words)
    assert (result.exit_code, "Không làm được" in result.output) == (1, True)


def test_a_record_that_cannot_be_graded_keeps_its_sheet_and_is_told(house):
    with closing(sqlite3.connect(house.folder / "thaotruong.db")) as database, database:
        (run,) = database.execute("SELECT id FROM runs ORDER BY id LIMIT 1").fetchone()
        database.execute("UPDATE entries SET content = CAST('no entry' AS BLOB) WHERE run_id = ? AND seq = 1", (run,))
    result = house.type("regrade", "--scenario", SCENARIO, "--apply", "--why", "Sửa", "--jobs", "1")
    assert result.exit_code == 1
    assert f"{run} hocvien: không chấm được, giữ phiếu cũ" in result.output
    assert rows(house, "SELECT count(*) FROM regrades") == [(RECORDS - 1,)]
