"""Letters of a page put together to lines: pieces that stand on one baseline near to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from grader.documents.glyphs import Drawn, Face, Letter, composed
from grader.documents.model import Span

LEVEL = 1.5  # points that baselines of one line may differ
WORD = 1.0  # a wider gap than this, in sizes, parts two columns, even where a space stands in it
CLOSE = 0.5  # a wider gap than this does so where none stands
# Blanks for number and date leave wide gaps inside a line that is one all the same.
_blank_after = re.compile(r"(Số:|Số|ngày|tháng|năm|/)\s*\d*$", re.IGNORECASE)
_blank_before = re.compile(r"(/|tháng\b|năm\b|\d{1,4}$)")
MOST_BLANK = 4.5  # sizes


class Line(NamedTuple):
    """A piece of a line: from `x` to `end`, on baseline `y`, in points from the lower left corner."""

    spans: tuple[Span, ...]
    x: float
    end: float
    y: float

    @property
    def text(self) -> str:
        return " ".join("".join(span.text for span in self.spans).split())

    @property
    def size(self) -> float:
        return max(span.size for span in self.spans)

    @property
    def style(self) -> tuple[float, bool, bool]:
        first = next(span for span in self.spans if span.text.strip())
        return first.size, first.bold, first.italic

    @property
    def middle(self) -> float:
        return (self.x + self.end) / 2


def lines_of(face: Face) -> list[Line]:
    """The page's lines from the top, pieces of one baseline from the left."""
    pieces = [made for run in _runs(face.letters) if (made := _piece(run))]
    pieces.sort(key=lambda one: (-one.y, one.x))
    found: list[Line] = []
    for row in _rows(pieces):
        found += _joined(sorted(row, key=lambda one: one.x))
    return found


def _runs(letters: Iterable[Letter]) -> Iterable[list[Letter]]:
    """Letters that follow each other without a jump."""
    run: list[Letter] = []
    for letter in letters:
        if run and not _follows(run[-1], letter):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _follows(one: Letter, other: Letter) -> bool:
    widest = WORD if " " in (one.text, other.text) else CLOSE
    return abs(one.y - other.y) <= LEVEL and -1 <= (other.x - one.end) / max(one.look.size, 1) <= widest


def _piece(run: list[Letter]) -> Line | None:
    inked = [letter for letter in run if letter.text.strip()]
    if not inked:
        return None
    spans = []
    for look, group in groupby(run, key=lambda letter: letter.look):
        text = composed("".join(letter.text for letter in group))
        spans.append(Span(text, look.font, look.size, look.bold, look.italic, False, look.colour))
    return Line(tuple(spans), inked[0].x, inked[-1].end, inked[0].y)


def _rows(pieces: list[Line]) -> Iterable[list[Line]]:
    row: list[Line] = []
    for piece in pieces:
        if row and abs(row[0].y - piece.y) > LEVEL:
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _joined(row: list[Line]) -> list[Line]:
    found: list[Line] = []
    for piece in row:
        if found and _belong(found[-1], piece):
            before = found[-1]
            apart = Span(" ", size=before.size) if piece.x - before.end > 1 else Span("")
            found[-1] = Line((*before.spans, apart, *piece.spans), before.x, piece.end, before.y)
        else:
            found.append(piece)
    return found


def _belong(one: Line, other: Line) -> bool:
    gap = (other.x - one.end) / max(one.size, 1)
    if gap <= CLOSE:
        return True
    return gap <= MOST_BLANK and bool(_blank_after.search(one.text)) and bool(_blank_before.match(other.text))


def line_below(line: Line, drawn: Iterable[Drawn], below: float) -> float | None:
    """Length of the horizontal line under this text, as a part of it; None when there is none down to `below`."""
    for one in drawn:
        across = min(line.end, one.end) - max(line.x, one.x)
        if below < one.y < line.y and across > 0 and line.y - one.y < 1.2 * line.size:
            return round((one.end - one.x) / max(line.end - line.x, 1), 3)
    return None
