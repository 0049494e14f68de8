"""A scenario file damaged anywhere is told to be wrong, or can be played and graded; nothing in between."""

import copy
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import grade
from scenarios import CannotExpand, NobodyFits, Problem, Scenario, ScenarioError, check, expand, loads, plan
from scenarios.source import read
from seed.calendar import load as load_calendar
from seed.population import population
from tests.grader.story import FILE, VOCABULARY, solved

TREE = read(FILE.read_bytes()).tree
OTHERS: list[Any] = ["", "x", "5", "true", "$mother", "$certificate", "$nobody", "${x|y}", [], {}, ["x"], {"x": "y"}]
OTHERS += [
    "2026-11-23T08:10",
    "any",
    {"is": "set"},
    [{"a": "b"}],
    "$start + 1 working day",
    "ask",
    {"one_of": []},
    ["ask"],
]


def paths(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of the tree."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [here, *(path for key, one in inner for path in paths(one, (*here, key)))]


PLACES = [path for path in paths(TREE) if path]


def damaged(path: tuple[Any, ...], other: Any) -> bytes:
    tree = copy.deepcopy(TREE)
    place = tree
    for key in path[:-1]:
        place = place[key]
    if other is None:
        del place[path[-1]]
    else:
        place[path[-1]] = other
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()


def loaded(content: bytes) -> tuple[Scenario | None, tuple[Problem, ...]]:
    try:
        return loads(content, "birth/scenario.yaml"), ()
    except ScenarioError as wrong:
        return None, wrong.problems


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from([*OTHERS, None]))
def test_a_damaged_file_is_refused_or_can_be_used(path, other):
    made, told = loaded(damaged(path, other))
    problems = check(made, VOCABULARY) if made else told
    assert all(one.message and one.line for one in problems)
    if made is None:
        assert problems
        return
    assert 0 <= grade(solved().record(), made).score <= made.max_score
    if not problems:
        _played(made)


def _played(made: Any) -> None:
    try:
        one = expand(made, 1, population(2026, 2000), load_calendar(), VOCABULARY)
    except (CannotExpand, NobodyFits):
        return
    for name in one.solutions:
        assert plan(one, name) is not None
    for wrong in one.mistakes:
        assert plan(one, mistake=wrong.id) is not None
