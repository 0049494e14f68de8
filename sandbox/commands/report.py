"""The proof as a page for people who do not program: one file that opens anywhere and prints well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

Plain = Mapping[str, Any]
OPERATORS = {
    "drop": "bỏ một bước",
    "move": "làm một bước sai lúc",
    "swap": "đổi chỗ hai bước",
    "repeat": "làm một bước hai lần",
    "role": "sai người làm",
    "person": "ghi nhầm công dân",
    "colleague": "ghi nhầm cán bộ",
    "recipient": "gửi sai nơi nhận",
    "office": "ghi sai cơ quan",
    "record": "làm trên nhầm hồ sơ, văn bản",
    "date": "ghi sai ngày",
    "number": "ghi sai số",
    "choice": "chọn sai",
    "item": "danh sách thiếu, thừa, sai",
    "file": "đính kèm nhầm tệp",
    "late": "làm trễ",
    "extra": "làm thêm việc ngoài phận sự",
    "curious": "tra cứu vì tò mò",
    "signature": "chữ ký sai, thiếu",
}
FAMILIES = {
    "reordered": "đổi thứ tự những bước không liên quan",
    "slip": "bị hệ thống từ chối rồi làm lại đúng",
    "corrected": "dự thảo sai rồi sửa đúng",
    "look": "tra cứu thêm, có lý do",
    "wording": "diễn đạt bằng lời khác",
    "delay": "chậm đôi chút, vẫn trong hạn",
}
POINTS = {
    "solution": "Lời giải được trọn điểm",
    "idle": "Không làm gì thì không có điểm",
    "prefix": "Điểm không giảm dọc đường, không đủ trước bước cuối",
    "mistake": "Mỗi lỗi đã nêu mất đúng những tiêu chí đã nêu",
    "cardboard": "Chấm trên giấy mô phỏng giống như trên giấy thật",
}


class Row(NamedTuple):
    """A line of a table: a name in words, how many hold, of how many."""

    name: str
    good: int
    all: int

    @property
    def share(self) -> float:
        return self.good / self.all if self.all else 1.0


class Side(NamedTuple):
    """A scenario as the page shows it: its title, its proof, and what is counted from it."""

    title: str
    proof: Plain
    points: Sequence[Row]
    operators: Sequence[Row]
    families: Sequence[Row]
    limits: Sequence[Row]
    alarms: Mapping[tuple[str, str, tuple[str, ...]], int]
    steps: Mapping[str, str]
    criteria: Mapping[str, str]


def page(library: Plain, scenarios: Mapping[str, Any], at: datetime) -> str:
    """The report as HTML. `library`: as `scenario prove --json`; `scenarios`: by id; `at`: when it was made."""
    sides = [_side(proof, scenarios[proof["id"]]) for proof in library["scenarios"]]
    return _environment().get_template("report.html").render(library=library["library"], sides=sides, at=at)


def _side(proof: Plain, scenario: Any) -> Side:
    alarms = [one["family"] for one in proof["alarms"]]
    return Side(
        title=scenario.title,
        proof=proof,
        points=[_row(words, _held(proof["points"], "point", name)) for name, words in POINTS.items()],
        operators=[Row(OPERATORS.get(name, name), *pair) for name, pair in proof["operator_counts"].items()],
        families=[
            Row(FAMILIES.get(name, name), runs - alarms.count(name), runs)
            for name, runs in proof["right_families"].items()
        ],
        limits=[
            _row(one.title, held)
            for one in scenario.criteria
            if (held := _held(proof["boundary_pairs"], "criterion", one.id))
        ],
        alarms=Counter((one["step"], one["what"], tuple(one["lost"])) for one in proof["alarms"]),
        steps={name: step.title or name for name, step in scenario.steps.items()},
        criteria={one.id: one.title for one in scenario.criteria},
    )


def _held(rows: Iterable[Plain], key: str, value: str) -> list[bool]:
    return [row["holds"] for row in rows if row[key] == value]


def _row(name: str, held: Sequence[bool]) -> Row:
    return Row(name, sum(held), len(held))


def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters["percent"] = lambda share: "–" if share is None else f"{100 * share:.1f}%".replace(".", ",")
    return made
