"""`run` and `grade`: attempts and their records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app

from sandbox.commands.tables import with_tables
from sandbox.commands.words import Failed, as_json, say, table
from sandbox.db import db

FORMATS = ["bundle", "ocel", "ocel-sqlite", "xes"]


@click.group()
def run() -> None:
    """Attempts of trainees."""


@run.command("list")
@click.option("--state", type=click.Choice(["live", "submitted"]), help="Only these.")
@as_json
@with_tables
def list_runs(state: str | None, as_json: bool) -> None:
    """All attempts, the newest first."""
    from sandbox.accounts.models import User
    from sandbox.runs.models import Run

    query = db.select(Run, User.login).join(User, User.id == Run.user_id).order_by(Run.started_at.desc())
    if state:
        query = query.where(Run.state == state)
    rows = [_plain(one, login) for one, login in db.session.execute(query)]
    columns = {"id": "lượt", "login": "người", "scenario": "tình huống", "mode": "chế độ", "state": "trạng thái"}
    say(rows, as_json, lambda: table(rows, {**columns, "entries": "mục"}))


def _plain(run: Any, login: str) -> dict[str, Any]:
    return {
        "id": run.id,
        "login": login,
        "scenario": run.scenario_id,
        "variant": run.variant,
        "mode": run.mode,
        "state": run.state,
        "entries": run.seq,
        "started_at": run.started_at.isoformat() + "Z",
        "submitted_at": run.submitted_at and run.submitted_at.isoformat() + "Z",
    }


@run.command()
@click.argument("words", nargs=-1, metavar="[RUN] [TARGET]")
@click.option(
    "--format",
    "format",
    type=click.Choice(FORMATS),
    default="bundle",
    show_default=True,
    help="`bundle`: the signed record.",
)
@click.option("--class", "of_class", default="", metavar="NAME", help="All runs of a class, as one event log.")
@click.option("--scenario", default="", metavar="ID", help="All runs of a scenario, as one event log.")
@with_tables
def export(words: tuple[str, ...], format: str, of_class: str, scenario: str) -> None:
    """Write a signed record, or attempts as an event log. For process mining: OCEL 2.0, XES 1.0.

    TARGET is a new file; without it one in this folder, named after the run.
    """
    from sandbox.exports.runs import ENDINGS, chosen_runs, write_runs

    run, target = _run_and_target(words, bool(of_class or scenario))
    if format == "bundle" and not run:
        raise Failed("hồ sơ ký số là của một lượt; cả lớp, cả tình huống thì chọn --format ocel hoặc xes")
    try:
        ids = chosen_runs(run, of_class, scenario)
    except LookupError as nothing:
        raise Failed(f"không có lượt nào: {nothing.args[0]}") from None
    path = Path(target or (run or of_class or scenario) + ENDINGS[format])
    if path.exists():
        raise Failed(f"tệp {path} đã có; hãy chọn tên khác")
    with click.progressbar(length=len(ids), label="Ghi", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        write_runs(current_app, ids, format, path, lambda _: bar.update(1))
    click.echo(f"Đã ghi {len(ids)} lượt vào {path}." if len(ids) > 1 else f"Đã ghi lượt {ids[0]} vào {path}.")


def _run_and_target(words: tuple[str, ...], many: bool) -> tuple[str, str]:
    """What RUN and TARGET are: of many runs there is no RUN."""
    given = ("", *words) if many else words
    if not given or len(given) > 2:
        raise Failed("hãy nêu một mã lượt (hoặc --class, --scenario) và nhiều nhất một tệp")
    return given[0], given[1] if len(given) > 1 else ""


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@as_json
def grade(bundle: Path, as_json: bool) -> None:
    """Grade the record of an attempt. Exit status: docs/grading.md."""
    from grader.cli import main

    raise SystemExit(main(["grade", str(bundle), *(["--json"] if as_json else [])]))
