"""The page: paper, margins, type, colour, page numbers (quy định chung)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.documents.model import Page, PageNumber
from grader.documents.parts import Parts
from grader.documents.rules import Fault, rule
from grader.documents.rules.looks import SIZE, few
from seed.text import fold

A4 = (210, 297)  # mm
OFF = 1.0  # mm that a page may be off
MARGIN_OFF = 0.5  # mm that a margin may be off, as word processors and rulers round
FONTS = ("timesnewroman", "liberationserif", "tinos")  # the last two have the same widths and may be shipped
STAMPS = frozenset({"khan", "thuong khan", "hoa toc", "mat", "toi mat", "tuyet mat"})  # set in red
GENERAL = "quy định chung"
_family = re.compile(r"[^a-z]")


@rule("paper_size", "Khổ giấy A4 (210 × 297 mm), trình bày theo chiều dài", GENERAL)
def paper_size(parts: Parts) -> Iterator[Fault]:
    for page in parts.paper.pages:
        sides = page.width, page.height
        # A later page may lie on its side for a table.
        wanted = (sides,) if page.number == 1 else (sides, sides[::-1])
        if not any(abs(w - A4[0]) <= OFF and abs(h - A4[1]) <= OFF for w, h in wanted):
            yield Fault(f"Trang {page.number} khổ {page.width:.0f} × {page.height:.0f} mm, phải là A4 210 × 297 mm")


def _margin(side: str, name: str, low: float, high: float) -> Callable[[Parts], Iterator[Fault]]:
    def judge(parts: Parts) -> Iterator[Fault]:
        for page in parts.paper.pages:
            told = _off(page, side, low, high)
            if told is not None and page.width < page.height:
                yield Fault(f"Trang {page.number}: lề {name} {told:.1f} mm, phải từ {low:g} đến {high:g} mm")

    return judge


def _off(page: Page, side: str, low: float, high: float) -> float | None:
    """The margin in mm when it is wrong."""
    width: float | None = getattr(page, side)
    if width is None:
        return None
    too_wide = width > high + MARGIN_OFF and side not in page.loose
    return width if width < low - MARGIN_OFF or too_wide else None


for _side, _name, _low, _high in (
    ("top", "trên", 20, 25),
    ("bottom", "dưới", 20, 25),
    ("left", "trái", 30, 35),
    ("right", "phải", 15, 20),
):
    rule(f"margin_{_side}", f"Lề {_name} {_low}–{_high} mm", GENERAL)(_margin(_side, _name, _low, _high))


@rule("font", "Phông chữ Times New Roman", GENERAL)
def font(parts: Parts) -> Iterator[Fault]:
    strange = (
        Fault(f"Phông chữ {span.font}, phải là Times New Roman", block)
        for block in parts.blocks
        for span in block.inked
        if span.font and not _right_font(span.font)
    )
    yield from few(strange)


def _right_font(name: str) -> bool:
    return _family.sub("", name.casefold()).startswith(FONTS)


@rule("colour", "Chữ màu đen", GENERAL)
def colour(parts: Parts) -> Iterator[Fault]:
    coloured = (
        Fault("Chữ không phải màu đen", block)
        for block in parts.blocks
        if fold(block.text) not in STAMPS and not all(_black(span.colour) for span in block.inked)
    )
    yield from few(coloured)


def _black(colour: str) -> bool:
    """Black, or so dark that print makes no difference."""
    return len(colour) == 6 and all(int(colour[at : at + 2], 16) <= 0x28 for at in (0, 2, 4))


@rule("page_number", "Từ trang thứ hai có số trang, cỡ 13–14, chữ đứng, giữa lề trên", GENERAL)
def page_number(parts: Parts) -> Iterator[Fault]:
    shown = [one for one in parts.paper.numbers if one.page != 1]
    if parts.paper.format == "docx":
        missing = parts.paper.count > 1 and not shown
        if missing:
            yield Fault("Tài liệu nhiều trang mà không có số trang ở lề trên")
    else:
        for page in range(2, parts.paper.count + 1):
            if not any(one.page == page for one in shown):
                yield Fault(f"Trang {page} không có số trang ở lề trên")
    for one in shown:
        yield from _misplaced(one)


def _misplaced(one: PageNumber) -> Iterator[Fault]:
    where = f"Số trang ở trang {one.page}" if one.page else "Số trang"
    if one.zone != "top" or one.align != "center":
        yield Fault(f"{where} phải đặt giữa lề trên")
    if one.span.size and not 13 - SIZE <= one.span.size <= 14 + SIZE:
        yield Fault(f"{where} cỡ chữ {one.span.size:g}, phải cỡ 13–14")
    if one.span.italic:
        yield Fault(f"{where} phải là chữ đứng")


@rule("first_page_number", "Trang đầu không hiện số trang", GENERAL)
def first_page_number(parts: Parts) -> Iterator[Fault]:
    if any(one.page == 1 for one in parts.paper.numbers):
        yield Fault("Trang đầu hiện số trang")
