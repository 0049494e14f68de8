"""A DOCX as word processors write it: looks by style and default, caps, lists, tabs, tracked changes, boxes, fields."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt

from grader.documents import Paper, read_paper
from grader.documents.model import Block
from tests.grader.letters import as_docx


def saved(document: Any) -> Paper:
    out = io.BytesIO()
    document.save(out)
    return read_paper(out.getvalue())


def only(document: Any) -> Block:
    (block,) = saved(document).blocks
    return block


@pytest.fixture
def document() -> Any:
    return Document()


def test_looks_come_from_defaults_then_styles_then_the_text_itself(document):
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Times New Roman", Pt(13)
    special = document.styles.add_style("Riêng", 1)
    special.base_style, special.font.bold = document.styles["Normal"], True
    special.paragraph_format.first_line_indent = Cm(1.27)
    paragraph = document.add_paragraph("Từ kiểu ", style="Riêng")
    paragraph.add_run("và riêng").italic = True
    block = only(document)
    assert [(span.font, span.size, span.bold, span.italic) for span in block.spans] == [
        ("Times New Roman", 13, True, False),
        ("Times New Roman", 13, True, True),
    ]
    assert block.indent == pytest.approx(12.7, abs=0.05)


def test_a_theme_font_is_named_as_the_theme_names_it(document):
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        fonts.set(qn("w:asciiTheme"), "minorHAnsi")
        fonts.set(qn("w:hAnsiTheme"), "minorHAnsi")
    document.add_paragraph("Chữ theo chủ đề")
    assert only(document).spans[0].font in ("Calibri", "Cambria")


def test_letters_beyond_ascii_take_the_font_of_their_own_slot(document):
    run = document.add_paragraph().add_run("Ủy ban")
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:hAnsi"), ".VnTime")
    assert only(document).spans[0].font == ".VnTime"


def test_shown_capitals_are_capitals_and_hidden_text_is_none(document):
    paragraph = document.add_paragraph()
    paragraph.add_run("quốc hiệu").font.all_caps = True
    paragraph.add_run("ẩn").font.hidden = True
    assert only(document).text == "QUỐC HIỆU"


def test_a_tab_parts_the_two_halves_of_a_header_and_a_break_its_lines(document):
    document.add_paragraph("UBND XÃ\tCỘNG HÒA\nSố: 05\tĐộc lập")
    assert [(one.column, one.text) for one in saved(document).blocks] == [
        ("left", "UBND XÃ"),
        ("right", "CỘNG HÒA"),
        ("left", "Số: 05"),
        ("right", "Độc lập"),
    ]


def test_a_table_of_two_columns_is_layout_and_one_with_inner_lines_is_data(document):
    layout, data = document.add_table(1, 2), document.add_table(1, 2)
    data.style = "Table Grid"
    for table, word in ((layout, "trái phải"), (data, "một hai")):
        for cell, text in zip(table.rows[0].cells, word.split(), strict=True):
            cell.text = text
    borders = parse_xml(f'<w:tblBorders {nsdecls("w")}><w:insideV w:val="single"/></w:tblBorders>')
    data._tbl.tblPr.append(borders)
    assert [(one.column, one.text) for one in saved(document).blocks] == [("left", "trái"), ("right", "phải")]


def test_a_bullet_of_a_list_stands_before_its_text(document):
    document.add_paragraph("Như trên;", style="List Bullet")
    assert only(document).text.endswith(" Như trên;")
    assert only(document).text != "Như trên;"


def test_deleted_text_and_text_boxes_are_not_the_letter(document):
    paragraph = document.add_paragraph("Còn")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>xóa</w:delText></w:r></w:del>"))
    inserted = f'<w:ins {nsdecls("w")}><w:r><w:t xml:space="preserve"> thêm</w:t></w:r></w:ins>'
    paragraph._p.append(parse_xml(inserted))
    inner = "<w:txbxContent><w:p><w:r><w:t>KHẨN</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:r {nsdecls('w')}><w:pict>{inner}</w:pict></w:r>"
    paragraph._p.append(parse_xml(box))
    assert only(document).text == "Còn thêm"


@pytest.mark.parametrize(("rule", "line", "lines"), [("auto", 360, 1.5), ("exact", 322, 1.0), ("atLeast", 100, 1.0)])
def test_line_spacing_is_told_in_lines(document, rule, line, lines):
    paragraph = document.add_paragraph()
    paragraph.add_run("Dòng").font.size = Pt(14)
    spacing = f'<w:spacing {nsdecls("w")} w:line="{line}" w:lineRule="{rule}"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(spacing))
    assert only(document).spacing == pytest.approx(lines, abs=0.01)


def test_space_after_one_paragraph_and_before_the_next_add_up(document):
    one, two = document.add_paragraph("Một"), document.add_paragraph("Hai")
    one.paragraph_format.space_after, two.paragraph_format.space_before = Pt(4), Pt(3)
    assert saved(document).blocks[1].gap == 7


def test_an_underlined_text_has_a_line_as_long_as_itself(document):
    document.add_paragraph().add_run("Độc lập - Tự do - Hạnh phúc").underline = True
    assert (only(document).line, only(document).share) == (True, 1.0)


LINE = (
    '<w:r {0}><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="0,0" to="90pt,0" strokeweight="1pt"/>'
    "</w:pict></w:r>"
)


def test_a_drawn_line_in_the_next_paragraph_belongs_to_the_text_above(document):
    document.add_paragraph("ỦY BAN NHÂN DÂN XÃ")
    document.add_paragraph()._p.append(parse_xml(LINE.format(nsdecls("w"))))
    assert (only(document).line, only(document).share) == (True, None)


def field(paragraph: Any, code: str = " PAGE ") -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        inner = f'<w:fldChar w:fldCharType="{kind}"/>' if kind else f"<w:instrText>{text}</w:instrText>"
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


@pytest.mark.parametrize(
    ("code", "own_first", "shown"),
    [(" PAGE ", False, {0, 1}), (" PAGE \\* MERGEFORMAT ", True, {0}), (" NUMPAGES ", False, set())],
)
def test_page_numbers_are_fields_of_the_header(document, code, own_first, shown):
    section = document.sections[0]
    section.different_first_page_header_footer = own_first
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field(paragraph, code)
    numbers = saved(document).numbers
    assert {one.page for one in numbers} == shown
    assert {(one.zone, one.align) for one in numbers} <= {("top", "center")}


def test_every_section_is_a_page_of_its_own_size(document):
    document.sections[0].page_width, document.sections[0].left_margin = Mm(210), Mm(30)
    document.add_section().page_width = Mm(420)
    pages = saved(document).pages
    assert [round(page.width) for page in pages] == [210, 420]
    assert pages[0].left == pytest.approx(30, abs=0.05)


def test_a_style_that_is_based_on_itself_ends(document):
    style = document.styles.add_style("Vòng", 1)
    style.element.append(parse_xml(f'<w:basedOn {nsdecls("w")} w:val="{style.style_id}"/>'))
    document.add_paragraph("Chữ", style="Vòng")
    assert only(document).text == "Chữ"


def test_a_letter_is_read_in_a_tenth_of_a_second():
    content = as_docx()
    read_paper(content)
    begun = time.perf_counter()
    for _ in range(10):
        read_paper(content)
    assert (time.perf_counter() - begun) / 10 < 0.1
