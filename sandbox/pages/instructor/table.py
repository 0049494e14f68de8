"""The score table of a class as CSV: UTF-8 with a mark and semicolons, as Vietnamese Excel opens it by itself.

One row for each run, with the score that counts. The order of the columns never changes; new ones are added on the
right. A cell that a spreadsheet could take for a formula is written as text (OWASP ASVS 5.0, 1.2.10).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sandbox.accounts.models import User
from sandbox.pages.results import Result
from sandbox.pages.rubrics import is_old_rubric
from sandbox.pages.words import local_moment
from sandbox.regrading.counting import Standing

HEAD = (
    "Tên đăng nhập",
    "Họ và tên",
    "Mã tình huống",
    "Tình huống",
    "Hình thức",
    "Trạng thái",
    "Bắt đầu",
    "Nộp bài",
    "Số phút",
    "Điểm",
    "Điểm tối đa",
    "Phần trăm",
    "Đạt",
    "Mã lượt",
    "Thang điểm",
    "Nguồn điểm",
    "Điểm máy chấm",
    "Điểm chờ người chấm",
)
PASSED = {True: "có", False: "không", None: "chưa kết luận"}


def score_table(people: Sequence[User], runs: Iterable[Result], scenarios: Mapping[str, Any]) -> bytes:
    """The table, runs of each person in the order in which they were begun."""
    named = {one.id: one for one in people}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for run in sorted(runs, key=lambda one: [user.id for user in people].index(one.user_id)):
        writer.writerow(map(as_text, _row(named[run.user_id], run, scenarios)))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _row(user: User, run: Result, scenarios: Mapping[str, Any]) -> Sequence[Any]:
    scenario = scenarios.get(run.scenario_id)
    sheet = run.sheet
    return (
        user.login,
        user.full_name,
        run.scenario_id,
        scenario.title if scenario is not None else "",
        "kiểm tra" if run.mode == "exam" else "luyện tập",
        "đang làm" if run.live else "đã nộp",
        local_moment(run.started_at),
        local_moment(run.submitted_at),
        run.minutes,
        *((sheet.score, sheet.max_score, sheet.percent, PASSED[sheet.passed]) if sheet else ("",) * 4),
        run.id,
        _rubric(run),
        *(_whose(sheet.standing) if sheet else ("",) * 3),
    )


def _whose(standing: Standing) -> tuple[str, int, int]:
    """Whose score it is, what the machine alone gave, and the points that a person has still to give."""
    return "người chấm" if standing.marked else "máy", standing.machine, standing.waiting


def _rubric(run: Result) -> str:
    """Digest of the rubric in short, so that scores of several versions are told apart."""
    if run.sheet is None:
        return ""
    return run.sheet.rubric[:8] + (" (cũ)" if is_old_rubric(run.scenario_id, run.sheet.rubric) else "")


def as_text(cell: Any) -> Any:
    """Text that no spreadsheet takes for a formula; numbers as they are."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return cell
