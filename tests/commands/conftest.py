"""The command line in a folder of its own, with a small commune and one finished run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sandbox.cli import group

SCENARIO = "van-ban-gui-nham"


class Terminal:
    """Types commands for one installation."""

    def __init__(self, folder: Path, database: str = ""):
        self.folder = folder
        self.environment = {
            "THAOTRUONG_INSTANCE": str(folder),
            "THAOTRUONG_POPULATION_SIZE": "3000",
            "THAOTRUONG_DATABASE_URL": database,
        }

    def type(self, *words: str, answer: str = "") -> Result:
        return CliRunner().invoke(group, words, env=self.environment, input=answer)

    def json(self, *words: str) -> Any:
        result = self.type(*words, "--json")
        return json.loads(result.output)

    def well(self, *words: str, answer: str = "") -> str:
        result = self.type(*words, answer=answer)
        assert result.exit_code == 0, result.output + repr(result.exception)
        return result.output


@pytest.fixture(scope="session")
def terminal(tmp_path_factory) -> Terminal:
    """An installation with its tables, an administrator, and a run played to its end."""
    made = Terminal(tmp_path_factory.mktemp("installation"))
    made.well("db", "upgrade")
    made.well("user", "add", "hocvien", "--name", "Lò Thị Nhung", "--password", "bản-mường-sớm-mai")
    _play(made)
    return made


def _play(terminal: Terminal) -> None:
    import os
    from unittest.mock import patch

    from sandbox import create_app
    from sandbox.accounts import people
    from sandbox.pages.demo import KeptPlayer
    from scenarios import plan

    with patch.dict(os.environ, terminal.environment):
        app = create_app()
    runs = app.extensions["runs"]
    with app.app_context():
        user = people.find("hocvien")
        run = runs.start_run(user.id, SCENARIO, variant=1)
        KeptPlayer(runs, run).play(plan(runs.beginning(runs.row(run)).expanded))
    terminal.run = run
