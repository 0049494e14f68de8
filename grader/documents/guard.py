"""What a zip of office XML must be before anything in it is opened: small, flat, whole, no macros, no far links."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from grader.documents.model import Unreadable

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE  # of the file
MOST_MEMBERS = 2_000
MOST_UNPACKED = 80 * MEGABYTE
MOST_IN_ONE = 30 * MEGABYTE
MOST_RATIO = 120
SMALL = 2 * MEGABYTE  # a member smaller than this may be packed as tightly as it likes
DEEPEST = 200

_not_whole = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
_external = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_harmless_link = re.compile(rb"/hyperlink[\"']")
_tag = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")


def members(content: bytes) -> Mapping[str, bytes]:
    """The unpacked members by name. Raises Unreadable for what is hostile, broken or no office document."""
    if len(content) > LARGEST:
        raise Unreadable(f"Tệp lớn quá {LARGEST // MEGABYTE} MB nên không mở", definite=False)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            _sized(listed)
            found = {one.filename: _content(archive, one) for one in listed}
    except _not_whole:
        raise Unreadable("Tệp hỏng, bị cắt hoặc không phải tài liệu Word, Excel") from None
    _plain(found)
    return found


def _sized(listed: list[zipfile.ZipInfo]) -> None:
    names = {one.filename for one in listed}
    if len(listed) > MOST_MEMBERS or len(names) != len(listed):
        raise Unreadable("Tệp nén có quá nhiều thành phần hoặc tên trùng nhau nên không mở", definite=False)
    if any(one.flag_bits & 1 for one in listed):
        raise Unreadable("Tệp có mật khẩu nên không đọc được")
    if sum(one.file_size for one in listed) > MOST_UNPACKED or any(map(_swollen, listed)):
        raise Unreadable("Tệp nén bất thường, giải nén ra quá lớn nên không mở", definite=False)


def _swollen(one: zipfile.ZipInfo) -> bool:
    packed_too_tight = one.file_size > SMALL and one.file_size > MOST_RATIO * max(one.compress_size, 1)
    return one.file_size > MOST_IN_ONE or packed_too_tight


def _content(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    with archive.open(one) as member:
        content = member.read(one.file_size + 1)
    if len(content) != one.file_size:
        raise zipfile.BadZipFile(one.filename)
    return content


def _plain(found: Mapping[str, bytes]) -> None:
    types = found.get("[Content_Types].xml")
    if types is None:
        raise Unreadable("Tệp nén này không phải tài liệu Word, Excel")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in found):
        raise Unreadable("Tệp có macro; hãy lưu lại thành tài liệu thường (.docx, .xlsx)")
    for name, content in found.items():
        if name.endswith((".xml", ".rels")):
            _plain_xml(name, content)


def _plain_xml(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("Tệp khai báo thực thể XML, có thể gây hại nên không mở", definite=False)
    if name.endswith(".rels") and any(not _harmless_link.search(one) for one in _external.findall(content)):
        raise Unreadable("Tệp gắn với mẫu hoặc dữ liệu ở nơi khác; hãy bỏ liên kết ngoài rồi lưu lại")
    if _depth(content) > DEEPEST:
        raise Unreadable("Tệp có cấu trúc lồng nhau quá sâu nên không mở", definite=False)


def _depth(content: bytes) -> int:
    """How deep the tags nest; counted without a parser, so that no parser meets what is too deep."""
    depth = deepest = 0
    for closing, empty in _tag.findall(content):
        depth += -1 if closing else 0 if empty else 1
        deepest = max(deepest, depth)
    return deepest
