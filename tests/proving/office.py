"""A small office whose one form has a parameter of every type, and a scenario that is proven in it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar

import scenarios
from sandbox.config import Config
from sandbox.proving import cardboard
from sandbox.proving.mutants.scene import Scene
from sandbox.proving.play import Stage
from sandbox.runs.grounds import Grounds
from sandbox.world import cast, clock
from sandbox.world.action import Registry
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import (
    N_,
    Among,
    Ask,
    Code,
    Date,
    FileRef,
    LongText,
    Options,
    PersonRef,
    Pin,
    RecordRef,
    Text,
)
from sandbox.world.record import FileDigest, OrganisationId, PersonId, RecordBase, StaffId, choice, ref
from scenarios import plan
from seed.population import population
from seed.records import Household, Official, Organisation, Person

registry = Registry()
clock.declare(registry)
cast.declare(registry)
for kind in (Person, Official, Organisation, Household):
    registry.record(kind)


class Line(RecordBase, frozen=True):
    """A line of the form."""

    paper: Annotated[str, choice("original", "copy")]
    pages: int


@registry.record
class Book(RecordBase, frozen=True, kw_only=True):
    """A register that letters are entered in."""

    kind: ClassVar[str] = "book"
    id: str


@registry.record
class Letter(RecordBase, frozen=True, kw_only=True):
    """A letter with a field of every type."""

    kind: ClassVar[str] = "letter"
    id: str
    state: Annotated[str, choice("open", "filled", "signed", "sent")] = "open"
    came: datetime
    person: PersonId | None = None
    officer: StaffId | None = None
    offices: tuple[OrganisationId, ...] = ()
    office: OrganisationId | None = None
    book: Annotated[str, ref("book")] | None = None
    due: date | None = None
    count: int | None = None
    code: str = ""
    manner: str = ""
    urgent: bool = False
    tags: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    text: str = ""
    file: FileDigest | None = None
    attached: FileDigest | None = None
    note: str = ""


@registry.choices("officials")
def officials(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {one.id: one.full_name for one in world.population.officials}


@registry.choices("offices")
def offices(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {one.id: one.name for one in world.population.organisations}


@registry.choices("books")
def books(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {one.id: one.id for one in world.find(Book)}


class OnLetter(Ask):
    letter: Annotated[str, *RecordRef("letter")]


class Row(Ask):
    paper: Annotated[str, *Options(original=N_("Bản chính"), copy=N_("Bản sao"))]
    pages: int


class Fill(OnLetter):
    person: PersonRef
    officer: Annotated[str, *Among("officials", "staff")]
    offices: tuple[Annotated[str, *Among("offices")], ...]
    office: Annotated[str, *Among("offices")]
    book: Annotated[str, *Among("books")]
    due: Date
    count: int
    code: Code
    manner: Annotated[str, *Options(post=N_("Bưu điện"), hand=N_("Trực tiếp"))]
    urgent: bool
    tags: tuple[Annotated[str, *Options(a=N_("A"), b=N_("B"), c=N_("C"))], ...]
    lines: tuple[Row, ...]
    text: LongText
    attached: FileRef | None = None


class Note(OnLetter):
    text: Text


class Sign(OnLetter):
    pin: Pin


class LookUp(Ask):
    person: PersonRef


PINS = {"van_thu": "123456", "chu_tich": "654321"}


def in_state(*states: str) -> Any:
    def possible(world: Any, letter: Any) -> Refused | None:
        return None if letter is None or letter.state in states else Refused("state", N_("Chưa đến bước này"))

    return possible


@registry.action(
    "desk.fill", title=N_("Điền"), roles=("clerk",), subject="letter", possible=in_state("open"), minutes=5
)
def fill(desk: Desk, ask: Fill) -> Letter:
    given = {name: value for name, value in ask if name not in ("letter", "lines")}
    lines = tuple(Line(paper=one.paper, pages=one.pages) for one in ask.lines)
    made = desk.effect("typeset", {"form": "letter", "fields": {"code": ask.code}, "at": desk.now.isoformat()})
    return desk.update(desk.get(Letter, ask.letter), state="filled", lines=lines, file=made, **given)


@registry.action("desk.note", title=N_("Ghi chú"), roles=("clerk",), subject="letter", minutes=1)
def note(desk: Desk, ask: Note) -> Letter:
    letter = desk.get(Letter, ask.letter)
    return desk.update(letter, note=f"{letter.note} {ask.text}".strip())


@registry.action("desk.clear", title=N_("Xóa ghi chú"), roles=("clerk",), subject="letter", minutes=1)
def clear(desk: Desk, ask: OnLetter) -> Letter:
    return desk.update(desk.get(Letter, ask.letter), note="")


@registry.action("desk.sign", title=N_("Ký"), roles=("*",), subject="letter", possible=in_state("filled"), minutes=1)
def sign(desk: Desk, ask: Sign) -> Letter:
    if not ask.pin.known and ask.pin.reveal() != PINS.get(desk.actor.id):
        raise Refused("wrong_pin", N_("Mã PIN chưa đúng"))
    letter = desk.get(Letter, ask.letter)
    signer = {"id": desk.actor.id, "name": desk.actor.id}
    signed = desk.effect("sign_person", {"file": letter.file, "signer": signer, "at": desk.now.isoformat()})
    return desk.update(letter, state="signed", file=signed)


@registry.action("desk.send", title=N_("Gửi"), roles=("clerk",), subject="letter", possible=in_state("signed"))
def send(desk: Desk, ask: OnLetter) -> Letter:
    return desk.update(desk.get(Letter, ask.letter), state="sent")


@registry.action("desk.look_up", title=N_("Tra cứu"), roles=("clerk",), look_up=True, minutes=1)
def look_up(desk: Desk, ask: LookUp) -> Person:
    return desk.get(Person, ask.person)


SOURCE = """
id: letter
title: Gửi một văn bản
minutes: 5
systems: desk
now: 2026-11-23T08:10
plays: [van_thu, chu_tich]
pins: {van_thu: "123456", chu_tich: "654321"}
people:
  citizen: {pick: {sex: female, age: [25, 60], has_spouse: true}}
  stranger: {pick: {sex: male, age: [25, 60], unrelated_to: $citizen}}
briefing:
  - Điền, ký và gửi văn bản của ${citizen.full_name}.
records:
  red: {kind: book, id: red}
  blue: {kind: book, id: blue}
  letter: {kind: letter, id: L-1, has: {came: $start}}
  memo: {kind: letter, id: L-2, has: {came: $start}}
  other: {kind: letter, id: L-9, has: {came: $start}}
steps:
  look: {who: van_thu, does: desk.look_up, about: {person: $citizen}, times: any}
  fill: {who: van_thu, does: desk.fill, about: {letter: $letter}}
  note: {who: van_thu, does: desk.note, about: {letter: $memo}}
  sign: {who: chu_tich, does: desk.sign, about: {letter: $letter}}
  send: {who: van_thu, does: desk.send, about: {letter: $letter}}
solution:
  - look
  - fill:
      person: $citizen
      officer: tu_phap
      offices: [so_tu_phap, so_noi_vu]
      office: so_y_te
      book: red
      due: $start + 3 working days|day
      count: "12"
      code: 0123/VB
      manner: post
      urgent: "true"
      tags: [a, b]
      lines: [{paper: original, pages: "2"}]
      text: Kính gửi quý cơ quan
  - note: {text: Đã xem}
  - sign: {pin: $pins.chu_tich}
  - send
mistakes:
  - {id: forgets_the_note, drop: note, loses: [noted, note_in_time]}
  - {id: sends_late, before: send, do: [{next_day: 1}], loses: on_time}
  - {id: clerk_signs, change: sign, who: van_thu, to: {pin: $pins.van_thu}, loses: [signed, nothing_else]}
criteria:
  - id: filled
    title: Điền đúng
    points: 5
    critical: true
    missed: Điền theo thư
    law: Quy chế, Điều 1
    check: ends_with
    record: $letter
    has:
      state: sent
      person: $citizen
      officer: tu_phap
      offices: {same_set: [so_tu_phap, so_noi_vu]}
      book: red
      due: $start + 3 working days|day
      count: "12"
      code: 0123/VB
      manner: post
      urgent: "true"
      tags: {same_set: [a, b]}
      lines: {same_set: [{paper: original, pages: "2"}]}
      text: {mentions: [quý cơ quan]}
      office: so_y_te
  - {id: noted, title: Có ghi chú, points: 1, missed: M, check: ends_with, record: $memo, has: {note: {mentions: xem}}}
  - {id: signed, title: Ký đúng, points: 2, missed: Ký, law: Điều 2, check: signed, record: $letter, by: [chu_tich]}
  - {id: looked, title: Tra cứu trước, points: 1, missed: Tra, law: Điều 3, check: looked_up,
     needs: filled, only: [$citizen], must: $citizen, before: fill}
  - {id: on_time, title: Gửi trong ngày, points: 1, missed: M, law: Điều 4, check: in_time,
     what: send, since: $letter.came, same_day: true}
  - {id: note_in_time, title: Ghi chú trong 4 giờ, points: 1, missed: Ghi ngay, law: Điều 4, check: in_time, what: note,
     since: $memo.came, within: 4 working hours}
  - {id: nothing_else, title: Không làm gì khác, points: 1, missed: M, law: Điều 5, check: nothing_else, needs: filled}
survivors:
  - {operator: [late], step: [look, fill], reason: Việc tra cứu và điền chỉ phải xong trong ngày gửi.}
"""


@functools.lru_cache(maxsize=1)
def people() -> Any:
    return population(2026, 500)


def grounds(folder: Path) -> Grounds:
    """The small office; its papers are cardboard all the way, so that no keys are made."""
    return Grounds(Config.for_tests(folder), registry, cardboard.MAKERS, population=people)


def scenario(*changes: tuple[str, str]) -> Any:
    """The scenario, with texts of its source replaced."""
    source = SOURCE
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new)
    return scenarios.loads(source.encode())


def stage(folder: Path, made: Any = None, variant: int = 1) -> Stage:
    here = grounds(folder)
    return Stage(here, here.begin(made or scenario(), variant))


def scene(folder: Path, made: Any = None) -> Scene:
    on = stage(folder, made)
    return Scene(on, "main", plan(on.expanded))
