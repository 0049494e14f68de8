"""A scenario as its file declares it: values as they are written; `check` and `expand` give them types."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, PrivateAttr, StringConstraints, Tag, model_validator

from scenarios.errors import Problem
from scenarios.papers import File
from scenarios.questions import Question
from scenarios.rubric import Criterion, Step, Thing
from scenarios.source import Path, Source
from scenarios.written import (
    ActionName,
    Conditions,
    Name,
    Part,
    Points,
    Sentence,
    Term,
    Who,
    Whole,
    either,
    many,
    wrong,
)

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Pin = Annotated[str, StringConstraints(pattern=r"^\d{6,8}$")]
Names = Annotated[tuple[Name, ...], BeforeValidator(many)]


class Person(Part):
    """Somebody drawn from the population for each variant, by exactly one of these ways."""

    pick: dict[str, Any] | None = None
    of: Name | None = None
    is_: Annotated[str, Field(alias="is")] = ""
    namesake_of: Name | None = None
    neighbour_of: Name | None = None
    birth_of: Name | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Person:
        ways = [self.pick is not None, self.of, self.namesake_of, self.neighbour_of, self.birth_of]
        if sum(map(bool, ways)) != 1 or bool(self.of) != bool(self.is_):
            raise wrong("cần đúng một cách chọn: pick, {of, is}, namesake_of, neighbour_of hoặc birth_of")
        return self


class OneOf(Part):
    """One of these, drawn for each variant."""

    one_of: Annotated[tuple[Any, ...], Field(min_length=1)]


class Between(Part):
    """A whole number from the first to the second, drawn for each variant."""

    between: tuple[Whole, Whole]

    @model_validator(mode="after")
    def _in_order(self) -> Between:
        if self.between[0] > self.between[1]:
            raise wrong("between cần số nhỏ trước, số lớn sau")
        return self


def _how(value: Any) -> str:
    if isinstance(value, dict):
        return "between" if "between" in value else "one_of"
    return "text"


if TYPE_CHECKING:
    Drawn = OneOf | Between | str
else:
    Drawn = Annotated[
        Annotated[OneOf, Tag("one_of")] | Annotated[Between, Tag("between")] | Annotated[str, Tag("text")],
        Discriminator(_how),
    ]


class StartRecord(Part):
    """A record of the start world; `id` and the fields may hold references."""

    kind: Name
    id: Annotated[str, Field(min_length=1, max_length=120)]
    has: dict[str, Any] = {}


class Paragraph(Part):
    """A piece of the briefing: what somebody says, a list, or a paper that lies on the table."""

    quote: str = ""
    by: str = ""
    list_: Annotated[tuple[Sentence, ...], Field(alias="list")] = ()
    paper: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Paragraph:
        if sum(map(bool, (self.quote, self.list_, self.paper, self.note))) != 1:
            raise wrong("mỗi đoạn là một câu, hoặc đúng một trong quote, list, paper, note")
        return self


class Reaction(Part):
    """What somebody of the cast does after a step (`upon`) or after any act like `does`, `when`, `about`."""

    upon: Name | None = None
    does: ActionName | None = None
    when: dict[str, Any] = {}
    about: dict[str, Any] = {}
    who: str = ""
    then: ActionName | None = None
    params: dict[str, Any] = {}
    after: Term | Literal[""] = ""
    times: Points = 1

    @model_validator(mode="after")
    def _one_cause(self) -> Reaction:
        if (self.upon is None) == (self.does is None):
            raise wrong("cần đúng một trong upon (tên bước) và does (tên thao tác)")
        return self


def _move(value: Any) -> Any:
    """`step`, {step: params}, {wait_for: step}, {next_day: n}, or {who, does, about}: made one shape."""
    if isinstance(value, str):
        return {"step": value}
    if not isinstance(value, dict) or not value:
        raise wrong("mỗi bước viết là tên, {tên: {tham số}}, {wait_for: tên}, {next_day: số} hoặc {who, does, about}")
    if "does" in value or "step" in value:
        return value
    if len(value) != 1:
        raise wrong("mỗi dòng chỉ một bước: {tên: {tham số}}")
    ((word, rest),) = value.items()
    if word in ("wait_for", "next_day"):
        return {word: rest}
    if rest not in ("", None) and not isinstance(rest, dict):
        raise wrong(f"tham số của bước “{word}” phải là một bảng")
    return {"step": word, "params": rest or {}}


class MoveSource(Part):
    """One line of a solution."""

    step: Name | None = None
    params: dict[str, Any] = {}
    wait_for: Name | None = None
    next_day: Points | None = None
    who: str = ""
    does: ActionName | None = None
    about: dict[str, Any] = {}


if TYPE_CHECKING:
    Told = str | Paragraph
else:
    Told = either(text=Sentence, reference=Sentence, map=Paragraph)
Moves = tuple[Annotated[MoveSource, BeforeValidator(_move)], ...]


class Mistake(Part):
    """A wrong way, told as the difference from a solution, and the criteria that it misses by itself."""

    id: Name
    title: str = ""
    loses: Annotated[tuple[Name, ...], BeforeValidator(many), Field(min_length=1)]
    of: Name = "main"
    instead: Moves = ()
    drop: Names = ()
    stop_after: Name | None = None
    move: Name | None = None
    change: Name | None = None
    to: dict[str, Any] = {}
    who: str = ""
    repeat: Name | None = None
    before: Name | None = None
    after: Name | None = None
    do: Moves = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> Mistake:
        if not (self.instead or self.drop or self.stop_after or self.move or self.change or self.repeat or self.do):
            raise wrong("chưa nói làm sai thế nào: drop, move, change, repeat, do, stop_after hoặc instead")
        if bool(self.move or self.do) != bool(self.before or self.after) or (self.before and self.after):
            raise wrong("move và do cần đúng một trong before, after (và chỉ chúng mới cần)")
        if self.move and self.do:
            raise wrong("move và do không đi cùng nhau")
        if self.change and not (self.to or self.who):
            raise wrong("change cần to (tham số khác) hoặc who (người khác)")
        if not self.change and (self.to or self.who):
            raise wrong("to và who chỉ đi với change")
        return self


class Survivor(Part):
    """Wrong ways that the rubric lets pass, and why it may: of these operators of the proof, at these steps (any when
    empty), with these words in what differs (any when empty). docs/proof.md lists the operators."""

    operator: Annotated[Names, Field(min_length=1)]
    step: Annotated[tuple[str, ...], BeforeValidator(many)] = ()
    what: Annotated[tuple[str, ...], BeforeValidator(many)] = ()
    reason: Sentence
    law: str = ""


class Scenario(Part):
    """One exercise. Loaded by `scenarios.load`; docs/scenarios.md explains every key."""

    format: Literal["1"] = "1"
    id: Id
    version: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)*$")] = "1"
    title: Sentence
    summary: str = ""
    level: Literal["basic", "intermediate", "advanced"] = "basic"
    minutes: Points
    systems: Annotated[tuple[Name, ...], BeforeValidator(many), Field(min_length=1)]
    competences: Annotated[tuple[str, ...], BeforeValidator(many)] = ()
    sources: tuple[str, ...] = ()
    pass_mark: Annotated[Points, Field(le=100)] = 70
    now: Drawn
    plays: Annotated[Names, Field(min_length=1)]
    pins: dict[str, Pin] = {}
    people: dict[Name, Person] = {}
    values: dict[Name, Drawn] = {}
    briefing: Annotated[tuple[Told, ...], Field(min_length=1)]
    files: dict[Name, File] = {}
    questions: dict[Name, Question] = {}
    records: dict[Name, StartRecord] = {}
    cast: dict[Name, Reaction] = {}
    things: dict[Name, Thing] = {}
    steps: Annotated[dict[Name, Step], Field(min_length=1)]
    solution: Moves = ()
    solutions: dict[Name, Moves] = {}
    mistakes: tuple[Mistake, ...] = ()
    survivors: tuple[Survivor, ...] = ()
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    guide: dict[Name, Sentence] = {}
    words: dict[str, Sentence] = {}

    _source: Source | None = PrivateAttr(default=None)

    @property
    def digest(self) -> str:
        """SHA-256 of the text, "" for a scenario that was not read from one."""
        return self._source.digest if self._source else ""

    @property
    def text(self) -> str:
        """The file's text in NFC with LF; loaded again it gives the same scenario and digest."""
        return self._source.text if self._source else ""

    @property
    def tree(self) -> dict[str, Any]:
        """The file as it is written: maps, lists and texts."""
        return self._source.tree if self._source else self.model_dump(by_alias=True, exclude_unset=True)

    @cached_property
    def ways(self) -> dict[str, Moves]:
        """Solutions by name; `solution:` is called `main`."""
        return ({"main": self.solution} if self.solution else {}) | dict(self.solutions)

    @property
    def own_names(self) -> frozenset[str]:
        """Names that the file declares: people, values, records, things."""
        return frozenset((*self.people, *self.values, *self.records, *self.things))

    @property
    def max_score(self) -> int:
        return sum(one.points for one in self.criteria)

    @property
    def guided(self) -> bool:
        """Whether there is a sentence for trainees who want to be led."""
        return bool(self.guide)

    def problem(self, path: Path, message: str) -> Problem:
        """A fault at this path, with the line of the file."""
        return self._source.problem(path, message) if self._source else Problem(".".join(map(str, path)), message)

    @model_validator(mode="after")
    def _has_a_solution(self) -> Scenario:
        if not self.solution and not self.solutions:
            raise wrong("cần solution: ít nhất một lời giải mẫu")
        if "main" in self.solutions and self.solution:
            raise wrong("solution chính là “main”; đừng đặt tên đó trong solutions")
        return self


__all__ = [
    "Conditions",
    "Mistake",
    "MoveSource",
    "Paragraph",
    "Person",
    "Reaction",
    "Scenario",
    "StartRecord",
    "Survivor",
    "Who",
]
