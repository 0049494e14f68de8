"""Pages of a PDF as small pictures, and their text: what a browser shows, and what a screen reader reads."""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache

import pypdfium2
from PIL import Image

from seed.pdfium import ENTERING

LARGEST = 32 * 1024 * 1024  # bytes
MOST_PAGES = 500
WIDEST, TALLEST = 2000, 6000  # pixels
LONGEST_TEXT = 200_000  # letters
GREYS = ((0, 0, 0), (60, 60, 60), (115, 115, 115), (170, 170, 170), (227, 227, 227), (255, 255, 255))
PEN_AND_SEAL = ((13, 41, 140), (120, 135, 190), (200, 16, 46), (226, 130, 145))
COLOURS = GREYS + PEN_AND_SEAL


class UnreadablePdf(ValueError):
    """The file is no PDF, is broken, locked, or larger than a paper of the office can be."""


def page_image(pdf: bytes, page: int = 1, width: int = 800) -> bytes:
    """Page number `page` (from 1) as PNG, `width` pixels wide (at most 2000), in ten colours: greys, blue, red.

    Raises `UnreadablePdf`, also when there is no such page.
    """
    with _opened(pdf) as document, _flat(document, page) as sheet:
        across, high = sheet.get_size()
        scale = min(width, WIDEST) / max(across, 1)
        scale = min(scale, TALLEST / max(high, 1))
        picture = sheet.render(scale=scale).to_pil().convert("RGB")
    return _png(picture.quantize(palette=_palette(), dither=Image.Dither.NONE))


def page_count(pdf: bytes) -> int:
    """How many pages; raises `UnreadablePdf`."""
    with _opened(pdf) as document:
        return len(document)


def text_of(pdf: bytes, page: int | None = None) -> str:
    """The text of one page (from 1) or of all, NFC, with what was filled into form fields; raises `UnreadablePdf`."""
    with _opened(pdf) as document:
        wanted = range(1, len(document) + 1) if page is None else (page,)
        text = "\n\n".join(_words(document, number) for number in wanted)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))[:LONGEST_TEXT]


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    if len(pdf) > LARGEST:
        raise UnreadablePdf("the file is too large")
    with ENTERING:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf("the file is not a readable PDF") from error
        try:
            if not 0 < len(document) <= MOST_PAGES:
                raise UnreadablePdf("the file has no page or too many")
            document.init_forms()
            yield document
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf("a page cannot be read") from error
        finally:
            document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    if not 1 <= number <= len(document):
        raise UnreadablePdf(f"there is no page {number}")
    return document[number - 1]


@contextmanager
def _flat(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    """The page with its fields and drawn signatures as plain content; in memory only."""
    sheet = _page(document, number)
    if document.formenv is not None:
        sheet.flatten()
        sheet.close()
        sheet = document[number - 1]
    with closing(sheet):
        yield sheet


def _words(document: pypdfium2.PdfDocument, number: int) -> str:
    with _flat(document, number) as sheet, closing(sheet.get_textpage()) as text:
        return str(text.get_text_range())


def _png(image: Image.Image) -> bytes:
    """Four bits a pixel and unfiltered: a seventh smaller than what the imaging library writes for pages of text."""
    packed = image.tobytes("raw", "P;4")
    stride = len(packed) // image.height
    rows = b"".join(b"\0" + packed[at : at + stride] for at in range(0, len(packed), stride))
    head = struct.pack(">IIBBBBB", image.width, image.height, 4, 3, 0, 0, 0)
    colours = bytes(part for colour in COLOURS for part in colour)
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@cache
def _palette() -> Image.Image:
    image = Image.new("P", (1, 1))
    image.putpalette([part for colour in COLOURS for part in colour])
    return image
