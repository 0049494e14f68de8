"""A school whose exercise may get a newer rubric; see `archive` for many records."""

from __future__ import annotations

import pytest

from scenarios import loads
from tests.pages.conftest import *  # noqa: F403
from tests.runs.tiny import SOURCE


@pytest.fixture
def newer(school):
    """Puts a newer rubric into the library: pairs of texts to exchange in the exercise's source."""

    def put(*changes: tuple[str, str], version: str = "2"):
        text = SOURCE.replace("id: tiny\n", f'id: tiny\nversion: "{version}"\n', 1)
        assert text != SOURCE
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        scenario = loads(text.encode())
        school.runs.grounds.__dict__["scenarios"] = {"tiny": scenario}
        return scenario

    return put
