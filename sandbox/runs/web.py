"""Runs on the web: who may look at which run, and the screen of each request."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, current_app, g, make_response, request

from sandbox.accounts.permissions import permission_of
from sandbox.accounts.sessions import session_key_of
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.runs import drill
from sandbox.runs.address import RunAddress
from sandbox.runs.backstage import RunBackstage
from sandbox.runs.database import Database
from sandbox.runs.frame import frame_of
from sandbox.runs.grounds import Grounds
from sandbox.runs.memory import Live
from sandbox.runs.papers import Papers
from sandbox.runs.runs import Runs, runs
from sandbox.runs.screens import FrameLater, RunScreen
from sandbox.runs.start import OtherPopulation
from sandbox.runs.store import BrokenJournal
from sandbox.runs.views import pages
from sandbox.runs.visits import RunRow, Visit, look
from sandbox.ui.errors import page
from sandbox.ui.frame import Checked, Frame
from sandbox.ui.screen import Screen
from sandbox.ui.system import office
from sandbox.ui.words import _
from sandbox.world.cast import trainee
from sandbox.world.world import World, replay


def init_app(app: Flask, grounds: Grounds) -> None:
    """Give the application its runs. After the guard of accounts, so that it has asked for the login first."""
    with app.app_context():
        database = Database(db.engine)
    app.extensions["runs"] = Runs(grounds, database)
    app.extensions["papers"] = Papers(
        grounds.makers["typeset"], grounds.config.instance / "cache" / "papers", grounds.config.secret_key
    )
    drill.declare(grounds.registry)
    app.register_blueprint(pages)
    app.url_value_preprocessor(_visit)
    app.url_defaults(_stay)
    app.before_request(_open)
    app.register_error_handler(BrokenJournal, _broken)
    app.register_error_handler(OtherPopulation, _other_population)


def _visit(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Read login, user, run and the head of its journal, in one statement, before anybody asks for the login."""
    address = values.get("run") if values else None
    if not isinstance(address, RunAddress):
        return
    g.run = address
    key = session_key_of(request)
    visit = None
    if key:
        with runs().database.looking() as driver:
            visit = look(driver, key, address.id, utc_now())
    g.visit = visit
    g.login = visit.login if visit is not None else None


def _stay(endpoint: str, values: dict[str, Any]) -> None:
    """Links between pages of a run stay in it, and in the moment that is looked at."""
    if "run" not in values and "run" in g and current_app.url_map.is_endpoint_expecting(endpoint, "run"):
        values["run"] = g.run


def _open() -> None:
    """Refuse who may not look, and acts by who only looks; draw the screen for all others."""
    if "run" not in g:
        return
    visit: Visit | None = g.visit
    if visit is None or visit.run is None:
        abort(404)
    view = current_app.view_functions[request.endpoint or ""]
    acts = permission_of(view) == "run.act"
    if acts and not (visit.acts and g.run.at is None):
        abort(make_response(page(403, _refusal(visit, g.run))))
    g.screen = open_screen(visit, visit.run, g.run)
    g.frame = FrameLater(lambda: _frame(visit, g.run, g.screen))


def _frame(visit: Visit, address: RunAddress, screen: Screen) -> Frame:
    row = visit.run
    assert row is not None
    return frame_of(visit, row, address, runs().beginning(row), screen, _checked(row.id), g.get("attempt"))


def _checked(run: str) -> list[Checked] | None:
    """What the check found that the address names (`?checked=<sheet>`)."""
    number = request.args.get("checked", "")
    sheet = runs().grading.sheet(run, int(number)) if number.isdecimal() and len(number) < 10 else None
    if sheet is None:
        return None
    return [
        Checked(one.title, one.outcome == "met", one.seen if one.outcome != "met" else "") for one in sheet.findings
    ]


def _broken(broken: BrokenJournal) -> tuple[str, int]:
    current_app.logger.error("%s", broken)
    said = _("Nhật ký của lượt này bị sửa hoặc mất từ mục %(n)s nên không mở được.", n=broken.seq)
    return page(500, said)


def _other_population(error: OtherPopulation) -> tuple[str, int]:
    return page(409, _("Lượt này bắt đầu với dữ liệu dân cư khác với dữ liệu đang cài ở đây."))


def _refusal(visit: Visit, address: RunAddress) -> str:
    if address.at is not None:
        return _("Đây là lúc trước của lượt thực hành; chỉ xem được, không làm được gì")
    if visit.as_whom != "owner":
        return _("Đây là lượt thực hành của người khác; bạn chỉ xem được")
    return _("Lượt thực hành này đã nộp; không làm thêm được gì")


def open_screen(visit: Visit, row: RunRow, address: RunAddress) -> Screen:
    """The screen of this visit. 404 when the journal has not come to the entry that the address names."""
    live = runs().live(row)
    if address.at is not None and address.at > live.world.seq:
        abort(404)
    world, journal = _as_of(live, address.at)
    if not visit.acts:
        world = world.as_frozen()
    base = f"{request.script_root}/r/{address}"
    return RunScreen(
        base=base,
        world=world,
        staff=_official(world, trainee(world)),
        plays=[_official(world, one) for one in world.start.plays],
        backstage=RunBackstage(runs(), current_app.extensions["papers"], row, visit.login, base),
        journal=journal,
        homes=office().homes,
        at=address.at,
    )


def _as_of(live: Live, at: int | None) -> tuple[World, Any]:
    if at is None:
        return live.world, live.journal
    journal = live.journal.up_to(at)
    return replay(live.world.start, journal).as_frozen(), journal


def _official(world: World, id: str) -> Any:
    return world.get(world.start.registry.kinds["official"], id)
