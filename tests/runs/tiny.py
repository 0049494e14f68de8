"""A tiny office for tests of runs: one kind of record, a few acts, one scenario; its makers need no keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

import scenarios
from sandbox.config import Config
from sandbox.runs.grounds import Grounds
from sandbox.world import cast, clock
from sandbox.world.action import Registry
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Among, Ask, FileRef, LongText, PersonRef, Pin, RecordRef, Text
from sandbox.world.record import FileDigest, RecordBase, StaffId, canonical, choice
from seed.records import Official, Organisation, Person

registry = Registry()
clock.declare(registry)
cast.declare(registry)
for kind in (Person, Official, Organisation):
    registry.record(kind)


@registry.record
class Case(RecordBase, frozen=True, kw_only=True):
    """A matter that goes from desk to desk."""

    kind: ClassVar[str] = "case"
    title: ClassVar[str] = N_("Việc")
    indexed: ClassVar[tuple[str, ...]] = ("holder",)
    id: str
    state: Annotated[str, choice("open", "closed")] = "open"
    subject: str
    holder: StaffId
    remarks: tuple[str, ...] = ()
    file: FileDigest | None = None


@registry.choices("officials")
def officials(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {one.id: one.full_name for one in world.population.officials}


class OpenCase(Ask):
    subject: Text


class OnCase(Ask):
    case: Annotated[str, *RecordRef("case")]


class Remark(OnCase):
    text: LongText


class PassOn(OnCase):
    to: Annotated[str, *Among("officials", "staff")]


class Close(OnCase):
    pin: Pin


class Attach(OnCase):
    file: FileRef


class LookUp(Ask):
    person: PersonRef
    purpose: Text


def is_open(world: Any, case: Any) -> Refused | None:
    return None if case is None or case.state == "open" else Refused("closed", N_("Việc đã kết thúc"))


def has_slip(world: Any, case: Any) -> Refused | None:
    return None if case is None or case.file else Refused("no_slip", N_("Chưa có phiếu để ký"))


@registry.action("tiny.open_case", title=N_("Mở việc"), roles=("clerk",), makes="case", done=N_("Đã mở việc"))
def open_case(desk: Desk, ask: OpenCase) -> Case:
    return desk.add(Case(id=f"V-{desk.next('case/2026'):04}", subject=ask.subject, holder=desk.actor.id))


@registry.action(
    "tiny.remark", title=N_("Ghi chú"), roles=("clerk", "signer"), subject="case", possible=is_open, primary=("open",)
)
def remark(desk: Desk, ask: Remark) -> Case:
    case = desk.get(Case, ask.case)
    return desk.update(case, remarks=(*case.remarks, ask.text))


@registry.action("tiny.pass_on", title=N_("Chuyển"), roles=("clerk",), subject="case", possible=is_open)
def pass_on(desk: Desk, ask: PassOn) -> Case:
    return desk.update(desk.get(Case, ask.case), holder=ask.to)


@registry.action("tiny.print", title=N_("In phiếu"), roles=("clerk",), subject="case", possible=is_open)
def print_slip(desk: Desk, ask: OnCase) -> Case:
    case = desk.get(Case, ask.case)
    asked = {"form": "slip", "fields": {"subject": case.subject}, "at": desk.now.isoformat()}
    return desk.update(case, file=desk.effect("typeset", asked))


@registry.action("tiny.sign", title=N_("Ký phiếu"), roles=("clerk",), subject="case", possible=has_slip)
def sign(desk: Desk, ask: OnCase) -> Case:
    case = desk.get(Case, ask.case)
    return desk.update(case, file=desk.effect("sign_person", {"file": case.file}))


@registry.action("tiny.attach", title=N_("Đính kèm"), roles=("clerk",), subject="case", possible=is_open)
def attach(desk: Desk, ask: Attach) -> Case:
    return desk.update(desk.get(Case, ask.case), file=ask.file)


@registry.action(
    "tiny.close", title=N_("Kết thúc"), roles=("signer",), subject="case", possible=is_open, final=True, minutes=5
)
def close(desk: Desk, ask: Close) -> Case:
    if not ask.pin.known and ask.pin.reveal() != "123456":
        raise Refused("wrong_pin", N_("Mã PIN chưa đúng"))
    return desk.update(desk.get(Case, ask.case), state="closed", holder="")


@registry.action("tiny.look_up", title=N_("Tra cứu"), roles=("clerk",), look_up=True)
def look_up(desk: Desk, ask: LookUp) -> Person:
    return desk.get(Person, ask.person)


@registry.action("tiny.answer", title=N_("Trả lời"), roles=("citizen",), subject="case", cast_only=True)
def answer(desk: Desk, ask: Remark) -> Case:
    case = desk.get(Case, ask.case)
    return desk.update(case, remarks=(*case.remarks, ask.text))


def make(inputs: Any, read: Any) -> bytes:
    """A maker that needs nothing: the canonical bytes of its inputs."""
    return b"%PDF " + canonical(dict(inputs))


def add_line(inputs: Any, read: Any) -> bytes:
    """A maker that reads a file and makes another of it, as signing does."""
    return bytes(read(inputs["file"])) + b"\nsigned"


MAKERS = {**dict.fromkeys(("typeset", "sign_org", "write_number"), make), "sign_person": add_line}

SOURCE = """
id: tiny
title: Chuyển một việc đang chờ
minutes: 5
systems: tiny
now: 2026-11-23T08:10
plays: [van_thu, chu_tich]
people:
  citizen: {pick: {sex: female, age: [25, 60]}}
briefing:
  - Việc $waiting của ${citizen.full_name} đang chờ; hãy ghi chú, chuyển cho Chủ tịch và kết thúc.
records:
  waiting: {kind: case, id: V-0000, has: {subject: "Việc của ${citizen.full_name}", holder: van_thu}}
cast:
  replies:
    {upon: remark, who: $citizen, then: tiny.answer, params: {case: $waiting, text: Đồng ý}, after: 1 working day}
steps:
  remark: {who: van_thu, does: tiny.remark, about: {case: $waiting}}
  replies: {who: $citizen, does: tiny.answer, about: {case: $waiting}}
  print: {who: van_thu, does: tiny.print, about: {case: $waiting}}
  pass: {who: van_thu, does: tiny.pass_on, about: {case: $waiting}}
  close: {who: chu_tich, does: tiny.close, about: {case: $waiting}}
solution:
  - remark: {text: Đã đọc}
  - wait_for: replies
  - print
  - pass: {to: chu_tich}
  - close: {pin: "123456"}
mistakes:
  - {id: passes_to_nobody, drop: pass, loses: [passed]}
  - {id: never_closes, drop: close, loses: [closed]}
criteria:
  - {id: passed, title: Chuyển đúng người, points: 4, missed: Phải chuyển cho Chủ tịch, check: happened, what: pass}
  - id: closed
    title: Kết thúc việc
    points: 6
    missed: Việc phải được kết thúc
    check: ends_with
    record: $waiting
    has: {state: closed}
    hints:
      - {text: Chủ tịch kết thúc việc bằng mã PIN, cost: 2}
guide:
  remark: Mở việc V-0000 và ghi chú
"""


def tiny_scenario() -> Any:
    return scenarios.loads(SOURCE.encode())


def tiny_grounds(config: Config) -> Grounds:
    """The tiny office among the smallest population."""
    return Grounds(config, registry, MAKERS, scenarios=lambda: {"tiny": tiny_scenario()})
