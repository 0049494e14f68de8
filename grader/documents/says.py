"""What the components of a document say, as plain values: the names that a rubric's `says` may use."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from grader.documents.parts import Parts, joined
from seed.text import fold, nfc

_code = re.compile(r"[^\d/]*(\d*) ?/ ?(.*)")
_day = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_label = re.compile(r"^\s*(kính gửi|lưu)\s*:?\s*", re.IGNORECASE)


def said(parts: Parts, name: str) -> Any:
    """The value of a component: text, number, ISO date or list of texts; "", None or [] when it is missing.

    KeyError for a name that is no component.
    """
    return _SAID[name](parts)


def _number(parts: Parts) -> int | None:
    found = _code.match(parts.number.text) if parts.number else None
    return int(found[1]) if found and found[1] and len(found[1]) < 10 else None


def _symbol(parts: Parts) -> str:
    found = _code.match(parts.number.text) if parts.number else None
    return found[2].strip() if found else ""


def _date(parts: Parts) -> str | None:
    found = _day.search(fold(parts.date.text)) if parts.date else None
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else None
    except ValueError:
        return None


def _place(parts: Parts) -> str:
    return nfc(parts.date.text).partition(",")[0].strip() if parts.date else ""


def _subject(parts: Parts) -> str:
    return re.sub(r"^V/v:?\s*", "", joined(parts.subject), flags=re.IGNORECASE)


def _addressees(parts: Parts) -> list[str]:
    lines = [_item(_label.sub("", nfc(one.text))) for one in parts.addressee]
    return [one for one in lines if one]


def _recipients(parts: Parts) -> list[str]:
    return [_item(nfc(one.text)) for one in parts.recipients if not _is_archive(one.text)]


def _archive(parts: Parts) -> str:
    line = next((one.text for one in parts.recipients if _is_archive(one.text)), "")
    return _label.sub("", _item(nfc(line)))


def _is_archive(line: str) -> bool:
    return fold(line).lstrip("-– ").startswith("luu")


def _item(line: str) -> str:
    """A line of a list without its dash and closing mark."""
    return line.strip().strip("-–").strip().rstrip(";.").strip()


_SAID: dict[str, Callable[[Parts], Any]] = {
    "parent_org": lambda parts: joined(parts.orgs[0]),
    "org_name": lambda parts: joined(parts.orgs[1]),
    "number": _number,
    "symbol": _symbol,
    "place": _place,
    "date": _date,
    "type_name": lambda parts: nfc(parts.kind.text) if parts.kind else "",
    "subject": _subject,
    "addressees": _addressees,
    "body": lambda parts: joined(parts.text),
    "capacity": lambda parts: joined(parts.capacity),
    "signer_name": lambda parts: nfc(parts.signer.text) if parts.signer else "",
    "recipients": _recipients,
    "archive": _archive,
    "text": lambda parts: joined(parts.blocks),
}
TITLES = {
    "parent_org": "Cơ quan chủ quản",
    "org_name": "Cơ quan ban hành",
    "number": "Số",
    "symbol": "Ký hiệu",
    "place": "Địa danh",
    "date": "Ngày ban hành",
    "type_name": "Tên loại",
    "subject": "Trích yếu",
    "addressees": "Kính gửi",
    "body": "Nội dung",
    "capacity": "Quyền hạn, chức vụ",
    "signer_name": "Người ký",
    "recipients": "Nơi nhận",
    "archive": "Lưu",
    "text": "Văn bản",
}
