"""Mutants of the whole library, played and graded on one core; and what the proof of one variant costs."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from grader import grade
from sandbox.app import open_grounds
from sandbox.config import Config
from sandbox.proving.mutants import mutants
from sandbox.proving.mutants.scene import Scene
from sandbox.proving.play import Stage
from scenarios import plan
from tests.bench.timing import Row


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        grounds = open_grounds(Config.for_tests(Path(folder), population_size=3_000))
        scenes = [scene(grounds, one) for one in grounds.scenarios.values()]
        made = [(one, list(mutants(one))) for one in scenes]
        count, spent = tried(made)
    what = f"{count:,} mutants of {len(scenes)} scenarios, each played and graded, one core"
    return [Row(what, f"{count / spent:,.0f}/s", "≥ 500/s")]


def scene(grounds: Any, scenario: Any) -> Scene:
    """The first solution of a scenario's first variant, with the world before each of its moves."""
    beginning = grounds.begin(scenario, 1)
    return Scene(Stage(grounds, beginning), "main", plan(beginning.expanded, beginning.expanded.solutions[0]))


def tried(made: list[tuple[Scene, list[Any]]]) -> tuple[int, float]:
    """How many mutants were played and graded, in how many processor seconds; nothing is left out as known."""
    began = time.process_time()
    for one, wrong in made:
        stage = one.stage
        for mutant in wrong:
            run = one.stands[mutant.at].go(mutant.rest, stage.makes)
            grade(stage.record(run), stage.scenario, signatures=stage.reader)
    return sum(len(wrong) for _, wrong in made), time.process_time() - began
