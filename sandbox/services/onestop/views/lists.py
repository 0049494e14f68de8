"""The in-tray of the one-stop desk: tabs by what a dossier waits for, columns, search."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.services.onestop.procedures import catalogue
from sandbox.services.onestop.queries import due_soon, open_due
from sandbox.services.onestop.records import STATES, Dossier
from sandbox.ui.listing import Chip, Column, Filter, Listing, Source, Tab
from sandbox.ui.screen import Screen
from sandbox.world.params import N_

TONES = {
    "submitted": "new",
    "accepted": "work",
    "processing": "work",
    "supplement_requested": "wait",
    "payment_requested": "wait",
    "withdrawal_requested": "new",
    "completed": "done",
    "result_returned": "done",
}


def chip(dossier: Dossier) -> Chip:
    """The state in words and colour."""
    return Chip(STATES[dossier.state], TONES.get(dossier.state, "rest"))  # type: ignore[arg-type]


def procedure_name(screen: Screen, dossier: Dossier) -> str:
    """The procedure's name, its code when the catalogue does not know it."""
    found = catalogue().get(dossier.procedure)
    return found.name if found else dossier.procedure


def _texts(screen: Screen, dossier: Dossier) -> Iterable[str]:
    return (
        dossier.owner_name,
        screen.person(dossier.submitter),
        dossier.submitter,
        procedure_name(screen, dossier),
        dossier.procedure,
        dossier.request_content,
    )


def _state(*states: str) -> object:
    return lambda screen, dossier: dossier.state in states


DOSSIERS = Source(
    Dossier,
    columns=(
        Column(N_("Mã hồ sơ"), lambda screen, one: one.id, "id"),
        Column(N_("Chủ hồ sơ"), lambda screen, one: one.owner_name, "name"),
        Column(N_("Thủ tục"), procedure_name, "text"),
        Column(N_("Nộp"), lambda screen, one: one.submitted_at, "day"),
        Column(N_("Hạn"), lambda screen, one: open_due(screen.world, one), "due"),
        Column(N_("Đang ở"), lambda screen, one: screen.name(one.holder), "text"),
        Column(N_("Trạng thái"), lambda screen, one: chip(one), "state"),
    ),
    search=_texts,
    order=lambda screen, one: (one.due_at or one.submitted_at, one.id),
)
DESK = Listing(
    "onestop",
    N_("Hồ sơ thủ tục hành chính"),
    sources=(DOSSIERS,),
    tabs=(
        Tab(
            "waiting",
            N_("Chờ tiếp nhận"),
            "dossier",
            _state("submitted"),
            N_("Không có hồ sơ nào chờ tiếp nhận. Hồ sơ nộp trực tuyến sẽ hiện ở đây."),
        ),  # type: ignore[arg-type]
        Tab("working", N_("Đang xử lý"), "dossier", _state("accepted", "processing", "withdrawal_requested")),  # type: ignore[arg-type]
        Tab("supplement", N_("Chờ bổ sung"), "dossier", _state("supplement_requested", "payment_requested")),  # type: ignore[arg-type]
        Tab(
            "return",
            N_("Chờ trả"),
            "dossier",
            _state("completed"),
            N_("Chưa có kết quả nào chờ trả. Hồ sơ xong sẽ hiện ở đây."),
        ),  # type: ignore[arg-type]
        Tab("soon", N_("Sắp đến hạn"), "dossier", lambda screen, one: due_soon(screen.world, one)),
        Tab("all", N_("Tất cả"), "dossier"),
    ),
    filters=(
        Filter("officer", N_("Công chức xử lý"), lambda one: one.officer or "", lambda screen, id: screen.name(id)),
    ),
    placeholder=N_("Mã hồ sơ, họ tên, thủ tục"),
)
