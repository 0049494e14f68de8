"""A small office for tests: one installation, two signers and one letter on its way."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sandbox.makers import Installation, Maker, makers

ORG_NAME = "Ủy ban nhân dân xã Pà Vầy"
CHAIRMAN = {"id": "chu_tich", "name": "Giàng A Páo", "post": "Chủ tịch", "org": ORG_NAME}
COMMUNE = {"id": "org:H99.1", "name": ORG_NAME, "post": "", "org": ORG_NAME, "place": "Tỉnh Mô Phỏng"}
LETTER = {
    "org_name": ORG_NAME,
    "symbol": "UBND-VHXH",
    "place": "Pà Vầy",
    "subject": "rà soát dữ liệu hộ tịch",
    "addressees": ["Sở Tư pháp tỉnh Mô Phỏng"],
    "body": "Ủy ban nhân dân xã Pà Vầy báo cáo như sau:\n1. Đã rà soát 412 trường hợp./.",
    "capacity": "TM. Ủy ban nhân dân",
    "post": "Chủ tịch",
    "signer_name": "Giàng A Páo",
    "recipients": ["Như trên"],
    "archive": "VT, TP",
}


class Office:
    """The makers over a folder of files in memory: each method gives the bytes of the paper after one step."""

    def __init__(self, folder: Path) -> None:
        self.installation = Installation(folder)
        self.makers: dict[str, Maker] = makers(folder)
        self.files: dict[str, bytes] = {}

    def make(self, name: str, **inputs: Any) -> bytes:
        if isinstance(inputs.get("file"), bytes):
            inputs["file"] = self.kept(inputs["file"])
        return self.makers[name](inputs, self.files.__getitem__)

    def kept(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        self.files[digest] = content
        return digest

    def draft(self, form: str = "official_letter", at: str = "2026-11-23T09:00:00", **fields: Any) -> bytes:
        return self.make("typeset", form=form, fields={**LETTER, **fields}, at=at)

    def signed(self, pdf: bytes, at: str = "2026-11-23T10:00:00", **who: str) -> bytes:
        return self.make("sign_person", file=pdf, signer={**CHAIRMAN, **who}, at=at)

    def numbered(self, pdf: bytes, number: str = "15") -> bytes:
        return self.make("write_number", file=pdf, number=number, day="3", month="2", year="2027")

    def sealed(self, pdf: bytes, at: str = "2026-11-23T10:30:00") -> bytes:
        return self.make("sign_org", file=pdf, signer=COMMUNE, at=at)

    def issued(self) -> bytes:
        return self.sealed(self.numbered(self.signed(self.draft())))


@cache
def office() -> Office:
    """One installation for all tests: keys cost time to make."""
    return Office(Path(mkdtemp(prefix="papers-")))


@cache
def issued_letter() -> bytes:
    return office().issued()
