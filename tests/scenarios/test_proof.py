"""Every scenario of the library is proven for five variants: solution, idleness, prefixes, named mistakes."""

from __future__ import annotations

import pytest

import scenarios
from sandbox.app import open_grounds
from sandbox.config import Config
from sandbox.runs.proof import prove

VARIANTS = range(1, 6)


@pytest.fixture(scope="session")
def grounds(tmp_path_factory):
    return open_grounds(Config.for_tests(tmp_path_factory.mktemp("proof"), population_size=3_000))


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("id", scenarios.library())
def test_a_scenario_is_proven(grounds, id, variant):
    report = prove(grounds, grounds.scenarios[id], [variant])
    assert report["proven"], "\n".join(report["problems"])
