"""Number and date written into a paper after the person has signed it: an update that fills form fields only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, NameObject, TextStringObject
from pyhanko.pdf_utils.reader import PdfFileReader

from sandbox.makers.openfields import SteadyWriter, form_fields, written
from sandbox.makers.typeset import compiled

BLANKS = ("number", "day", "month", "year")


def write_number(inputs: Mapping[str, Any], read: Callable[[str], bytes]) -> bytes:
    """The PDF with its blanks filled in.

    inputs: `file` (SHA-256 of the PDF), `number`, `day`, `month`, `year` (text; as many as are blank in the paper).
    A number below 10 and a day below 10 get a leading zero, a month only 1 and 2 (NĐ 30/2020, Phụ lục I).
    Raises `ValueError` when none of them is a blank of this paper, or one is filled already.
    """
    writer = SteadyWriter(BytesIO(read(inputs["file"])))
    blanks = form_fields(writer)
    wanted = {name: str(inputs[name]) for name in BLANKS if inputs.get(name) not in (None, "") and name in blanks}
    if not wanted:
        raise ValueError("the document has no blank for a number or date")
    texts = {name: _as_printed(name, text) for name, text in wanted.items()}
    _fill(writer, {name: blanks[name] for name in texts}, texts)
    return written(writer)


def _as_printed(name: str, text: str) -> str:
    low = {"number": 10, "day": 10, "month": 3, "year": 0}[name]
    return f"{int(text):02d}" if text.isdecimal() and int(text) < low else text


def _fill(writer: SteadyWriter, blanks: Mapping[str, IndirectObject], texts: Mapping[str, str]) -> None:
    strips = [_strip(blanks[name].get_object(), name, text) for name, text in texts.items()]
    pages = PdfFileReader(BytesIO(compiled("digits", {"strips": strips})))
    for place, (name, text) in enumerate(texts.items()):
        widget = blanks[name].get_object()
        if "/V" in widget:
            raise ValueError(f"the blank {name!r} is already filled")
        widget[NameObject("/V")] = TextStringObject(text)
        drawn = writer.import_page_as_xobject(pages, page_ix=place)
        widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): drawn})
        writer.mark_update(blanks[name].reference)


def _strip(widget: DictionaryObject, name: str, text: str) -> dict[str, Any]:
    x1, y1, x2, y2 = (float(each) for each in widget["/Rect"])
    style = "normal" if name == "number" else "italic"
    return {"text": text, "width": x2 - x1, "height": y2 - y1, "style": style}
