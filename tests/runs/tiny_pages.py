"""Pages of the tiny office, declared as any service declares its own. A new system for each application."""

from __future__ import annotations

from typing import Any

from sandbox.ui.listing import Column, Listing, Source, Tab
from sandbox.ui.paper import Paper
from sandbox.ui.screen import screen
from sandbox.ui.system import System
from sandbox.world.params import N_
from tests.runs.tiny import Case

cases = Listing(
    system="tiny",
    title=N_("Việc"),
    sources=(
        Source(
            Case,
            columns=(
                Column(N_("Mã"), lambda screen, case: case.id, "id"),
                Column(N_("Nội dung"), lambda screen, case: case.subject),
            ),
            search=lambda screen, case: (case.subject,),
        ),
    ),
    tabs=(Tab("all", N_("Tất cả"), "case"),),
)


def tiny_system() -> System:
    system = System("tiny", N_("Việc nhỏ"), accent="teal", icon="tray", module=__name__)

    @system.home
    def home() -> Any:
        return cases.render()

    @system.record(Case)
    def case(case: Case) -> Any:
        shown = screen.typeset("generic_paper", {"title": case.subject})
        papers = [Paper(case.subject, shown)] + ([Paper("Phiếu", screen.sheet(case.file))] if case.file else [])
        facts = [("Nội dung", case.subject), ("Ghi chú", " / ".join(case.remarks))]
        return system.detail(case, title=case.subject, facts=facts, papers=papers)

    @system.found("tiny.look_up")
    def found(entry: Any) -> Any:
        person = screen.peek("person", entry.content.params["person"])
        return system.render("ui/office.html", title=person.full_name)

    return system
