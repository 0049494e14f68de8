"""The components of a document in a paper's blocks: the cells of NĐ 30/2020, Phụ lục I, found by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from grader.documents.model import Block, Paper, Span
from seed.text import fold, nfc

# The 29 types of administrative documents (NĐ 30/2020, Điều 7), but for those that bear no name.
TYPES = (
    "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo", "hướng dẫn", "chương trình",
    "kế hoạch", "phương án", "đề án", "dự án", "báo cáo", "biên bản", "tờ trình", "hợp đồng", "công điện",
    "bản ghi nhớ", "bản thỏa thuận", "giấy ủy quyền", "giấy mời", "giấy giới thiệu", "giấy nghỉ phép", "phiếu gửi",
    "phiếu chuyển", "phiếu báo",
)  # fmt: skip
_TYPES = frozenset(map(fold, TYPES))
_BODIES = (
    "uy ban nhan dan", "hoi dong nhan dan", "ubnd", "so ", "phong ", "van phong", "trung tam", "ban ", "chi cuc", "bo ",
    "truong ",
)  # fmt: skip
_nation = re.compile("cong hoa.*chu nghia viet nam")
_motto = re.compile(r"doc lap\W+tu do\W+hanh phuc")
_number = re.compile(r"so ?[:/]|so \d")
_date = re.compile(r"[^;]{0,60}\bngay\b.{0,6}\bthang\b.{0,6}\bnam\b.{0,6}$")
_about = re.compile(r"v/v|ve viec")
_capacity = re.compile(r"(tm|kt|tl|tuq|q) ?[.,]|(tm|kt|tl|tuq) ")
_posts = (
    "chu tich",
    "pho chu tich",
    "chanh van phong",
    "pho chanh",
    "truong phong",
    "pho truong",
    "giam doc",
    "pho giam",
)
HEADER = 24  # blocks within which the header must be found


class Parts:
    """The components of one paper; a missing one is None or empty."""

    def __init__(self, paper: Paper):
        self.paper = paper
        self.blocks = paper.blocks
        self.head = self.blocks[:HEADER]

    def _find(self, pattern: re.Pattern[str], blocks: Iterable[Block]) -> Block | None:
        return next((one for one in blocks if pattern.match(fold(one.text))), None)

    # Header

    @cached_property
    def nation(self) -> Block | None:
        return self._find(_nation, self.head)

    @cached_property
    def motto(self) -> Block | None:
        return self._find(_motto, self.head)

    @cached_property
    def number(self) -> Block | None:
        return self._find(_number, self.head)

    @cached_property
    def date(self) -> Block | None:
        return self._find(_date, (one for one in self.head if one.column == "right" or len(one.text) < 60))

    @cached_property
    def _above(self) -> tuple[Block, ...]:
        """Blocks above number and date that are not the nation's: who issues."""
        ends = [one.number for one in (self.number, self.date) if one is not None and one.column != "right"]
        end = min(ends, default=0)
        mine = (one for one in self.head if one.number < end and one.column != "right")
        return tuple(one for one in mine if one not in (self.nation, self.motto) and one.inked)

    @cached_property
    def orgs(self) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """Lines of the superior body and of the issuing one; they part where bold begins or another body is named."""
        lines = self._above
        weights = [one.inked[0].bold for one in lines]
        if True in weights and not weights[0]:
            at = weights.index(True)
        else:
            named = [n for n, one in enumerate(lines) if n and fold(one.text).startswith(_BODIES)]
            at = named[-1] if named else 0
        return lines[:at], lines[at:]

    @cached_property
    def kind(self) -> Block | None:
        """The document's name, such as BÁO CÁO; None for a công văn."""
        header = {one.number for one in (*self._above, self.number, self.date, self.nation, self.motto) if one}
        for one in self.blocks[: HEADER + 6]:
            if one.number not in header and fold(one.text) in _TYPES and one.column == "whole":
                return one
        return None

    @cached_property
    def subject(self) -> tuple[Block, ...]:
        """Lines that say what it is about: under the number of a công văn, under the name of other documents."""
        if self.kind is None:
            first = self._find(_about, self.head)
            return () if first is None else (first, *self._same_look(first))
        found = []
        for one in self.blocks[self.kind.number : self.kind.number + 5]:
            if fold(one.text).startswith(("kinh gui", "can cu")) or (one.align != "center" and not one.inked[0].bold):
                break
            found.append(one)
        return tuple(found)

    def _same_look(self, first: Block) -> list[Block]:
        found = []
        for one in self.blocks[first.number :]:
            if one.column != first.column or one.column == "whole" or one.inked[0].size != first.inked[0].size:
                break
            if _date.match(fold(one.text)) or _number.match(fold(one.text)):
                break
            found.append(one)
        return found

    # Text

    @cached_property
    def _last_of_head(self) -> int:
        known = (self.nation, self.motto, self.number, self.date, self.kind, *self.subject, *self._above)
        return max((one.number for one in known if one is not None), default=0)

    @cached_property
    def addressee(self) -> tuple[Block, ...]:
        """`Kính gửi:` and the lines of its list."""
        rest = [one for one in self.blocks if one.number > self._last_of_head]
        at = next((n for n, one in enumerate(rest[:12]) if fold(one.text).startswith("kinh gui")), None)
        if at is None:
            return ()
        following = []
        for one in rest[at + 1 :]:
            if not one.text.startswith(("-", "–", "+")) or (one.column == "right" and self.label is one):
                break
            following.append(one)
        return (rest[at], *following)

    @cached_property
    def text(self) -> tuple[Block, ...]:
        """Everything between header and ending, legal bases and headings included."""
        begin = max((self._last_of_head, *(one.number for one in self.addressee)))
        ends = [one.number for one in (self.label, *self.capacity[:1]) if one is not None]
        end = min(ends, default=len(self.blocks) + 1)
        return tuple(one for one in self.blocks if begin < one.number < end and one.column == "whole" and one.inked)

    @cached_property
    def bases(self) -> tuple[Block, ...]:
        """The căn cứ at the head of the text."""
        found = []
        for one in self.text:
            if not fold(one.text).startswith(("can cu", "theo de nghi cua", "xet de nghi")):
                break
            found.append(one)
        return tuple(found) if len(found) > 1 or self.kind is not None else ()

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """Running text: without bases and centred headings."""
        return tuple(one for one in self.text if one not in self.bases and not _heading(one))

    # Ending

    @cached_property
    def label(self) -> Block | None:
        return next((one for one in reversed(self.blocks) if fold(one.text).startswith("noi nhan")), None)

    @cached_property
    def recipients(self) -> tuple[Block, ...]:
        """What is listed under `Nơi nhận:`, one block for each entry."""
        if self.label is None:
            return ()
        found = []
        for one in self.blocks[self.label.number :]:
            if one.column != self.label.column or (one.column == "whole" and not one.text.startswith(("-", "–"))):
                break
            found.append(one)
        return _unwrapped(found) if self.paper.format == "pdf" else tuple(found)

    @cached_property
    def _signing(self) -> tuple[Block, ...]:
        """Blocks of the signature: the right half at the end, or what begins with a capacity or a post."""
        ending = [one for one in self.blocks if one.number > self._last_of_head and one.inked]
        right = [one for one in ending if one.column == "right"]
        if right:
            return tuple(right)
        at = next((n for n, one in enumerate(ending) if _is_capacity(one)), None)
        mine = ending[at:] if at is not None else []
        return tuple(one for one in mine if one is not self.label and one not in self.recipients)

    @cached_property
    def capacity(self) -> tuple[Block, ...]:
        """Capacity and post above the signature."""
        return self._signing[:-1] if len(self._signing) > 1 else ()

    @cached_property
    def signer(self) -> Block | None:
        """The name under the signature."""
        return self._signing[-1] if self._signing else None


def _unwrapped(lines: Sequence[Block]) -> tuple[Block, ...]:
    """The entries of a list from the lines on a page: one that is too long for its column goes on in the next line."""
    widest = max((len(one.text) for one in lines), default=0)
    entries: list[list[Block]] = []
    for one in lines:
        if entries and _goes_on(entries[-1][-1].text, one.text, widest):
            entries[-1].append(one)
        else:
            entries.append([one])
    return tuple(_as_one(entry) for entry in entries)


def _goes_on(before: str, line: str, widest: int) -> bool:
    """Whether the line before had no room for this one's first word and is not closed."""
    room = widest - len(before) - 1
    return len(line.partition(" ")[0]) > room and not line.startswith(("-", "–")) and not before.endswith((";", "."))


def _as_one(lines: Sequence[Block]) -> Block:
    first, *others = lines
    more = (span for one in others for span in (Span(" ", size=one.spans[0].size), *one.spans))
    return msgspec.structs.replace(first, spans=(*first.spans, *more)) if others else first


def _heading(block: Block) -> bool:
    return block.align == "center" and all(span.bold for span in block.inked)


def _is_capacity(block: Block) -> bool:
    text = fold(block.text)
    return bool(_capacity.match(text)) or (block.text.isupper() and text.startswith(_posts))


def joined(blocks: Sequence[Block]) -> str:
    """The text of several lines as one."""
    return nfc(" ".join(one.text for one in blocks))
