"""The header: nation, bodies, number and symbol, place and date, what it is about (ô số 1 to 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.documents.model import Block
from grader.documents.parts import Parts, joined
from grader.documents.rules import Fault, rule
from grader.documents.rules.looks import centred, short_line, sized, styled, upper
from seed.text import nfc

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONS = (NATION, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")  # both spellings of the tone are in use
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SYMBOL = r"[A-ZĐ][A-Za-zĐđƯưÂâÊêÔôƠơ]{0,9}(?:-[A-ZĐ&][A-ZĐƯÂÊÔƠ&]{0,11})*"
BLANK = r"\d*|\.+|…+"  # of a draft: filled in when it is numbered
_number = re.compile(rf"Số: ?(?P<number>\d*) ?/ ?(?P<symbol>{SYMBOL})?")
_date = re.compile(rf"(?P<place>[^,]+), ngày ?(?P<day>{BLANK}) ?tháng ?(?P<month>{BLANK}) ?năm ?(?P<year>{BLANK})")


@rule("national_name", "Quốc hiệu in hoa, cỡ 12–13, đứng, đậm", "ô số 1")
def national_name(parts: Parts) -> Iterator[Fault]:
    block = parts.nation
    if block is None:
        yield Fault("Không có Quốc hiệu")
    elif nfc(block.text).upper() not in NATIONS:
        yield Fault(f"Quốc hiệu phải ghi đúng “{NATION}”", block)
    else:
        yield from upper("Quốc hiệu", [block])
        yield from sized("Quốc hiệu", block, 12, 13)
        yield from styled("Quốc hiệu", block, bold=True, italic=False)


@rule("motto", "Tiêu ngữ viết thường, cỡ 13–14, đứng, đậm, có cách chữ quanh gạch nối", "ô số 1")
def motto(parts: Parts) -> Iterator[Fault]:
    block = parts.motto
    if block is None:
        yield Fault("Không có Tiêu ngữ")
        return
    if nfc(block.text).replace("–", "-") != MOTTO:
        yield Fault(f"Tiêu ngữ phải ghi đúng “{MOTTO}”", block)
    yield from sized("Tiêu ngữ", block, 13, 14)
    yield from styled("Tiêu ngữ", block, bold=True, italic=False)


@rule("motto_line", "Dưới Tiêu ngữ có đường kẻ ngang dài bằng dòng chữ", "ô số 1")
def motto_line(parts: Parts) -> Iterator[Fault]:
    block = parts.motto
    if block is None:
        return
    if not block.line:
        yield Fault("Dưới Tiêu ngữ thiếu đường kẻ ngang", block)
    elif block.share is not None and not 0.9 <= block.share <= 1.1:
        yield Fault(f"Đường kẻ dưới Tiêu ngữ phải dài bằng dòng chữ, đang dài {block.share:.0%}", block)


@rule("parent_org", "Tên cơ quan chủ quản in hoa, cỡ 12–13, đứng, không đậm", "ô số 2")
def parent_org(parts: Parts) -> Iterator[Fault]:
    superior, _ = parts.orgs
    yield from upper("Tên cơ quan chủ quản", superior)
    for block in superior:
        yield from sized("Tên cơ quan chủ quản", block, 12, 13)
        yield from styled("Tên cơ quan chủ quản", block, bold=False, italic=False)


@rule("org_name", "Tên cơ quan ban hành in hoa, cỡ 12–13, đứng, đậm", "ô số 2")
def org_name(parts: Parts) -> Iterator[Fault]:
    _, own = parts.orgs
    if not own:
        yield Fault("Không có tên cơ quan ban hành văn bản")
    yield from upper("Tên cơ quan ban hành", own)
    for block in own:
        yield from sized("Tên cơ quan ban hành", block, 12, 13)
        yield from styled("Tên cơ quan ban hành", block, bold=True, italic=False)


@rule("org_line", "Dưới tên cơ quan ban hành có đường kẻ ngang dài 1/3–1/2 dòng chữ", "ô số 2")
def org_line(parts: Parts) -> Iterator[Fault]:
    _, own = parts.orgs
    if own:
        yield from short_line("tên cơ quan ban hành", own)


@rule("number", "Số, ký hiệu cỡ 13, đứng; số dưới 10 có số 0 ở trước, ký hiệu in hoa", "ô số 3")
def number(parts: Parts) -> Iterator[Fault]:
    block = parts.number
    if block is None:
        yield Fault("Không có số, ký hiệu văn bản")
        return
    found = _number.fullmatch(nfc(block.text))
    if found is None or not found["symbol"]:
        yield Fault("Số, ký hiệu phải ghi như “Số: 05/UBND-VP”: sau “Số” có dấu hai chấm, ký hiệu in hoa", block)
    elif len(found["number"]) == 1:
        yield Fault(f"Số văn bản dưới 10 phải ghi 0{found['number']}", block)
    yield from sized("Số, ký hiệu", block, 13, 13)
    yield from styled("Số, ký hiệu", block, bold=False, italic=False)


@rule("place_date", "Địa danh và thời gian cỡ 13–14, nghiêng; ngày dưới 10, tháng 1, 2 có số 0 ở trước", "ô số 4")
def place_date(parts: Parts) -> Iterator[Fault]:
    block = parts.date
    if block is None:
        yield Fault("Không có địa danh và thời gian ban hành")
        return
    yield from _written(block)
    yield from sized("Địa danh và thời gian", block, 13, 14)
    yield from styled("Địa danh và thời gian", block, bold=False, italic=True)


def _written(block: Block) -> Iterator[Fault]:
    found = _date.fullmatch(nfc(block.text))
    if found is None:
        yield Fault("Địa danh và thời gian phải ghi như “Mường Vẹn, ngày 05 tháng 02 năm 2026”", block)
        return
    if len(found["day"]) == 1 and found["day"].isdecimal():
        yield Fault(f"Ngày dưới 10 phải ghi 0{found['day']}", block)
    if found["month"] in ("1", "2"):
        yield Fault(f"Tháng {found['month']} phải ghi 0{found['month']}", block)
    elif found["month"][:1] == "0" and found["month"] not in ("01", "02"):
        yield Fault(f"Tháng {int(found['month'])} không thêm số 0 ở trước", block)
    if found["year"].isdecimal() and len(found["year"]) != 4:
        yield Fault("Năm phải ghi đủ bốn chữ số", block)


@rule("type_name", "Tên loại in hoa, cỡ 13–14, đứng, đậm, căn giữa", "ô số 5a")
def type_name(parts: Parts) -> Iterator[Fault]:
    if parts.kind is not None:
        yield from upper("Tên loại", [parts.kind])
        yield from centred("Tên loại", parts.kind)
        yield from sized("Tên loại", parts.kind, 13, 14)
        yield from styled("Tên loại", parts.kind, bold=True, italic=False)


@rule(
    "subject",
    "Trích yếu: dưới tên loại cỡ 13–14, đậm, căn giữa; của công văn “V/v …” cỡ 12–13, đứng, dưới số",
    "ô số 5",
)
def subject(parts: Parts) -> Iterator[Fault]:
    if not parts.subject:
        yield Fault("Không có trích yếu nội dung" + ("" if parts.kind else " “V/v …” dưới số, ký hiệu"))
    elif parts.kind is None and not joined(parts.subject).startswith("V/v "):
        yield Fault("Trích yếu của công văn phải bắt đầu bằng “V/v ”", parts.subject[0])
    low, high = (13, 14) if parts.kind else (12, 13)
    for block in parts.subject:
        yield from sized("Trích yếu", block, low, high)
        yield from styled("Trích yếu", block, bold=parts.kind is not None, italic=False)
        yield from centred("Trích yếu", block)


@rule("subject_line", "Dưới trích yếu của văn bản có tên loại có đường kẻ ngang dài 1/3–1/2 dòng chữ", "ô số 5a")
def subject_line(parts: Parts) -> Iterator[Fault]:
    if parts.kind is not None and parts.subject:
        yield from short_line("trích yếu", parts.subject)
