"""`run` and `grade`: attempts and their records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from sandbox.commands.words import Failed, as_json, say, table
from sandbox.db import db


@click.group()
def run() -> None:
    """Attempts of trainees."""


@run.command("list")
@click.option("--state", type=click.Choice(["live", "submitted"]), help="Only these.")
@as_json
@with_appcontext
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
@click.argument("id")
@click.argument("target", type=click.Path(path_type=Path))
@with_appcontext
def export(id: str, target: Path) -> None:
    """Write the signed record of an attempt to a zip file, which the grader reads anywhere."""
    from sandbox.runs.bundles import export_bundle
    from sandbox.runs.models import Run

    if db.session.get(Run, id) is None:
        raise Failed(f"không có lượt {id}")
    if target.exists():
        raise Failed(f"tệp {target} đã có; hãy chọn tên khác")
    target.write_bytes(export_bundle(current_app, id))
    click.echo(f"Đã ghi hồ sơ lượt {id} vào {target}.")


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@as_json
def grade(bundle: Path, as_json: bool) -> None:
    """Grade the record of an attempt."""
    from grader.cli import main

    raise SystemExit(main(["grade", str(bundle), *(["--json"] if as_json else [])]))
