"""The world alone: acts a second, starting, memory of live runs."""

from __future__ import annotations

import tracemalloc

from sandbox.runs.journals import Journal
from sandbox.runs.memory import Live
from sandbox.world.perform import perform
from sandbox.world.world import World
from tests.bench.timing import Row, cpu
from tests.world.office import WRITER, start

ACTS = 100
BEGIN = start()


def run() -> tuple[World, list[object]]:
    """One run of `ACTS` acts, with the journal that is kept beside its world."""
    world, journal = BEGIN.world(), []
    for number in range(ACTS):
        outcome = perform(world, WRITER, "notes.write", {"topic": "họp", "text": f"giao ban {number}"})
        world = outcome.world
        journal += outcome.entries
    return world, journal


def rows() -> list[Row]:
    rate = ACTS * 20 / cpu(lambda: [run() for _ in range(20)])
    starting = cpu(lambda: [BEGIN.world() for _ in range(1000)])
    return [
        Row("performed actions a second, chain included", f"{rate:,.0f}", "≥ 30,000"),
        Row("a world starts in", f"{starting * 1e3 / 1000:.4f} ms", "≤ 5 ms"),
        Row(f"memory of a live run of {ACTS} entries", f"{_memory():.3f} MB", "≤ 0.1 MB"),
    ]


def _memory(runs: int = 30) -> float:
    """Megabytes of a live run as the server holds it: its world, and its packed journal."""
    live()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = [live() for _ in range(runs)]
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / len(kept) / 1e6


def live() -> Live:
    """One run of `ACTS` acts, held as the server holds it."""
    held = Live(BEGIN.world(), Journal())
    for number in range(ACTS):
        outcome = perform(held.world, WRITER, "notes.write", {"topic": "họp", "text": f"giao ban {number}"})
        held = held.after(outcome.world, outcome.entries)
    return held
