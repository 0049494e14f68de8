"""`backup`, `restore` and `doctor`: keeping an installation safe and finding what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from sandbox.commands.tables import upgrade, with_tables
from sandbox.commands.words import Failed, as_json, say
from sandbox.db import db


def _instance() -> Path:
    return Path(current_app.instance_path)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@as_json
@with_tables
def backup(target: Path, as_json: bool) -> None:
    """Write all data and keys to a new zip file. People may go on working."""
    from sandbox import backup as keep

    try:
        counts = keep.write(db.engine, db.metadata, _instance(), target)
    except keep.BadBackup as error:
        raise Failed(str(error)) from None
    say(
        {"file": str(target), "rows": counts},
        as_json,
        lambda: [f"Đã sao lưu {sum(counts.values())} dòng vào {target}."],
    )


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@as_json
@with_appcontext
def restore(source: Path, as_json: bool) -> None:
    """Restore a backup into an empty installation. Everything or nothing."""
    from sandbox import backup as keep

    upgrade()
    try:
        counts = keep.read(db.engine, db.metadata, _instance(), source)
    except keep.BadBackup as error:
        raise Failed(str(error)) from None
    say({"rows": counts}, as_json, lambda: [f"Đã phục hồi {sum(counts.values())} dòng từ {source}."])


@click.command()
@as_json
@with_appcontext
def doctor(as_json: bool) -> None:
    """Look for what is wrong. Database, tables, fonts, keys, population, scenarios, every journal's chain."""
    from sandbox.commands.health import examine

    findings = examine(current_app)
    say(findings, as_json, lambda: [_line(one) for one in findings])
    if not all(one["well"] for one in findings):
        raise SystemExit(1)


def _line(finding: dict[str, Any]) -> str:
    return f"{'tốt ' if finding['well'] else 'HỎNG'}  {finding['what']}: {finding['seen']}"
