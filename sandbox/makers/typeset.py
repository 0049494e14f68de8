"""Forms and fields in, typeset PDF out: one kept typst compiler with the shipped fonts and nothing of the system's."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from sandbox.makers.forms import FORMS
from sandbox.makers.openfields import open_fields
from sandbox.makers.pki import VIETNAM
from sandbox.makers.reading import read_fields

HERE = Path(__file__).parent
LAYOUTS = HERE / "layouts"
_compiling = Lock()  # the compiler is kept and not made for two threads at once


def typeset(inputs: Mapping[str, Any], read: Callable[[str], bytes]) -> bytes:
    """A paper as PDF.

    inputs: `form` (a name in `FORMS`), `fields` (see there), `at` (ISO, naive Vietnamese time: the date of creation).
    The same inputs give the same bytes. Number and date left blank and both signatures are form fields of the PDF.
    Raises `ValueError` for an unknown form or field.
    """
    form = inputs["form"]
    data = read_fields(form, inputs.get("fields", {}))
    made = datetime.fromisoformat(inputs["at"]).replace(tzinfo=VIETNAM).astimezone(UTC)
    data["made"] = [made.year, made.month, made.day, made.hour, made.minute, made.second]
    return open_fields(compiled(FORMS[form].layout or form, data, tags=True))


def compiled(layout: str, data: Mapping[str, Any], tags: bool = False) -> bytes:
    """One layout set with `data`, as PDF; `tags`: with the structure that screen readers follow (ISO 32000-2, 14.8).

    Text in `data` is handed over as JSON and never read as source.
    """
    words = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
    with _compiling:
        made = _compiler().compile(str(LAYOUTS / f"{layout}.typ"), sys_inputs=words, format="pdf", pdf_tags=tags)
    assert isinstance(made, bytes)
    return made


def vietnamese_letters() -> str:
    """The 134 letters with a mark that Vietnamese needs beyond ASCII, in both cases."""
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in marks} | {"đ"}
    return "".join(sorted(each for letter in small for each in (letter, letter.upper()) if not each.isascii()))


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])
    return typst.Compiler(root=str(LAYOUTS), font_paths=fonts)
