"""The pages of the checks are true: every example is loaded against the office and graded as its table says."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from grader import grade
from grader.checks import CHECKS
from scenarios import expressions, loads, must_fit
from tests.grader.story import FILE, VOCABULARY, Story, solved

FOLDER = Path("docs/checks")
PAGES = sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != "README")
BASE = "  - {id: base, title: t, points: 1, missed: m, check: happened, what: ask}\n"
EXAMPLE = re.compile(r"```yaml\n(check: .*?)```\n(.*?)(?=```|\Z)", re.S)
ROW = re.compile(r"^\| (`.*`) \| (\w+) \|$", re.M)


class Example(NamedTuple):
    page: str
    criterion: str
    runs: tuple[tuple[str, str], ...]


def examples(page: str) -> list[Example]:
    text = (FOLDER / f"{page}.md").read_text("utf-8")
    return [Example(page, yaml, tuple(ROW.findall(rest))) for yaml, rest in EXAMPLE.findall(text)]


EXAMPLES = [one for page in PAGES for one in examples(page) if one.runs]
CASES = [(one, run, outcome) for one in EXAMPLES for run, outcome in one.runs]


def rubric(criterion: str) -> Any:
    """The small scenario with `base` and the example's criterion, as the office would take it."""
    head = FILE.read_text("utf-8").partition("criteria:\n")[0].partition("mistakes:\n")[0]
    points = "" if re.search(r"^points:", criterion, re.M) else "    points: 1\n"
    body = "".join(f"    {line}\n" for line in criterion.splitlines())
    text = f"{head}criteria:\n{BASE}  - id: c0\n    title: t\n    missed: m\n{points}{body}"
    return must_fit(loads(text.encode()), VOCABULARY)


def told(run: str) -> tuple[Story, frozenset[int]]:
    """The story of a run such as `ask`, `passes(days=2)`, `lost(1)`; and the entries that cannot be read."""
    story, lost = Story(), set()
    for words in re.findall(r"`([^`]+)`", run):
        node = ast.parse(re.sub(r"\$(\w+)", r'"$\1"', words), mode="eval").body
        name, given, named = _call(node, story)
        if name == "lost":
            lost.update(given)
        elif name == "solved":
            story = solved()
        else:
            getattr(story, name)(*given, **named)
    return story, frozenset(lost)


def _call(node: ast.expr, story: Story) -> tuple[str, list[Any], dict[str, Any]]:
    if isinstance(node, ast.Name):
        return node.id, [], {}
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)

    def value(one: ast.expr) -> Any:
        found = ast.literal_eval(one)
        return story.expanded.names[found[1:]] if isinstance(found, str) and found.startswith("$") else found

    return node.func.id, [value(one) for one in node.args], {str(one.arg): value(one.value) for one in node.keywords}


@pytest.mark.parametrize(("example", "run", "outcome"), CASES, ids=[f"{one.page}: {run}" for one, run, _ in CASES])
def test_an_example_is_graded_as_its_page_says(example, run, outcome):
    if "where:" in example.criterion and not expressions.installed():
        pytest.skip("the extra cel is not installed")
    story, lost = told(run)
    found = grade(story.record(doubted=lost), rubric(example.criterion)).finding("c0")
    assert found.outcome == outcome, found


def test_every_check_has_its_page_and_the_index_names_them_all():
    assert set(CHECKS) <= set(PAGES), "write docs/checks/<check>.md"
    assert set(PAGES) - set(CHECKS) == {"where"}
    assert set(re.findall(r"\]\((\w+)\.md\)", (FOLDER / "README.md").read_text("utf-8"))) == set(PAGES)


@pytest.mark.parametrize("page", [one for one in PAGES if one not in ("signed", "document")])
def test_a_page_shows_what_is_met_and_what_is_missed(page):
    outcomes = {outcome for one in examples(page) for _, outcome in one.runs}
    assert outcomes >= {"met", "missed"}


@pytest.mark.parametrize("page", PAGES)
def test_every_example_fits_the_office(page):
    for one in examples(page):
        if "where:" not in one.criterion or expressions.installed():
            assert rubric(one.criterion).criteria[1].check in (page, "ends_with")
