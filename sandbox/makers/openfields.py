"""From the places that a layout marks to the form fields of the PDF: empty signatures and blanks to be filled in.

A layout marks a rectangle by a link to `field:<name>`; here each becomes the widget of a form field. `person` and
`org` are signature fields; all others are text fields that only the office's own system fills.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

MARK = "field:"
# An element of the structure tree for a marked rectangle, as typst writes it, and for a form field with its one child
# by itself: judges of later changes look for it there. Both are of one length, so that all offsets in the file stand.
_LINK = re.compile(rb"(<</Type/StructElem/S)/Link(/P \d+ 0 R(?:/A\[[^]]*\])?/K)\[(<</Type/OBJR[^>]*>>)\]")
_FORM = rb"\1/Form\2 \3 "
PRINTED = 4  # annotation flag: also on paper
READ_ONLY = 1  # field flag: a viewer offers no box to type in
LABELS = {
    "person": "Chữ ký của người có thẩm quyền",
    "org": "Chữ ký số của cơ quan",
    "number": "Số",
    "day": "Ngày",
    "month": "Tháng",
    "year": "Năm",
}


class SteadyWriter(IncrementalPdfFileWriter):
    """Appends to a PDF without chance or wall clock: the same input and changes give the same bytes."""

    @classmethod
    def _handle_id(cls, prev: object) -> ArrayObject:
        stream = prev.stream  # type: ignore[attr-defined]
        stream.seek(0)
        digest = hashlib.sha256(stream.read()).digest()[:16]
        trailer = prev.trailer.flatten()  # type: ignore[attr-defined]
        first = trailer["/ID"][0] if "/ID" in trailer else ByteStringObject(digest)
        return ArrayObject([first, ByteStringObject(digest)])

    def _update_meta(self) -> None:
        """Leave title, dates and producer as the typesetter wrote them."""


def open_fields(pdf: bytes) -> bytes:
    """The PDF with its marked rectangles turned into form fields, for screen readers too."""
    writer = SteadyWriter(BytesIO(_LINK.sub(_FORM, pdf)))
    fields = ArrayObject()
    for page in _pages(writer.root["/Pages"]):
        for annotation in page.get_object().get("/Annots", ()):
            if _turn(writer, annotation, page):
                fields.append(annotation)
    if not fields:
        return pdf
    form = DictionaryObject({NameObject("/Fields"): fields, NameObject("/SigFlags"): NumberObject(3)})
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()
    return written(writer)


def form_fields(writer: IncrementalPdfFileWriter) -> dict[str, IndirectObject]:
    """The form fields of a paper by name; none for a PDF without a form."""
    if "/AcroForm" not in writer.root:
        return {}
    return {str(each.get_object()["/T"]): each for each in writer.root["/AcroForm"]["/Fields"]}


def written(writer: IncrementalPdfFileWriter) -> bytes:
    """All bytes of the file with the writer's changes appended."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _pages(node: DictionaryObject) -> Iterator[IndirectObject]:
    for kid in node["/Kids"]:
        if "/Kids" in kid.get_object():
            yield from _pages(kid.get_object())
        else:
            yield kid


def _turn(writer: SteadyWriter, annotation: IndirectObject, page: IndirectObject) -> bool:
    widget = annotation.get_object()
    target = str(widget.get("/A", {}).get("/URI", ""))
    if not target.startswith(MARK):
        return False
    made = _widget(writer, target.removeprefix(MARK), widget["/Rect"], page)
    if "/StructParent" in widget:
        made["/StructParent"] = widget["/StructParent"]
    widget.clear()
    widget.update(made)
    writer.mark_update(annotation.reference)
    return True


def _widget(writer: SteadyWriter, name: str, rectangle: ArrayObject, page: IndirectObject) -> DictionaryObject:
    entries = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Widget"),
        "/Rect": rectangle,
        "/P": page,
        "/F": NumberObject(PRINTED),
        "/T": TextStringObject(name),
        "/TU": TextStringObject(LABELS.get(name, name)),
        "/FT": NameObject("/Sig" if name in ("person", "org") else "/Tx"),
    }
    if name == "org":
        entries["/Lock"] = writer.add_object(_lock())
    if entries["/FT"] == "/Tx":
        entries["/Ff"] = NumberObject(READ_ONLY)
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})


def _lock() -> DictionaryObject:
    """After the seal nothing may be filled in.

    Only the person's field stays free, so that a seal set too early shows as an order, not as a broken signature.
    """
    free = ArrayObject([TextStringObject("person")])
    entries = {"/Type": NameObject("/SigFieldLock"), "/Action": NameObject("/Exclude"), "/Fields": free}
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})
