"""Pages of the document system: in-tray, documents, registers, who holds what, work files."""

from __future__ import annotations

from typing import Any

from flask import request

from sandbox.services.eoffice.queries import followed, held, incoming_register, outgoing_register
from sandbox.services.eoffice.records import Document, IncomingDocument, WorkFile
from sandbox.services.eoffice.views import facts
from sandbox.services.eoffice.views.trays import closing, document_chip, incoming_chip, short_name, tray
from sandbox.services.eoffice.words import RETENTION, STATUS
from sandbox.ui.listing import Chip
from sandbox.ui.screen import screen
from sandbox.ui.system import Heading, System
from sandbox.ui.words import _, day, deadline
from sandbox.world.params import N_

system = System("eoffice", N_("Văn bản"), accent="blue", icon="mail", module="sandbox.services.eoffice")


@system.home
def home() -> Any:
    return tray(screen).render()


@system.record(IncomingDocument)
def incoming(one: IncomingDocument) -> Any:
    return system.detail(
        one,
        title=one.about,
        subtitle=short_name(screen, one.sender),
        code=one.code or one.id,
        chip=incoming_chip(one),
        due=closing(one, screen),
        facts=facts.incoming_facts(screen, one),
        papers=facts.incoming_papers(screen, one),
        papers_title=_("Văn bản"),
        template="eoffice/incoming.html",
        replies=screen.world.find(Document, reply_to=one.id),
        work_file=screen.peek("work_file", one.work_file),
    )


@system.record(Document)
def document(one: Document) -> Any:
    return system.detail(
        one,
        title=one.subject,
        subtitle=one.type_name,
        code=one.code or one.id,
        chip=document_chip(one),
        facts=facts.document_facts(screen, one),
        papers=facts.document_papers(screen, one),
        papers_title=_("Bản trình bày"),
        template="eoffice/document.html",
        answered=screen.peek("incoming", one.reply_to),
        dossier=screen.peek("dossier", one.dossier),
        deliveries=[(screen.organisation(row.organisation), row, _(STATUS[row.status])) for row in one.deliveries],
        draft_url=screen.download_url(one.draft_file) if one.draft_file else "",
        check_url=screen.system_url("signing", "kiem-tra", document=one.id) if one.signatures else "",
    )


@system.record(WorkFile)
def work_file(one: WorkFile) -> Any:
    return system.detail(
        one,
        title=one.name,
        code=one.code,
        chip=Chip(N_("Đang mở"), "work") if one.state == "open" else Chip(N_("Đã đóng"), "done"),
        facts=facts.given(
            (_("Số và ký hiệu hồ sơ"), one.code),
            (_("Thời hạn bảo quản"), _(RETENTION[one.retention]) if one.retention else ""),
            (_("Người lập"), screen.official(one.owner)),
            (_("Mở ngày"), day(one.opened_on)),
        ),
        template="eoffice/work_file.html",
        filed=facts.filed(screen, one),
    )


@system.heading(IncomingDocument)
def incoming_heading(one: IncomingDocument) -> Heading:
    return Heading(one.about, short_name(screen, one.sender), incoming_chip(one))


@system.heading(Document)
def document_heading(one: Document) -> Heading:
    return Heading(one.subject, one.code or one.type_name, document_chip(one))


@system.beside(IncomingDocument)
def beside_incoming(one: IncomingDocument) -> Any:
    return facts.incoming_papers(screen, one)


@system.beside(Document)
def beside_document(one: Document) -> Any:
    return facts.document_papers(screen, one)


@system.begins_with("eoffice.revise_draft")
def revised(one: Document) -> dict[str, Any]:
    """The draft as it stands, to be changed where it is wrong."""
    return {
        "form": one.form,
        "subject": one.subject,
        "addressees": one.addressees,
        "body": one.body,
        "copies": "\n".join(one.recipients),
        "signer": one.signer,
    }


@system.page("so-den", N_("Sổ đăng ký văn bản đến"))
def incoming_book() -> Any:
    year = _year()
    rows = incoming_register(screen.world, year)
    return system.render("eoffice/incoming_register.html", year=year, rows=rows, short_name=short_name)


@system.page("so-di", N_("Sổ đăng ký văn bản đi"))
def outgoing_book() -> Any:
    year = _year()
    return system.render("eoffice/outgoing_register.html", year=year, rows=outgoing_register(screen.world, year))


@system.page("theo-doi", N_("Theo dõi giải quyết"))
def following() -> Any:
    year = _year()
    rows = [_followed(one) for one in followed(screen.world, year)]
    return system.render("eoffice/following.html", year=year, rows=rows, short_name=short_name)


def _followed(one: IncomingDocument) -> tuple[Any, ...]:
    return one, incoming_chip(one), _deadline(one), screen.peek("document", one.reply)


def _deadline(one: IncomingDocument) -> Any:
    due = closing(one, screen)
    return deadline(due, screen.now, screen.world.calendar) if due else None


def _year() -> int:
    return request.args.get("nam", default=screen.now.year, type=int)


@system.page("dang-giu", N_("Ai đang giữ văn bản nào"))
def desks() -> Any:
    shown = {screen.official(staff): [_held(one) for one in rows] for staff, rows in held(screen.world).items()}
    return system.render("eoffice/held.html", desks=shown)


def _held(one: IncomingDocument | Document) -> dict[str, Any]:
    is_incoming = isinstance(one, IncomingDocument)
    return {
        "record": one,
        "url": screen.url_of(one),
        "about": one.about if is_incoming else one.subject,
        "chip": incoming_chip(one) if isinstance(one, IncomingDocument) else document_chip(one),
        "due": _deadline(one) if isinstance(one, IncomingDocument) else None,
    }


@system.page("ho-so", N_("Hồ sơ công việc"))
def work_files() -> Any:
    return system.render("eoffice/work_files.html", files=screen.world.find(WorkFile))
