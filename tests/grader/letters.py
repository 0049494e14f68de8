"""Letters for the tests of documents: right ones as DOCX and PDF, and others that depart in one thing."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from grader.documents import read_paper
from grader.documents.rules import RULES, faults
from sandbox.makers.openfields import open_fields
from sandbox.makers.typeset import HERE, LAYOUTS
from scenarios.docx import docx
from scenarios.papers import File, Letter, settled

LONG = "Thực hiện Công văn số 12 của Sở Tư pháp về việc rà soát dữ liệu hộ tịch, Ủy ban nhân dân xã báo cáo kết quả."
LETTER: dict[str, Any] = {
    "org": "ỦY BAN NHÂN DÂN / XÃ PÀ VẦY",
    "number": "Số: 05/UBND-VHXH",
    "date": "Pà Vầy, ngày 03 tháng 02 năm 2027",
    "subject": "V/v rà soát dữ liệu hộ tịch",
    "addressees": ["Sở Tư pháp tỉnh Mô Phỏng"],
    "body": f"{LONG}\n{LONG}\nTrân trọng./.",
    "capacity": "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
    "signer": "Giàng A Páo",
    "recipients": ["- Như trên;", "- Chủ tịch UBND xã;", "- Lưu: VT, VHXH."],
}
REPORT: dict[str, Any] = {
    **LETTER,
    "parent": "ỦY BAN NHÂN DÂN TỈNH MÔ PHỎNG",
    "org": "SỞ TƯ PHÁP",
    "number": "Số: 15/BC-STP",
    "kind": "BÁO CÁO",
    "subject": "Kết quả rà soát dữ liệu hộ tịch năm 2027",
    "bases": ["Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014;", "Căn cứ Kế hoạch số 12/KH-UBND."],
    "capacity": "GIÁM ĐỐC",
}


def as_docx(base: dict[str, Any] | None = None, but: dict[str, str] | None = None, **says: Any) -> bytes:
    """A letter as DOCX: its text, what it says otherwise, and where its layout departs."""
    right = File(letter=Letter.model_validate(base or LETTER))
    return docx(settled({"right": right, "one": File(like="right", says=says, but=but or {})}, "one"))


def missed(content: bytes) -> list[str]:
    """The rules that a document breaks, in their order."""
    return list(dict.fromkeys(rule.id for rule, _ in faults(read_paper(content), RULES)))


# PDF: the sandbox's own layouts with a few characters of their source changed.

FIELDS: dict[str, Any] = {
    "made": [2027, 2, 3, 2, 0, 0],
    "heading": "Công văn",
    "org_name": "Ủy ban nhân dân xã Pà Vầy",
    "number": "05",
    "symbol": "UBND-VHXH",
    "place": "Pà Vầy",
    "day": "3",
    "month": "2",
    "year": "2027",
    "subject": "rà soát dữ liệu hộ tịch",
    "addressees": ["Sở Tư pháp tỉnh Mô Phỏng"],
    "body": [" ".join([LONG] * 4)] * 9,
    "capacity": "KT. Chủ tịch",
    "post": "Phó Chủ tịch",
    "signer_name": "Giàng A Páo",
    "recipients": ["Như trên"],
    "archive": "VT, VHXH",
}


def as_pdf(layout: str = "official_letter", swap: tuple[str, str, str] | None = None, **fields: Any) -> bytes:
    """A letter as PDF. `swap`: (layout file, its text, other text): the source is changed there, and only there."""
    data = {"data": json.dumps({**FIELDS, **fields}, ensure_ascii=False)}
    with TemporaryDirectory() as folder:
        root = _changed(swap, Path(folder)) if swap else LAYOUTS
        compiler = typst.Compiler(root=str(root), font_paths=_fonts())
        made = compiler.compile(str(root / f"{layout}.typ"), sys_inputs=data, format="pdf", pdf_tags=False)
    return open_fields(made)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[str(HERE / "fonts")])


def _changed(swap: tuple[str, str, str], folder: Path) -> Path:
    """The layouts, copied to `folder` with that one change."""
    for path in LAYOUTS.glob("*.typ"):
        source = path.read_text("utf-8")
        if path.stem == swap[0]:
            assert source.count(swap[1]) == 1, f"{swap[1]!r} stands {source.count(swap[1])} times in {path.name}"
            source = source.replace(swap[1], swap[2])
        (folder / path.name).write_text(source, "utf-8")
    return folder
