"""A criterion that reads the page of an issued PDF is proven too: cardboard is set as a page when it is read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import scenarios
from grader import ScoreSheet, grade
from sandbox.app import open_grounds
from sandbox.config import Config
from sandbox.proving import cardboard
from sandbox.proving.merged import scenario_proof
from sandbox.proving.mutants import mutants
from sandbox.proving.mutants.scene import Scene
from sandbox.proving.play import Branch, Stage
from sandbox.proving.variant import Wanted, prove_variant
from scenarios import plan
from tests.grader.letters import as_pdf

SOURCE = (Path(__file__).parent / "files" / "issued_letter.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def grounds(tmp_path_factory):
    return open_grounds(Config.for_tests(tmp_path_factory.mktemp("pages"), population_size=2_000))


class Counting:
    """The real makers, counted."""

    def __init__(self, makers: Any):
        self.made: Counter[str] = Counter()
        self.makers = {name: self._counted(name, maker) for name, maker in makers.items()}

    def _counted(self, name: str, maker: Any) -> Any:
        def make(inputs: Any, read: Any) -> bytes:
            self.made[name] += 1
            return maker(inputs, read)

        return make


@pytest.fixture
def scene(grounds) -> Scene:
    stage = Stage(grounds, grounds.begin(scenarios.loads(SOURCE.encode()), 1))
    return Scene(stage, "main", plan(stage.expanded))


def graded(scene: Scene, run: Branch) -> ScoreSheet:
    return grade(scene.stage.record(run), scene.stage.scenario, signatures=scene.stage.reader)


def lost(scene: Scene, run: Branch) -> set[str]:
    return {one.criterion for one in graded(scene, run).findings if one.outcome != "met"}


def wrong(scene: Scene, what: str) -> Branch:
    one = next(one for one in mutants(scene) if one.step == "draft" and one.what.startswith(what))
    return scene.stands[one.at].go(one.rest, scene.stage.makes)


def test_the_solution_has_a_page_in_order(scene):
    assert lost(scene, scene.stands[-1]) == set()


def test_a_page_that_lacks_an_addressee_is_noticed_by_what_it_says(scene):
    run = wrong(scene, "addressees")
    assert "says" in lost(scene, run)
    assert "Kính gửi: Sở " in graded(scene, run).finding("says").seen


def test_a_page_without_number_is_noticed_before_it_is_issued(scene):
    assert {"says", "issued"} <= lost(scene, scene.stands[4])


def test_the_layout_is_judged_as_it_is_really_set(scene):
    short_line = as_pdf(swap=("lib", "Hạnh phúc], 100%)", "Hạnh phúc], 40%)"))
    makers = {"typeset": lambda inputs, read: short_line, "write_number": lambda inputs, read: read("")}
    scene.stage.reader = cardboard.Reader(makers)
    finding = graded(scene, scene.stands[-1]).finding("form")
    assert finding.outcome == "missed"
    assert "Tiêu ngữ" in finding.seen


def test_a_page_is_set_once_whoever_signed_it_and_whenever(scene):
    counted = Counting(scene.stage.grounds.makers)
    scene.stage.reader = cardboard.Reader(counted.makers)
    for stand in (*scene.stands, *scene.stands):
        graded(scene, stand)
    later = scene.stands[0].go(scene.moves, scene.stage.makes)
    graded(scene, later)
    assert counted.made == {"typeset": 2, "write_number": 1}, "the draft and the issued letter"


def test_nothing_is_set_where_no_criterion_reads_a_page(grounds):
    head, _, tail = SOURCE.partition("criteria:\n")
    signed = next(line for line in tail.splitlines() if "check: signed" in line)
    source = head.partition("mistakes:\n")[0] + "criteria:\n" + signed + "\n"
    stage = Stage(grounds, grounds.begin(scenarios.loads(source.encode()), 1))
    counted = Counting(grounds.makers)
    stage.reader = cardboard.Reader(counted.makers)
    run = stage.begin().go(plan(stage.expanded), stage.makes)
    sheet = grade(stage.record(run), stage.scenario, signatures=stage.reader)
    assert (sheet.score, counted.made) == (sheet.max_score, {})


def test_an_uploaded_file_is_read_as_what_it_is():
    assert cardboard.Reader({}).paper(b"%PDF-1.7 not cardboard") is None


@pytest.mark.slow
def test_the_whole_scenario_is_proven(grounds):
    scenario = scenarios.loads(SOURCE.encode())
    report = scenario_proof(scenario, [prove_variant(grounds, scenario, Wanted(1, mutants=True, real=True))])
    assert report["problems"] == []
    assert report["proven"]
    assert report["operators"]["recipient"] == 1.0
    assert [one["holds"] for one in report["points"] if one["point"] == "cardboard"] == [True] * 8
