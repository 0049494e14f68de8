"""Files of a scenario: the same bytes every time, other names in other variants, departures that exist."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

import pytest

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
