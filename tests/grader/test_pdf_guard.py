"""PDFs of a few kilobytes that would keep a parser busy for years or fill the memory: refused by their bytes alone."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime

import pytest

from grader.documents import Unreadable, read_paper
from grader.documents.pdf_guard import guard
from grader.signatures import judge
from tests.grader.letters import as_pdf
from tests.makers.papers import issued_letter, office

NOON = datetime(2026, 11, 23, 12)
BOX = b"/BBox[0 0 595 842]"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"
RESOURCES = b"/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s>>" % RESOURCES
WORDS = b"BT /F 13 Tf 80 700 Td (Xin chao) Tj ET"


def stream(content: bytes, about: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), about, packed)


def form(content: bytes, draws: int) -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form%s/Resources<</XObject<</X %d 0 R>>>>" % (BOX, draws))


def pdf(content: bytes = WORDS, **objects: bytes) -> bytes:
    """A PDF of one page that `content` draws; `objects`: others, as o6=…"""
    held: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PAGE,
        4: stream(content),
        5: FONT,
        **{int(name[1:]): body for name, body in objects.items()},
    }
    return written(held)


def written(held: Mapping[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in held.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table, size = len(out), max(held) + 1
    rows = (b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 00000 f \n" for n in range(1, size))
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(rows)
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, table))


def catalog(fields: bytes) -> bytes:
    return b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]>>>>" % fields


def forms_in_forms() -> bytes:
    """Ten times a form that draws ten times a form, eight deep."""
    return pdf(b"/X Do", **{f"o{n}": form(b"/X Do " * 10, n + 1) for n in range(6, 14)}, o14=form(b"", 5))


def fields_in_fields() -> bytes:
    inner = {f"o{n}": b"<</T(a)/Kids[%s]>>" % (b"%d 0 R " % (n + 1) * 10) for n in range(20, 32)}
    return pdf(o1=catalog(b"20 0 R"), o32=b"<</T(z)/FT/Tx>>", **inner)


def hidden_fields() -> bytes:
    """The same inside an object stream."""
    bodies = [b"<</T(a)/Kids[%s]>> " % (b"%d 0 R " % (n + 1) * 10) for n in range(20, 32)]
    places = [sum(map(len, bodies[:n])) for n in range(len(bodies))]
    head = b" ".join(b"%d %d" % (n, place) for n, place in enumerate(places, 20)) + b" "
    packed = stream(head + b"".join(bodies), b"/Type/ObjStm/N 12/First %d" % len(head))
    return pdf(o1=catalog(b"20 0 R"), o40=packed)


TREES: dict[str, Callable[[], bytes]] = {
    "fields within fields": fields_in_fields,
    "in an object stream": hidden_fields,
    "a field within itself": lambda: pdf(o1=catalog(b"8 0 R"), o8=b"<</T(a)/Kids[8 0 R]>>"),
    "two fields within each other": lambda: pdf(
        o1=catalog(b"8 0 R"), o8=b"<</T(a)/Kids[9 0 R 9 0 R]>>", o9=b"<</T(b)/Kids[8 0 R]>>"
    ),
    "with its name spelt otherwise": lambda: pdf(o1=catalog(b"8 0 R"), o8=b"<</T(a)/#4bids[8 0 R]>>"),
    "a bomb of objects": lambda: pdf(o9=stream(bytes(100_000_000), b"/Type/ObjStm/N 9/First 5")),
}
DRAWN: dict[str, Callable[[], bytes]] = {
    "forms within forms": forms_in_forms,
    "a form that draws itself": lambda: pdf(b"/X Do", o6=form(b"/X Do", 6)),
    "a bomb of a page": lambda: pdf(b"q " * 50_000_000),
    "five million letters": lambda: pdf(b"BT /F 13 Tf (" + b"a" * 5_000_000 + b") Tj ET"),
    "a million lines": lambda: pdf(b"0 0 m 9 9 l S " * 1_000_000),
    "a page that says it is a picture": lambda: pdf(o4=stream(b"q " * 2_000_000, b"/Subtype/Image")),
    "contents in a list": lambda: pdf(o3=PAGE.replace(b"4 0 R", b"[4 0 R]"), o4=stream(b"q " * 2_000_000)),
    "contents in a list elsewhere": lambda: pdf(o4=b"[7 0 R]", o7=stream(b"q " * 2_000_000, b"/Length1 9")),
    "a form that says it is a font": lambda: pdf(o6=stream(b"q " * 2_000_000, b"/Subtype/Form/Length1 9")),
}


@pytest.mark.parametrize("name", [*TREES, *DRAWN])
def test_what_would_never_end_is_not_opened(name: str) -> None:
    content = {**TREES, **DRAWN}[name]()
    began = time.process_time()
    with pytest.raises(Unreadable) as refused:
        read_paper(content)
    assert time.process_time() - began < 4
    assert not refused.value.definite, "nothing is known of it"


@pytest.mark.parametrize("name", TREES)
def test_nor_are_its_signatures_looked_for(name: str) -> None:
    began = time.process_time()
    assert judge(TREES[name](), office().installation.trust_pem(), NOON).reason == "FORMAT_FAILURE"
    assert time.process_time() - began < 4


def test_what_branches_and_ends_is_opened() -> None:
    """Near misses: a form drawn often, fields with kids, long texts, a large picture, as offices have them."""
    guard(pdf(b"/X Do " * 500, o6=form(b"/X Do " * 3, 7), o7=form(WORDS, 5)))
    kids = b" ".join(b"%d 0 R" % n for n in range(20, 400))
    guard(pdf(o1=catalog(b"8 0 R"), o8=b"<</T(a)/Kids[%s]>>" % kids, **{f"o{n}": b"<</T(b)>>" for n in range(20, 400)}))
    guard(pdf(b"BT /F 13 Tf (" + b"a" * 1_000_000 + b") Tj ET"))
    guard(pdf(o6=stream(bytes(60_000_000), b"/Subtype/Image")))
    assert len(read_paper(pdf()).blocks) == 1


def test_letters_of_the_sandbox_are_opened() -> None:
    guard(issued_letter())
    guard(as_pdf(body=["Nội dung của văn bản rất dài. " * 40] * 60))
