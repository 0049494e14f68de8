"""Questions that were answered on the way: how the source judges them is carried over, with what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from grader.case import Case
from grader.checks import CHECKS
from sandbox.drafting.deeds import Deed
from sandbox.drafting.way import Way
from scenarios.model import Scenario
from scenarios.questions import ANSWER, BadAnswer, Question, Read, read_answer, written_number

Plain = dict[str, Any]
_DRAWN = re.compile(r"\$\{(\w+)\}")
_NAME = re.compile(r"\$\{?([a-z_][a-z0-9_]*)")


def counting(scenario: Scenario, done: Sequence[Deed]) -> list[Deed]:
    """The deeds without answers that count for nothing: not the last one, taken back, or not to be read."""
    last = {one.params.get("question"): one for one in done if one.does == ANSWER}
    counts = [one.number for name, one in last.items() if _read(scenario.questions.get(str(name)), one) is not None]
    return [one for one in done if one.does != ANSWER or one.number in counts]


def _read(question: Question | None, deed: Deed) -> Read | None:
    try:
        given = deed.params.get("chosen") or str(deed.params.get("answer") or "")
        return None if question is None else read_answer(question, given)
    except BadAnswer:
        return None


class Answers:
    """`told`: criteria as they are written; `open`: what the author has to decide, by criterion or `questions`."""

    def __init__(self, way: Way, done: Sequence[Deed], taken: Sequence[str]):
        self.way, self.taken = way, set(taken)
        self.case = Case(way.record, way.scenario)
        self.told: list[Plain] = []
        self.open: dict[str, list[str]] = {}
        given = {str(one.params["question"]): one for one in done if one.does == ANSWER}
        for name, question in way.scenario.questions.items():
            if name in given:
                self._judge(name, question, given[name])
            else:
                told = f"lượt này không trả lời câu “{name}”: bỏ câu ấy, hoặc thêm câu trả lời và tiêu chí"
                self._ask("questions", told)
        if way.scenario.questions:
            self._ask("questions", "câu hỏi chép từ tình huống gốc: giữ câu nào, sửa lời hỏi và các mục để chọn")

    def _judge(self, name: str, question: Question, deed: Deed) -> None:
        """The source's own criteria where the run meets them; else what the run answered is taken for right."""
        known = list(self._of_source(name))
        right = [one for one in known if self._met(one) and self._has_names(one)]
        for one in right:
            id = self._add({key: value for key, value in one.items() if key not in ("needs", "critical", "hints")})
            self._ask(id, "đáp án, lời giải thích và căn cứ chép từ tình huống gốc; xem còn đúng cho bản này không")
        if right:
            return
        id = self._add(self._of_run(name, question, deed))
        doubt = "tình huống gốc chấm khác; xem bên nào đúng" if known else "tình huống gốc không chấm câu này"
        self._ask(id, f"đáp án lấy từ câu trả lời trong lượt làm, {doubt}")
        self._ask(id, _left(question))

    def _of_source(self, question: str) -> Iterator[Plain]:
        """The source's criteria about this question, as they are written there."""
        yield from (one for one in self.way.source.get("criteria", ()) if one.get("question") == question)

    def _met(self, criterion: Plain) -> bool:
        one = next(one for one in self.way.scenario.criteria if one.id == criterion["id"])
        return CHECKS[one.check](one, self.case).met is True

    def _has_names(self, criterion: Plain) -> bool:
        """Whether it speaks only of what the draft knows too."""
        things = self.way.scenario.things
        return all(name in self.way.things for name in _NAME.findall(str(criterion)) if name in things)

    def _of_run(self, name: str, question: Question, deed: Deed) -> Plain:
        judged = {} if question.kind == "text" else {"right": self._right(question, deed)}
        check = "answer" if judged else "written"
        return {"id": name, "title": f"Trả lời câu hỏi {name}", "points": "1", "check": check, "question": name,
                **judged, "missed": "Bản nháp: chưa như lượt làm mẫu."}  # fmt: skip

    def _right(self, question: Question, deed: Deed) -> Any:
        read = _read(question, deed)
        if isinstance(read, tuple):
            return list(read)
        written = str(self.way.names.written(str(read), {"type": question.kind}))
        if not isinstance(read, Decimal):
            return written
        drawn = _DRAWN.fullmatch(written)
        return f"${drawn[1]}" if drawn else written_number(read)

    def _add(self, criterion: Plain) -> str:
        """Under its id, or the nearest that is free."""
        wish = str(criterion["id"])
        id = next(one for one in (wish, *(f"{wish}_{n}" for n in range(2, 1000))) if one not in self.taken)
        self.taken.add(id)
        self.told.append({**criterion, "id": id})
        return id

    def _ask(self, about: str, question: str) -> None:
        self.open.setdefault(about, []).append(question)


def _left(question: Question) -> str:
    """What a criterion made from one answer cannot know."""
    if question.kind == "text":
        return "ghi những ý bài viết phải có (elements), độ dài (words), phần để người chấm (by_hand)"
    return "sai số được phép (tolerance)" if question.kind == "number" else "còn câu trả lời nào cũng đúng (one_of)"
