"""Which browser the tests drive: the system's Chromium first, the one that Playwright installs second."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def system_browser() -> str | None:
    """Path of the system's Chromium or Chrome, None when there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


_running: list[Any] = []


@contextmanager
def open_browser() -> Iterator[Any]:
    """A running headless browser, one for all tests of this process: Playwright's loop cannot be entered twice.

    The test is skipped, with the reason, where there is no browser.
    """
    if _running:
        yield _running[0]
        return
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        try:
            browser = running.chromium.launch(executable_path=system_browser(), args=QUIET)
        except playwright.Error as error:
            pytest.skip(f"no browser to drive: {str(error).splitlines()[0]}")
        _running.append(browser)
        try:
            yield browser
        finally:
            _running.clear()
            browser.close()


def main() -> None:
    """`python tests/browser_finder.py`: make sure that there is a browser, fetching Playwright's own if need be."""
    found = system_browser()
    if found is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    print(f"browser: {found or 'the one of Playwright'}")


if __name__ == "__main__":
    main()
