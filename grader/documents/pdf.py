"""A PDF as the plain model: margins measured where text begins and ends, lines put together to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.documents.glyphs import MM, Face, faces
from grader.documents.lines import Line, line_below, lines_of
from grader.documents.looks import SINGLE
from grader.documents.model import Align, Block, Column, Page, PageNumber, Paper, Span, Unreadable
from grader.documents.pdf_guard import guard
from seed.text import fold

ASCENT = 0.8  # how far a line reaches above its baseline, as a part of its size
DESCENT = 0.2
NEAR = 3.0  # points
_number = re.compile(r"\d{1,4}")
_number_line = re.compile(r"so ?[:/]")
_about = re.compile(r"v/v|ve viec")


def read_pdf(content: bytes) -> Paper:
    """The paper that the PDF shows. Raises Unreadable; never anything else, whatever the file is."""
    try:
        guard(content)
        shown = faces(content)
        pages = [_Page(number, face, number < len(shown)) for number, face in enumerate(shown, 1)]
        blocks = [block for page in pages for block in page.blocks()]
    except Unreadable:
        raise
    except Exception:  # whatever a broken file does to the parser, it shows no paper
        raise Unreadable("Tệp PDF bị hỏng, không đọc được nội dung") from None
    told = tuple(_numbered(block, number) for number, block in enumerate(blocks, 1))
    numbers = tuple(number for page in pages for number in page.numbers)
    return Paper(format="pdf", pages=tuple(p.page() for p in pages), blocks=told, numbers=numbers, count=len(pages))


def _numbered(block: Block, number: int) -> Block:
    fields = {name: getattr(block, name) for name in block.__struct_fields__}
    return Block(**{**fields, "number": number})


class _Page:
    """One page: `full` when another follows."""

    def __init__(self, number: int, face: Face, full: bool):
        self.number, self.face, self.full = number, face, full
        self.numbers: list[PageNumber] = []
        lines = lines_of(face)
        self.lines = [one for one in lines if not self._is_page_number(one, lines)]
        self.left = min((one.x for one in self.lines), default=0.0)
        self.right = max((one.end for one in self.lines), default=face.width)
        self.nation = next((one for one in self.lines if "xa hoi chu nghia" in fold(one.text)), None)
        self.ending = next((one for one in self.lines if fold(one.text).startswith("noi nhan")), None)
        self.head = self._header_end()

    def _is_page_number(self, line: Line, lines: list[Line]) -> bool:
        """A number alone, above or below everything else."""
        others = [one.y for one in lines if one is not line]
        if not _number.fullmatch(line.text) or not others or min(others) < line.y < max(others):
            return False
        zone = "top" if line.y >= max(others) else "bottom"
        middle = (min(one.x for one in lines) + max(one.end for one in lines)) / 2
        align: Align = "center" if abs(line.middle - middle) < 12 else "right" if line.middle > middle else "left"
        self.numbers.append(PageNumber(self.number, "top" if zone == "top" else "bottom", align, line.spans[0]))
        return True

    def page(self) -> Page:
        """Its size and margins; how wide the lower margin may be shows only on a page that is full."""
        width, height = self.face.width / MM, self.face.height / MM
        if not self.lines:
            return Page(number=self.number, width=width, height=height)
        top = self.face.height - max(one.y + ASCENT * one.size for one in self.lines)
        bottom = min(one.y - DESCENT * one.size for one in self.lines)
        loose = ("bottom",) * (not self._ends_low(bottom)) + ("right",) * (self._reaching() < 2)
        return Page(
            number=self.number,
            width=width,
            height=height,
            top=top / MM,
            bottom=bottom / MM,
            left=self.left / MM,
            right=(self.face.width - self.right) / MM,
            loose=loose,
        )

    def _reaching(self) -> int:
        """Lines that go on in the next one and end at the right edge: one alone may do so by chance."""
        whole = [one for one in self.lines if self.column(one) == "whole"]
        inner = [one for group in self._groups(whole) for one in group[:-1]]
        return sum(1 for one in inner if abs(one.end - self.right) < 1)

    def _ends_low(self, bottom: float) -> bool:
        """Whether another page follows and text goes down as far as one more line would not fit at 25 mm."""
        return self.full and bottom < 25 * MM

    # Columns

    def _header_end(self) -> float:
        """Baseline of the last line of the header: number and date, and what a letter is about, under its number."""
        if self.nation is None:
            return self.face.height
        marks = [one.y for one in self.lines if _number_line.match(fold(one.text)) or _is_date(one.text)]
        end = min(marks, default=self.nation.y - 40)
        about = None
        for line in (one for one in self.lines if one.y < end and one.end < self.nation.x + NEAR):
            begins = about is None and _about.match(fold(line.text)) and end - line.y < 3 * line.size
            if begins or (about is not None and about.y - line.y < 1.6 * line.size and line.style == about.style):
                about = line
        return end if about is None else about.y

    def _in_header(self, line: Line) -> bool:
        return self.nation is not None and line.y >= self.head - 0.5

    def column(self, line: Line) -> Column:
        if self.nation is not None and self._in_header(line):
            return "right" if line.middle > self.nation.x - 6 else "left"
        if self.ending is not None and line.y <= self.ending.y + 1.6 * self.ending.size:
            return "left" if line.x < self.left + 0.3 * (self.right - self.left) else "right"
        return "whole"

    # Blocks

    def blocks(self) -> Iterator[Block]:
        """Header, then text, then the ending; within a column from the top."""
        parted: dict[Column, list[Line]] = {"left": [], "right": [], "whole": []}
        for line in self.lines:
            parted[self.column(line)].append(line)
        sides: tuple[Column, Column] = ("left", "right")
        for column in sides:
            yield from (self._single(one, column) for one in parted[column] if self._in_header(one))
        yield from self._paragraphs(parted["whole"])
        for column in sides:
            yield from (self._single(one, column) for one in parted[column] if not self._in_header(one))

    def _single(self, line: Line, column: Column) -> Block:
        line_and_share = self._below(line)
        return Block(
            number=0, page=self.number, spans=line.spans, column=column, line=line_and_share is not None,
            share=line_and_share,
        )  # fmt: skip

    def _below(self, line: Line) -> float | None:
        """Length of the line drawn between it and the text below, as a part of it."""
        below = (one for one in self.lines if one.y < line.y - 1 and one.x < line.end and one.end > line.x)
        return line_below(line, self.face.lines, max((one.y + 0.5 * one.size for one in below), default=0.0))

    def _paragraphs(self, lines: list[Line]) -> Iterator[Block]:
        last: Line | None = None
        for group in self._groups(lines):
            yield self._paragraph(group, last)
            last = group[-1]

    def _groups(self, lines: list[Line]) -> list[list[Line]]:
        """Lines by paragraph."""
        groups: list[list[Line]] = []
        for line in lines:
            if groups and self._goes_on(groups[-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def _goes_on(self, group: list[Line], line: Line) -> bool:
        """Whether the line belongs to the paragraph: as close as its lines are, full before it, not indented."""
        above = group[-1]
        pitch = group[-2].y - above.y if len(group) > 1 else 1.9 * SINGLE * line.size
        close = above.y - line.y < pitch + 2
        alike = above.style == line.style and above.text.isupper() == line.text.isupper()
        centred = self._centred(above) and self._centred(line) and alike
        full = abs(above.end - self.right) < 0.2 * (self.right - self.left) and line.x < self.left + NEAR
        return close and above.style[0] == line.style[0] and (centred or full)

    def _centred(self, line: Line) -> bool:
        """Whether it stands in the middle between the margins, wherever in its range the right one is."""
        low, high = (((self.left + self.face.width - margin * MM) / 2) for margin in (20, 15))
        return low - NEAR < line.middle < high + NEAR and line.x - self.left > 5 * NEAR

    def _paragraph(self, group: list[Line], last: Line | None) -> Block:
        first = group[0]
        pitch = first.y - group[1].y if len(group) > 1 else SINGLE * first.size
        below = self._below(group[-1])
        widest = max(one.end - one.x for one in group)
        share = None if below is None else round(below * (group[-1].end - group[-1].x) / widest, 3)
        return Block(
            number=0,
            page=self.number,
            spans=tuple(span for line in group for span in (*line.spans, _space(line))),
            align=self._align(group),
            indent=(first.x - self.left) / MM,
            gap=round(last.y - first.y - pitch, 1) if last else None,
            spacing=round(pitch / (SINGLE * first.size), 3) if len(group) > 1 else None,
            line=share is not None,
            share=share,
        )

    def _align(self, group: list[Line]) -> Align:
        if all(map(self._centred, group)):
            return "center"
        if len(group) < 2:
            return ""
        return "justify" if all(abs(one.end - self.right) < NEAR for one in group[:-1]) else "left"


def _space(line: Line) -> Span:
    return Span(" ", size=line.size)


def _is_date(text: str) -> bool:
    """Whether it is the line of place and date, with or without its blanks filled in."""
    return bool(re.fullmatch(r"[^,;]{1,40}, ?ngay ?\d* ?thang ?\d* ?nam ?\d*\.?", fold(text)))
