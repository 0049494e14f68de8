"""The paper of a document made here: its fields in the form of NĐ 30/2020, Phụ lục I and III, and its PDF."""

from __future__ import annotations

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
    "tt_pvhcc": "TTPVHCC",
}


def symbol(desk: Desk, type_name: str, drafter: str) -> str:
    """`UBND-VP` for types without an abbreviation, `BC-UBND` for the others."""
    abbreviation = ABBREVIATIONS.get(type_name, "")
    return f"{abbreviation}-UBND" if abbreviation else f"UBND-{unit_symbol(desk, drafter)}"


def unit_symbol(desk: Desk, staff: str) -> str:
    """Abbreviation of the unit that an official works in."""
    official = desk.peek(Official, staff)
    return UNIT_SYMBOLS.get(official.unit, "VP") if official else "VP"


def fields_of(desk: Desk, document: Document) -> dict[str, Any]:
    """What the layout of the document's form is filled with; number and date are written later, in their blanks."""
    if document.form not in LETTER_FORMS:
        return document.fields
    place = desk.population.commune.place
    return {
        "org_name": own_organisation(desk).name,
        "symbol": document.symbol,
        "place": place,
        "subject": document.subject,
        "addressees": [organisation_name(desk, one) for one in document.addressees],
        "body": document.body,
        "recipients": ["Như trên", *document.recipients] if document.addressees else list(document.recipients),
        "archive": f"VT, {unit_symbol(desk, document.drafter)}",
        **_ending(desk, document.signer),
        **document.fields,
    }


def _ending(desk: Desk, signer: str) -> dict[str, str]:
    official = desk.peek(Official, signer)
    if official is None:
        return {}
    *capacity, post = official.signs_as or (official.post,)
    return {"capacity": " ".join(capacity), "post": post, "signer_name": official.full_name}


def typeset(desk: Desk, document: Document) -> Document:
    """The document with a fresh PDF: earlier signatures are gone, a number that was taken is written in again."""
    made = desk.effect(
        "typeset", {"form": document.form, "fields": fields_of(desk, document), "at": desk.now.isoformat()}
    )
    fresh = desk.update(document, file=made, signatures=())
    return write_number(desk, fresh) if fresh.number else fresh


def write_number(desk: Desk, document: Document) -> Document:
    """The document with its number and date written into the blanks of its PDF (NĐ 30/2020, Điều 15)."""
    at = document.numbered_at or desk.now
    made = desk.effect(
        "write_number",
        {
            "file": document.file,
            "number": f"{document.number:02d}",
            "day": f"{at.day:02d}",
            "month": f"{at.month:02d}" if at.month < 3 else str(at.month),
            "year": str(at.year),
        },
    )
    return desk.update(document, file=made)
