"""What a scenario judges by: steps, things and criteria, as they are written in the file. The grader reads these."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import BeforeValidator, Field, create_model, model_validator

from scenarios.layout import Document
from scenarios.questions import Answer, Written
from scenarios.written import (
    ActionName,
    Condition,
    Conditions,
    Flag,
    Name,
    Part,
    Points,
    Ref,
    Sentence,
    Term,
    Times,
    Where,
    Who,
    Whole,
    either,
    many,
    wrong,
)


class Pattern(Part):
    """Acts like this: by one of `who` (anybody when empty), of this action, with these parameters; `where`: as CEL."""

    who: Who = ()
    does: ActionName
    about: Conditions = {}
    where: Where | None = None


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
    """What every criterion has. `missed` says what the rule asks and where to look; `law` what it stands on; `why` what
    it means for the citizen, when that is closer than what its competence says (`scenarios/competences.yaml`)."""

    id: Name
    title: Sentence
    points: Points
    missed: Sentence
    law: str = ""
    why: str = ""
    competency: str = ""
    needs: Annotated[tuple[Name, ...], BeforeValidator(many)] = ()
    critical: Flag = False
    hints: tuple[Hint, ...] = ()


class EndsWith(Part):
    """The record has these properties at the end; `any_of` offers several right ways, each beside `has`; `where`: an
    expression that must hold of it."""

    check: Literal["ends_with"]
    record: Ref
    has: Conditions = {}
    any_of: tuple[Conditions, ...] = ()
    where: Where | None = None


class Happened(Part):
    """The trainee did this at least `times` times."""

    check: Literal["happened"]
    what: Event
    times: Points = 1


class Never(Part):
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


class Ordered(Part):
    """Steps in their order, whoever did them."""

    check: Literal["ordered"]
    rules: Annotated[tuple[OrderRule, ...], Field(min_length=1)]


class InTime(Part):
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


class NothingElse(Part):
    """Everything the trainee changed is one of the scenario's steps, or one of `also`."""

    check: Literal["nothing_else"]
    also: tuple[Pattern, ...] = ()


class Signed(Part):
    """The record's PDF bears these signatures, in this order, all valid. `by`: staff ids, `org` or `org:<code>`."""

    check: Literal["signed"]
    record: Ref
    file: Name = "file"
    by: Annotated[Who, Field(min_length=1)]


class LookedUp(Part):
    """Personal data looked up of `only` these people, for this `case` and `purpose`; of `must` all, `before` a step."""

    check: Literal["looked_up"]
    only: tuple[str, ...] | None = None
    must: Annotated[tuple[str, ...], BeforeValidator(many)] = ()
    before: Event | None = None
    case: Condition = None
    purpose: Condition = None


BODIES: tuple[type[Part], ...] = (
    EndsWith, Happened, Never, Ordered, InTime, NothingElse, Signed, Document, LookedUp, Answer, Written,
)  # fmt: skip


def _by_check(models: tuple[type[Part], ...]) -> Any:
    return Annotated[Union[models], Field(discriminator="check")]  # noqa: UP007


if TYPE_CHECKING:

    class Way(Part):
        """One right way: a check with its parameters, any but `any_of`."""

        check: str

else:
    Way = _by_check(BODIES)


class AnyOf(Part):
    """Several right ways: one of them is enough."""

    check: Literal["any_of"]
    ways: Annotated[tuple[Way, ...], Field(min_length=2)]


if TYPE_CHECKING:

    class Criterion(Judged):
        """A criterion: what all have, and the parameters of its check."""

        check: str

else:
    CRITERIA = tuple(
        create_model(f"{one.__name__}Criterion", __base__=(Judged, one), __doc__=one.__doc__)
        for one in (*BODIES, AnyOf)
    )
    Criterion = _by_check(CRITERIA)
