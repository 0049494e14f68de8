"""The letters of a PDF's pages, with where they stand and how they look, and the straight lines drawn beside them."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from grader.documents.model import Span, Unreadable
from seed.pdfium import ENTERING

MM = 72 / 25.4
LARGEST = 32 * 1024 * 1024  # bytes
MOST_PAGES = 60
MOST_LETTERS = 120_000
UPRIGHT = 0.02  # radians
_NARROW = 12  # a line shape is at most this high, in tenths of a point


class Letter(NamedTuple):
    """One letter: its origin (x, baseline from the bottom) and where its advance ends, in points."""

    text: str
    x: float
    end: float
    y: float
    look: Span


class Drawn(NamedTuple):
    """A horizontal line."""

    x: float
    end: float
    y: float


class Face(NamedTuple):
    """A page: its size in points, its letters as they come, its horizontal lines."""

    width: float
    height: float
    letters: list[Letter]
    lines: list[Drawn]


def faces(pdf: bytes) -> list[Face]:
    """The pages of a PDF. Raises Unreadable."""
    if len(pdf) > LARGEST:
        raise Unreadable("Tệp PDF lớn quá nên không mở", definite=False)
    with ENTERING:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            raise Unreadable("Tệp PDF hỏng, bị khóa hoặc không phải PDF") from None
        try:
            return _faces(document)
        except pypdfium2.PdfiumError:
            raise Unreadable("Tệp PDF có trang không đọc được") from None
        finally:
            document.close()


def _faces(document: pypdfium2.PdfDocument) -> list[Face]:
    if not 0 < len(document) <= MOST_PAGES:
        raise Unreadable(f"Tệp PDF không có trang hoặc quá {MOST_PAGES} trang nên không đọc hết", definite=False)
    document.init_forms()
    found, left = [], MOST_LETTERS
    for number in range(len(document)):
        _flatten(document, number)
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            left -= text.count_chars()
            if left < 0:
                raise Unreadable("Tệp PDF quá nhiều chữ nên không đọc hết", definite=False)
            width, height = page.get_size()
            found.append(Face(width, height, list(_letters(text)), list(_lines(page))))
    return found


def _flatten(document: pypdfium2.PdfDocument, number: int) -> None:
    """What was filled into text fields becomes plain text; signatures and seals are taken away, in memory only."""
    if document.formenv is None:
        return
    with closing(document[number]) as page:
        for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            kind = raw.FPDFAnnot_GetFormFieldType(document.formenv, annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind != raw.FPDF_FORMFIELD_TEXTFIELD:
                raw.FPDFPage_RemoveAnnot(page, index)
        page.flatten()


def _letters(text: Any) -> Iterator[Letter]:
    looks: dict[Any, Span] = {}
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code < 32 or not _upright(text, index):
            continue
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        yield Letter(chr(code), x.value, float(box.right), y.value, _look(text, index, looks))


def _upright(text: Any, index: int) -> bool:
    angle = raw.FPDFText_GetCharAngle(text, index) % (2 * math.pi)
    return bool(min(angle, 2 * math.pi - angle) < UPRIGHT)


def _look(text: Any, index: int, looks: dict[Any, Span]) -> Span:
    """The look of a letter; letters of one text object look the same."""
    drawn = ctypes.cast(raw.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value
    if drawn not in looks:
        looks[drawn] = _looked(text, index, looks)
    return looks[drawn]


def _looked(text: Any, index: int, looks: dict[Any, Span]) -> Span:
    buffer, flags, matrix = ctypes.create_string_buffer(128), ctypes.c_int(), raw.FS_MATRIX()
    raw.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    raw.FPDFText_GetMatrix(text, index, matrix)
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, index, *parts)
    size = round(raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d), 1)
    key = (buffer.value, size, flags.value, *(part.value for part in parts))
    if key not in looks:
        looks[key] = _span(buffer.value.decode("utf-8", "replace"), size, flags.value, [p.value for p in parts[:3]])
    return looks[key]


def _span(name: str, size: float, flags: int, colour: list[int]) -> Span:
    plain = name.partition("+")[2] if re.match(r"[A-Z]{6}\+", name) else name
    bold = "bold" in plain.lower() or bool(flags & 1 << 18)
    italic = bool(re.search("italic|oblique", plain.lower())) or bool(flags & 1 << 6)
    family = re.split(r"[-,]", plain)[0]
    return Span("", family, size, bold, italic, False, "".join(f"{part:02X}" for part in colour))


def _lines(page: Any) -> Iterator[Drawn]:
    """Straight horizontal strokes, also as thin boxes."""
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = one.get_bounds()
        if (top - bottom) * 10 <= _NARROW * 2 and right - left > 12:
            yield Drawn(left, right, (top + bottom) / 2)


def composed(text: str) -> str:
    """Letters and their marks as one (NFC)."""
    return unicodedata.normalize("NFC", text)
