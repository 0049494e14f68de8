"""`regrade`: kept records by the newest rubric, as a trial or into the ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import click
import msgspec
from flask import current_app

from sandbox.commands.tables import with_tables
from sandbox.commands.words import Failed, as_json, say

_PASSED = {True: "đạt", False: "không đạt", None: "chưa kết luận"}
_CROSSED = {"up": "LÊN ĐẠT", "down": "XUỐNG KHÔNG ĐẠT", "open": "CHƯA KẾT LUẬN", "": ""}


@click.command()
@click.option("--scenario", "id", required=True, metavar="ID", help="Whose records.")
@click.option(
    "--dry-run/--apply", "trial", default=True, help="Only list, or write into the ledger.  [default: --dry-run]"
)
@click.option(
    "--why", default="", metavar="TEXT", help="The reason that the ledger keeps.  [default: the newer rubric]"
)
@click.option(
    "--by", default="", metavar="LOGIN", help="Who answers for it, in the ledger.  [default: the administrator]"
)
@click.option(
    "--again", is_flag=True, help="Also records that have a sheet of the newest rubric: the grader has changed."
)
@click.option("--jobs", default=0, type=click.IntRange(0, 256), help="Workers; 0: one for each core.")
@as_json
@with_tables
def regrade(id: str, trial: bool, why: str, by: str, again: bool, jobs: int, as_json: bool) -> None:
    """Grade kept records by a scenario's newest rubric. Tells who gains, who loses, who crosses the pass mark.

    May be stopped at any time; begun again it goes on where it stopped. People's marks stay and are flagged.
    """
    from sandbox.regrading.kept import kept_records

    runs = current_app.extensions["runs"]
    scenario = runs.grounds.scenarios.get(id)
    if scenario is None:
        raise Failed(f"không có tình huống {id}")
    user = _user(by)
    records = kept_records(runs, scenario, again=again)
    keep = None if trial else (why.strip() or f"Thang điểm phiên bản {scenario.version}", user)
    found = list(_graded(runs, scenario, records, jobs or _cores(), keep))
    say(_report(scenario, found, not trial), as_json, lambda: _lines(scenario, found, not trial))
    if any(one.fault for one, _ in found):
        raise SystemExit(1)


def _user(login: str) -> int | None:
    from sandbox.accounts import people

    user = people.find(login) if login else None
    if login and user is None:
        raise Failed(f"không có tài khoản {login}")
    return user.id if user else None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _graded(
    runs: Any, scenario: Any, records: list[Any], jobs: int, keep: tuple[str, int | None] | None
) -> Iterator[tuple[Any, str]]:
    """Each record under the rubric, and whose it is; written batch by batch with `keep`: why and by whom."""
    from sandbox.regrading.kept import owners, write
    from sandbox.regrading.workers import regrade as grade_all

    hidden = not sys.stderr.isatty()
    with click.progressbar(length=len(records), label="Chấm lại", file=sys.stderr, hidden=hidden) as bar:
        for batch in grade_all(runs, scenario, records, jobs):
            if keep is not None:
                write(runs, scenario, batch, *keep)
            logins = owners(runs.database, [one.run for one in batch])
            yield from ((msgspec.structs.replace(one, content=b""), logins[one.run]) for one in batch)
            bar.update(len(batch))


def _report(scenario: Any, found: list[tuple[Any, str]], applied: bool) -> dict[str, Any]:
    from sandbox.regrading.compare import summed

    head = {"scenario": scenario.id, "version": scenario.version, "rubric": scenario.digest, "applied": applied}
    rows = [_row(one, login) for one, login in found if not one.same or one.marked or one.fault]
    return {**head, "summary": msgspec.to_builtins(summed([one for one, _ in found])), "records": rows}


def _row(one: Any, login: str) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(one)
    del plain["content"]
    return {"run": plain.pop("run"), "login": login, "gain": one.gain, "crosses": one.crossing, **plain}


def _lines(scenario: Any, found: list[tuple[Any, str]], applied: bool) -> Iterator[str]:
    from sandbox.regrading.compare import summed

    sums = summed([one for one, _ in found])
    yield f"{scenario.id}, thang điểm phiên bản {scenario.version} ({scenario.digest[:8]}): {sums.records} hồ sơ"
    yield from (f"  {line}" for one, login in found for line in _told(one, login))
    yield f"Tăng điểm {sums.gain}, giảm {sums.lose}, như cũ {sums.same}; lên đạt {sums.up}, xuống không đạt {sums.down}"
    yield f"Có điểm của người chấm cần xem lại: {sums.marked}; không chấm được: {sums.faults}"
    yield "Đã ghi vào sổ điểm." if applied else "Mới là chấm thử, chưa ghi gì; thêm --apply để ghi vào sổ điểm."


def _told(one: Any, login: str) -> Iterator[str]:
    if one.fault:
        yield f"{one.run} {login}: không chấm được, giữ phiếu cũ ({one.fault})"
    elif not one.same or one.marked:
        was, now = (f"{brief.score}/{brief.max_score} {_PASSED[brief.passed]}" for brief in (one.old, one.new))
        rubrics = f"phiên bản {one.old.version} ({one.old.rubric[:8]})"
        yield f"{one.run} {login}: {was} → {now} {_CROSSED[one.crossing]}".rstrip() + f", từ {rubrics}"
        yield from (
            f"  {each.title}: {each.old_points}/{each.old_max} → {each.new_points}/{each.new_max}" for each in one.moved
        )
        if one.marked:
            lost = f"; không còn áp dụng được: {', '.join(one.lost)}" if one.lost else ""
            yield f"  người đã chấm, cần xem lại: {', '.join(one.marked)}{lost}"
