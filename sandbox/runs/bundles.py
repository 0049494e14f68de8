"""Signed bundles of runs, for export."""

from __future__ import annotations

from flask import Flask

from grader.bundle import write_bundle
from sandbox.runs.runs import Runs


def export_bundle(app: Flask, run: str) -> bytes:
    """The record of a run as a zip that the grader reads anywhere, signed by the installation. `LookupError`."""
    found: Runs = app.extensions["runs"]
    return write_bundle(found.grading.record(found.row(run)), found.grounds.installation.bundle_key)
