"""What can be asked of the document system; the only part of it that other services may import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sandbox.services.eoffice.records import Document, IncomingDocument, WorkFile
from sandbox.services.eoffice.words import DOCUMENT_TYPES
from sandbox.world.action import choices
from seed.records import Official, Organisation

IN_HAND = ("arrived", "registered", "submitted", "assigned")
CERTIFICATES = ("birth_certificate",)  # their numbers come from the civil-status register


def document(world: Any, id: str) -> Document:
    """The document made here; `Missing` when there is none."""
    found: Document = world.get(Document, id)
    return found


def organisation_name(world: Any, id: str) -> str:
    """Name of a body, the id itself when there is none."""
    found = world.peek(Organisation, id)
    return found.name if found else id


def own_organisation(world: Any) -> Organisation:
    """The People's Committee of the drill commune."""
    found: Organisation = world.get(Organisation, world.population.commune.organisation)
    return found


def officials_with(world: Any, *roles: str) -> list[Official]:
    """Officials who have one of the roles, in the population's order."""
    return [one for one in world.population.officials if not roles or set(roles) & set(one.roles)]


def _named(officials: Iterable[Official]) -> dict[str, str]:
    return {one.id: f"{one.full_name} – {one.post}" for one in officials}


@choices("signers")
def signers(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    """Who may sign for the commune."""
    return _named(officials_with(world, "signer"))


@choices("case_officers")
def case_officers(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    """Who can be charged with a matter."""
    return _named(officials_with(world, "case_officer", "unit_head"))


@choices("correspondents")
def correspondents(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    """Bodies that documents can be sent to: all but the commune itself."""
    own = world.population.commune.organisation
    return {one.id: one.name for one in world.population.organisations if own not in (one.id, one.parent)}


@choices("document_types")
def document_types(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    """The 29 types of administrative documents (NĐ 30/2020, Điều 7)."""
    return {one.name: one.name for one in DOCUMENT_TYPES}


@choices("replies")
def replies(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    """Documents that can be named as the reply to the incoming document asked about: drafts for it, and issued ones."""
    found = [one for one in world.find(Document) if one.reply_to == asked.get("incoming") or one.state == "issued"]
    return {one.id: f"{one.code or one.id} · {one.subject}" for one in found}


@choices("open_work_files")
def open_work_files(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    """Work files that documents can still be put into."""
    return {one.id: f"{one.code} · {one.name}" for one in world.find(WorkFile, state="open")}


def is_overdue(incoming: IncomingDocument, today: date) -> bool:
    """Whether its term has passed and it is still in hand."""
    return incoming.state in IN_HAND and incoming.due is not None and incoming.due < today


def held(world: Any) -> dict[str, list[IncomingDocument | Document]]:
    """Who holds what: staff id → documents on that desk, those overdue first, then by term and arrival."""
    desks: dict[str, list[IncomingDocument | Document]] = {}
    for incoming in world.find(IncomingDocument):
        if incoming.holder and incoming.state in IN_HAND:
            desks.setdefault(incoming.holder, []).append(incoming)
    for document in world.find(Document):
        if document.holder and document.state != "issued":
            desks.setdefault(document.holder, []).append(document)
    return {staff: sorted(desks[staff], key=_most_pressing) for staff in sorted(desks)}


def _most_pressing(one: IncomingDocument | Document) -> tuple[date, str]:
    due = one.due if isinstance(one, IncomingDocument) else None
    return due or date.max, one.id


def incoming_register(world: Any, year: int) -> list[IncomingDocument]:
    """Documents entered in the year's register, by number."""
    rows = [one for one in world.find(IncomingDocument) if one.number and one.registered_at.year == year]
    return sorted(rows, key=lambda one: one.number or 0)


def followed(world: Any, year: int) -> list[IncomingDocument]:
    """Documents of the year's register that were assigned, by number."""
    return [one for one in incoming_register(world, year) if one.assigned_at is not None]


def outgoing_register(world: Any, year: int) -> list[Document]:
    """Documents that took a number in the year, by number."""
    rows = [one for one in world.find(Document) if one.number and one.numbered_at.year == year]
    return sorted(rows, key=lambda one: one.number or 0)


def awaits_signature(document: Document, staff: str) -> bool:
    """Whether it was submitted to this official and carries no person's signature yet."""
    submitted = document.submitted_to == staff and document.state in ("submitted", "approved")
    return submitted and document.signed_by("person") is None


def awaits_seal(document: Document) -> bool:
    """Whether a person has signed it and the organisation has not."""
    signed = document.state in ("submitted", "approved") and document.signed_by("person") is not None
    return signed and document.signed_by("org") is None
