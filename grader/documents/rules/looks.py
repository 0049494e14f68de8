"""What rules ask of a component's look, and what they say when it is otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.documents.model import Block, Span
from grader.documents.rules import Fault

SIZE = 0.3  # points that a size may be off, as converters round
MOST_SHOWN = 3  # faults of one sort
SHORTEST, LONGEST = 0.28, 0.56  # a line of 1/3 to 1/2 of its text, and what drawing it takes off


def few(faults: Iterator[Fault]) -> Iterator[Fault]:
    """As many as a reader needs to see."""
    for _, fault in zip(range(MOST_SHOWN), faults, strict=False):
        yield fault


def sized(name: str, block: Block, low: float, high: float) -> Iterator[Fault]:
    """Its size is from `low` to `high` points; an unknown size is not judged."""
    wrong = [span.size for span in block.inked if span.size and not low - SIZE <= span.size <= high + SIZE]
    if wrong:
        wanted = f"cỡ {low:g}" if low == high else f"cỡ {low:g}–{high:g}"
        yield Fault(f"{name} cỡ chữ {wrong[0]:g}, phải {wanted}", block)


def styled(name: str, block: Block, *, bold: bool, italic: bool) -> Iterator[Fault]:
    """All of it is bold or not, italic or upright."""
    if any(span.bold is not bold for span in _letters(block)):
        yield Fault(f"{name} phải là chữ {'đậm' if bold else 'không đậm'}", block)
    if any(span.italic is not italic for span in _letters(block)):
        yield Fault(f"{name} phải là chữ {'nghiêng' if italic else 'đứng'}", block)


def _letters(block: Block) -> list[Span]:
    """Spans that hold letters or digits: marks between them may look as they like."""
    return [span for span in block.inked if any(letter.isalnum() for letter in span.text)]


def upper(name: str, blocks: Sequence[Block]) -> Iterator[Fault]:
    """All capitals."""
    for one in blocks:
        if one.text != one.text.upper():
            yield Fault(f"{name} phải viết in hoa", one)


def centred(name: str, block: Block) -> Iterator[Fault]:
    """In the middle, as far as it can be told."""
    if block.align not in ("center", ""):
        yield Fault(f"{name} phải căn giữa", block)


def short_line(name: str, blocks: Sequence[Block]) -> Iterator[Fault]:
    """A line below, a third to a half as long as the text."""
    last = blocks[-1]
    if not last.line:
        yield Fault(f"Dưới {name} thiếu đường kẻ ngang", last)
        return
    share = None if last.share is None else last.share * len(last.text) / max(len(one.text) for one in blocks)
    if share is not None and not SHORTEST <= share <= LONGEST:
        yield Fault(f"Đường kẻ dưới {name} phải dài từ 1/3 đến 1/2 dòng chữ, đang dài {share:.0%}", last)
