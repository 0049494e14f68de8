"""A scenario's files of one variant: written out with the names of its people and offices."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from scenarios.docx import docx
from scenarios.papers import File, settled


def written_files(files: Mapping[str, File], fill: Callable[[Any], Any]) -> dict[str, tuple[str, bytes]]:
    """Name → SHA-256 and bytes of each file; `fill` works out the references in what it says."""
    filled = {name: File.model_validate(fill(one.model_dump(exclude_none=True))) for name, one in files.items()}
    made = {name: docx(settled(filled, name)) for name in filled}
    return {name: (hashlib.sha256(content).hexdigest(), content) for name, content in made.items()}
