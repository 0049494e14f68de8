"""JSON Schemas (draft 2020-12) of the bundle, one file per format; they say what docs/bundle.md explains."""

from __future__ import annotations

from importlib.resources import files


def schema_text(format: int = 1) -> str:
    """The schema of this format, as its file says. FileNotFoundError for a format that never was."""
    return (files(__name__) / f"bundle-{format}.json").read_text("utf-8")
