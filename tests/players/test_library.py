"""Every solution and every named mistake of every scenario, played through the pages and graded as promised."""

from __future__ import annotations

import pytest

import scenarios
from grader import grade
from grader.proof import mistake as judge_mistake
from grader.proof import solution as judge_solution
from scenarios import plan
from tests.players.commune import open_commune
from tests.players.http import HttpPlayer
from tests.players.web import ClientWeb
from tests.runs.house import House

VARIANT = 2
LIBRARY = scenarios.library()
WAYS = [(id, name) for id, one in LIBRARY.items() for name in one.ways]
MISTAKES = [(id, wrong.id) for id, one in LIBRARY.items() for wrong in one.mistakes]


@pytest.fixture(scope="session")
def commune(tmp_path_factory):
    return open_commune(tmp_path_factory.mktemp("commune"))


def played(commune: House, scenario: str, **which):
    """Play through the pages; the run's beginning, its record and its number."""
    run = commune.runs.start_run(commune.me, scenario, variant=VARIANT)
    beginning = commune.runs.beginning(commune.runs.row(run))

    def came(step: str) -> bool:
        return any(entry.content.rule == step for entry in commune.runs.live(commune.runs.row(run)).journal)

    web = ClientWeb(commune.app.test_client(), commune.login(commune.me))
    homes = commune.app.extensions["office"].homes
    one = HttpPlayer(web, run, commune.runs.grounds.vocabulary, homes, came, beginning.expanded.files)
    one.play(plan(beginning.expanded, **which), {n: step.makes for n, step in beginning.expanded.steps.items()})
    commune.runs.grading.submit(commune.runs.row(run))
    return beginning.expanded, commune.runs.grading.record(commune.runs.row(run))


@pytest.mark.parametrize(("scenario", "way"), WAYS)
def test_a_solution_earns_everything_through_the_pages(commune, scenario, way):
    expanded, record = played(commune, scenario, solution=way)
    point = judge_solution(expanded, way, record)
    assert point.holds, point.told


@pytest.mark.parametrize(("scenario", "mistake"), MISTAKES)
def test_a_mistake_loses_what_it_names_through_the_pages(commune, scenario, mistake):
    expanded, record = played(commune, scenario, mistake=mistake)
    wrong = next(one for one in expanded.mistakes if one.id == mistake)
    point = judge_mistake(expanded, wrong, record)
    assert point.holds, point.told


@pytest.mark.parametrize("scenario", LIBRARY)
def test_doing_nothing_earns_nothing(commune, scenario):
    run = commune.runs.start_run(commune.me, scenario, variant=VARIANT)
    record = commune.runs.grading.record(commune.runs.row(run))
    assert grade(record).high == 0
