"""Codes of dossiers and the papers in them."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.services.onestop.records import Component, Dossier, Paper
from sandbox.world.desk import Desk


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


def as_component(paper: Paper) -> Component:
    """How a paper lies in its dossier before anybody filed it; an electronic one needs no scanner."""
    digitised = "scanned" if paper.copy_form == "electronic" else "no"
    return Component(paper=paper.id, component=paper.component, form=paper.copy_form, digitised=digitised)
