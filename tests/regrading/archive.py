"""An installation with many submitted runs that were graded by an older rubric than the library's."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from sandbox.app import build, open_grounds
from sandbox.config import Config
from scenarios import library, loads, plan
from tests.commands.conftest import SCENARIO, Terminal

MISTAKES = ("", "no_explanation", "returned_without_reason", "told_the_wrong_person")
DUTY = "id: explained\n    title: Nói rõ cơ quan nào phải nhận\n    points: "
OLDER = {'version: "1"': 'version: "0.9"', f"{DUTY}3": f"{DUTY}20"}


def older_rubric():
    """The scenario as it was: another version, in which one duty weighed far more."""
    text = library()[SCENARIO].text
    for new, old in OLDER.items():
        assert text.count(new) == 1, new
        text = text.replace(new, old)
    return loads(text.encode())


def archive(folder: Path, copies: int) -> Terminal:
    """An installation in `folder` with a solution and three mistakes, each `copies` times, all submitted."""
    made = Terminal(folder)
    made.well("db", "upgrade")
    made.well("user", "add", "hocvien", "--name", "Lò Thị Nhung", "--password", "bản-mường-sớm-mai")
    with patch.dict(os.environ, made.environment):
        config = Config.from_environment()
    grounds = open_grounds(config)
    grounds.__dict__["scenarios"] = {**library(), SCENARIO: older_rubric()}
    app = build(config, grounds)
    for mistake in MISTAKES:
        _play(app, mistake)
    with closing(sqlite3.connect(folder / "thaotruong.db")) as database, database:
        for number in range(1, copies):
            _copy(database, number)
    return made


def _play(app, mistake: str) -> None:
    from sandbox.accounts import people
    from sandbox.pages.demo import KeptPlayer

    runs = app.extensions["runs"]
    with app.app_context():
        user = people.find("hocvien").id
        run = runs.start_run(user, SCENARIO, variant=1)
        KeptPlayer(runs, run).play(plan(runs.beginning(runs.row(run)).expanded, mistake=mistake))
        runs.grading.submit(runs.row(run))


def _copy(database: sqlite3.Connection, number: int) -> None:
    """Every first run once more, with all that belongs to it, under an id of its own."""
    new = f"substr({{}}, 1, 10) || printf('%06d', {number})"
    first = [one for (one,) in database.execute("SELECT id FROM runs ORDER BY rowid LIMIT 4")]
    among = f"({', '.join('?' * len(first))})"
    for table, key in (("runs", "id"), ("entries", "run_id"), ("files", "run_id"), ("score_sheets", "run_id")):
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        columns = [one for one in columns if not (table == "score_sheets" and one == "id")]
        taken = ", ".join(new.format(one) if one == key else f'"{one}"' for one in columns)
        names = ", ".join(f'"{one}"' for one in columns)
        database.execute(f"INSERT INTO {table} ({names}) SELECT {taken} FROM {table} WHERE {key} IN {among}", first)
