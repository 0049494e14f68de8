"""`scenario prove`, `release`, `retire`: from a draft to a version that never changes, and its end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from sandbox.commands.grounds import grounds
from sandbox.commands.words import Failed, as_json, say

VARIANTS, MUTATED = 20, 2


@click.command()
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All scenarios of the library.")
@click.option(
    "--variants", "--seeds", "variants", default=VARIANTS, show_default=True, type=click.IntRange(1, 100),
    help="Variants to prove.",
)  # fmt: skip
@click.option(
    "--mutated", default=MUTATED, show_default=True, type=click.IntRange(0, 100), help="Variants with mutants."
)
@click.option("--jobs", default=0, type=click.IntRange(0, 256), help="Processes; as many as there are cores when 0.")
@click.option("--fresh", is_flag=True, help="Prove anew what was proven already.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a report that opens anywhere.")
@as_json
def prove(ids: tuple[str, ...], everything: bool, html: Path | None, as_json: bool, **how: Any) -> None:
    """The seven points of the proof (docs/proof.md). Exit status 0 only if all hold."""
    library = _proven(_chosen(ids, everything), everything, **how)
    if html is not None:
        _write(html, library)
    say(library, as_json, lambda: _proof_lines(library))
    if not library["library"]["proven"]:
        raise SystemExit(1)


def _chosen(ids: Sequence[str], everything: bool) -> list[Any]:
    from scenarios import library

    known = library()
    wanted = sorted(known) if everything else list(dict.fromkeys(ids))
    unknown = [id for id in wanted if id not in known]
    if unknown or not wanted:
        raise Failed(f"không có tình huống {', '.join(unknown)}" if unknown else "hãy nêu mã tình huống hoặc --all")
    return [known[id] for id in wanted]


def _proven(
    chosen: Sequence[Any],
    whole: bool,
    *,
    variants: int = VARIANTS,
    mutated: int = MUTATED,
    jobs: int = 0,
    fresh: bool = False,
) -> Any:
    from sandbox.config import Config
    from sandbox.proving.cache import Proofs
    from sandbox.proving.many import library_proof, prove_all, tasks

    work = tasks(chosen, variants, mutated)
    proofs = None if fresh else Proofs(Config.from_environment().instance / "proofs")
    with _progress(len(work)) as bar:
        told = lambda done, of, id: bar.update(1, id)  # noqa: E731
        reports = prove_all(grounds, chosen, work, jobs or os.cpu_count() or 1, told, proofs)
    return library_proof(reports, whole)


def _progress(length: int) -> Any:
    """A bar on standard error; nothing is drawn when that is no terminal."""
    return click.progressbar(length=length, file=sys.stderr, item_show_func=lambda id: id or "", width=30)


def _write(path: Path, library: Any) -> None:
    import scenarios
    from sandbox.commands.report import page

    try:
        path.write_text(page(library, scenarios.library(), datetime.now()), "utf-8", newline="\n")
    except OSError as fault:
        raise Failed(f"không ghi được {path}: {fault.strerror}") from None


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


@click.command()
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All versions of the library that are not released yet.")
def release(ids: tuple[str, ...], everything: bool) -> None:
    """Release versions; each is proven first. From then on it is never changed, only succeeded by a higher one."""
    from scenarios import releases

    ledger = releases.ledger()
    chosen = [one for one in _chosen(ids, everything) if not everything or ledger.state(one) in ("draft", "altered")]
    if not chosen:
        return click.echo("mọi phiên bản đều đã phát hành")
    reports = {one["id"]: one for one in _proven(chosen, False)["scenarios"]}
    try:
        for one in chosen:
            ledger = ledger.released(one, reports[one.id], date.today())
    except releases.CannotRelease as fault:
        raise Failed(str(fault)) from None
    releases.write(ledger)
    for one in chosen:
        click.echo(f"đã phát hành {one.id} phiên bản {one.version}")
    return None


@click.command()
@click.argument("id")
@click.option("--because", required=True, help="Why: the law has changed, a better exercise replaces it.")
@click.option("--successor", default="", help="The scenario to practise instead.")
def retire(id: str, because: str, successor: str) -> None:
    """Offer a released scenario no more. Runs that were begun go on, and are graded by the version they began with."""
    from scenarios import releases

    (one,) = _chosen([id], False)
    if successor:
        _chosen([successor], False)
    try:
        releases.write(releases.ledger().retired_with(one, because, successor, date.today()))
    except releases.CannotRelease as fault:
        raise Failed(str(fault)) from None
    click.echo(f"đã ngừng dùng {one.id} phiên bản {one.version}")
