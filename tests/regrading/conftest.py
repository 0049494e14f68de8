"""A school for the pages and the ledger; see `archive` for many records."""

from tests.pages.conftest import *  # noqa: F403
