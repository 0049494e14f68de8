"""Proofs that need not be done again: kept under the digest of everything that they depend on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from sandbox.proving.variant import VariantProof, Wanted

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
    """Proofs of variants in a folder, one file each. What cannot be read is as if it were not there."""

    def __init__(self, folder: Path):
        self.folder = folder

    def get(self, key: str) -> VariantProof | None:
        """The proof that was kept under this key."""
        try:
            return msgspec.json.decode((self.folder / f"{key}.json").read_bytes(), type=VariantProof)
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, key: str, proof: VariantProof) -> None:
        """Keep a proof; whole or not at all, also when several processes write."""
        self.folder.mkdir(parents=True, exist_ok=True)
        passing = self.folder / f"{key}.{os.getpid()}.part"
        passing.write_bytes(msgspec.json.encode(proof))
        passing.replace(self.folder / f"{key}.json")


def key_of(text: str, wanted: Wanted, population: str, calendar: Any) -> str:
    """The digest of what the proof of a variant depends on: the scenario's text, what is wanted, the people (their
    digest), the calendar (plain), and the code."""
    told = [text, wanted, population, calendar, code()]
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
