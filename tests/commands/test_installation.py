"""An installation that is new, elsewhere, or set up wrongly: every command says so in one sentence."""

from __future__ import annotations

import sqlite3

import click
import pytest
from click.testing import CliRunner

from sandbox import config
from sandbox.cli import group
from tests.commands.conftest import Terminal

ADD = ("user", "add", "quantri", "--name", "Nông Đức Long", "--password", "bản-mường-sớm-mai")


def typed(*words: str, **environment: str):
    """The command on an installation whose environment is told."""
    return CliRunner().invoke(group, words, env={f"THAOTRUONG_{name}": value for name, value in environment.items()})


@pytest.mark.parametrize(
    "words",
    [
        ("user", "list"),
        ("user", "password", "quantri", "--password", "bản-mường-sớm-mai"),
        ("run", "list"),
        ("run", "export", "khong-co"),
        ("regrade", "--scenario", "van-ban-gui-nham"),
        ("scenario", "draft", "khong-co"),
        ("backup", "ban-sao.zip"),
    ],
    ids=" ".join,
)
def test_where_nothing_is_kept_a_command_names_the_folder_and_a_way_on(tmp_path, words):
    told = Terminal(tmp_path).type(*words)
    assert told.exit_code == 1
    assert len(told.output.splitlines()) == 1
    assert str(tmp_path) in told.output
    assert "thaotruong serve" in told.output


def test_the_first_account_makes_the_tables(tmp_path):
    new = Terminal(tmp_path)
    new.well(*ADD)
    assert [one["login"] for one in new.json("user", "list")] == ["quantri"]


def test_tables_of_another_version_are_left_alone(tmp_path):
    old = Terminal(tmp_path)
    old.well("db", "upgrade", "0001")
    told = old.type(*ADD)
    assert told.exit_code == 1
    assert "thaotruong db upgrade" in told.output
    with sqlite3.connect(tmp_path / "thaotruong.db") as held:
        assert held.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"POPULATION_SIZE": "many"}, "THAOTRUONG_POPULATION_SIZE"),
        ({"DATABASE_URL": "mysql://host/name"}, "THAOTRUONG_DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////no/such/folder/x.db"}, "THAOTRUONG_DATABASE_URL"),
        ({"INSTANCE": "/dev/null/x"}, "THAOTRUONG_INSTANCE"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_set_up_wrongly_is_told_by_its_name(tmp_path, environment, named):
    told = typed("user", "list", **{"INSTANCE": str(tmp_path), **environment})
    assert told.exit_code == 1
    assert told.output.startswith("Không làm được: ")
    assert len(told.output.splitlines()) == 1
    assert named in told.output


@pytest.mark.parametrize("setting", [{"CALENDAR": "2020"}, {"POPULATION_SIZE": "1"}], ids=str)
def test_a_commune_that_cannot_be_is_told_before_anybody_visits(tmp_path, setting):
    told = typed("serve", "--port", "1", INSTANCE=str(tmp_path), **setting)
    assert told.exit_code == 1
    assert told.output.splitlines()[-1].startswith("Không làm được: cấu hình không dùng được: THAOTRUONG_")


def test_without_its_driver_postgresql_is_refused_with_the_way_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "find_spec", lambda name: None)
    told = typed("user", "list", INSTANCE=str(tmp_path), DATABASE_URL="postgresql://u:p@localhost/x")
    assert told.exit_code == 1
    assert "thao-truong-so[postgres]" in told.output


def test_help_opens_no_installation(tmp_path):
    """Options of the framework that mean nothing here are not offered, and nothing is made."""
    told = typed("--help", INSTANCE=str(tmp_path / "none"))
    assert told.exit_code == 0
    assert "--app" not in told.output
    assert not (tmp_path / "none").exists()


def every_command(group: click.Group, name: str = "thaotruong"):
    for word, command in group.commands.items():
        if word != "db":  # Flask-Migrate's own
            yield f"{name} {word}", command
            yield from every_command(command, f"{name} {word}") if isinstance(command, click.Group) else ()


@pytest.mark.parametrize(
    ("name", "command"), [*every_command(group)], ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_command_has_a_summary_that_fits_its_line_and_tells_its_options(name, command):
    assert not command.get_short_help_str(60).endswith("...")
    assert not [one.name for one in command.params if isinstance(one, click.Option) and not one.help]
