"""`python -m grader grade|verify|log|schema`: reading a run's record anywhere, without the office.

Exit status: 0 done and intact, 1 altered (what can still be judged is judged), 2 cannot be read.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.eventlog import WRITERS, Log, log_of, new_file
from grader.grade import grade
from grader.schema import schema_text
from grader.sheet import Finding, ScoreSheet
from grader.unpack import BrokenBundle
from grader.verify import Verification, trusted_record, verify
from scenarios.errors import ScenarioError
from scenarios.load import load

OUTCOMES = {"met": "đạt", "missed": "chưa đạt", "blocked": "chưa xét", "undecided": "chưa đủ chứng cứ"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit status."""
    asked = _parser().parse_args(arguments)
    _faults_in_a_line()
    try:
        return int(asked.run(asked))
    except (BrokenBundle, ScenarioError) as bad:
        print(_harmless(str(bad)), file=sys.stderr)
        return 2
    except OSError as bad:
        print(f"Không mở được {bad.filename} ({bad.strerror}); hãy kiểm tra đường dẫn", file=sys.stderr)
        return 2


class _InALine(logging.Formatter):
    """A fault of the grader as one line: which criterion, and what went wrong."""

    def formatException(self, ei: Any) -> str:
        return ""

    def format(self, record: logging.LogRecord) -> str:
        why = record.exc_info[1] if record.exc_info else ""
        return _line_of(f"LỖI BỘ CHẤM: {record.getMessage()} ({type(why).__name__}: {why})")


def _faults_in_a_line() -> None:
    """Where nobody listens to what the grader logs, it is told without a traceback."""
    log = logging.getLogger("grader")
    if not log.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(_InALine())
        log.addHandler(handler)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m grader", description="Chấm và kiểm tra hồ sơ lượt làm")
    commands = parser.add_subparsers(required=True)
    for name, run, words in (
        ("grade", _grade, "chấm điểm một hồ sơ lượt làm"),
        ("verify", _verify, "kiểm tra hồ sơ có bị sửa không"),
    ):
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("bundle", metavar="BUNDLE", help="tệp hồ sơ lượt làm (.zip)")
        command.add_argument("--json", action="store_true", help="in JSON")
        command.add_argument("--key", metavar="DẤU VÂN", default="", help="khóa của cơ sở (SHA-256) phải là khóa này")
        command.set_defaults(run=run)
        if name == "grade":
            command.add_argument("--scenario", metavar="TỆP", help="chấm theo thang điểm khác: tệp scenario.yaml")
    log = commands.add_parser("log", help="ghi các hồ sơ thành nhật ký sự kiện (OCEL 2.0, XES 1.0)")
    log.add_argument("bundles", metavar="BUNDLE", nargs="+", help="các tệp hồ sơ lượt làm (.zip)")
    log.add_argument("--format", choices=sorted(WRITERS), required=True)
    log.add_argument("--output", metavar="TỆP", required=True, help="tệp mới để ghi")
    log.set_defaults(run=_log)
    schema = commands.add_parser("schema", help="in JSON Schema của hồ sơ lượt làm")
    schema.set_defaults(run=_schema)
    return parser


def _log(asked: argparse.Namespace) -> int:
    """Bundles that were altered give what is left of them."""
    altered: list[str] = []

    def logs() -> Iterator[Log]:
        for path in asked.bundles:
            record, told = trusted_record(path)
            altered.extend(_line_of(f"CẢNH BÁO: {path}: {one.message}") for one in told.alterations)
            yield log_of(record)

    target = Path(asked.output)
    with new_file(target), target.open("wb") as out:
        WRITERS[asked.format](logs(), out)
    for one in altered:
        print(one, file=sys.stderr)
    return 1 if altered else 0


def _schema(asked: argparse.Namespace) -> int:
    _print(schema_text().rstrip("\n"))
    return 0


def _grade(asked: argparse.Namespace) -> int:
    record, told = trusted_record(asked.bundle, asked.key)
    if not record.scenario_text and not asked.scenario:
        raise BrokenBundle("Thang điểm trong hồ sơ không còn tin được; hãy chấm bằng --scenario TỆP, xem thêm verify")
    sheet = grade(record, load(asked.scenario) if asked.scenario else None)
    _print(sheet.to_json().decode() if asked.json else _harmless(written(sheet)))
    for one in told.alterations:
        print(_line_of(f"CẢNH BÁO: {one.message}"), file=sys.stderr)
    return 0 if told.intact else 1


def _verify(asked: argparse.Namespace) -> int:
    told = verify(asked.bundle, asked.key)
    _print(told.to_json().decode() if asked.json else _harmless(_told(told)))
    return 0 if told.intact else 1


def _harmless(text: str) -> str:
    """Without what would command the terminal: names and texts may come from anybody."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _line_of(text: str) -> str:
    """As `_harmless`, and in one line: nobody's words may look like a line of ours."""
    return _harmless(text.replace("\n", " "))


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode() + b"\n") if hasattr(sys.stdout, "buffer") else print(text)
    sys.stdout.flush()


def _told(told: Verification) -> str:
    head = _line_of(f"Lượt làm {told.run}, tình huống {told.scenario}, {told.entries} mục nhật ký")
    key = f"Khóa của cơ sở (SHA-256): {told.fingerprint or 'không có'}"
    if told.intact:
        return f"{head}\nNguyên vẹn: không có gì bị sửa từ khi ký.\n{key}"
    return "\n".join([head, "KHÔNG nguyên vẹn:", *(_line_of(f"  - {one.message}") for one in told.alterations), key])


def written(sheet: ScoreSheet) -> str:
    """The sheet as lines of text; what is blocked stands under what blocks it."""
    passed = {True: "Đạt", False: "Không đạt", None: "Chưa kết luận"}[sheet.passed]
    range_ = "" if sheet.low == sheet.high else f" (còn có thể đến {sheet.high})"
    scored = f"{sheet.score}/{sheet.max_score} điểm{range_}. {passed} (mức đạt {sheet.pass_mark}%)."
    head = f"{_line_of(sheet.scenario)}: {scored}"
    under: dict[str, list[Finding]] = {}
    for one in sheet.findings:
        under.setdefault(one.blocked_by[0] if one.blocked_by else "", []).append(one)
    return "\n".join([head, *(line for one in under.get("", ()) for line in _lines(one, under))])


def _lines(one: Finding, under: Mapping[str, Sequence[Finding]]) -> Iterator[str]:
    yield _line(one)
    for blocked in under.get(one.criterion, ()):
        yield _line_of(f"      [{OUTCOMES['blocked']}] {blocked.title}: {blocked.points}/{blocked.max_points}")


def _line(one: Finding) -> str:
    first = _line_of(f"  [{OUTCOMES[one.outcome]}] {one.title}: {one.points}/{one.max_points}")
    if one.outcome == "met":
        return first
    told = [f"thấy: {one.seen}", f"cần: {one.expected}", one.missed, one.law]
    return "\n".join([first, *(_line_of(f"      {text}") for text in told if text and not text.endswith(": "))])
