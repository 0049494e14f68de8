"""The office without the web, for commands."""

from __future__ import annotations

from typing import Any


def grounds() -> Any:
    """The office and its population."""
    from sandbox.app import open_grounds
    from sandbox.config import Config

    return open_grounds(Config.from_environment())
