"""Codes of dossiers, the papers in them, and the days on which their results are due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated

from sandbox.services.onestop.records import Component, Dossier, DueDate, Paper
from sandbox.world.desk import Desk
from sandbox.world.params import RecordRef

DossierRef = Annotated[str, *RecordRef("dossier")]


def new_code(desk: Desk) -> str:
    """The next dossier code of the day: `H99.1-261120-0001` (TT 04/2025/TT-VPCP, art. 23)."""
    day = f"{desk.now:%y%m%d}"
    while True:
        code = f"{desk.population.commune.code}-{day}-{desk.next(f'dossier/{day}'):04}"
        if desk.world.peek(Dossier, code) is None:
            return code


def file_papers(desk: Desk, dossier: Dossier, papers: Iterable[str]) -> Dossier:
    """Put the papers into the dossier. A paper that was uploaded for a component is filed under it."""
    moved = [desk.update(desk.get(Paper, id), at="dossier", dossier=dossier.id) for id in papers]
    return desk.update(dossier, papers=(*dossier.papers, *map(as_component, moved)))


def keep_papers(desk: Desk, dossier: Dossier, papers: Sequence[str]) -> Dossier:
    """The dossier with just these papers: others go back to the counter, new ones are put in."""
    kept = tuple(row for row in dossier.papers if row.paper in papers)
    for row in dossier.papers:
        if row not in kept:
            desk.update(desk.get(Paper, row.paper), at="counter", dossier="")
    here = {row.paper for row in kept}
    return file_papers(desk, desk.update(dossier, papers=kept), [one for one in papers if one not in here])


def as_component(paper: Paper) -> Component:
    """How a paper lies in its dossier before anybody filed it; an electronic one needs no scanner."""
    digitised = "scanned" if paper.copy_form == "electronic" else "no"
    return Component(paper=paper.id, component=paper.component, form=paper.copy_form, digitised=digitised)


def appoint(desk: Desk, dossier: Dossier, due: datetime | None, because: str) -> Dossier:
    """The dossier with another due date (or none while the clock is stopped), the old one kept in its history."""
    changed = DueDate(previous_due_at=dossier.due_at, new_due_at=due, at=desk.now, because=because)
    first = dossier.first_due_at or due
    return desk.update(dossier, due_at=due, first_due_at=first, due_dates=(*dossier.due_dates, changed))
