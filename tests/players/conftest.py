"""The tiny installation of the tests of runs, for the players too."""

from tests.runs.conftest import config, database_url, house  # noqa: F401
