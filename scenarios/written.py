"""How single values are written in a scenario file, and typed: the file holds texts, lists and maps only."""

from __future__ import annotations

from typing import Annotated, Any, Union

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from scenarios import words
from seed.worktime import parse_term

OPERATORS = frozenset(
    {"is", "not", "one_of", "at_least", "at_most", "before", "after", "same_set", "has_all", "text", "mentions"}
    | {"has_rows", "size"}
)
LIST_OPERATORS = frozenset({"one_of", "same_set", "has_all", "has_rows"})
SCALAR_OPERATORS = frozenset({"at_least", "at_most", "before", "after", "text", "size"})


class Part(BaseModel):
    """A part of the file: nothing unknown is let in, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def wrong(message: str) -> PydanticCustomError:
    """A fault with its own Vietnamese sentence."""
    return PydanticCustomError("scenario", "{message}", {"message": message})


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not (value.isdecimal() and value.isascii() and len(value) < 8):
        raise wrong(f"“{value}” không phải số nguyên từ 0 trở lên")
    return int(value) if isinstance(value, str) else value


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise wrong(f"“{value}” phải là true hoặc false")
        return value == "true"
    return value


def many(value: Any) -> Any:
    return [value] if isinstance(value, str) and value else value


def _times(value: Any) -> Any:
    return None if value == "any" else _whole(value)


def _term(value: Any) -> Any:
    if isinstance(value, str):
        try:
            parse_term(value)
        except ValueError:
            raise wrong(f"“{value}” không phải thời hạn; viết như 8 working hours, 3 working days") from None
    return value


def _reference(value: Any) -> Any:
    if not words.is_reference(value):
        raise wrong(f"“{value}” phải là tham chiếu như $dossier")
    try:
        if words.parse(value[1:]).plain:
            return value
    except words.BadWords as bad:
        raise wrong(str(bad)) from None
    raise wrong(f"“{value}” phải là tên trần như $dossier, không cộng trừ, không bộ lọc")


def condition(value: Any) -> Any:
    """A value to be equal to, or a map of operators; raises for operators that do not exist or cannot work."""
    if isinstance(value, dict):
        for name, wanted in value.items():
            _operator(name, wanted)
    elif isinstance(value, list):
        for one in value:
            _item(one)
    return value


def _item(value: Any) -> None:
    """An item of a list: a value, operators for it, or a row with a condition for each column."""
    if isinstance(value, dict) and not OPERATORS.issuperset(value):
        for wanted in value.values():
            condition(wanted)
    else:
        condition(value)


def _operator(name: str, wanted: Any) -> None:
    if name not in OPERATORS:
        raise wrong(f"không có phép so “{name}”; có: {', '.join(sorted(OPERATORS))}")
    if name == "is" and wanted not in ("set", "empty"):
        raise wrong(f"“is” chỉ nhận set hoặc empty, không nhận “{wanted}”")
    if name in LIST_OPERATORS and not isinstance(wanted, list):
        raise wrong(f"“{name}” cần một danh sách, như [{wanted}]")
    if name in SCALAR_OPERATORS and not isinstance(wanted, str):
        raise wrong(f"“{name}” cần một giá trị đơn")
    if name == "mentions" and not all(
        isinstance(one, str) for one in (wanted if isinstance(wanted, list) else [wanted])
    ):
        raise wrong("“mentions” cần một văn bản hoặc một danh sách văn bản")
    if name == "has_rows" and not all(isinstance(row, dict) for row in wanted):
        raise wrong("“has_rows” cần một danh sách các bảng, như [{kind: person}]")
    for one in wanted if name == "one_of" else [wanted]:
        condition(one)


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ActionName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=3000)]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0)]
Points = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1000)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Times = Annotated[int | None, BeforeValidator(_times)]
Term = Annotated[str, BeforeValidator(_term)]
Ref = Annotated[str, BeforeValidator(_reference)]
Condition = Annotated[Any, BeforeValidator(condition)]
Conditions = dict[str, Condition]
Who = Annotated[tuple[str, ...], BeforeValidator(many)]


def _where(value: Any) -> Any:
    return {"holds": value} if isinstance(value, str) else value


class WhereModel(Part):
    """A CEL expression that must hold, and what it asks in words."""

    holds: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    title: str = ""


Where = Annotated[WhereModel, BeforeValidator(_where)]


def told_by(value: Any) -> str:
    """Which member of a union a value is meant to be: a reference, a bare text or a map."""
    if isinstance(value, str):
        return "reference" if value.startswith("$") else "text"
    return "map"


def either(**members: Any) -> Any:
    """A union told apart by `told_by`, so that a fault is explained once and for the member that was meant."""
    made = [Annotated[member, Tag(tag)] for tag, member in members.items()]
    return Annotated[Union[tuple(made)], Discriminator(told_by)]  # noqa: UP007
