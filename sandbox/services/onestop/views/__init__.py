"""Pages of the one-stop desk: in-tray, dossier, counter, catalogue of procedures, register and control slip."""

from __future__ import annotations

from typing import Any

from flask import abort, request

from sandbox.services.onestop.procedures import catalogue
from sandbox.services.onestop.queries import dossiers, open_due, papers_at_counter, slips_of
from sandbox.services.onestop.records import Dossier, Paper, Slip
from sandbox.services.onestop.views.facts import dossier_facts, legs, time_words
from sandbox.services.onestop.views.lists import DESK, chip, procedure_name
from sandbox.services.onestop.views.papers import in_dossier, shown, slip
from sandbox.ui.screen import screen
from sandbox.ui.system import Heading, System
from sandbox.ui.words import _
from sandbox.world.params import N_

system = System("onestop", N_("Một cửa"), accent="red", icon="tray", module="sandbox.services.onestop")


@system.home
def home() -> Any:
    return DESK.render()


@system.record(Dossier)
def dossier(one: Dossier) -> Any:
    return system.detail(
        one,
        title=one.owner_name,
        subtitle=procedure_name(screen, one),
        chip=chip(one),
        due=open_due(screen.world, one),
        due_title=_("Hạn kiểm tra") if one.state == "submitted" else _("Hẹn trả"),
        facts=dossier_facts(screen, one),
        papers=in_dossier(screen, one),
        papers_title=_("Giấy tờ trong hồ sơ"),
        template="onestop/dossier.html",
        procedure=catalogue().get(one.procedure),
        slips=[slip(screen, each) for each in slips_of(screen.world, one.id)],
        document=screen.peek("document", one.result_document),
        registered=screen.world.find(screen.registry.kinds["birth_registration"], dossier=one.id),
    )


@system.heading(Dossier)
def heading(one: Dossier) -> Heading:
    return Heading(one.owner_name, procedure_name(screen, one), chip(one))


@system.beside(Dossier)
def beside(one: Dossier) -> Any:
    return in_dossier(screen, one)


@system.begins_with("onestop.transfer")
def begin_transfer(one: Dossier | None) -> dict[str, Any]:
    """An officer who has worked on it before is proposed again."""
    return {"to": one.officer} if one is not None and one.officer else {}


@system.begins_with("onestop.receive")
def begin_reception(one: Dossier | None) -> dict[str, Any]:
    """Where the citizen has asked to get the result."""
    return {"delivery": one.delivery} if one is not None and one.delivery else {}


@system.begins_with("onestop.correct_dossier")
def begin_correction(one: Dossier | None) -> dict[str, Any]:
    """The form opens with what is written down."""
    if one is None:
        return {}
    names = ("procedure", "submitter", "owner_name", "request_content")
    return {**{name: getattr(one, name) for name in names}, "papers": [row.paper for row in one.papers]}


@system.record(Paper)
def paper(one: Paper) -> Any:
    back = screen.peek("dossier", one.dossier)
    return system.detail(
        one,
        title=one.name or one.id,
        subtitle=screen.person(one.owner),
        papers=[shown(screen, one)],
        papers_title=_("Giấy tờ"),
        history=[],
        template="onestop/paper.html",
        dossier=back,
    )


@system.record(Slip)
def one_slip(one: Slip) -> Any:
    found = slip(screen, one)
    return system.detail(
        one, title=found.title, subtitle=one.number, papers=[found], papers_title=_("Phiếu"), history=[]
    )


@system.page("quay", N_("Quầy"))
def counter() -> Any:
    found = [shown(screen, one, screen.person(one.owner)) for one in papers_at_counter(screen.world)]
    return system.render("onestop/counter.html", papers=found, offers=screen.offers("onestop"))


@system.page("thu-tuc", N_("Thủ tục hành chính"))
def procedures() -> Any:
    asked = request.args.get("q", "").strip()[:200]
    found = [one for one in catalogue().values() if one.mentions(asked)]
    return system.render("onestop/procedures.html", procedures=found, q=asked, time_words=time_words)


@system.page("thu-tuc/<code>")
def procedure(code: str) -> Any:
    found = catalogue().get(code) or abort(404)
    agency = screen.organisation(found.agency)
    return system.render("onestop/procedure.html", procedure=found, agency=agency, time=time_words(found))


@system.page("so-theo-doi", N_("Sổ theo dõi hồ sơ"))
def register() -> Any:
    """Mẫu 07 of TT 03/2025/TT-VPCP."""
    rows = [one for one in dossiers(screen.world) if one.register_no is not None]
    rows.sort(key=lambda one: (one.received_at, one.register_no))
    return system.render("onestop/register.html", rows=rows, procedure_name=procedure_name)


@system.page("phieu-kiem-soat/<id>")
def control_slip(id: str) -> Any:
    """Mẫu 06 of TT 03/2025/TT-VPCP, from the log."""
    found = screen.world.peek(Dossier, id) or abort(404)
    return system.render(
        "onestop/control_slip.html", dossier=found, legs=legs(screen, found), procedure_name=procedure_name
    )
