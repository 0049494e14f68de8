"""Papers as they are shown: typeset or stored PDFs with pictures of their pages, made once and kept in a cache.

A paper that no action made is addressed by its own form and fields, signed and bound to the run: whoever fetches the
address gets what the page showed, from any process, and nobody can ask for a paper that no page showed them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from sandbox.makers import page_images
from sandbox.makers.page_images import UnreadablePdf
from sandbox.runs.files import Files
from sandbox.ui.screen import PageImage, Sheet
from sandbox.world.effects import Maker, NoFile
from sandbox.world.record import canonical, digest

WIDTH = 900
HEIGHT = 1273
MOST_PAGES = 20


class Cache:
    """Bytes by name in a folder; losing it costs time, nothing else."""

    def __init__(self, folder: Path):
        self._folder = folder

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The bytes kept under `name`, made now when there are none."""
        path = self._folder / name[:2] / name
        try:
            return path.read_bytes()
        except OSError:
            content = make()
        self._keep(path, content)
        return content

    def _keep(self, path: Path, content: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
                out.write(content)
            Path(out.name).replace(path)
        except OSError:
            pass  # a full disk must not keep anybody from reading a paper


class Papers:
    """Papers of all runs. `secret` signs addresses; `folder` is the cache's."""

    def __init__(self, typeset: Maker, folder: Path, secret: str):
        self._typeset, self._cache = typeset, Cache(folder)
        self._signer = URLSafeSerializer(secret, salt="paper")
        self._pages: dict[str, int] = {}

    def typeset(self, base: str, run: str, form: str, fields: Mapping[str, Any], at: str) -> Sheet:
        """The paper with this form and these fields, shown in this run."""
        inputs = {"form": form, "fields": dict(fields), "at": at}
        address = self._signer.dumps([run, inputs])
        assert isinstance(address, str)
        return self._sheet(f"{base}/paper/{address}", lambda: self._set(inputs), digest(canonical(inputs)))

    def stored(self, base: str, name: str, files: Files) -> Sheet:
        """A stored PDF of a run."""
        return self._sheet(f"{base}/file/{name}", lambda: files.read(name), name)

    def _sheet(self, address: str, pdf: Callable[[], bytes], name: str) -> Sheet:
        if name not in self._pages:
            if len(self._pages) > 20_000:
                self._pages.clear()
            self._pages[name] = _count(pdf)
        count = self._pages[name]
        pages = (PageImage(f"{address}/{page}.png", WIDTH, HEIGHT) for page in range(1, count + 1))
        return Sheet(f"{address}.pdf", tuple(pages))

    def _set(self, inputs: dict[str, Any]) -> bytes:
        return self._cache.get(digest(canonical(inputs)), lambda: self._typeset(inputs, _nothing))

    def addressed(self, run: str, address: str) -> bytes:
        """The PDF that an address of `typeset` names. `NoFile` when this run never showed it."""
        try:
            whose, inputs = self._signer.loads(address)
        except (BadSignature, ValueError):
            raise NoFile(address[:64]) from None
        if whose != run:
            raise NoFile(address[:64])
        return self._set(inputs)

    def picture(self, pdf: bytes, page: int) -> bytes:
        """One page of a PDF as PNG, counted from 1. `LookupError` when there is no such page."""
        if not 1 <= page <= MOST_PAGES:
            raise LookupError(page)
        name = digest(canonical([digest(pdf), page, WIDTH]))
        return self._cache.get(name, lambda: page_images.page_image(pdf, page, WIDTH))


def _count(pdf: Callable[[], bytes]) -> int:
    """Pages to show; none of a file that is no PDF, or that this run does not have."""
    try:
        return min(page_images.page_count(pdf()), MOST_PAGES)
    except (UnreadablePdf, NoFile):
        return 0


def _nothing(name: str) -> bytes:
    raise NoFile(name)
