"""The quick reader of PDFs reads what the library reads, object for object, and refuses what it refuses."""

from __future__ import annotations

import tracemalloc
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from grader.signatures.reading import PlainReader, plain_object
from tests.makers.papers import issued_letter, office

REFERENCE = generic.Reference(2, 0)
TOKENS = [
    b"<<", b">>", b"[", b"]", b"/A", b"/B", b"/A#20b", b"/", b"/\xe1", b"(a)", b"(a\\051)", b"(\\\nb)", b"(a(b)c)",
    b"(\r\n)", b"(\\400)", b"(\\101\\377)", b"(\xfe\xff\x00C)", b"<41>", b"<4 1>", b"<414>", b"<>", b"1", b"-1",
    b"+1", b"--1", b"1.5", b".5", b"-.5", b"1.", b"1e5", b"0001", b"1 0 R", b"0 0 R", b"01 0 R", b"1 00 R", b"1  0 R",
    b"1 0 Rx", b"12345678901 0 R", b"true", b"false", b"null", b"truex", b"% note\n", b" ", b"\n", b"\r", b"\x00",
    b"\t", b"/Length 3", b"/Length 99", b"/Length 1 0 R", b"stream\n", b"stream\r\n", b"stream\r", b"stream \n", b"abc",
    b"\nendstream", b"endstream", b"\nendobj\n", b"endobj", b"{",
]  # fmt: skip
FRAMES = [b"%s", b"\n<< %s >>\nendobj", b" [%s] endobj"]


def file_with(body: bytes) -> bytes:
    """A PDF of two objects, the second of which is written as `body`."""
    parts = [b"%PDF-1.7\n", b"1 0 obj\n<< /Type /Catalog >>\nendobj\n", b"2 0 obj" + body]
    starts = [len(parts[0]), len(parts[0]) + len(parts[1])]
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = sum(map(len, parts)) + 1
    return b"".join(parts) + b"\n" + table + b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % end


def told(value: Any) -> Any:
    """Everything that can be known of an object, comparable."""
    kind, home = type(value).__name__, value.container_ref
    place = (home.idnum, home.generation)
    if isinstance(value, dict):
        data = value.encoded_data if isinstance(value, generic.StreamObject) else b""
        return kind, place, [(type(name).__name__, name, told(value.raw_get(name))) for name in value], data
    if isinstance(value, list):
        return kind, place, [told(value.raw_get(at)) for at in range(len(value))]
    if isinstance(value, generic.IndirectObject):
        return kind, place, value.idnum, value.generation
    encoding = getattr(value, "autodetected_encoding", None)
    said = "" if isinstance(value, generic.NullObject) else repr(value)
    return kind, place, said, getattr(value, "original_bytes", b""), encoding


def read_by(reader: type[PdfFileReader] | type[PlainReader], pdf: bytes) -> Any:
    try:
        opened = PlainReader(pdf) if reader is PlainReader else PdfFileReader(BytesIO(pdf))
        return told(opened.get_object(REFERENCE))
    except Exception as error:  # which one is the library's business
        return type(error).__name__


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=14), st.sampled_from(FRAMES))
@example([b"/Length 3", b">>", b"stream\n", b"abc", b"\nendstream", b"\nendobj\n", b"<<"], b"\n<<%s>>")
@example([b"/A", b"0 0 R"], b"\n<< %s >>\nendobj")
@example([b"/A", b"1", b"/A", b"2"], b"\n<< %s >>\nendobj")
@example([b"["] * 40 + [b"]"] * 40, b"\n%s\nendobj")
def test_any_object_is_read_as_the_library_reads_it(tokens: list[bytes], frame: bytes) -> None:
    for between in (b" ", b""):
        pdf = file_with(frame % between.join(tokens))
        assert read_by(PlainReader, pdf) == read_by(PdfFileReader, pdf)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_spoilt_object_is_read_as_the_library_reads_it(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from(bodies())))
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.sampled_from(b"()<>[]/%\\ \r\n\x000127RA#"))
    pdf = file_with(bytes(body))
    assert read_by(PlainReader, pdf) == read_by(PdfFileReader, pdf)


def bodies() -> list[bytes]:
    """How the objects of a signed letter are written, after their `n 0 obj`."""
    pdf = issued_letter()
    places = [pdf[place:] for _, place in objects(pdf)]
    return [one[one.index(b"obj") + 3 : one.index(b"endobj") + 7] for one in places]


def objects(pdf: bytes) -> list[tuple[generic.Reference, int]]:
    """Every object of every revision, and where it begins."""
    table = PdfFileReader(BytesIO(pdf)).xrefs
    revisions = range(table.total_revisions)
    asked = [
        (ref, table.get_historical_ref(ref, rev)) for rev in revisions for ref in table.explicit_refs_in_revision(rev)
    ]
    return [(ref, place) for ref, place in asked if isinstance(place, int)]


@pytest.mark.parametrize("form", ["official_letter", "issued"])
def test_the_objects_of_our_papers_are_read_alike_and_quickly(form: str) -> None:
    pdf = issued_letter() if form == "issued" else office().draft(form)
    plain, other = PlainReader(pdf), PdfFileReader(BytesIO(pdf))
    for ref, _ in objects(pdf):
        for revision in range(plain.xrefs.total_revisions):
            if other.xrefs.get_historical_ref(ref, revision) is not None:
                assert told(plain.get_object(ref, revision)) == told(other.get_object(ref, revision))
    slow = [ref for ref, place in objects(pdf) if plain_object(pdf, place, ref) is None]
    assert len(slow) <= 2


@pytest.mark.parametrize("body", [b"<" + b"41" * 5_000_000, b"(" + b"\\101" * 2_000_000, b"(" + b"a" * 8_000_000])
def test_a_string_without_end_costs_neither_time_nor_memory(body: bytes) -> None:
    tracemalloc.start()
    assert plain_object(b"2 0 obj " + body, 0, REFERENCE) is None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * len(body)


def test_an_encrypted_file_is_left_to_the_library() -> None:
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(BytesIO(office().draft())))
    writer.encrypt(owner_pass="mật khẩu", user_pass="mở")
    out = BytesIO()
    writer.write(out)
    reader = PlainReader(out.getvalue())
    assert reader.encrypted
    assert reader.get_object(generic.Reference(1, 0, reader)) is not None
    assert not reader._ready
