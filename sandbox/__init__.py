"""Thao trường số: a drill ground of mock e-government systems. `create_app` is the only place that knows every part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from sandbox.config import Config

__version__ = "0.1.0"


def create_app(config: Config | None = None) -> Flask:
    """The web application of one installation; `config` is read from the environment when not given."""
    from sandbox.app import build

    return build(config)
