"""answer: a value that the trainee worked out; the last answer counts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from grader import say
from grader.answers import last_answer
from grader.case import Case
from grader.checks import Found, check, entry
from grader.logic import Truth
from grader.operators import test
from grader.world import UNKNOWN
from scenarios import words
from scenarios.questions import Answer, BadAnswer, Question, as_number, read_answer, shown_answer, written_number


@check("answer")
def answer(criterion: Answer, case: Case) -> Found:
    """Met when the last answer is right; none, or one that cannot be read as what was asked, is missed."""
    question = _asked(case, criterion.question)
    given = last_answer(case, criterion.question)
    expected = _expected(criterion, question, case)
    shown = (entry(given.seq),) if given.seq else ()
    if not given.known:
        return Found(None, "Có mục nhật ký không đọc được sau câu trả lời", expected, shown)
    try:
        read = read_answer(question, given.texts)
    except BadAnswer:
        told = say.value(case, "; ".join(given.texts))
        return Found(False, f"Trả lời “{told}”, không đúng dạng được hỏi", expected, shown)
    if read is None:
        return Found(False, "Chưa trả lời", expected, shown)
    met = _right(criterion, case, read)
    if met:
        return Found(met, evidence=shown)
    return Found(met, f"Trả lời: {say.value(case, shown_answer(question, read))}", expected, shown)


def _asked(case: Case, name: str) -> Question:
    """The question with its references filled in, as the trainee read it."""
    question = case.scenario.questions[name]
    choices = {code: case.told(words_) for code, words_ in question.choices.items()}
    return question.model_copy(update={"text": case.told(question.text), "choices": choices})


def _right(criterion: Answer, case: Case, read: Any) -> Truth:
    wanted = criterion.right
    if isinstance(read, tuple):
        return test(list(read), {"same_set": wanted} if isinstance(wanted, list) else wanted, case.resolve)
    if not isinstance(read, Decimal) or isinstance(wanted, dict):
        return test(read, wanted, case.resolve)
    value = _resolved(case, wanted)
    number = None if value is UNKNOWN else as_number(str(value))
    if number is None:
        return None
    return abs(read - number) <= (as_number(criterion.tolerance) or 0)


def _resolved(case: Case, written: Any) -> Any:
    return case.resolve(written) if words.is_reference(written) else written


def _expected(criterion: Answer, question: Question, case: Case) -> str:
    wanted = criterion.right
    if isinstance(wanted, dict):
        return f"“{question.text}”: {say.wanted(case, wanted)}"
    if isinstance(wanted, list):
        return "; ".join(question.choices.get(one, say.wanted(case, one)) for one in wanted)
    value = _resolved(case, wanted)
    day = words.as_moment(value) if question.kind == "date" else None
    if day is not None:
        return words.shown(words.day_of(day))
    if question.kind != "number":
        return question.choices.get(wanted) or say.wanted(case, wanted)
    number = None if value is UNKNOWN else as_number(str(value))
    off = as_number(criterion.tolerance)
    told = shown_answer(question, number) if number is not None else say.wanted(case, wanted)
    return told + (f" (± {written_number(off)})" if off else "")
