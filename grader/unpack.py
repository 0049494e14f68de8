"""The guarded way into a bundle's zip: what is broken, cut off, strange or far too large is refused, and named."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
REQUIRED = ("scenario.yaml", "names.json", "vocabulary.json", "start.json", "journal", "trust.pem", "crl")
MOST_BYTES = 200_000_000
MOST_MEMBERS = 2_000
MOST_IN_ONE = 60_000_000
MOST_TEXT = 16_000_000
MOST_JSON = 6_000_000  # of names and declarations: decoded, a list of empty lists takes thirty times its bytes
MOST_LINES = 20_000  # of a journal; a long run has some hundreds
MOST_RATIO = 200
_DECODED = (MANIFEST, "names.json", "vocabulary.json")
_FILE = re.compile(r"files/[0-9a-f]{64}")
_HEADER = b"PK\x01\x02"
_MOST_HEADERS = 100_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SECRET = 0x1
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
    OverflowError, LookupError,
)  # fmt: skip


class BrokenBundle(ValueError):
    """The file is not a bundle that can be read; the text says why and how to go on, in Vietnamese."""


def unpacked(source: bytes | Path | str) -> dict[str, bytes]:
    """The members of a zip by name, as large as they say; signature and digests are not looked at. BrokenBundle."""
    content = source if isinstance(source, bytes) else _read(Path(source))
    if len(content) > MOST_BYTES:
        raise BrokenBundle(f"Tệp lớn quá; hồ sơ lượt làm tối đa {MOST_BYTES // 1_000_000} MB")
    if content.count(_HEADER) > _MOST_HEADERS:  # the library would list them all before anything can be counted
        raise BrokenBundle("Hồ sơ lượt làm có quá nhiều tệp con; không đọc để an toàn")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _FAULTS:
        raise BrokenBundle("Tệp không phải hồ sơ lượt làm (zip), hoặc bị cắt; hãy xuất lại từ hệ thống") from None
    with archive:
        return {one.filename: _content(archive, one) for one in _harmless(archive.infolist())}


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BrokenBundle(f"Tệp {path.name} lớn quá; hồ sơ lượt làm tối đa {MOST_BYTES // 1_000_000} MB")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # a device has no size and no end
    except OSError as bad:
        raise BrokenBundle(f"Không mở được tệp {path.name} ({bad.strerror}); hãy kiểm tra đường dẫn") from None


def _harmless(listed: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """All members, once every one of them is one that a bundle may hold."""
    if len(listed) > MOST_MEMBERS:
        raise BrokenBundle(f"Hồ sơ lượt làm có quá nhiều tệp con ({len(listed)}); không đọc để an toàn")
    seen: set[str] = set()
    for one in listed:
        if one.filename in seen:
            raise BrokenBundle(f"Hồ sơ lượt làm có hai tệp con tên trùng nhau “{named(one)}”; không đọc để an toàn")
        seen.add(one.filename)
        _must_be_harmless(one)
    if sum(one.file_size for one in listed) > MOST_BYTES:
        raise BrokenBundle("Hồ sơ lượt làm giải nén ra lớn quá; không đọc để an toàn")
    return listed


def _must_be_harmless(one: zipfile.ZipInfo) -> None:
    name = one.filename
    is_file = _FILE.fullmatch(name) is not None
    if name not in (MANIFEST, SIGNATURE, *REQUIRED) and not is_file:
        raise BrokenBundle(f"Hồ sơ lượt làm chứa tệp lạ “{named(one)}”; không đọc để an toàn")
    if one.flag_bits & _SECRET or one.compress_type not in _METHODS:
        raise BrokenBundle(f"“{named(one)}” có mật khẩu hoặc nén kiểu lạ; không đọc để an toàn")
    most = MOST_IN_ONE if is_file else MOST_JSON if name in _DECODED else MOST_TEXT
    if one.file_size > most or one.file_size > MOST_RATIO * max(one.compress_size, 50_000):
        raise BrokenBundle(f"“{named(one)}” nén bất thường hoặc lớn quá; không đọc để an toàn")


def named(one: zipfile.ZipInfo) -> str:
    """The member's name, safe to print."""
    return "".join(letter if letter.isprintable() else "?" for letter in one.filename[:60])


def _content(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(one) as member:
            content = member.read(one.file_size + 1)
    except _FAULTS:
        raise BrokenBundle(f"“{named(one)}” trong hồ sơ lượt làm bị hỏng; hãy xuất lại từ hệ thống") from None
    if len(content) != one.file_size:
        raise BrokenBundle(f"“{named(one)}” dài khác với khai báo; không đọc để an toàn")
    return content
