"""A paper as it lies on the screen: its pictures, its PDF, and its fields as text for who cannot see pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sandbox.ui.screen import Sheet


class Paper(NamedTuple):
    """`sheet` None: only the title is listed. `fields`: label and text of what is printed. `note`: a soft remark such
    as “bản chính”."""

    title: str
    sheet: Sheet | None = None
    fields: Sequence[tuple[str, str]] = ()
    note: str = ""
    id: str = ""
