"""The ending: who signs in which capacity, and who receives it (ô số 7 and 9b)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.documents.model import Block
from grader.documents.parts import Parts, joined
from grader.documents.rules import Fault, rule
from grader.documents.rules.looks import sized, styled, upper
from seed.text import fold

_capacity = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S")
_like_capacity = re.compile(r"(tm|kt|tl|tuq)\b|q[. ]")
_degree = re.compile(r"\b(GS|PGS|TS|ThS|BS|KS|CN|CK1|CK2|Tiến sĩ|Thạc sĩ|Giáo sư|Bác sĩ|Kỹ sư|Cử nhân)\b\.?")
_deputies = ("pho ",)
_archive = re.compile(r"- Lưu: ?VT(, ?[^.;]+)?\.$")


@rule("signing_capacity", "Quyền hạn (TM., KT., TL., TUQ., Q.), chức vụ in hoa, cỡ 13–14, đậm", "ô số 7a")
def signing_capacity(parts: Parts) -> Iterator[Fault]:
    if not parts.capacity:
        yield Fault("Không có quyền hạn, chức vụ của người ký")
        return
    yield from upper("Quyền hạn, chức vụ", parts.capacity)
    yield from _form(parts.capacity)
    for block in parts.capacity:
        yield from sized("Quyền hạn, chức vụ", block, 13, 14)
        yield from styled("Quyền hạn, chức vụ", block, bold=True, italic=False)


def _form(lines: tuple[Block, ...]) -> Iterator[Fault]:
    first, post = lines[0], fold(lines[-1].text)
    is_capacity = _capacity.match(first.text)
    if _like_capacity.match(fold(first.text)) and not is_capacity:
        yield Fault("Quyền hạn phải ghi như “TM. ỦY BAN NHÂN DÂN”, “KT. CHỦ TỊCH”: có dấu chấm và cách chữ", first)
    elif fold(first.text).startswith("uy ban nhan dan"):
        yield Fault("Ký thay mặt tập thể phải có “TM.” trước tên tập thể", first)
    elif post.startswith("pho chu tich") and not joined(lines).startswith(("KT.", "TM.", "TL.", "TUQ.")):
        yield Fault("Cấp phó ký thay phải có “KT.” trước chức vụ của cấp trưởng", first)
    elif post.startswith("pho chu tich") and not any(one.text.startswith(("KT.", "TUQ.")) for one in lines):
        yield Fault("Phó Chủ tịch ký phải có dòng “KT. CHỦ TỊCH”", first)


@rule("signer_name", "Họ và tên người ký viết thường, cỡ 13–14, đứng, đậm, không ghi học hàm, học vị", "ô số 7c")
def signer_name(parts: Parts) -> Iterator[Fault]:
    block = parts.signer
    if block is None or block in parts.capacity or not parts.capacity:
        yield Fault("Không có họ và tên người ký")
        return
    if block.text == block.text.upper():
        yield Fault("Họ và tên người ký phải viết thường, in hoa chữ cái đầu", block)
    if _degree.match(block.text):
        yield Fault("Trước họ tên người ký không ghi học hàm, học vị", block)
    yield from sized("Họ và tên người ký", block, 13, 14)
    yield from styled("Họ và tên người ký", block, bold=True, italic=False)


@rule("recipients_label", "“Nơi nhận:” cỡ 12, nghiêng, đậm", "ô số 9b")
def recipients_label(parts: Parts) -> Iterator[Fault]:
    block = parts.label
    if block is None:
        yield Fault("Không có “Nơi nhận:”")
        return
    if block.text != "Nơi nhận:":
        yield Fault("Phải ghi “Nơi nhận:” trên một dòng riêng, có dấu hai chấm", block)
    yield from sized("“Nơi nhận:”", block, 12, 12)
    yield from styled("“Nơi nhận:”", block, bold=True, italic=True)


@rule(
    "recipients",
    "Danh sách nơi nhận cỡ 11, đứng; mỗi nơi một dòng, đầu dòng gạch ngang, cuối dòng chấm phẩy",
    "ô số 9b",
)
def recipients(parts: Parts) -> Iterator[Fault]:
    if parts.label is not None and not parts.recipients:
        yield Fault("Dưới “Nơi nhận:” không có nơi nhận nào", parts.label)
    for block in parts.recipients:
        if not block.text.startswith("- "):
            yield Fault("Mỗi nơi nhận bắt đầu bằng gạch ngang và cách chữ", block)
        if block is not parts.recipients[-1] and not block.text.endswith(";"):
            yield Fault("Mỗi nơi nhận kết thúc bằng dấu chấm phẩy", block)
        yield from sized("Nơi nhận", block, 11, 11)
        yield from styled("Nơi nhận", block, bold=False, italic=False)


@rule("archive_line", "Dòng cuối nơi nhận là “- Lưu: VT, đơn vị soạn thảo.”", "ô số 9b")
def archive_line(parts: Parts) -> Iterator[Fault]:
    if parts.recipients and not _archive.match(parts.recipients[-1].text):
        yield Fault("Dòng cuối nơi nhận phải là “- Lưu: VT, …” và kết thúc bằng dấu chấm", parts.recipients[-1])
