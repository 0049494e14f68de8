"""The grounds on which runs are recorded and drafted from: once for all tests of drafts."""

from __future__ import annotations

import pytest

from sandbox.app import open_grounds
from sandbox.config import Config
from sandbox.runs.play import Keeping


@pytest.fixture(scope="session")
def grounds(tmp_path_factory):
    return open_grounds(Config.for_tests(tmp_path_factory.mktemp("grounds"), population_size=3_000))


@pytest.fixture(scope="session")
def makers(grounds):
    return Keeping(grounds.makers).makers
