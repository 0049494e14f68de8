"""The slips that the desk gives out (Mẫu 01 to 05 of TT 03/2025/TT-VPCP): numbers and what stands on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox.services.onestop.queries import papers_of, procedure_of
from sandbox.services.onestop.records import COPIES, Dossier, Slip
from sandbox.world.desk import Desk
from seed.records import Official, Organisation, Person
from seed.reserved import shown_phone

SYMBOLS = {
    "receipt_slip": "TNHS-TTPVHCC",
    "supplement_slip": "PBS-TTPVHCC",
    "rejection_slip": "PTC-TTPVHCC",
    "apology_letter": "PXL-UBND",
    "stop_notice": "TB-TTPVHCC",
}
LETTERS = ("apology_letter", "stop_notice")
"""Slips in the form of a letter: they have no line for the phone."""
DELIVERIES = {
    "direct": "Trực tiếp tại Trung tâm Phục vụ hành chính công",
    "post": "Qua dịch vụ bưu chính",
    "electronic": "Bản điện tử, kho dữ liệu điện tử của công dân",
}


def issue_slip(desk: Desk, dossier: Dossier, form: str, fields: dict[str, Any]) -> Slip:
    """Number the slip in its series of the year, typeset it and put it into the dossier."""
    number, symbol = desk.next(f"{form}/{desk.now.year}"), SYMBOLS[form]
    plain = {**_heading(desk, dossier), "number": f"{number:02}", "symbol": symbol, **fields}
    if form not in LETTERS:
        plain["phone"] = shown_phone(desk.get(Person, dossier.submitter).phone)
    file = desk.effect("typeset", {"form": form, "fields": plain, "at": desk.now.isoformat()})
    slip = Slip(
        id=f"{form}-{desk.now.year}-{number:04}",
        form=form,
        number=f"{number:02}/{symbol}",
        dossier=dossier.id,
        issued_at=desk.now,
        issued_by=desk.actor.id if desk.actor.id != "system" else None,
        file=file,
    )
    return desk.add(slip)


def receipt_fields(desk: Desk, dossier: Dossier) -> dict[str, Any]:
    """Mẫu 01: what was handed in, and when and where the result will be."""
    procedure = procedure_of(dossier)
    return {
        "components": [
            {"name": paper.name, "form": COPIES[row.form]}
            for paper, row in zip(papers_of(desk, dossier), dossier.papers, strict=True)
        ],
        "set_count": "01",
        "statutory_time": procedure.time.words,
        "received_at": iso(dossier.received_at),
        "due_at": iso(dossier.due_at),
        "result_delivery_method": DELIVERIES[dossier.delivery],
        "book_no": str(desk.now.year),
        "entry_no": str(dossier.register_no),
        "submitter_name": desk.get(Person, dossier.submitter).full_name,
    }


def apology_fields(desk: Desk, dossier: Dossier) -> dict[str, Any]:
    """Mẫu 04: what was promised, why it is late, the new day; the head of the agency that handles it signs."""
    committee = desk.peek(Organisation, desk.population.commune.organisation)
    return {
        "org_name": committee.name if committee else "",
        "procedure_name": procedure_of(dossier).name,
        "received_at": iso(dossier.received_at),
        "due_at": iso(dossier.due_at),
        "new_due_at": iso(dossier.extension_to),
        "reason": dossier.extension_reason,
        **_capacity(desk),
    }


def _capacity(desk: Desk) -> dict[str, str]:
    official = desk.peek(Official, desk.actor.id)
    if official is None:
        return {}
    *capacity, post = official.signs_as or (official.post,)
    return {"capacity": " / ".join(capacity), "post": post}


def iso(moment: datetime | None) -> str:
    """The moment as the layouts read it, "" for none."""
    return moment.isoformat(timespec="minutes") if moment else ""


def _heading(desk: Desk, dossier: Dossier) -> dict[str, Any]:
    """What stands on every slip: office, day, applicant, officer."""
    return {
        "org_name": _centre(desk),
        "place": desk.population.commune.place,
        "date": desk.now.date().isoformat(),
        "dossier_code": dossier.id,
        "request_content": dossier.request_content,
        **_applicant(desk, dossier),
        **_officer(desk),
    }


def _centre(desk: Desk) -> str:
    centre = desk.peek(Organisation, "trung_tam_hcc")
    return centre.name if centre else "Trung tâm Phục vụ hành chính công"


def _applicant(desk: Desk, dossier: Dossier) -> dict[str, str]:
    person = desk.get(Person, dossier.submitter)
    return {
        "applicant_name": person.full_name,
        "personal_or_org_id": person.id,
        "address": person.address,
    }


def _officer(desk: Desk) -> dict[str, str]:
    official = desk.peek(Official, desk.actor.id)
    return {"signer_name": official.full_name} if official else {}


def contact(desk: Desk) -> dict[str, str]:
    """Whom the citizen can ask."""
    official = desk.peek(Official, desk.actor.id)
    return {"contact_person": official.full_name, "contact_phone": shown_phone(official.phone)} if official else {}
