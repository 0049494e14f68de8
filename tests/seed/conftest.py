"""Communes to look at: the full one, and small ones of several seeds."""

import pytest

from seed.population import Population, build, population

SMALL = 500


@pytest.fixture(scope="session")
def full() -> Population:
    return population()


@pytest.fixture(scope="session")
def small() -> Population:
    return population(7, SMALL)


@pytest.fixture(scope="session", params=["full", 1, 2, 3])
def commune(request: pytest.FixtureRequest) -> Population:
    return population() if request.param == "full" else build(request.param, SMALL)
