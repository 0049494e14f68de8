"""Questions that a scenario asks beside the work, how answers are read, and the two checks that judge them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from scenarios.written import Condition, Name, Part, Ref, Sentence, Whole, many, wrong
from seed.text import fold, nfc

ANSWER = "drill.answer"
MOST_LETTERS = 5_000
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,39}$")]
Read = Decimal | str | tuple[str, ...]

_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+([,.][0-9]+)?")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


WHY = {
    "number": "“%(given)s” không phải một số; viết như 1.250.000 hoặc 12,5",
    "date": "“%(given)s” không phải một ngày; viết như 26/11/2026",
    "choice": "Hãy chọn trong các mục đã cho",
    "long": "Câu trả lời dài quá; tối đa %(most)s ký tự",
}


class BadAnswer(ValueError):
    """The answer cannot be read. `code`: why, a key of `WHY`; `values` fill its words in; the text is Vietnamese."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(WHY[code] % values)
        self.code, self.values = code, values


class Question(Part):
    """Something the trainee works out and answers beside the briefing. `unit` is written after a number."""

    text: Sentence
    kind: Literal["number", "date", "choice", "set", "text"]
    choices: dict[Code, Sentence] = {}
    unit: Annotated[str, StringConstraints(max_length=20)] = ""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Question:
        if (self.kind in ("choice", "set")) != (len(self.choices) > 1):
            raise wrong("kind choice và set cần choices: ít nhất hai mục {mã: lời}; các loại khác không có choices")
        if self.unit and self.kind != "number":
            raise wrong("unit chỉ đi với kind: number")
        return self


class Answer(Part):
    """The last answer is right: a value or condition by the question's kind; a list means exactly this set.

    `tolerance`: how far a number may be off.
    """

    check: Literal["answer"]
    question: Name
    right: Condition
    tolerance: str = ""

    @model_validator(mode="after")
    def _tolerance_of_a_number(self) -> Answer:
        if self.tolerance and (not isinstance(self.right, str) or as_number(self.tolerance) is None):
            raise wrong("tolerance là một số, đi với right: một số")
        return self


Wordings = Annotated[tuple[Sentence, ...], BeforeValidator(many)]


class Element(Part):
    """Something the text must say: one of these wordings; with `near`, one of those at most `within` words away."""

    title: Sentence
    any: Annotated[Wordings, Field(min_length=1)]
    near: Wordings = ()
    within: Whole = 12


class Length(Part):
    """How many words a text must and may have."""

    at_least: Whole = 1
    at_most: Whole = MOST_LETTERS


class Written(Part):
    """A text, an answer or a record's field, says all `elements`; `by_hand` of the points only a person gives."""

    check: Literal["written"]
    question: Name | Literal[""] = ""
    record: Ref | Literal[""] = ""
    field: str = ""
    elements: tuple[Element, ...] = ()
    words: Length = Length()
    by_hand: Whole = 0

    @model_validator(mode="after")
    def _one_text(self) -> Written:
        if bool(self.question) == bool(self.record) or bool(self.record) != bool(self.field):
            raise wrong("bài viết nằm ở đúng một nơi: question, hoặc record và field")
        return self


def spec_of(question: Question) -> dict[str, Any]:
    """How a right answer is typed, as the office's vocabulary declares a field."""
    chosen = {"type": "choice", "choices": list(question.choices)}
    specs: dict[str, dict[str, Any]] = {"choice": chosen, "set": {"type": "list", "item": chosen}}
    return specs.get(question.kind, {"type": question.kind})


def read_answer(question: Question, given: str | Sequence[str]) -> Read | None:
    """What was given as the question's kind: number, ISO day, code, sorted codes, text; None for nothing. BadAnswer."""
    if question.kind == "set":
        chosen = [given] if isinstance(given, str) else list(given)
        return tuple(sorted({_chosen(question, one) for one in chosen if visible(one)})) or None
    text = visible(given if isinstance(given, str) else "\n".join(given))
    if not text:
        return None
    if question.kind == "number":
        return _number(question, text)
    if question.kind == "date":
        return _day(text)
    return _chosen(question, text) if question.kind == "choice" else text


def visible(text: str) -> str:
    """The text in NFC without characters that nobody sees (zero-width, direction marks), trimmed."""
    return "".join(one for one in nfc(text) if unicodedata.category(one) != "Cf").strip()


def _number(question: Question, text: str) -> Decimal:
    unit = fold(question.unit)
    bare = fold(text).removesuffix(unit).strip() if unit else text
    found = as_number(bare)
    if found is None:
        raise BadAnswer("number", given=text[:40])
    return found


def as_number(text: str) -> Decimal | None:
    """A number as it is written in Vietnam: dots between thousands, a comma before decimals; None when it is none."""
    bare = re.sub(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))", "", text.strip())
    if len(bare) > 30:
        return None
    if _THOUSANDS.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    return Decimal(bare.replace(",", ".")) if _PLAIN.fullmatch(bare) else None


def as_day(text: str) -> str | None:
    """A day as it is written in Vietnam, in ISO form; None when it is none."""
    for form in _DAYS:
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()
        except ValueError:
            continue
    return None


def _day(text: str) -> str:
    if found := as_day(text):
        return found
    raise BadAnswer("date", given=text[:40])


def _chosen(question: Question, text: str) -> str:
    if visible(text) not in question.choices:
        raise BadAnswer("choice")
    return visible(text)


def shown_answer(question: Question, read: Any) -> str:
    """A read answer as people write it."""
    if read is None:
        return "(trống)"
    if isinstance(read, Decimal):
        return f"{written_number(read)} {question.unit}".strip()
    if isinstance(read, tuple):
        return "; ".join(str(question.choices.get(one, one)) for one in read)
    if question.kind == "date":
        return f"{date.fromisoformat(read):%d/%m/%Y}"
    return question.choices.get(str(read), str(read))


def written_number(number: Decimal) -> str:
    """As offices write it: 1.250.000,5."""
    whole, _, rest = f"{number:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
