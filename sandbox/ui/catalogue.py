"""The catalogues of other languages: `python -m sandbox.ui.catalogue extract | compile | check | missing`.

Texts are written in Vietnamese in code and templates; `extract` takes them into every catalogue, keeping what is
translated, `compile` makes the binary form that is read, `check` fails when either is behind, `missing` prints what has
no translation yet. Needs the source tree and Babel, nothing else.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parents[1] / "translations"
LANGUAGES = ("en",)
PSEUDO_LOCALE = "eo"
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
_METHODS = [("sandbox/**/templates/**.html", "jinja2"), ("sandbox/**.py", "python")]
_OPTIONS = {"sandbox/**/templates/**.html": {"trimmed": "true"}}


def extracted() -> Catalog:
    """Every text of code and templates that is marked, without places, so that moving a line changes nothing."""
    catalogue = Catalog(charset="utf-8")
    rows = extract_from_dir(str(ROOT), _METHODS, _OPTIONS, keywords=KEYWORDS, comment_tags=())
    for _file, _line, text, _comments, context in sorted(rows, key=lambda row: (row[0], row[1])):
        if text:
            catalogue.add(text, context=context)
    return catalogue


def read(language: str) -> Catalog:
    """The catalogue of a language as it is kept; an empty one when there is none yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def po_path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def updated(language: str) -> Catalog:
    """The kept catalogue with the texts of today: new ones empty, gone ones left out, nothing guessed."""
    kept = read(language)
    catalogue = Catalog(locale=language, project="thao-truong-so", version="1", charset="utf-8", fuzzy=False)
    for message in extracted():
        if message.id:
            held = kept.get(message.id, message.context)
            catalogue.add(message.id, held.string if held else None, context=message.context)
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as text: in order of the texts, without dates and places."""
    catalogue.header_comment = "# Thao trường số: texts of the interface."
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=False, no_location=True, sort_output=True, width=110)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_CHANGES_ALONE))


_CHANGES_ALONE = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator', b'"Report-Msgid')


_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def mo_bytes(catalogue: Catalog) -> bytes:
    """The binary form, the same whenever it is made; texts without a translation fall back to Vietnamese."""
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def missing(language: str) -> list[str]:
    """Texts that have no translation, in order of their places in the source."""
    return [str(one.id) for one in updated(language) if one.id and not _is_done(one)]


def _is_done(message: Any) -> bool:
    string = message.string
    return all(string) if isinstance(string, tuple | list) else bool(string)


def extract() -> None:
    """Bring every catalogue up to date with the source."""
    for language in LANGUAGES:
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(updated(language)))


def compile_all() -> None:
    """Make the binary form of every catalogue."""
    for language in LANGUAGES:
        po_path(language).with_suffix(".mo").write_bytes(_compiled(language))


def _compiled(language: str) -> bytes:
    return mo_bytes(read(language))


def behind() -> Iterator[str]:
    """What is out of date or not translated, in sentences."""
    for language in LANGUAGES:
        path = po_path(language)
        if not path.exists() or path.read_bytes() != po_bytes(updated(language)):
            yield f"{language}: the catalogue is behind the source; run: python -m sandbox.ui.catalogue extract"
        binary = path.with_suffix(".mo")
        if not binary.exists() or binary.read_bytes() != _compiled(language):
            yield f"{language}: the binary form is behind; run: python -m sandbox.ui.catalogue compile"
        if left := missing(language):
            yield f"{language}: {len(left)} texts have no translation, the first: {left[0]}"


def pseudo(folder: Path) -> None:
    """Write a binary catalogue into `folder` of every text in ⟦brackets⟧: what stands outside is not translatable."""
    catalogue = Catalog(locale=PSEUDO_LOCALE)
    for message in extracted():
        if message.id:
            catalogue.add(message.id, _bracketed(message.id), context=message.context)
    path = folder / PSEUDO_LOCALE / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mo_bytes(catalogue))


def _bracketed(text: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return f"⟦{text}⟧" if isinstance(text, str) else tuple(f"⟦{one}⟧" for one in text)


def main(arguments: Iterable[str] | None = None) -> int:
    """The command; the exit status is 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.ui.catalogue", description=__doc__)
    parser.add_argument("what", choices=("extract", "compile", "check", "missing"))
    asked = parser.parse_args(None if arguments is None else list(arguments)).what
    if asked in ("check", "missing"):
        found = list(behind()) if asked == "check" else [text for language in LANGUAGES for text in missing(language)]
        print("\n".join(found))
        return 1 if found else 0
    extract() if asked == "extract" else compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
