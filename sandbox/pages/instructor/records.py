"""The signed records of a class's submitted runs in one zip, one bundle for each run."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from typing import IO

from flask import Flask

from sandbox.accounts.models import User
from sandbox.pages.results import Result
from sandbox.runs.bundles import export_bundle

IN_MEMORY = 8 * 1024 * 1024


def records_of(app: Flask, people: Mapping[int, User], runs: Sequence[Result]) -> IO[bytes]:
    """The zip, opened at its beginning; bundles are zips already and are stored as they are."""
    packed: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for run in runs:
            name = f"{people[run.user_id].login}/{run.scenario_id}-{run.id}.zip"
            archive.writestr(name, export_bundle(app, run.id))
    packed.seek(0)
    return packed
