"""Every scenario of the library is proven: five variants, one of them with all mutants and with real papers.

`thaotruong scenario prove --all` does the same for twenty variants, two with mutants.
"""

from __future__ import annotations

import pytest

import scenarios
from sandbox.app import open_grounds
from sandbox.config import Config
from sandbox.proving.many import library_proof, tasks
from sandbox.proving.merged import scenario_proof
from sandbox.proving.variant import prove_variant

VARIANTS = 5
KEYS = {
    "id", "proven", "solution", "idle", "mutation_score", "operators", "mutants", "survivors", "false_alarm_rate",
    "boundaries", "variants",
}  # fmt: skip


@pytest.fixture(scope="session")
def grounds(tmp_path_factory):
    return open_grounds(Config.for_tests(tmp_path_factory.mktemp("proof"), population_size=3_000))


@pytest.mark.slow
@pytest.mark.parametrize("id", scenarios.library())
def test_a_scenario_is_proven(grounds, id):
    scenario = grounds.scenarios[id]
    work = tasks([scenario], VARIANTS, mutated=1, real=1)
    report = scenario_proof(scenario, [prove_variant(grounds, scenario, one.wanted) for one in work])
    assert report["proven"], "\n".join(report["problems"])
    assert set(report) >= KEYS
    assert (report["solution"], report["idle"]) == (1.0, 0.0)
    assert report["mutants"] > 50
    assert report["right_runs"] > 5
    assert set(library_proof([report], whole=False)["library"]) >= {"mutation_score", "false_alarm_rate"}
