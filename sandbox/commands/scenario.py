"""`scenario`: list, check, prove, and the JSON Schema of the format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from sandbox.commands.draft import draft
from sandbox.commands.grounds import grounds
from sandbox.commands.proof import prove, release, retire
from sandbox.commands.words import as_json, say, table


@click.group()
def scenario() -> None:
    """Exercises: list, check, prove, release, retire, draft."""


for command in (draft, prove, release, retire):
    scenario.add_command(command)


@scenario.command("list")
@as_json
def list_scenarios(as_json: bool) -> None:
    """The scenarios of the library. Also where each stands in its life."""
    import scenarios
    from scenarios import releases

    kept = releases.ledger()
    rows = [
        {"id": one.id, "version": one.version, "state": kept.state(one), "level": one.level, "minutes": one.minutes,
         "title": one.title}
        for one in scenarios.library().values()
    ]  # fmt: skip
    heads = {"id": "mã", "version": "bản", "state": "tình trạng", "level": "mức", "minutes": "phút", "title": "tên"}
    say(rows, as_json, lambda: table(rows, heads))


@scenario.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check scenario files or folders. Format, names, types; errors with file and line."""
    words = grounds().vocabulary
    reports = [{"path": str(path), "problems": _problems(path, words)} for path in paths]
    say(reports, as_json, lambda: [line for report in reports for line in _lines(report)])
    if any(report["problems"] for report in reports):
        raise SystemExit(1)


def _problems(path: Path, vocabulary: Any) -> list[str]:
    import scenarios

    try:
        scenarios.must_fit(scenarios.load(path), vocabulary)
    except scenarios.ScenarioError as error:
        return [f"{path}: {problem}" for problem in error.problems]
    except OSError as error:
        return [f"{path}: không đọc được tệp ({error.strerror})"]
    return []


def _lines(report: dict[str, Any]) -> list[str]:
    return report["problems"] or [f"{report['path']}: đúng định dạng"]


@scenario.command()
def schema() -> None:
    """The JSON Schema of scenario files, for editors."""
    import scenarios

    click.echo(json.dumps(scenarios.schema(), ensure_ascii=False, indent=2))
