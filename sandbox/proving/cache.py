"""Proofs that need not be done again: kept under the digest of everything that they depend on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).parents[2]
ROOMS = (
    "seed",
    "scenarios",
    "grader",
    "sandbox/world",
    "sandbox/makers",
    "sandbox/services",
    "sandbox/runs",
    "sandbox/proving",
)
LIBRARY = "scenarios/library"


class Proofs:
    """Proofs in a folder, one file each. What cannot be read is as if it were not there."""

    def __init__(self, folder: Path):
        self.folder = folder

    def get(self, key: str) -> dict[str, Any] | None:
        """The report that was kept under this key."""
        try:
            found = json.loads((self.folder / f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def put(self, key: str, report: dict[str, Any]) -> None:
        """Keep a report; whole or not at all, also when several processes write."""
        self.folder.mkdir(parents=True, exist_ok=True)
        passing = self.folder / f"{key}.{os.getpid()}.part"
        passing.write_bytes(msgspec.json.encode(report))
        passing.replace(self.folder / f"{key}.json")


def key_of(scenario: Any, population: str, calendar: Any, **how: Any) -> str:
    """The digest of what a proof depends on: the scenario, the people, the calendar (plain), the code, and `how` it is
    proven (numbers of variants)."""
    told = [scenario.id, scenario.digest, population, calendar, code(), sorted(how.items())]
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()


@cache
def code() -> str:
    """The digest of all files of the rooms in which a proof is done, without the library of scenarios."""
    return digest_of(files(ROOT, ROOMS), ROOT)


def files(root: Path, rooms: Iterable[str]) -> Iterator[Path]:
    """The files of these rooms, of the library only what several scenarios share."""
    for room in rooms:
        for path in sorted((root / room).rglob("*")):
            inside = path.relative_to(root).as_posix()
            if path.is_file() and "__pycache__" not in path.parts and not inside.startswith(f"{LIBRARY}/"):
                yield path


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """SHA-256 over names and contents; line ends do not count."""
    told = hashlib.sha256()
    for path in paths:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        told.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        told.update(content)
    return told.hexdigest()
