"""Anything at all where a value stood, in a bundle that is signed and whole: judged or refused, never a fall."""

from __future__ import annotations

import json
import time
from random import Random
from typing import Any

import pytest

from tests.grader.test_hostile import GOOD, judged, resigned, signed, with_journal

VALUES = [
    None, True, 0, -1, 10**18, 10**40, 1.5, "", "x", "$mother", "9999-12-31T23:59:59", "0001-01-01", [], {}, [[]],
    {"a": None}, [None], {"id": []}, "0" * 64, "x" * 5_000, "\ud7ff\x00",
]  # fmt: skip


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(one for key, part in inner for one in leaves(part, (*path, key)))]


def replaced(value: Any, chance: Random) -> Any:
    """The value with something else in one place, or without that place."""
    path = chance.choice(leaves(value)[1:] or [()])
    if not path:
        return chance.choice(VALUES)
    value = json.loads(json.dumps(value))
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    if chance.random() < 0.2:
        del inner[path[-1]]
    else:
        inner[path[-1]] = chance.choice(VALUES)
    return value


def spoilt(name: str, chance: Random) -> bytes:
    if name == "journal":
        contents = [line.split(b"\t")[0] for line in GOOD["journal"].splitlines()]
        for _ in range(chance.choice((1, 3))):
            at = chance.randrange(len(contents))
            contents[at] = json.dumps(replaced(json.loads(contents[at]), chance)).encode()
        return with_journal(contents)
    value = replaced(json.loads(GOOD[name]), chance)
    if name == "manifest.json":
        return resigned(value)
    return signed({**GOOD, name: json.dumps(value).encode()})


def hunt(name: str, first: int, count: int) -> list[str]:
    found = []
    for seed in range(first, first + count):
        began = time.perf_counter()
        try:
            judged(spoilt(name, Random(f"{name} {seed}")))
        except Exception as fault:
            found.append(f"{name} {seed}: {type(fault).__name__} {fault}"[:300])
        if time.perf_counter() - began > 10:
            found.append(f"{name} {seed}: too slow")
    return found


PARTS = ["manifest.json", "names.json", "vocabulary.json", "start.json", "journal"]


@pytest.mark.parametrize("name", PARTS)
def test_strange_values_everywhere_are_judged_or_refused(name):
    assert hunt(name, 0, 60) == []


@pytest.mark.ondemand
@pytest.mark.timeout(3_000)
@pytest.mark.parametrize("name", PARTS)
def test_strange_values_everywhere_twenty_thousand_times(name):
    assert hunt(name, 60, 4_000) == []
