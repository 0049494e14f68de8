"""The draft as a Word file: uploaded with its letter, checked for its form by the clerk (NĐ 30/2020, Điều 10, 12)."""

from __future__ import annotations

import io
import zipfile
from typing import Annotated, Any

from pydantic import Field

from sandbox.services.eoffice.drafting import Paper, back_to_drafter, stands
from sandbox.services.eoffice.records import Document
from sandbox.services.eoffice.words import LETTER_FORMS
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Ask, LongText, Upload

MOST_MEMBERS = 2_000
TYPES = "[Content_Types].xml"
MOST_TYPES = 200_000  # bytes
WORD = b"wordprocessingml.document.main+xml"


def _may_upload(world: Any, document: Document) -> Refused | None:
    if document.form not in LETTER_FORMS:
        return Refused("made_elsewhere", N_("Nội dung giấy này lấy từ hồ sơ, sửa ở hồ sơ"))
    return stands("draft", "returned_to_drafter")(world, document)


class UploadDraft(Ask):
    document: Paper
    file: Annotated[Upload, Field(title=N_("Tệp dự thảo"), description=N_("Tài liệu Word (.docx), tối đa 5 MB"))]


@action(
    "eoffice.upload_draft",
    title=N_("Tải lên dự thảo"),
    roles=("case_officer", "unit_head"),
    subject="document",
    possible=_may_upload,
    done=N_("Đã lưu tệp dự thảo; bản cũ được thay"),
    minutes=2,
)
def upload_draft(desk: Desk, ask: UploadDraft) -> Document:
    """Put the draft as a Word file with its letter, in the place of an earlier one (Điều 10)."""
    if not _is_word(_content(desk, ask.file)):
        raise Refused("not_docx", N_("Tệp không phải tài liệu Word (.docx)"))
    return desk.update(desk.get(Document, ask.document), draft_file=ask.file)


def _content(desk: Desk, file: str) -> bytes:
    try:
        return desk.read(file)
    except LookupError:  # `NoFile`, or a player that has no such file
        raise Refused("no_file", N_("Không có tệp này, hãy tải lên lại")) from None


def _is_word(content: bytes) -> bool:
    """Whether it is a Word file from outside; what stands in it and how is for people to judge."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = {one.filename: one.file_size for one in archive.infolist()}
            small = len(sizes) <= MOST_MEMBERS and sizes.get(TYPES, MOST_TYPES) < MOST_TYPES
            return small and WORD in archive.read(TYPES)
    except Exception:  # a zip that is broken or lies about itself is no Word file
        return False


def _may_return(world: Any, document: Document) -> Refused | None:
    if document.signatures:
        return Refused("is_signed", N_("Văn bản đã được ký, không trả lại để sửa thể thức được"))
    if document.number is not None:
        return Refused("has_number", N_("Văn bản đã có số %(number)s"), number=document.code)
    return stands("submitted", "approved")(world, document)


class ReturnForForm(Ask):
    document: Paper
    note: Annotated[LongText, Field(title=N_("Lỗi thể thức cần sửa"))]


@action(
    "eoffice.return_for_form",
    title=N_("Trả lại vì thể thức"),
    roles=("clerk",),
    subject="document",
    possible=_may_return,
    done=N_("Đã trả văn bản về người soạn để sửa thể thức"),
    minutes=3,
)
def return_for_form(desk: Desk, ask: ReturnForForm) -> Document:
    """The clerk answers for the form of what is issued, and gives back a draft whose form is wrong (Điều 12)."""
    return back_to_drafter(desk, desk.get(Document, ask.document), ask.note)
