"""The text: addressee, legal bases, running text (ô số 6 and 9a)."""

from __future__ import annotations

from collections.abc import Iterator

from grader.documents.model import Block
from grader.documents.parts import Parts
from grader.documents.rules import Fault, rule
from grader.documents.rules.looks import few, sized, styled
from seed.text import fold

INDENTS = (10.0, 12.7)  # mm
INDENT_OFF = 0.6
LEAST_GAP = 6.0  # points between paragraphs
GAP_OFF = 0.6
SINGLE, WIDEST = 0.94, 1.56  # lines; single to one and a half, with what converters round


@rule("addressee", "“Kính gửi:” và nơi nhận cỡ 13–14, đứng; quyết định không có “Kính gửi”", "ô số 9a")
def addressee(parts: Parts) -> Iterator[Fault]:
    if parts.addressee and parts.kind is not None and fold(parts.kind.text) in ("quyet dinh", "nghi quyet"):
        yield Fault(f"{parts.kind.text.capitalize()} không có “Kính gửi”", parts.addressee[0])
    if not parts.addressee and parts.kind is None:
        yield Fault("Công văn không có “Kính gửi:”")
    if parts.addressee and not parts.addressee[0].text.startswith("Kính gửi:"):
        yield Fault("Phải ghi “Kính gửi:” có dấu hai chấm", parts.addressee[0])
    for block in parts.addressee:
        yield from sized("Kính gửi", block, 13, 14)
        yield from styled("Kính gửi", block, bold=False, italic=False)


@rule("bases", "Căn cứ: chữ nghiêng, mỗi căn cứ một dòng, cuối dòng có dấu chấm phẩy, dòng cuối có dấu chấm", "ô số 6")
def bases(parts: Parts) -> Iterator[Fault]:
    for block in parts.bases:
        end = "." if block is parts.bases[-1] else ";"
        if not block.text.endswith(end):
            yield Fault(f"Căn cứ phải kết thúc bằng dấu “{end}”", block)
        yield from styled("Căn cứ", block, bold=False, italic=True)


@rule("body_size", "Nội dung cỡ chữ 13–14", "ô số 6")
def body_size(parts: Parts) -> Iterator[Fault]:
    if not parts.text:
        yield Fault("Văn bản không có nội dung")
    yield from few(fault for block in parts.text for fault in sized("Nội dung", block, 13, 14))


@rule("body_style", "Nội dung chữ đứng", "ô số 6")
def body_style(parts: Parts) -> Iterator[Fault]:
    slanting = (one for one in parts.body if all(span.italic for span in one.inked))
    yield from few(Fault("Nội dung phải là chữ đứng", one) for one in slanting)


@rule("body_align", "Nội dung căn đều cả hai lề", "ô số 6")
def body_align(parts: Parts) -> Iterator[Fault]:
    uneven = (one for one in parts.body if one.align not in ("justify", "") and not _short(one))
    yield from few(Fault("Nội dung phải được căn đều cả hai lề", one) for one in uneven)


def _short(block: Block) -> bool:
    """One that a word processor keeps on one line, centred or not: it shows no edges to judge."""
    return len(block.text) < 60


@rule("body_indent", "Dòng đầu mỗi đoạn lùi vào 1 cm hoặc 1,27 cm", "ô số 6")
def body_indent(parts: Parts) -> Iterator[Fault]:
    wrong = (one for one in parts.body if one.indent is not None and not _indented(one.indent) and _begins(one))
    yield from few(
        Fault(f"Dòng đầu đoạn lùi {(one.indent or 0) / 10:.2f} cm, phải 1 cm hoặc 1,27 cm", one) for one in wrong
    )


def _indented(indent: float) -> bool:
    return any(abs(indent - wanted) <= INDENT_OFF for wanted in INDENTS)


def _begins(block: Block) -> bool:
    """Not the rest of a paragraph that began on the page before."""
    return block.align != "center" and not block.text[:1].islower()


@rule("paragraph_gap", "Khoảng cách giữa các đoạn tối thiểu 6 pt", "ô số 6")
def paragraph_gap(parts: Parts) -> Iterator[Fault]:
    inner = parts.body[1:]
    close = (one for one in inner if one.gap is not None and one.gap < LEAST_GAP - GAP_OFF and _begins(one))
    yield from few(Fault(f"Đoạn cách đoạn trên {one.gap:.1f} pt, phải từ 6 pt", one) for one in close)


@rule("line_spacing", "Khoảng cách dòng từ đơn đến 1,5 dòng", "ô số 6")
def line_spacing(parts: Parts) -> Iterator[Fault]:
    wrong = (one for one in parts.body if one.spacing is not None and not SINGLE <= one.spacing <= WIDEST)
    yield from few(Fault(f"Khoảng cách dòng {one.spacing:.2f}, phải từ 1 đến 1,5 dòng", one) for one in wrong)
