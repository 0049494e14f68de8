"""The draft as a Word file: uploaded in place of the old one, given back by the clerk for its form."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from sandbox.services.eoffice.records import Document
from sandbox.world.action import Unreadable
from sandbox.world.record import digest
from tests.grader.letters import as_docx
from tests.services.commune import PIN, Day

OWN = Document(
    id="vb-1",
    form="official_letter",
    subject="Rà soát dữ liệu hộ tịch",
    addressees=("so_tu_phap",),
    body="Đoạn một.",
    drafter="tu_phap",
    holder="tu_phap",
    signer="chu_tich",
)
WORD = as_docx()


@pytest.fixture
def day() -> Day:
    return Day(OWN)


def kept(day: Day, content: bytes) -> str:
    """The file as it lies in the run after its upload."""
    name = digest(content)
    day.effects.files[name] = content
    return name


def document(day: Day) -> Document:
    found: Document = day.world.get(Document, "vb-1")
    return found


def submitted(day: Day) -> Day:
    day.does("tu_phap", "eoffice.submit", document="vb-1", to="chu_tich")
    return day


def test_the_uploaded_draft_lies_with_its_letter_and_a_later_one_takes_its_place(day):
    day.does("tu_phap", "eoffice.upload_draft", document="vb-1", file=kept(day, WORD))
    assert document(day).draft_file == digest(WORD)
    other = as_docx(signer="Lò Thị Ươm")
    day.does("tu_phap", "eoffice.upload_draft", document="vb-1", file=kept(day, other))
    assert document(day).draft_file == digest(other)
    assert document(day).state == "draft"


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        WORD[:500],
        zipped(a=b"x"),
        zipped(**{"[Content_Types].xml": b"spreadsheetml.sheet.main+xml"}),
        zipped(**{"[Content_Types].xml": bytes(50_000_000)}),
        zipped(**{str(n): b"" for n in range(3000)}),
    ],
    ids=["empty", "pdf", "cut off", "zip", "workbook", "bomb", "many members"],
)
def test_what_is_no_word_file_is_refused(day, content):
    assert day.refuses("tu_phap", "eoffice.upload_draft", document="vb-1", file=kept(day, content)) == "not_docx"
    assert document(day).draft_file is None


def test_a_file_that_this_run_does_not_have_is_refused(day):
    assert day.refuses("tu_phap", "eoffice.upload_draft", document="vb-1", file="0" * 64) == "no_file"


@pytest.mark.parametrize("file", ["", "du-thao.docx", "../x", "A" * 64])
def test_what_is_no_digest_cannot_be_read(day, file):
    with pytest.raises(Unreadable):
        day.does("tu_phap", "eoffice.upload_draft", document="vb-1", file=file)


def test_only_a_draft_takes_a_file_and_only_from_those_who_draft(day):
    name = kept(day, WORD)
    assert day.refuses("van_thu", "eoffice.upload_draft", document="vb-1", file=name) == "not_permitted"
    submitted(day)
    assert day.refuses("tu_phap", "eoffice.upload_draft", document="vb-1", file=name) == "document_submitted"


def test_a_paper_set_by_another_service_takes_none():
    day = Day(Document(id="vb-1", form="birth_certificate", subject="x", drafter="tu_phap"))
    assert day.refuses("tu_phap", "eoffice.upload_draft", document="vb-1", file=kept(day, WORD)) == "made_elsewhere"


def test_the_clerk_gives_a_draft_back_for_its_form_and_its_approval_is_void(day):
    submitted(day).does("chu_tich", "eoffice.approve", document="vb-1")
    day.does("van_thu", "eoffice.return_for_form", document="vb-1", note="Lề trái 20 mm")
    back = document(day)
    assert (back.state, back.sent_back, back.holder) == ("returned_to_drafter", "Lề trái 20 mm", "tu_phap")
    assert (back.approved_by, back.approved_at) == (None, None)


def test_what_is_signed_or_not_yet_submitted_is_not_given_back_for_its_form(day):
    def asked() -> Any:
        return day.refuses("van_thu", "eoffice.return_for_form", document="vb-1", note="Sai lề")

    assert asked() == "document_draft"
    submitted(day).does("chu_tich", "eoffice.approve", document="vb-1")
    day.does("chu_tich", "signing.sign_person", document="vb-1", pin=PIN)
    assert asked() == "is_signed"


def test_what_has_a_number_is_not_given_back_for_its_form(day):
    submitted(day).does("van_thu", "eoffice.take_number", document="vb-1")
    assert day.refuses("van_thu", "eoffice.return_for_form", document="vb-1", note="Sai lề") == "has_number"
