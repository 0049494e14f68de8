"""What a scenario judges by: steps, things and criteria, as they are written in the file. The grader reads these."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scenarios import words
from seed.worktime import parse_term

OPERATORS = frozenset(
    {"is", "not", "one_of", "at_least", "at_most", "before", "after", "same_set", "has_all", "text", "mentions"}
    | {"has_rows", "size"}
)
LIST_OPERATORS = frozenset({"one_of", "same_set", "has_all", "has_rows", "mentions"})


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


def _many(value: Any) -> Any:
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
    return value


def _operator(name: str, wanted: Any) -> None:
    if name not in OPERATORS:
        raise wrong(f"không có phép so “{name}”; có: {', '.join(sorted(OPERATORS))}")
    if name == "is" and wanted not in ("set", "empty"):
        raise wrong(f"“is” chỉ nhận set hoặc empty, không nhận “{wanted}”")
    if name in LIST_OPERATORS - {"mentions"} and not isinstance(wanted, list):
        raise wrong(f"“{name}” cần một danh sách, như [{wanted}]")
    if name in ("at_least", "at_most", "before", "after", "text", "size") and not isinstance(wanted, str):
        raise wrong(f"“{name}” cần một giá trị đơn")
    if name == "not":
        condition(wanted)
    if name == "has_rows" and not all(isinstance(row, dict) for row in wanted):
        raise wrong("“has_rows” cần một danh sách các bảng, như [{kind: person}]")


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
Who = Annotated[tuple[str, ...], BeforeValidator(_many)]


class Pattern(Part):
    """Acts like this: by one of `who` (anybody when empty), of this action, with these parameters."""

    who: Who = ()
    does: ActionName
    about: Conditions = {}


class Step(Pattern):
    """A step that belongs to the task. `makes`: the thing that it leaves. `times`: at most, None for any number."""

    who: Annotated[Who, Field(min_length=1)]
    makes: Name | Literal[""] = ""
    times: Times = 1
    title: str = ""


class Thing(Part):
    """Something the trainee will make: a record of kind `made` whose fields fit `where`; exactly one at the end."""

    made: Name
    where: Conditions = {}
    title: str = ""


def told_by(value: Any) -> str:
    """Which member of a union a value is meant to be: a reference, a bare text or a map."""
    if isinstance(value, str):
        return "reference" if value.startswith("$") else "text"
    return "map"


def either(**members: Any) -> Any:
    """A union told apart by `told_by`, so that a fault is explained once and for the member that was meant."""
    made = [Annotated[member, Tag(tag)] for tag, member in members.items()]
    return Annotated[Union[tuple(made)], Discriminator(told_by)]  # noqa: UP007


if TYPE_CHECKING:
    Event = str | Pattern
    Moment = str | Pattern
else:
    Event = either(text=Name, map=Pattern)
    Moment = either(text=Name, reference=Ref, map=Pattern)
Events = Annotated[tuple[Event, ...], BeforeValidator(lambda v: [v] if isinstance(v, str | dict) else v)]


class Hint(Part):
    """A hint, and how many points it costs of its own criterion."""

    text: Sentence
    cost: Whole = 0


class Judged(Part):
    """What every criterion has. `missed` says what the rule asks and where to look; `law` what it stands on."""

    id: Name
    title: Sentence
    points: Points
    missed: Sentence
    law: str = ""
    competency: str = ""
    needs: Annotated[tuple[Name, ...], BeforeValidator(_many)] = ()
    critical: Flag = False
    hints: tuple[Hint, ...] = ()


class EndsWith(Judged):
    """The record has these properties at the end; `any_of` offers several right ways, each beside `has`."""

    check: Literal["ends_with"]
    record: Ref
    has: Conditions = {}
    any_of: tuple[Conditions, ...] = ()


class Happened(Judged):
    """The trainee did this at least `times` times."""

    check: Literal["happened"]
    what: Event
    times: Points = 1


class Never(Judged):
    """The trainee did none of this."""

    check: Literal["never"]
    what: Events


class OrderRule(Part):
    """One rule of order; see `docs/scenarios.md` for the shapes. `per` names the parameter that tells cases apart."""

    first: Event | None = None
    then: Event | None = None
    void_if: Event | None = None
    when: Event | None = None
    then_must: Event | None = None
    never_again: Event | None = None
    what: Event | None = None
    at_most: Whole | None = None
    exactly: Whole | None = None
    per: Name | None = None

    @cached_property
    def shape(self) -> frozenset[str]:
        """The words that are set, without `per`."""
        return frozenset(self.model_fields_set - {"per"})

    @model_validator(mode="after")
    def _one_shape(self) -> OrderRule:
        if self.shape not in SHAPES:
            raise wrong(
                "quy tắc thứ tự phải là {first, then[, void_if]}, {when, then_must}, {when, never_again}, "
                "{what, at_most} hoặc {what, exactly}"
            )
        return self


SHAPES = frozenset(
    map(
        frozenset,
        (
            {"first", "then"},
            {"first", "then", "void_if"},
            {"when", "then_must"},
            {"when", "never_again"},
            {"what", "at_most"},
            {"what", "exactly"},
        ),
    )
)


class Ordered(Judged):
    """Steps in their order, whoever did them."""

    check: Literal["ordered"]
    rules: Annotated[tuple[OrderRule, ...], Field(min_length=1)]


class InTime(Judged):
    """`what` within a term of `since` (a step, a reference to a moment), or by a day or moment."""

    check: Literal["in_time"]
    what: Event
    since: Moment | None = None
    within: Term = ""
    same_day: Flag = False
    by: str = ""
    which: Literal["first", "last", "each"] = "first"

    @model_validator(mode="after")
    def _one_limit(self) -> InTime:
        if bool(self.within) + self.same_day + bool(self.by) != 1:
            raise wrong("cần đúng một trong within, same_day, by")
        if not self.by and self.since is None:
            raise wrong("within và same_day cần since: tính từ bước nào hay từ lúc nào")
        return self


class NothingElse(Judged):
    """Everything the trainee changed is one of the scenario's steps, or one of `also`."""

    check: Literal["nothing_else"]
    also: tuple[Pattern, ...] = ()


class Signed(Judged):
    """The record's PDF bears these signatures, in this order, all valid. `by`: staff ids, `org` or `org:<code>`."""

    check: Literal["signed"]
    record: Ref
    file: Name = "file"
    by: Annotated[Who, Field(min_length=1)]


class LookedUp(Judged):
    """Personal data looked up of `only` these people, for this `case` and `purpose`; of `must` all, `before` a step."""

    check: Literal["looked_up"]
    only: tuple[str, ...] | None = None
    must: Annotated[tuple[str, ...], BeforeValidator(_many)] = ()
    before: Event | None = None
    case: Condition = None
    purpose: Condition = None


Criterion = Annotated[
    EndsWith | Happened | Never | Ordered | InTime | NothingElse | Signed | LookedUp, Field(discriminator="check")
]
