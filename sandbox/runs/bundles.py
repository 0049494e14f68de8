"""Signed bundles of runs, for export."""

from __future__ import annotations

from flask import Flask


def export_bundle(app: Flask, run: str) -> bytes:
    """The record of a run as a zip that the grader reads anywhere, signed by the installation. `LookupError`."""
    from grader.bundle import write_bundle

    found = app.extensions["runs"]
    record = found.grading.record(found.row(run))
    return write_bundle(record, found.grounds.installation.bundle_key)
