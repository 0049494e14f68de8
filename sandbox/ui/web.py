"""The pages' part of the application: templates, static files, language, headers, compression, error pages."""

from __future__ import annotations

from typing import Any

from flask import Flask

from sandbox.ui import answers, do, errors, pages, preferences, static


def init_app(app: Flask, grounds: Any = None) -> None:
    """Give the application its pages; `grounds` is not needed here."""
    app.register_blueprint(static.blueprint)
    app.register_blueprint(do.blueprint)
    preferences.init_app(app)
    pages.init_app(app)
    errors.init_app(app)
    answers.init_app(app)
