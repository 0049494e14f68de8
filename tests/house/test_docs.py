"""What the documents say of the house is there: commands with their options, links, files, settings."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from sandbox.cli import group
from sandbox.config import Config
from tests.house.test_imports import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def commands(text: str) -> list[list[str]]:
    """The words of each `thaotruong …` in code, without comments."""
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    lines = [line.partition("#")[0] for part in code for line in part.strip("`").splitlines()]
    return [line.split()[1:] for line in lines if line.startswith("thaotruong ")]


def unknown(words: list[str]) -> list[str]:
    """The first word that is no command, and options that the command does not have."""
    command: click.Command = group
    while isinstance(command, click.Group) and words:
        if words[0] not in command.commands:
            return words[:1]
        command, words = command.commands[words[0]], words[1:]
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    return [one for one in re.findall(r"--[a-z-]+", " ".join(words)) if one not in known]


@each_page
def test_every_command_is_there_with_its_options(page):
    wrong = [(words, missing) for words in commands(page.read_text("utf-8")) if (missing := unknown(words))]
    assert not wrong


def test_a_command_that_is_not_there_would_be_noticed():
    told = commands(
        "```\nthaotruong scenario prove X --html F   # --not this\n```, `thaotruong frob`, `thaotruong demo --fast`"
    )
    assert [unknown(words) for words in told] == [[], ["frob"], ["--fast"]]


def anchors(text: str) -> set[str]:
    """The addresses of a page's headings."""
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


@each_page
def test_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


@each_page
def test_files_that_are_named_are_there(page):
    named = re.findall(r"`((?:sandbox|tests|tools|grader|seed|scenarios|docs)/[\w/.-]+)`", page.read_text("utf-8"))
    missing = [one for one in named if not (ROOT / one.removesuffix("/").removesuffix("/X")).exists()]
    assert not missing


def test_settings_are_all_told_and_no_others():
    """Reading the environment asks for each setting by its name."""
    asked: set[str] = set()

    class Asked(dict[str, str]):
        def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
            asked.add(name)
            return super().get(name, default)

    told = (ROOT / "docs" / "operating.md").read_text("utf-8").replace("`…_SIZE`", "`THAOTRUONG_POPULATION_SIZE`")
    Config.from_environment(Asked(THAOTRUONG_SECRET_KEY="x", THAOTRUONG_INSTANCE=str(Path.cwd())))
    assert set(re.findall(r"`(THAOTRUONG_\w+)`", told)) == asked - {"THAOTRUONG_DEMO"}
