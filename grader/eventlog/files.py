"""A log is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def new_file(target: Path) -> Iterator[None]:
    """Makes `target`, and takes it away again when what is done inside fails. `OSError`; `FileExistsError` when it is
    there."""
    target.touch(exist_ok=False)
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise
