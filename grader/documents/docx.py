"""A DOCX as the plain model: sections, paragraphs with the looks that their styles give them, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from grader.documents.guard import members
from grader.documents.looks import Looks, Paragraph
from grader.documents.model import Block, Column, Page, PageNumber, Paper, Span, Unreadable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MOST_PARAGRAPHS = 20_000
EMU_OF_MM = 36_000
_page_field = re.compile(r"(?<![A-Z])PAGE(?![A-Z])")


def read_docx(content: bytes) -> Paper:
    """The paper that the DOCX holds. Raises Unreadable; never anything else, whatever the file is."""
    found = members(content)
    if WORD.encode() not in found["[Content_Types].xml"]:
        raise Unreadable("Tệp không phải tài liệu Word (.docx)")
    try:
        return _Reader(Document(io.BytesIO(content))).paper()
    except Unreadable:
        raise
    except Exception:  # whatever a broken file does to the parser, it is no proper document
        raise Unreadable("Tệp Word bị hỏng, không đọc được nội dung") from None


class _Reader:
    def __init__(self, document: Any):
        self.document = document
        self.looks = Looks(document)
        self.after = 0.0
        self.blocks: list[Block] = []

    def paper(self) -> Paper:
        self._body(self.document.element.body, "whole")
        pages = tuple(_page(number, one) for number, one in enumerate(self.document.sections, 1))
        return Paper(
            format="docx", pages=pages, blocks=tuple(self.blocks), numbers=tuple(self._numbers()), count=self._count()
        )

    # Paragraphs

    def _body(self, holder: Any, column: Column) -> None:
        for child in holder.iterchildren():
            if child.tag == qn("w:p"):
                self._paragraph(child, column)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag == qn("w:sdt"):
                for inner in child.iterchildren(qn("w:sdtContent")):
                    self._body(inner, column)

    def _table(self, table: Any) -> None:
        """Two columns side by side are the layout of a header or an ending; any other table is data and left out."""
        for row in table.iterchildren(qn("w:tr")):
            cells = list(row.iterchildren(qn("w:tc")))
            if len(cells) != 2 or _ruled(table):
                continue
            self._body(cells[0], "left")
            self._body(cells[1], "right")

    def _paragraph(self, element: Any, column: Column) -> None:
        if len(self.blocks) >= MOST_PARAGRAPHS:
            raise Unreadable("Tài liệu dài quá nên không đọc hết", definite=False)
        look = self.looks.paragraph(element)
        drawn = look.ruled or _drawn_line(element)
        parts = _split(self._spans(element, look))
        for index, (spans, tabbed) in enumerate(parts):
            last = index == len(parts) - 1
            at: Column = ("left", "right")[tabbed - 1] if tabbed else column
            self._add(spans, at, look, drawn and last, first=index == 0)
        self.after = look.after

    def _add(self, spans: tuple[Span, ...], column: Column, look: Paragraph, drawn: bool, first: bool) -> None:
        if not any(span.text.strip() for span in spans):
            if drawn:
                self._rule_above(column)
            return
        underlined = all(span.underline for span in spans if span.text.strip())
        self.blocks.append(
            Block(
                number=len(self.blocks) + 1,
                spans=spans,
                column=column,
                align=look.align,
                indent=look.indent if first else None,
                gap=look.before + self.after if first else None,
                spacing=look.lines(max((span.size for span in spans), default=0)),
                line=drawn or underlined,
                share=1.0 if underlined else None,
            )
        )

    def _rule_above(self, column: Column) -> None:
        """A line in a paragraph of its own belongs to the text above it."""
        if self.blocks and self.blocks[-1].column == column and not self.blocks[-1].line:
            above = self.blocks[-1]
            fields = {name: getattr(above, name) for name in above.__struct_fields__}
            self.blocks[-1] = Block(**{**fields, "line": True})

    def _spans(self, element: Any, look: Paragraph) -> list[Span]:
        spans = [Span(look.bullet)] if look.bullet else []
        for run in element.iter(qn("w:r")):
            if run.getparent().tag == qn("w:del") or _inside_box(run, element):
                continue
            text = "".join(map(_text_of, run.iterchildren()))
            if text:
                spans.append(self.looks.run(run, text, look))
        return spans

    # Pages

    def _numbers(self) -> Iterator[PageNumber]:
        for section in self.document.sections:
            own_first = section.different_first_page_header_footer
            for zone, every, first in (
                ("top", section.header, section.first_page_header),
                ("bottom", section.footer, section.first_page_footer),
            ):
                for one in self._page_fields(every, zone):
                    yield PageNumber(0, one.zone, one.align, one.span)
                for one in self._page_fields(first if own_first else every, zone):
                    yield PageNumber(1, one.zone, one.align, one.span)
            break  # later sections go on from the first

    def _page_fields(self, part: Any, zone: Any) -> Iterator[PageNumber]:
        for element in part._element.iter(qn("w:p")):
            words = [*element.iter(qn("w:instrText")), *element.iter(qn("w:fldSimple"))]
            told = " ".join((one.text or "") + " " + (one.get(qn("w:instr")) or "") for one in words)
            if _page_field.search(told):
                look = self.looks.paragraph(element)
                run = next(element.iter(qn("w:r")), element)
                yield PageNumber(0, zone, look.align, self.looks.run(run, "1", look))

    def _count(self) -> int:
        """Pages as the word processor last counted them, or as breaks tell."""
        breaks = sum(1 for one in self.document.element.body.iter(qn("w:br")) if one.get(qn("w:type")) == "page")
        turned = sum(1 for _ in self.document.element.body.iter(qn("w:lastRenderedPageBreak")))
        return 1 + max(breaks, turned)


def _page(number: int, section: Any) -> Page:
    def mm(value: Any) -> float:
        return round(int(value or 0) / EMU_OF_MM, 2)

    return Page(
        number=number,
        width=mm(section.page_width),
        height=mm(section.page_height),
        top=mm(section.top_margin),
        bottom=mm(section.bottom_margin),
        left=mm(section.left_margin),
        right=mm(section.right_margin),
    )


def _text_of(child: Any) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    if child.tag == qn("w:tab"):
        return "\t"
    if child.tag in (qn("w:br"), qn("w:cr")):
        return "" if child.get(qn("w:type")) in ("page", "column") else "\n"
    return {qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}.get(child.tag, "")


def _inside_box(run: Any, paragraph: Any) -> bool:
    """Whether the run belongs to a text box that is anchored in the paragraph."""
    holder = run.getparent()
    while holder is not None and holder is not paragraph:
        if holder.tag == qn("w:txbxContent"):
            return True
        holder = holder.getparent()
    return False


def _split(spans: list[Span]) -> list[tuple[tuple[Span, ...], int]]:
    """A paragraph's lines, each with 0, or 1 and 2 for the halves of a line that a tab parts into two columns."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        for index, text in enumerate(span.text.split("\n")):
            if index:
                lines.append([])
            lines[-1].append(_with(span, text))
    return [part for line in lines for part in _halves(line)]


def _halves(line: list[Span]) -> list[tuple[tuple[Span, ...], int]]:
    at = next((n for n, span in enumerate(line) if "\t" in span.text), None)
    if at is None:
        return [(tuple(line), 0)]
    left, _, right = line[at].text.partition("\t")
    halves = (*line[:at], _with(line[at], left)), (_with(line[at], right.lstrip("\t")), *line[at + 1 :])
    if not all(any(span.text.strip() for span in half) for half in halves):
        return [(tuple(line), 0)]
    return [(halves[0], 1), (halves[1], 2)]


def _with(span: Span, text: str) -> Span:
    return Span(text, span.font, span.size, span.bold, span.italic, span.underline, span.colour)


def _ruled(table: Any) -> bool:
    """Whether the table draws its own inner lines: then it is data."""
    for borders in table.iter(qn("w:tblBorders")):
        for one in borders:
            if one.tag in (qn("w:insideH"), qn("w:insideV")) and one.get(qn("w:val")) not in ("none", "nil"):
                return True
    return False


def _drawn_line(paragraph: Any) -> bool:
    """Whether a straight line is drawn in it: a shape of DrawingML or of VML."""
    for one in paragraph.iter():
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if name == "prstGeom" and one.get("prst") in ("line", "straightConnector1"):
            return True
        if name == "line" or (name == "shape" and "connectortype" in str(one.attrib).lower()):
            return True
    return False
