"""A small office for the tests of the kernel: notes that are written, read, stamped and sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from sandbox.world import cast, clock
from sandbox.world.action import Registry
from sandbox.world.desk import Actor, Desk, Refused
from sandbox.world.effects import Effects
from sandbox.world.params import Among, Ask, Date, Pin, RecordRef, Secret, Text
from sandbox.world.record import FileDigest, RecordBase, choice
from sandbox.world.world import Start
from seed.worktime import Calendar


class Note(RecordBase, frozen=True):
    kind: ClassVar[str] = "note"
    title: ClassVar[str] = "Phiếu ghi"
    indexed: ClassVar[tuple[str, ...]] = ("topic",)
    id: str
    topic: str
    text: str
    state: Annotated[str, choice("open", "stamped")] = "open"
    number: int | None = None
    on: date | None = None
    file: FileDigest | None = None


class Box(RecordBase, frozen=True):
    kind: ClassVar[str] = "box"
    id: str
    tries: int = 5


class Citizen(RecordBase, frozen=True):
    kind: ClassVar[str] = "person"
    id: str
    name: str


class People:
    """Three citizens; asked by id only."""

    digest = "0" * 64
    people = {id: Citizen(id=id, name=f"Người {id[-1]}") for id in ("000190000001", "000190000002")}

    def get(self, kind: type[Any], id: str) -> Any:
        return self.people.get(id) if kind is Citizen else None


class Write(Ask):
    topic: Text
    text: Text
    on: Date | None = None


class Stamp(Ask):
    note: Annotated[str, *RecordRef("note")]


class Seal(Ask):
    note: Annotated[str, *RecordRef("note")]
    pin: Pin


class File(Ask):
    note: Annotated[str, *RecordRef("note")]
    drawer: Annotated[str, *Among("drawers")]


class Nothing(Ask):
    pass


def office() -> Registry:
    """A registry of its own, so that tests do not meet the real office."""
    registry = Registry()
    for kind in (Note, Box, Citizen):
        registry.record(kind)
    clock.declare(registry)
    cast.declare(registry)
    registry.choices("officials")(lambda world, raw: {"anh": "Anh", "binh": "Bình"})
    registry.choices("drawers")(lambda world, raw: {"a": "Ngăn A", str(raw.get("note")): "Ngăn riêng"})

    @registry.action("notes.write", title="Viết", roles=("writer",), makes="note")
    def write(desk: Desk, ask: Write) -> Note:
        number = desk.next(f"note/{desk.now.year}")
        return desk.add(Note(id=f"n{number:04}", topic=ask.topic, text=ask.text, on=ask.on))

    @registry.action("notes.stamp", title="Đóng dấu", roles=("writer", "stamper"), subject="note", minutes=10)
    def stamp(desk: Desk, ask: Stamp) -> Note:
        note = desk.get(Note, ask.note)
        if note.state == "stamped":
            desk.update(note, text="half done")
            desk.next("stamp/2026")
            raise Refused("stamped", "Phiếu %(id)s đã đóng dấu", id=note.id)
        return desk.update(note, state="stamped", number=desk.next("stamp/2026"))

    @registry.action("notes.print", title="In", roles=("writer",), subject="note")
    def print_note(desk: Desk, ask: Stamp) -> Note:
        note = desk.get(Note, ask.note)
        return desk.update(note, file=desk.effect("print", {"text": note.text}))

    @registry.action("notes.seal", title="Niêm phong", roles=("writer",), subject="note", final=True)
    def seal(desk: Desk, ask: Seal) -> Note:
        if not (ask.pin.known or ask.pin.reveal() == "135790"):
            raise Refused("wrong_pin", "Sai mã PIN", aftermath=_one_try_less)
        desk.perform("notes.stamp", note=ask.note)
        return desk.update(desk.get(Note, ask.note), text="sealed")

    @registry.action("notes.file", title="Xếp vào ngăn", roles=("writer",), subject="note", possible=_not_stamped)
    def put_away(desk: Desk, ask: File) -> Note:
        return desk.update(desk.get(Note, ask.note), topic=ask.drawer)

    @registry.action("notes.crash", title="Hỏng", roles=("writer",))
    def crash(desk: Desk, ask: Nothing) -> None:
        desk.next("note/2026")
        raise RuntimeError("a fault in the office")

    @registry.action("notes.look", title="Xem người", roles=("writer",), look_up=True)
    def look(desk: Desk, ask: Nothing) -> Citizen:
        return desk.get(Citizen, "000190000001")

    return registry


def _not_stamped(world: Any, note: Note) -> Refused | None:
    return Refused("stamped", "Phiếu đã đóng dấu") if note.state == "stamped" else None


def _one_try_less(desk: Desk) -> None:
    box = desk.peek(Box, "box")
    if box is None:
        desk.add(Box(id="box", tries=4))
    else:
        desk.update(box, tries=box.tries - 1)


FRIDAY = datetime(2026, 11, 20, 14, 0)
WRITER = Actor("anh", "writer")


def calendar() -> Calendar:
    return Calendar(version="test", days={})


def start(**given: Any) -> Start:
    settings: dict[str, Any] = {"plays": ("anh", "binh"), "scenario": "s"}
    settings.update(given)
    return Start(registry=office(), population=People(), calendar=calendar(), now=FRIDAY, **settings)


def printer() -> Effects:
    """Effects whose printer never gives the same bytes twice, as a real signature would."""
    count = iter(range(1000))
    return Effects({"print": lambda inputs, read: f"{inputs['text']} {next(count)}".encode()})


def secret() -> Secret:
    return Secret("135790")
