"""Number and date written into a paper after the person has signed it: an update that fills form fields only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)
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
    drawn = _drawings(writer, PdfFileReader(BytesIO(compiled("digits", {"strips": strips}))), len(strips))
    for (name, text), drawing in zip(texts.items(), drawn, strict=True):
        widget = blanks[name].get_object()
        if "/V" in widget:
            raise ValueError(f"the blank {name!r} is already filled")
        widget[NameObject("/V")] = TextStringObject(text)
        widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): drawing})
        writer.mark_update(blanks[name].reference)


def _drawings(writer: SteadyWriter, pages: PdfFileReader, count: int) -> list[IndirectObject]:
    """The pages as form XObjects. What they share, their fonts above all, is brought over once."""
    found = [pages.find_page_for_modification(place) for place in range(count)]
    resources = ArrayObject(one for _, one in found)
    resources.container_ref = found[0][0]
    brought = writer.import_object(resources)
    return [_drawing(writer, page.get_object(), brought.raw_get(place)) for place, (page, _) in enumerate(found)]


def _drawing(writer: SteadyWriter, page: DictionaryObject, resources: PdfObject) -> IndirectObject:
    content = page["/Contents"]
    about = {"/BBox": page["/MediaBox"], "/Resources": resources, "/Type": NameObject("/XObject")}
    about |= {"/Subtype": NameObject("/Form")} | ({"/Filter": content["/Filter"]} if "/Filter" in content else {})
    named = {NameObject(name): value for name, value in about.items()}
    return writer.add_object(StreamObject(named, encoded_data=content.encoded_data))


def _strip(widget: DictionaryObject, name: str, text: str) -> dict[str, Any]:
    x1, y1, x2, y2 = (float(each) for each in widget["/Rect"])
    style = "normal" if name == "number" else "italic"
    return {"text": text, "width": x2 - x1, "height": y2 - y1, "style": style}
