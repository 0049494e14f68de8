"""Processor time of a piece of work, repeated; and one row of the printed table."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, its figure in words, and the goal it is held against, "" for what is only told."""

    what: str
    figure: str
    goal: str


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """Least processor seconds of `work` over `times` tries: the machine's noise only ever adds."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def paired(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 15) -> tuple[float, float, float]:
    """Processor seconds of both and the median of their ratios, taken in turn so that drift hits both alike."""
    rows = []
    for _ in range(rounds):
        one, other = cpu(ours, 1), cpu(peer, 1)
        rows.append((one / other, one, other))
    ratio, one, other = sorted(rows)[len(rows) // 2]
    return one, other, ratio


def percentiles(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Median and 99th percentile of the wall seconds of `work`."""
    spans = sorted(_spans(work, times))
    return spans[len(spans) // 2], spans[int(len(spans) * 0.99)]


def _spans(work: Callable[[], object], times: int) -> Iterator[float]:
    for _ in range(times):
        began = time.perf_counter()
        work()
        yield time.perf_counter() - began


def table(rows: list[Row]) -> str:
    """The rows as text in columns."""
    wide = [max(len(getattr(row, name)) for row in rows) for name in ("what", "figure")]
    goals = [f"  (goal {row.goal})" if row.goal else "" for row in rows]
    return "\n".join(
        f"{row.what:<{wide[0]}}  {row.figure:>{wide[1]}}{goal}" for row, goal in zip(rows, goals, strict=True)
    )
