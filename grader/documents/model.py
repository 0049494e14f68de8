"""What is on the pages of a paper, whatever format it came in: one plain model for the rules to judge."""

from __future__ import annotations

from typing import Literal

import msgspec

Column = Literal["left", "right", "whole"]
Align = Literal["", "left", "center", "right", "justify"]


class Unreadable(Exception):
    """The file is not read; the text says why, in Vietnamese.

    `definite`: it is no proper document, which is itself an answer; else it was not opened for safety's sake and
    nothing is known of it.
    """

    def __init__(self, told: str, definite: bool = True):
        super().__init__(told)
        self.told, self.definite = told, definite


class Span(msgspec.Struct, frozen=True, gc=False):
    """Text of one look. `size` in points, 0 when unknown; `colour` as RRGGBB."""

    text: str
    font: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = "000000"


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph, or a line of a header or signature block.

    `number`: its place in reading order, from 1; `page`: 0 when the format does not tell. `column`: which part of a
    two-column layout it stands in. `align`: "" when it cannot be told, as of a single line. `indent`: first-line indent
    in mm. `gap`: points between it and the paragraph before. `spacing`: lines, 1 is single. `line`: whether a
    horizontal line stands below, `share`: its length as a part of the text's, None when unknown.
    """

    number: int
    spans: tuple[Span, ...]
    page: int = 0
    column: Column = "whole"
    align: Align = ""
    indent: float | None = None
    gap: float | None = None
    spacing: float | None = None
    line: bool = False
    share: float | None = None

    @property
    def text(self) -> str:
        """All its text, spaces as one."""
        return " ".join("".join(span.text for span in self.spans).split())

    @property
    def inked(self) -> tuple[Span, ...]:
        """The spans that show letters."""
        return tuple(span for span in self.spans if span.text.strip())

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return f"trang {self.page}, dòng {self.number}" if self.page else f"đoạn {self.number}"


class PageNumber(msgspec.Struct, frozen=True):
    """A page number. `page`: which page shows it, 0 for every page from the second on."""

    page: int
    zone: Literal["top", "bottom"]
    align: Align
    span: Span


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page, or a section of equal pages: size and margins in mm; a margin is None when the page does not tell it.

    `loose`: margins on these sides are only known to be at least this wide.
    """

    number: int
    width: float
    height: float
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    loose: tuple[str, ...] = ()


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A document. `count`: pages, as far as the format tells; `format`: pdf or docx."""

    format: Literal["pdf", "docx"]
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    numbers: tuple[PageNumber, ...] = ()
    count: int = 1
