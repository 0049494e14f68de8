"""`scenario`: list, check, prove, and the JSON Schema of the format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from sandbox.commands.words import Failed, as_json, say, table


def grounds() -> Any:
    """The office and its population, without the web."""
    from sandbox.app import open_grounds
    from sandbox.config import Config

    return open_grounds(Config.from_environment())


@click.group()
def scenario() -> None:
    """Exercises: list, check, prove."""


@scenario.command("list")
@as_json
def list_scenarios(as_json: bool) -> None:
    """The scenarios of the library."""
    import scenarios

    found = scenarios.library().values()
    rows = [{"id": one.id, "title": one.title, "level": one.level, "minutes": one.minutes} for one in found]
    say(rows, as_json, lambda: table(rows, {"id": "mã", "level": "mức", "minutes": "phút", "title": "tên"}))


@scenario.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check scenario files or folders: format, names, types; errors with file and line."""
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
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All scenarios of the library.")
@click.option("--seeds", default=5, show_default=True, type=click.IntRange(1, 100), help="Variants to prove.")
@as_json
def prove(ids: tuple[str, ...], everything: bool, seeds: int, as_json: bool) -> None:
    """Solution 100 %, idle 0, every named mistake loses exactly what it names; exit status 0 only if all hold."""
    from sandbox.runs.proof import prove as prove_one

    here = grounds()
    wanted = sorted(here.scenarios) if everything else list(ids)
    unknown = [id for id in wanted if id not in here.scenarios]
    if unknown or not wanted:
        raise Failed(f"không có tình huống {', '.join(unknown)}" if unknown else "hãy nêu mã tình huống hoặc --all")
    reports = [prove_one(here, here.scenarios[id], range(1, seeds + 1)) for id in wanted]
    say({"scenarios": reports}, as_json, lambda: [line for report in reports for line in _proof_lines(report)])
    if not all(report["proven"] for report in reports):
        raise SystemExit(1)


def _proof_lines(report: dict[str, Any]) -> list[str]:
    head = f"{report['id']}: {'đã chứng minh' if report['proven'] else 'CHƯA chứng minh được'}"
    return [head, *(f"  {problem}" for problem in report["problems"])]


@scenario.command()
def schema() -> None:
    """The JSON Schema of scenario files, for editors."""
    import scenarios

    click.echo(json.dumps(scenarios.schema(), ensure_ascii=False, indent=2))
