"""Known ways to make a signed PDF lie: none of them may pass, and none may break the judge."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import cms
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import IndirectObject, NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from grader.signatures import LARGEST, SignatureVerdict, judge
from tests.grader.odd_signatures import fresh, keys
from tests.makers.papers import Office, office

CONTENTS = re.compile(rb"/Contents <([0-9a-fA-F]{64,})>")
BYTE_RANGE = re.compile(rb"/ByteRange \[[0-9 ]+\]")


def signed() -> bytes:
    return office().signed(office().draft())


@cache
def signed_letter() -> bytes:
    return signed()


def trust() -> bytes:
    return office().installation.trust_pem()


def only(pdf: bytes, **options: object) -> SignatureVerdict:
    (verdict,) = judge(pdf, trust(), **options).signatures  # type: ignore[arg-type]
    return verdict


def with_contents(pdf: bytes, content: bytes) -> bytes:
    """The PDF with another signature value in the place of its own, which no signature covers."""
    place = CONTENTS.search(pdf)
    assert place is not None
    room = len(place[1])
    return pdf[: place.start(1)] + content.hex().encode().ljust(room, b"0") + pdf[place.end(1) :]


def signature_value(pdf: bytes) -> cms.ContentInfo:
    place = CONTENTS.search(pdf)
    assert place is not None
    return cms.ContentInfo.load(bytes.fromhex(place[1].decode()))


def without_time_stamp(pdf: bytes) -> bytes:
    value = signature_value(pdf)
    value["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([])
    return with_contents(pdf, value.dump())


def replaced(pdf: bytes, old: bytes, new: bytes) -> bytes:
    assert pdf.count(old) >= 1
    return pdf.replace(old, new.ljust(len(old)), 1)


def test_an_emptied_signature_value_fails() -> None:
    assert judge(with_contents(signed(), b""), trust()).verdict == "failed"


def test_a_signature_without_a_byte_range_fails() -> None:
    assert judge(replaced(signed(), b"/ByteRange", b"/ByteRonge"), trust()).verdict != "passed"


def test_a_signature_without_a_value_fails() -> None:
    assert judge(replaced(signed(), b"/Contents <", b"/Contants <"), trust()).verdict != "passed"


@pytest.mark.parametrize("byte_range", [b"[0 0 0 0]", b"[0 10 20 30]", b"[0 -1 5 5]", b"[null]", b"[0 9999999 0 0]"])
def test_another_byte_range_fails(byte_range: bytes) -> None:
    place = BYTE_RANGE.search(signed_letter())
    assert place is not None
    assert judge(replaced(signed_letter(), place[0], b"/ByteRange " + byte_range), trust()).verdict != "passed"


def test_the_signature_of_another_document_fails() -> None:
    other = office().signed(office().draft(subject="việc khác"))
    place = CONTENTS.search(other)
    assert place is not None
    forged = with_contents(signed(), bytes.fromhex(place[1].decode()).rstrip(b"\0"))
    assert only(forged).verdict == "failed"


def test_a_signature_without_time_stamp_is_judged_at_the_moment_of_judging_only() -> None:
    bare = without_time_stamp(signed())
    assert (only(bare).verdict, only(bare).reason, only(bare).timestamp_ok) == ("indeterminate", "NO_POE", False)
    assert only(bare, at=datetime(2026, 12, 1)).verdict == "passed"
    assert only(bare, at=datetime(2033, 1, 1)).verdict != "passed"


def test_the_time_stamp_of_another_signature_proves_nothing() -> None:
    own = signed()
    token = time_stamp(own)
    others = (time_stamp(office().signed(office().draft(subject=f"việc {n}"))) for n in range(200))
    stolen = next(other for other in others if len(other) == len(token))  # lengths vary by a byte or two
    verdict = only(with_contents(own, signature_value(own).dump().replace(token, stolen)))
    assert not verdict.timestamp_ok
    assert verdict.verdict != "passed"


def time_stamp(pdf: bytes) -> bytes:
    return bytes(signature_value(pdf)["content"]["signer_infos"][0]["unsigned_attrs"].dump())


def test_a_time_stamp_by_somebody_who_may_not_stamp_proves_nothing(tmp_path: Path) -> None:
    made = Office(tmp_path)
    signer = made.makers["sign_person"]
    installation = signer._installation()  # type: ignore[attr-defined]
    installation.__dict__["time_stamp"] = installation.issuing
    (verdict,) = judge(made.signed(made.draft()), installation.trust_pem()).signatures
    assert not verdict.timestamp_ok
    assert verdict.verdict != "passed"


def test_a_file_larger_than_any_paper_is_not_read() -> None:
    assert judge(b"%PDF-1.7" + b" " * LARGEST, trust()).reason == "TOO_LARGE"


@pytest.mark.parametrize(
    "body",
    [
        b"1 0 obj\n" + b"[" * 50_000 + b"]" * 50_000 + b"\nendobj\n",
        b"1 0 obj\n<</Type/Catalog/AcroForm 1 0 R/Fields[1 0 R 1 0 R]/Kids[1 0 R]/FT/Sig/T(a)/V 1 0 R>>\nendobj\n",
        b"1 0 obj\n<</Type/Catalog/AcroForm<</Fields[2 0 R]>>>>\nendobj\n2 0 obj\n<</FT/Sig/T(a)/V(x)>>\nendobj\n",
    ],
)
def test_hostile_structures_do_not_break_the_judge(body: bytes) -> None:
    start = len(b"%PDF-1.7\n")
    second = body.find(b"2 0 obj")
    entries = [b"%010d 00000 n \n" % start] + ([b"%010d 00000 n \n" % (start + second)] if second >= 0 else [])
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(entries) + 1) + b"".join(entries)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(entries) + 1, start + len(body))
    assert judge(b"%PDF-1.7\n" + body + table + tail, trust()).verdict == "failed"


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_flipped_bit_of_what_is_signed_passes(data: st.DataObject) -> None:
    pdf = bytearray(signed_letter())
    place = CONTENTS.search(pdf)
    assert place is not None
    inside = range(place.start(), place.end())
    at = data.draw(st.integers(0, len(pdf) - 1).filter(lambda n: n not in inside))
    pdf[at] ^= 1 << data.draw(st.integers(0, 7))
    assert judge(bytes(pdf), trust()).verdict != "passed"


@settings(max_examples=25, deadline=None)
@given(end=st.integers(0, 60_000), junk=st.binary(max_size=40))
def test_no_cut_or_extended_file_passes_or_breaks_the_judge(end: int, junk: bytes) -> None:
    whole = signed_letter()
    pdf = whole[:end] + junk
    expected_to_pass = pdf.strip() == whole.strip()
    assert (judge(pdf, trust()).verdict == "passed") == expected_to_pass


def test_a_foreign_time_stamp_does_not_revive_an_expired_certificate() -> None:
    made = fresh()
    keys(made).__dict__["time_stamp"] = keys(fresh()).time_stamp
    pdf = made.signed(made.draft())  # says 2026, when the certificate was good
    (verdict,) = judge(pdf, made.installation.trust_pem(), datetime(2033, 1, 1)).signatures
    assert (verdict.timestamp_ok, verdict.reason) == (False, "OUT_OF_BOUNDS_NO_POE")


def test_a_change_that_a_later_revision_takes_back_is_still_found() -> None:
    pdf = signed()
    for content in (b"0 0 600 800 re f", b""):
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        first = PdfFileReader(BytesIO(signed_letter())).root["/Pages"]["/Kids"][0].raw_get("/Contents")
        drawn = writer.add_object(StreamObject(stream_data=content)) if content else first
        page[NameObject("/Contents")] = IndirectObject(drawn.idnum, drawn.generation, writer)
        writer.update_container(page)
        out = BytesIO()
        writer.write(out)
        pdf = out.getvalue()
    assert only(pdf).reason == "CHANGED_AFTER_SIGNING"


def test_a_value_that_nobody_refers_to_may_not_be_slipped_in() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed()))
    writer.add_object(StreamObject(stream_data=b"0 0 600 800 re f"))
    out = BytesIO()
    writer.write(out)
    assert only(out.getvalue()).verdict != "passed"
