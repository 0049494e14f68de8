"""Everything made outside the world, as bytes: typeset papers, signatures, numbers written in, page images.

A maker is a plain function of JSON values and of files named by their SHA-256; it keeps nothing of the run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.makers.numbering import write_number
from sandbox.makers.pki import Installation
from sandbox.makers.signing import SignatureMaker
from sandbox.makers.typeset import typeset

Read = Callable[[str], bytes]
Maker = Callable[[Mapping[str, Any], Read], bytes]

__all__ = ["Installation", "Maker", "Read", "makers"]


def makers(folder: Path) -> dict[str, Maker]:
    """All makers by name. `folder` keeps the installation's keys, which are made when first needed."""

    @cache
    def installation() -> Installation:
        return Installation(folder)

    return {
        "typeset": typeset,
        "sign_person": SignatureMaker(installation, "person"),
        "sign_org": SignatureMaker(installation, "org"),
        "write_number": write_number,
    }
