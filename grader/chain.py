"""The journal's hash chain, written down a second time so that the office is not its own witness.

`hash(n) = SHA-256(hash(n-1) ‖ SHA-256(content) ‖ SHA-256(stamp))`; `hash(0)` is the digest of the start.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from grader.record import Line

_HEX = re.compile(r"[0-9a-f]{64}")


def sha256(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def follows(previous: str, line: Line) -> bool:
    """Whether the line's hash is the one that its bytes and its predecessor's hash give."""
    if not _HEX.fullmatch(previous) or not _HEX.fullmatch(line.hash):
        return False
    parts = hashlib.sha256(line.content).digest() + hashlib.sha256(line.stamp).digest()
    return sha256(bytes.fromhex(previous) + parts) == line.hash


def placed(chain: Sequence[str], lines: Iterable[Line]) -> dict[int, Line]:
    """Lines by their number: each stands where its hash stands in the chain that was signed."""
    numbers = {hash: number for number, hash in enumerate(chain, 1)}
    return {numbers[line.hash]: line for line in lines if line.hash in numbers}


def altered(start: str, chain: Sequence[str], lines: Mapping[int, Line]) -> list[int]:
    """Numbers of the lines whose bytes are not those that the signed chain was made of."""
    before = [start, *chain]
    return [number for number, line in sorted(lines.items()) if not follows(before[number - 1], line)]


def misplaced(order: Sequence[int]) -> list[int]:
    """The fewest of these different numbers without which the others rise, sorted."""
    ends: list[int] = []  # smallest last number of a rising row of each length
    before: dict[int, int | None] = {}
    for number in order:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return sorted(set(order) - kept)
