"""Uploads that mean harm or are broken: refused with a Vietnamese reason, in bounded time and memory, never a crash."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from grader.documents import Unreadable, read_paper
from grader.documents.xlsx import read_xlsx
from tests.grader.letters import as_docx, as_pdf
from tests.grader.sheets import as_xlsx

SECONDS, BYTES = 4.0, 300 * 1024 * 1024
RIGHT = as_docx()
BOOK = as_xlsx([["Bản", "Số hộ"], ["Nà Lạ", 12]])
BODY, TYPES, RELS = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
TEMPLATE = (
    b'<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="http://198.51.100.7/mau.dotm" TargetMode="External"/></Relationships>'
)


def rezipped(content: bytes, change: Callable[[dict[str, bytes]], None], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same zip with other members."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, inner in members.items():
            archive.writestr(name, inner)
    return out.getvalue()


def with_member(name: str, inner: bytes) -> bytes:
    return rezipped(RIGHT, lambda members: members.update({name: inner}))


def swapped(name: str, old: bytes, new: bytes, content: bytes = RIGHT) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return rezipped(content, change)


def many_members() -> bytes:
    return rezipped(RIGHT, lambda members: members.update({f"x/{n}.xml": b"<a/>" for n in range(3000)}))


def doubled() -> bytes:
    out = io.BytesIO(RIGHT)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(BODY, b"<a/>")
    return out.getvalue()


def lying() -> bytes:
    """A member that says it is smaller than it is."""
    content = bytearray(with_member("word/media/image1.png", bytes(3_000_000)))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]><w:document'
FAR_FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document'
DEEP = b"<w:smartTag>" * 50_000 + b"</w:smartTag>" * 50_000 + b"</w:body>"

# name → (bytes, whether it is a definite answer, words of the reason)
HOSTILE: dict[str, tuple[Callable[[], bytes], bool, str]] = {
    "bomb": (lambda: with_member("word/media/image1.bmp", bytes(28_000_000)), False, "nén bất thường"),
    "bomb in parts": (
        lambda: rezipped(RIGHT, lambda m: m.update({f"word/{n}.bin": bytes(1_900_000) for n in range(60)})),
        False,
        "nén bất thường",
    ),
    "huge body": (lambda: swapped(BODY, b"</w:body>", b" " * 31_000_000 + b"</w:body>"), False, "nén bất thường"),
    "many members": (many_members, False, "quá nhiều thành phần"),
    "two of one name": (doubled, False, "trùng nhau"),
    "a member that lies": (lying, True, "hỏng"),
    "entities": (lambda: swapped(BODY, b"<w:document", ENTITIES), False, "thực thể"),
    "a file of the machine": (lambda: swapped(BODY, b"<w:document", FAR_FILE), False, "thực thể"),
    "nested deep": (lambda: swapped(BODY, b"</w:body>", DEEP), False, "lồng nhau"),
    "macro": (lambda: with_member("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"), True, "macro"),
    "docm": (
        lambda: swapped(TYPES, b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"),
        True,
        "macro",
    ),
    "far template": (lambda: swapped(RELS, b"</Relationships>", TEMPLATE), True, "liên kết ngoài"),
    "cut off": (lambda: RIGHT[: len(RIGHT) // 2], True, "bị cắt"),
    "no zip": (lambda: b"PK\x03\x04 khong phai zip", True, "hỏng"),
    "a zip of something": (lambda: rezipped(RIGHT, lambda m: m.pop(TYPES)), True, "không phải tài liệu"),
    "a workbook": (lambda: BOOK, True, "không phải tài liệu Word"),
    "no body": (lambda: rezipped(RIGHT, lambda m: m.pop(BODY)), True, "hỏng"),
    "broken body": (lambda: swapped(BODY, b"</w:p>", b"</w:q>"), True, "hỏng"),
    "empty": (lambda: b"", True, "trống"),
    "text": (lambda: "Kính gửi: Sở Tư pháp".encode(), True, "không phải PDF"),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), True, "không phải PDF"),
    "empty PDF": (lambda: b"%PDF-1.7\n", True, "PDF hỏng"),
    "cut PDF": (lambda: b"%PDF-1.7\n" + bytes(5000), True, "PDF hỏng"),
    "too large": (lambda: b"PK" + bytes(21 * 1024 * 1024), False, "lớn quá"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_means_harm_is_refused_with_a_reason_and_costs_little(name):
    make, definite, words = HOSTILE[name]
    content = make()
    tracemalloc.start()
    begun = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read_paper(content)
    spent, (_, most) = time.monotonic() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (refused.value.definite, words in refused.value.told) == (definite, True), refused.value.told
    assert spent < SECONDS
    assert most < BYTES


def test_a_protected_zip_is_refused():
    content = bytearray(RIGHT)
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 8] |= 1
    with pytest.raises(Unreadable, match="mật khẩu"):
        read_paper(bytes(content))


def test_a_picture_of_a_billion_points_is_not_opened():
    """30,000 × 30,000 in a PNG of a few bytes: nobody decodes it, so the letter is read as always."""
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (30_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    assert read_paper(with_member("word/media/image1.png", header)).blocks == read_paper(RIGHT).blocks


def test_links_that_a_reader_clicks_are_harmless():
    link = TEMPLATE.replace(b"attachedTemplate", b"hyperlink")
    assert read_paper(swapped(RELS, b"</Relationships>", link)).blocks == read_paper(RIGHT).blocks


@pytest.mark.parametrize("letter", [RIGHT, as_pdf(body=["Ngắn."])], ids=["docx", "pdf"])
def test_bytes_changed_at_random_are_read_or_refused(letter):
    rng = random.Random(30)
    for _ in range(60):
        broken = bytearray(letter)
        for _ in range(rng.randint(1, 12)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        try:
            read_paper(bytes(broken[: rng.choice([len(broken), rng.randrange(len(broken))])]))
        except Unreadable:
            continue


FAR_CELL = b'<c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("content", "definite"),
    [
        (swapped("xl/worksheets/sheet1.xml", b"</row>", FAR_CELL, BOOK), False),
        (swapped("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="1048576"', BOOK), False),
        (swapped("xl/workbook.xml", b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook', BOOK), False),
        (swapped("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheet>", BOOK), True),
        (BOOK[:300], True),
        (RIGHT, True),
    ],
    ids=["far cell", "far row", "entities", "broken", "cut off", "a letter"],
)
def test_workbooks_that_mean_harm_are_refused(content, definite):
    begun = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read_xlsx(content)
    assert refused.value.definite is definite
    assert time.monotonic() - begun < SECONDS
