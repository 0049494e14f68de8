"""The small office, opened once."""

from __future__ import annotations

import pytest

from sandbox.proving.mutants.scene import Scene
from tests.proving import office


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("proving")


@pytest.fixture(scope="session")
def scene(folder) -> Scene:
    return office.scene(folder)
