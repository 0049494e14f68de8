"""What a PDF must be before a parser meets it: little when unpacked, no tree that branches without end.

Read by its bytes alone: objects as they stand, and those inside object streams. A parser that draws forms within forms,
or goes through fields within fields, would be busy for years with a file of a few kilobytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from grader.documents.model import Unreadable

MOST_UNPACKED = 30_000_000  # bytes of all streams but pictures
MOST_DRAWN = 3_000_000  # of those that draw, pages and forms within forms
MOST_BRANCHES = 50_000
_object = re.compile(rb"(?<![0-9])(\d{1,9}) \d{1,5} obj\b(.*?)(?=\bendobj\b|\Z)", re.DOTALL)
_stream = re.compile(rb"stream\r?\n(.*?)(?:\r?\n?endstream|\Z)", re.DOTALL)
_kids = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_forms = re.compile(rb"/XObject\s*<<([^>]*)>>")
_ref = re.compile(rb"(\d{1,9}) \d{1,5} R\b")
_drawn_by = re.compile(rb"/(?:Contents|CharProcs|AP)\s*(\[[^\]]*\]|<<.*?>>|\d{1,9} \d{1,5} R)", re.DOTALL)
_DRAW = (b"/Form", b"/PatternType")
_escape = re.compile(rb"#([0-9A-Fa-f]{2})")
_draws = re.compile(rb"\bDo\b")


class Held(NamedTuple):
    """An object: its words without its stream, and what branches from it as (number, how often)."""

    about: bytes
    branches: tuple[tuple[int, int], ...] = ()


def guard(content: bytes, pages: bool = True) -> None:
    """Raises Unreadable for what would take a parser long or fill the memory; `pages`: also if it draws the pages."""
    written = [(int(found[1]), *_split(found[2])) for found in _object.finditer(content)]
    held = {number: _held(about, b"") for number, about, _ in written}
    left = MOST_UNPACKED
    for _, about, data in written:
        if b"/ObjStm" in about or b"/XRef" in about:
            unpacked = _unpacked(about, data, left)
            left -= _at_most(len(unpacked), left)
            held.update(_inside(unpacked) if b"/ObjStm" in about else ())
    drawn, drawing = 0, _drawing(held)
    for number, about, data in written if pages else ():
        draws = number in drawing or any(word in about for word in _DRAW)
        if b"/Image" in about and not draws:
            continue
        unpacked = _unpacked(about, data, left)
        left -= _at_most(len(unpacked), left)
        drawn += len(unpacked) if draws else 0
        held[number] = _held(about, unpacked if draws else b"")
    if drawn > MOST_DRAWN:
        raise Unreadable("Tệp PDF quá nhiều chữ hoặc nét vẽ nên không đọc hết", definite=False)
    costs: dict[int, int] = {}
    if any(_cost(number, held, costs) > MOST_BRANCHES for number in held):
        raise Unreadable("Tệp PDF có cấu trúc phân nhánh bất thường nên không mở", definite=False)


def _at_most(size: int, left: int) -> int:
    if size > left:
        raise Unreadable("Tệp PDF nén bất thường, giải nén ra quá lớn nên không mở", definite=False)
    return size


def _drawing(held: Mapping[int, Held]) -> set[int]:
    """The objects that a page, a glyph or an appearance is drawn by, also when they are only listed in another one."""
    named = {int(one) for each in held.values() for told in _drawn_by.findall(each.about) for one in _ref.findall(told)}
    listed = {int(one) for number in named if number in held for one in _ref.findall(held[number].about)}
    return named | listed


def _split(body: bytes) -> tuple[bytes, bytes]:
    """An object's words, names spelt out, and its stream as it is packed."""
    found = _stream.search(body)
    about, data = (body[: found.start()], found[1]) if found else (body, b"")
    return _escape.sub(lambda one: bytes([int(one[1], 16)]), about), data


def _unpacked(about: bytes, data: bytes, most: int) -> bytes:
    """The stream's bytes, one more than `most` at the most; as they are when they are packed in no way known here."""
    try:
        return zlib.decompressobj().decompress(data, most + 1) if b"/Fl" in about else data
    except zlib.error:
        return data


def _inside(unpacked: bytes) -> Iterator[tuple[int, Held]]:
    """The objects of an object stream: pairs of number and place, then the objects."""
    head = re.match(rb"[\d\s]*", unpacked)
    numbers = [int(one) for one in (head[0] if head else b"").split()[:200_000] if len(one) < 10]
    begin = head.end() if head else 0
    places = list(zip(numbers[::2], numbers[1::2], strict=False))
    for (number, place), (_, end) in zip(places, [*places[1:], (0, len(unpacked))], strict=False):
        yield number, _held(_split(unpacked[begin + place : begin + end])[0], b"")


def _held(about: bytes, drawn: bytes) -> Held:
    kids = () if b"/Pages" in about else _refs(_kids.findall(about), 1)
    times = len(_draws.findall(drawn))
    return Held(about, (*kids, *_refs(_forms.findall(about), times)) if times else kids)


def _refs(told: list[bytes], times: int) -> tuple[tuple[int, int], ...]:
    return tuple((int(one), times) for each in told for one in _ref.findall(each))


def _cost(number: int, held: Mapping[int, Held], costs: dict[int, int]) -> int:
    """How many branches end below the object; more than the most for a circle."""
    waiting, open_ = [number], set()
    while waiting:
        at = waiting[-1]
        branches = held[at].branches if at in held and at not in costs else ()
        missing = [one for one, _ in branches if one not in costs and one in held]
        if missing and at not in open_:
            open_.add(at)
            waiting += missing
            continue
        waiting.pop()
        if at not in costs:
            circle = any(one not in costs and one in held for one, _ in branches)
            below = sum(costs.get(one, 1) * times for one, times in branches)
            costs[at] = MOST_BRANCHES + 1 if circle else min(max(below, 1), MOST_BRANCHES + 1)
    return costs[number]
