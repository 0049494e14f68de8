"""Files of a scenario: the same bytes every time, other names in other variants, departures that exist."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from scenarios import library
from scenarios.errors import ScenarioError
from scenarios.files import written_files
from scenarios.load import loads
from scenarios.papers import File

LETTER: dict[str, Any] = {
    "org": "ỦY BAN NHÂN DÂN XÃ",
    "number": "Số: 05/UBND-VP",
    "date": "Pà Vầy, ngày 03 tháng 02 năm 2027",
    "body": "Một.\nHai & <ba>.",
    "capacity": "CHỦ TỊCH",
    "signer": "${name}",
}
FILES = {"one": File(letter=LETTER), "two": File(like="one", but={"page.left": "20"}), "same": File(like="one")}
SCENARIO = library()["sua-the-thuc-cong-van"].text


def filled(name: str) -> dict[str, tuple[str, bytes]]:
    def fill(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: fill(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [fill(one) for one in value]
        return value.replace("${name}", name) if isinstance(value, str) else value

    return written_files(FILES, fill)


def test_the_same_letter_gives_the_same_bytes_and_its_name_is_their_digest():
    first, again = filled("Giàng A Páo"), filled("Giàng A Páo")
    assert first == again
    assert all(digest == hashlib.sha256(content).hexdigest() for digest, content in first.values())


def test_who_is_who_and_what_departs_shows_in_the_bytes():
    one = filled("Giàng A Páo")
    assert one["one"] == one["same"]
    assert one["one"][0] not in (one["two"][0], filled("Lò Thị Ươm")["one"][0])


def test_text_is_text_and_no_markup():
    body = zipfile.ZipFile(io.BytesIO(filled("<w:br/>")["one"][1])).read("word/document.xml").decode()
    assert "Hai &amp; &lt;ba&gt;." in body
    assert "&lt;w:br/&gt;" in body


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("like: right, but: {page.left", "like: wrong, but: {page.left", "“wrong” phải được khai báo trước"),
        ('page.left: "25"}', 'page.middle: "25"}', "không có chỗ “page.middle”"),
        ('page.left: "25"}', "page.left: wide}", "phải là một số"),
        ("body.align: left}}", "body.align: middle}}", "left, center, right, both"),
        ("org.bold: no", "org.bold: maybe", "yes hoặc no"),
        ("like: right, says: {motto", "like: right, says: {moto", "không có phần “moto”"),
        ("  right_too:\n    like: right\n", "  right_too:\n", "đúng một trong letter, like"),
        ("draft_file: $faulty", "draft_file: $faulti", "chưa khai báo tên “faulti”"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_told_when_the_scenario_is_loaded(old, new, told):
    assert old in SCENARIO
    with pytest.raises(ScenarioError) as refused:
        loads(SCENARIO.replace(old, new, 1).encode())
    assert told in str(refused.value)


def opened(**parts: Any) -> Any:
    """The letter with these parts, as a library that knows nothing of this house reads it."""
    letter = LETTER | parts.pop("letter", {})
    made = written_files({"one": File(letter=letter, **parts)}, lambda value: value)
    return docx.Document(io.BytesIO(made["one"][1]))


def mm(length: Any) -> float:
    return round(length.mm, 1)


def test_the_page_is_as_it_departs():
    page = opened(but={"page.left": "25", "page.top": "21.5", "page.width": "200"}).sections[0]
    assert [mm(one) for one in (page.page_width, page.page_height)] == [200, 297]
    assert [mm(one) for one in (page.left_margin, page.right_margin, page.top_margin)] == [25, 15, 21.5]


def test_tables_are_as_wide_as_the_text():
    for left, wide in (("30", 165), ("25", 170)):
        header = opened(but={"page.left": left}).tables[0]
        assert sum(mm(one.width) for one in header.columns) == pytest.approx(wide, abs=0.2)


def test_paragraphs_are_set_as_their_part_departs():
    body = opened(but={"body.before": "6", "body.indent": "1.25", "body.size": "13", "body.spacing": "1.5"}).paragraphs
    (one,) = [each for each in body if each.text == "Một."]
    assert one.paragraph_format.space_before == Pt(6)
    assert round(one.paragraph_format.first_line_indent.cm, 2) == 1.25
    assert one.paragraph_format.line_spacing == 1.5
    assert one.runs[0].font.size == Pt(13)


def test_the_line_below_the_motto_is_as_long_as_it_says_and_in_the_middle():
    cell = opened(but={"motto.line": "60"}).tables[0].cell(0, 1)
    (line,) = [one for one in cell.paragraphs if one._p.find(".//" + qn("w:pBdr")) is not None]
    sides = [mm(one) for one in (line.paragraph_format.left_indent, line.paragraph_format.right_indent)]
    assert sides[0] == sides[1]
    assert cell.width - 2 * line.paragraph_format.left_indent == pytest.approx(Mm(60), abs=Mm(0.2))


def test_a_paragraph_may_begin_a_page():
    def breaks(body: str) -> list[bool]:
        told = [one for one in opened(letter={"body": body}).paragraphs if one.text.strip() in ("Một.", "Hai.")]
        return ['w:type="page"' in one._p.xml for one in told]

    assert breaks("Một.\nHai.") == [False, False]
    assert breaks("Một.\n\fHai.") == [False, True]


def test_who_is_addressed_and_who_stands_above_are_told_where_they_are():
    def texts(**letter: Any) -> tuple[list[str], list[str]]:
        made = opened(letter=letter)
        head = [one.text for one in made.tables[0].cell(0, 0).paragraphs if one.text]
        return head, [one.text for one in made.paragraphs if one.text not in ("", "Một.", "Hai & <ba>.")]

    assert texts() == ([LETTER["org"]], [])
    assert texts(parent="UBND TỈNH", addressees=["Sở A"]) == (["UBND TỈNH", LETTER["org"]], ["Kính gửi: Sở A"])
    assert texts(addressees=["Sở A", "Sở B"])[1] == ["Kính gửi:", "- Sở A;", "- Sở B."]
