"""Types of action parameters: widget, parser and words together, so that one declaration gives the form, its messages,
the API's body and the vocabulary.

An action's parameters are an `Ask` model. Titles and hints are plain Vietnamese strings marked `N_`, translated when
drawn. Messages are chosen by the pydantic error type (see `sandbox.ui.forms`), so validators raise typed errors only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from seed.text import nfc

if TYPE_CHECKING:
    from sandbox.world.desk import Desk


def N_(text: str) -> str:
    """Marks a Vietnamese text for the catalogue; it is translated where it is drawn."""
    return text


class Ask(BaseModel):
    """The parameters of an action; unknown names are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


@dataclass(frozen=True)
class Asking:
    """Validation context: the desk, and the parameters as they came, for choices that depend on one another."""

    desk: Desk
    raw: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Widget:
    """How a field is drawn: text, long_text, date, datetime, money, integer, choice, rows, person, pin, file, …

    `of` names the record kind of a reference, or the query of a choice (`Among`); `options` are fixed choices.
    """

    kind: str
    of: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


def tidy(value: Any) -> Any:
    """NFC with LF line ends and no space at the ends; what is not text is left for the type to refuse."""
    return nfc(value.replace("\r\n", "\n").replace("\r", "\n")).strip() if isinstance(value, str) else value


_control = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _printable(value: str) -> str:
    if _control.search(value):
        raise PydanticCustomError("not_printable", "holds characters that cannot be printed")
    return value


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not text:
        raise PydanticCustomError("missing", "missing")
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise PydanticCustomError("date_form", "not a date such as 20/11/2026")


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    for form in ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%H:%M %d/%m/%Y"):
        try:
            return datetime.strptime(value.strip(), form)
        except ValueError:
            continue
    raise PydanticCustomError("datetime_form", "not a time such as 20/11/2026 14:05")


def _digits(value: Any) -> Any:
    return re.sub(r"[\s.]", "", value) if isinstance(value, str) else value


def _person(value: str, info: ValidationInfo) -> str:
    if not re.fullmatch(r"\d{12}", value):
        raise PydanticCustomError("person_form", "an identity number has 12 digits")
    asking = cast("Asking | None", info.context)
    if asking is not None and not _known_person(asking.desk, value):
        raise PydanticCustomError("person_unknown", "no such person")
    return value


def _known_person(desk: Desk, id: str) -> bool:
    kinds = desk.world.start.registry.kinds
    return "person" not in kinds or desk.world.peek(kinds["person"], id) is not None


def _money(value: Any) -> Any:
    if isinstance(value, str):
        text = re.sub(r"[\s.]|đồng|đ$", "", value.strip())
        if not re.fullmatch(r"\d{1,12}", text):
            raise PydanticCustomError("money_form", "not an amount such as 8.000")
        return int(text)
    return value


class Secret:
    """A PIN or one-time code: read by the handler only, never written down. `known`: a simulated person gave it."""

    __slots__ = ("_value", "known")

    def __init__(self, value: str = "", known: bool = False):
        self._value, self.known = value, known

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret()"


def _secret(value: Any) -> Any:
    if isinstance(value, Secret):
        return value
    if not isinstance(value, str) or not value:
        raise PydanticCustomError("missing", "missing")
    if not re.fullmatch(r"\d{6,8}", value):
        raise PydanticCustomError("pin_form", "6 to 8 digits")
    return Secret(value)


_line = (BeforeValidator(tidy), AfterValidator(_printable))
Text = Annotated[str, StringConstraints(min_length=1, max_length=300), *_line, Widget("text")]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=5000), *_line, Widget("long_text")]
Code = Annotated[str, StringConstraints(min_length=1, max_length=40), *_line, Widget("code")]
Date = Annotated[date, BeforeValidator(_day), Widget("date")]
Moment = Annotated[datetime, BeforeValidator(_moment), Widget("datetime")]
Money = Annotated[int, BeforeValidator(_money), Widget("money")]
PersonRef = Annotated[str, BeforeValidator(_digits), AfterValidator(_person), Widget("person")]
Pin = Annotated[Secret, BeforeValidator(_secret), Widget("pin")]
Upload = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), Widget("file", of=".docx")]
FileRef = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), Widget("file")]


def Among(query: str, widget: str = "choice") -> Any:
    """Annotations of a text that must be one of the values that the named choices query gives in this world.

    Use as `Annotated[str, *Among("papers_of_dossier")]`; queries are registered with `@choices(name)`.
    """

    def check(value: str, info: ValidationInfo) -> str:
        asking = cast("Asking | None", info.context)
        if asking is not None and value not in asking.desk.world.start.registry.choices_of(query, asking):
            raise PydanticCustomError("not_a_choice", "not one of the choices")
        return value

    return BeforeValidator(tidy), AfterValidator(check), Widget(widget, of=query)


def Options(**words: str) -> Any:
    """Annotations of a text with fixed choices: `Annotated[str, *Options(direct=N_("Trực tiếp"))]`."""

    def check(value: str) -> str:
        if value not in words:
            raise PydanticCustomError("not_a_choice", "not one of the choices")
        return value

    return AfterValidator(check), Widget("choice", options=words)


def RecordRef(kind: str) -> Any:
    """Annotations of the id of an existing record of `kind`: `Annotated[str, *RecordRef("dossier")]`."""

    def check(value: str, info: ValidationInfo) -> str:
        asking = cast("Asking | None", info.context)
        if asking is not None:
            cls = asking.desk.world.start.registry.kinds[kind]
            if asking.desk.peek(cls, value) is None:
                raise PydanticCustomError("record_unknown", "no such record")
        return value

    return BeforeValidator(tidy), AfterValidator(check), Widget("record", of=kind)


def StaffRef() -> Any:
    """Annotations of the id of an official of the drill commune."""
    return Among("officials", widget="staff")
