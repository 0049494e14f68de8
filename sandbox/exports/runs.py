"""Which runs are written, and how: one, those of a class, those of a scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from grader.eventlog import SUFFIXES, WRITERS, Log, log_of, new_file
from sandbox.accounts.models import Membership, TrainingClass
from sandbox.db import db
from sandbox.exports.ocel_sqlite import write_ocel_sqlite
from sandbox.runs.bundles import export_bundle
from sandbox.runs.models import Run
from sandbox.runs.runs import Runs

ENDINGS = {"bundle": ".zip", **SUFFIXES, "ocel-sqlite": ".sqlite"}


def chosen_runs(run: str = "", of_class: str = "", scenario: str = "") -> list[str]:
    """Ids of the run, or of all of a class (by its name) and of a scenario, oldest first. `LookupError`."""
    query = select(Run.id).order_by(Run.started_at, Run.id)
    if run:
        query = query.where(Run.id == run)
    if of_class:
        query = query.where(Run.user_id.in_(_trainees(of_class)))
    if scenario:
        query = query.where(Run.scenario_id == scenario)
    found = list(db.session.scalars(query))
    if not found:
        raise LookupError(run or of_class or scenario)
    return found


def _trainees(name: str) -> list[int]:
    asked = select(Membership.user_id).join(TrainingClass, TrainingClass.id == Membership.class_id)
    return list(db.session.scalars(asked.where(TrainingClass.name == name, Membership.role == "trainee")))


def write_runs(app: Flask, ids: Iterable[str], format: str, target: Path, told: Callable[[str], None] = str) -> None:
    """Write these runs into a new file, whole or not at all; `told` is called with each id before it is read.

    One bundle holds one run.
    """
    with new_file(target):
        if format == "bundle":
            (run,) = ids
            target.write_bytes(export_bundle(app, run))
        else:
            _write_log(_logs(app.extensions["runs"], ids, told), format, target)


def _write_log(logs: Iterable[Log], format: str, target: Path) -> None:
    if format == "ocel-sqlite":
        write_ocel_sqlite(logs, target)
        return
    with target.open("wb") as out:
        WRITERS[format](logs, out)


def _logs(runs: Runs, ids: Iterable[str], told: Callable[[str], object]) -> Iterator[Log]:
    for id in ids:
        told(id)
        yield log_of(runs.grading.record(runs.row(id)))
