"""The questions of a scenario beside the work: as fields to be drawn, and what was sent for one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict

from sandbox.runs.journals import Journal
from sandbox.ui.forms import FieldView
from sandbox.ui.messages import capital, message
from sandbox.ui.words import _
from sandbox.world.action import Unreadable
from scenarios.questions import ANSWER, MOST_LETTERS, BadAnswer, Question, read_answer

TAKE_HINT = "drill.take_hint"
_KINDS = {"number": "code", "date": "date", "choice": "radios", "set": "checks", "text": "long_text"}


class Attempt(NamedTuple):
    """An answer that could not be taken: to which question, what was sent, what is wrong with it."""

    question: str
    texts: tuple[str, ...]
    problem: str


@dataclass(frozen=True)
class QuestionField(FieldView):
    """A question as a field; several stand on one page, each in a form of its own."""

    question: str = ""
    answered: bool = False

    @property
    def id(self) -> str:
        return f"q-{self.question}"


def question_fields(
    questions: Mapping[str, Question], journal: Journal, attempt: Attempt | None = None
) -> Iterator[QuestionField]:
    """The questions in their order, each with the last answer, or with what was just sent and why it was not taken."""
    given = {str(one.content.params.get("question")): one.content.params for one in journal.acts(ANSWER)}
    for name, question in questions.items():
        tried = attempt if attempt is not None and attempt.question == name else None
        texts = tried.texts if tried else _texts(given.get(name, {}))
        yield _field(name, question, texts, tried.problem if tried else "", name in given)


def _texts(params: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(params.get("chosen") or ()) or tuple(one for one in (params.get("answer"),) if one)


def _field(name: str, question: Question, texts: tuple[str, ...], problem: str, answered: bool) -> QuestionField:
    return QuestionField(
        name="chosen" if question.kind == "set" else "answer",
        label=question.text,
        kind=_KINDS[question.kind],
        hint=_hint(question),
        value="\n".join(texts),
        values=texts,
        error=problem,
        options=tuple(question.choices.items()),
        question=name,
        answered=answered,
    )


def _hint(question: Question) -> str:
    if question.unit:
        return _("Tính bằng %(unit)s", unit=question.unit)
    return {"date": _("Ngày/tháng/năm"), "set": _("Chọn tất cả mục đúng")}.get(question.kind, "")


def sent_for(question: Question, form: MultiDict[str, str]) -> dict[str, Any]:
    """What a form brought for the question, as parameters of the act. Raises `BadAnswer`."""
    if question.kind == "set":
        chosen = tuple(one for one in form.getlist("chosen") if one.strip())
        read_answer(question, chosen)
        return {"chosen": chosen} if chosen else {}
    text = form.get("answer", "").strip()
    if len(text) > MOST_LETTERS:
        raise BadAnswer("long", most=MOST_LETTERS)
    read_answer(question, text)
    return {"answer": text} if text else {}


def require_fit(expanded: Any, mode: str, action: str, params: Mapping[str, Any]) -> None:
    """The drill's own acts by whatever door they come: questions that are asked, answers that can be read as what is
    asked, hints that there are. Raises `Unreadable`."""
    if action == TAKE_HINT and (mode != "practice" or str(params.get("criterion", "")) not in expanded.hints):
        raise _unfit(action, "criterion", "hint_unknown")
    if action != ANSWER:
        return
    question = expanded.questions.get(str(params.get("question", "")))
    if question is None:
        raise _unfit(action, "question", "answer_unasked")
    try:
        read_answer(question, _given(params))
    except BadAnswer as bad:
        field = "chosen" if question.kind == "set" else "answer"
        raise _unfit(action, field, f"answer_{bad.code}", **bad.values) from None


def _given(params: Mapping[str, Any]) -> str | list[str]:
    """What was given, as the grader takes it: what was chosen, else what was written."""
    chosen = params.get("chosen")
    return (
        [str(one) for one in chosen] if isinstance(chosen, list | tuple) and chosen else str(params.get("answer") or "")
    )


def _unfit(action: str, field: str, type_: str, **values: Any) -> Unreadable:
    return Unreadable(action, [{"loc": (field,), "type": type_, "ctx": values}])


def problem(bad: BadAnswer) -> str:
    """What is wrong with an answer, in the reader's language."""
    return capital(message({"type": f"answer_{bad.code}", "ctx": bad.values}, ""))


def texts_of(question: Question, form: MultiDict[str, str]) -> tuple[str, ...]:
    """The input as it was sent, to be drawn again."""
    return tuple(form.getlist("chosen")) if question.kind == "set" else (form.get("answer", ""),)
