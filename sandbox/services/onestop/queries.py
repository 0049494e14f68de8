"""What other systems may ask of the one-stop desk, and the choices of its forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sandbox.services.onestop.procedures import Procedure, catalogue
from sandbox.services.onestop.records import Dossier, Paper, Slip
from sandbox.world.action import choices
from seed.worktime import parse_term

TIME_TO_CHECK = parse_term("8 working hours")
NEXT_DAY = parse_term("1 working day")


def procedure_of(dossier: Dossier) -> Procedure:
    """The dossier's procedure; `KeyError` when the catalogue has none of this code."""
    return catalogue()[dossier.procedure]


def dossiers(world: Any, **where: Any) -> list[Dossier]:
    """Dossiers whose fields equal `where`, the oldest first."""
    found: list[Dossier] = world.find(Dossier, **where)
    return sorted(found, key=lambda one: (one.submitted_at, one.id))


def dossier(world: Any, id: str) -> Dossier | None:
    """The dossier with this code."""
    found: Dossier | None = world.peek(Dossier, id)
    return found


def papers_of(world: Any, dossier: Dossier) -> list[Paper]:
    """The papers filed in the dossier, in the order in which they came."""
    return [world.get(Paper, row.paper) for row in dossier.papers]


def papers_at_counter(world: Any) -> list[Paper]:
    """Papers that lie on the counter and are in no dossier yet."""
    found: list[Paper] = world.find(Paper, at="counter")
    return found


def slips_of(world: Any, dossier: str) -> list[Slip]:
    """What the desk gave out in this dossier, the oldest first."""
    found: list[Slip] = world.find(Slip, dossier=dossier)
    return sorted(found, key=lambda one: (one.issued_at, one.id))


def overdue(world: Any, dossier: Dossier) -> bool:
    """Whether the time to act has passed."""
    due = open_due(world, dossier)
    return due is not None and world.now > due


def open_due(world: Any, dossier: Dossier) -> datetime | None:
    """Until when somebody has to act: the check of what came online (8 working hours), then the appointed day."""
    if dossier.state == "submitted" and dossier.channel == "online":
        return TIME_TO_CHECK.due(dossier.brought_at or dossier.submitted_at, world.calendar)
    return dossier.due_at if dossier.state in ("accepted", "processing") else None


def due_soon(world: Any, dossier: Dossier) -> bool:
    """Whether somebody has to act on it by the end of the next working day, or should have already."""
    due = open_due(world, dossier)
    return due is not None and due <= NEXT_DAY.due(world.now, world.calendar)


@choices("procedures")
def _procedures(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {code: f"{one.name} ({code})" for code, one in catalogue().items()}


@choices("papers_at_counter")
def _papers_at_counter(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {one.id: one.name or one.id for one in papers_at_counter(world)}


@choices("papers_of_dossier")
def _papers_of_dossier(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    found = dossier(world, str(asked.get("dossier", "")))
    return {one.id: one.name or one.id for one in papers_of(world, found)} if found else {}


@choices("papers_for_dossier")
def _papers_for_dossier(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {**_papers_of_dossier(world, asked), **_papers_at_counter(world, asked)}


@choices("components_of_dossier")
def _components_of_dossier(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    found = dossier(world, str(asked.get("dossier", "")))
    return {one.code: one.name for one in procedure_of(found).components} if found else {}


@choices("open_dossiers")
def _open_dossiers(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {one.id: f"{one.id} – {one.owner_name}" for one in dossiers(world)}
