"""`scenario`: list, check, prove, and the JSON Schema of the format."""

from __future__ import annotations

import json
import os
import sys
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
@click.option(
    "--variants", "--seeds", "variants", default=20, show_default=True, type=click.IntRange(1, 100),
    help="Variants to prove.",
)  # fmt: skip
@click.option("--mutated", default=2, show_default=True, type=click.IntRange(0, 100), help="Variants with mutants.")
@click.option("--jobs", default=0, type=click.IntRange(0, 256), help="Processes; as many as there are cores when 0.")
@as_json
def prove(ids: tuple[str, ...], everything: bool, variants: int, mutated: int, jobs: int, as_json: bool) -> None:
    """The seven points of the proof (docs/proof.md); exit status 0 only if all hold."""
    from sandbox.proving.many import library_proof, prove_all, tasks

    here = grounds()
    wanted = sorted(here.scenarios) if everything else list(ids)
    unknown = [id for id in wanted if id not in here.scenarios]
    if unknown or not wanted:
        raise Failed(f"không có tình huống {', '.join(unknown)}" if unknown else "hãy nêu mã tình huống hoặc --all")
    chosen = [here.scenarios[id] for id in wanted]
    work = tasks(chosen, variants, mutated)
    with _progress(len(work)) as bar:
        reports = prove_all(grounds, chosen, work, jobs or os.cpu_count() or 1, lambda done, of, id: bar.update(1, id))
    library = library_proof(reports, whole=everything)
    say(library, as_json, lambda: _proof_lines(library))
    if not library["library"]["proven"]:
        raise SystemExit(1)


def _progress(length: int) -> Any:
    """A bar on standard error; nothing is drawn when that is no terminal."""
    return click.progressbar(length=length, file=sys.stderr, item_show_func=lambda id: id or "", width=30)


def _proof_lines(library: dict[str, Any]) -> list[str]:
    lines = [line for report in library["scenarios"] for line in _lines_of(report)]
    whole = library["library"]
    score, alarms = (_percent(whole[name]) for name in ("mutation_score", "false_alarm_rate"))
    return [*lines, f"cả thư viện: nhận ra {score} cách làm sai, trừ oan {alarms} cách làm đúng", *whole["problems"]]


def _lines_of(report: dict[str, Any]) -> list[str]:
    head = f"{report['id']}: {'đã chứng minh' if report['proven'] else 'CHƯA chứng minh được'}"
    score, alarms = (_percent(report[name]) for name in ("mutation_score", "false_alarm_rate"))
    figures = f"  nhận ra {score} trong {report['mutants']} cách làm sai; trừ oan {alarms} cách làm đúng"
    return [head, figures, *(f"  {problem}" for problem in report["problems"])]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


@scenario.command()
def schema() -> None:
    """The JSON Schema of scenario files, for editors."""
    import scenarios

    click.echo(json.dumps(scenarios.schema(), ensure_ascii=False, indent=2))
