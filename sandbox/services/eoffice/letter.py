"""The paper of a document made here: its fields in the form of NĐ 30/2020, Phụ lục I and III, and its PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sandbox.services.eoffice.queries import organisation_name, own_organisation
from sandbox.services.eoffice.records import Document
from sandbox.services.eoffice.words import ABBREVIATIONS, LETTER_FORMS
from sandbox.world.desk import Desk
from seed.records import Official

# Abbreviations of the units that draft, as they stand in the symbol of a công văn.
UNIT_SYMBOLS = {
    "van_phong": "VP",
    "phong_kinh_te": "KT",
    "phong_vhxh": "VHXH",
    "trung_tam_hcc": "TTPVHCC",
}
LISTS = ("addressees", "bases", "recipients")
_date = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


def paper_fields(fields: Mapping[str, str]) -> dict[str, Any]:
    """Fields of a paper from elsewhere, as its layout reads them: lists line by line, the date in ISO form."""
    told = {name: value.split("\n") if name in LISTS else value for name, value in fields.items()}
    found = _date.fullmatch(fields.get("date", ""))
    return {**told, "date": "-".join(reversed(found.groups()))} if found else told


def symbol(desk: Any, type_name: str, drafter: str) -> str:
    """`UBND-VP` for types without an abbreviation, `BC-UBND` for the others."""
    abbreviation = ABBREVIATIONS.get(type_name, "")
    return f"{abbreviation}-UBND" if abbreviation else f"UBND-{unit_symbol(desk, drafter)}"


def unit_symbol(desk: Any, staff: str) -> str:
    """Abbreviation of the unit that an official works in."""
    official = desk.peek(Official, staff)
    return UNIT_SYMBOLS.get(official.unit, "VP") if official else "VP"


def fields_of(desk: Any, document: Document) -> dict[str, Any]:
    """What the layout of the document's form is filled with; number and date are written later, in their blanks.

    `desk`: a desk or a world.
    """
    if document.form not in LETTER_FORMS:
        return paper_fields(document.fields)
    return {
        "org_name": own_organisation(desk).name,
        "symbol": document.symbol,
        "place": desk.population.commune.place,
        "subject": document.subject,
        "addressees": [organisation_name(desk, one) for one in document.addressees],
        "body": document.body,
        "recipients": ["Như trên", *document.recipients] if document.addressees else list(document.recipients),
        "archive": f"VT, {unit_symbol(desk, document.drafter)}",
        **_ending(desk, document.signer),
        **paper_fields(document.fields),
    }


def _ending(desk: Any, signer: str) -> dict[str, str]:
    official = desk.peek(Official, signer)
    if official is None:
        return {}
    *capacity, post = official.signs_as or (official.post,)
    return {"capacity": " / ".join(capacity), "post": post, "signer_name": official.full_name}


def typeset(desk: Desk, document: Document) -> Document:
    """The document with a fresh PDF: earlier signatures are gone, a number that was taken is written in again."""
    made = desk.effect(
        "typeset", {"form": document.form, "fields": fields_of(desk, document), "at": desk.now.isoformat()}
    )
    fresh = desk.update(document, file=made, signatures=())
    return write_number(desk, fresh) if fresh.number else fresh


def write_number(desk: Desk, document: Document) -> Document:
    """The document with its number and date written into the blanks of its PDF (NĐ 30/2020, Điều 15)."""
    if document.file is None:
        return typeset(desk, document)
    made = desk.effect("write_number", {"file": document.file, **number_and_date(document)})
    return desk.update(document, file=made)


def number_and_date(document: Document) -> dict[str, str]:
    """Number and date as they are written: leading zero below 10, for months only 1 and 2 (Phụ lục I)."""
    at = document.numbered_at
    if at is None or document.number is None:
        return {}
    month = f"{at.month:02d}" if at.month < 3 else str(at.month)
    return {"number": f"{document.number:02d}", "day": f"{at.day:02d}", "month": month, "year": str(at.year)}
