"""The tiny office's world, one run of it kept in memory, and a bare application around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from flask import Flask, g, render_template_string
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.routing import BaseConverter

from sandbox.ui import web
from sandbox.ui.frame import Checked, Frame, Hint, InHand, Quote, Seat, Step
from sandbox.ui.screen import PageImage, Screen, Sheet
from sandbox.world import cast
from sandbox.world.desk import Actor
from sandbox.world.journal import Entry
from sandbox.world.perform import Outcome, perform
from sandbox.world.world import Start, World
from seed.worktime import Calendar
from tests.ui.demo import MOTHER, MOTHER_RECORD, OFFICIALS, Request, registry
from tests.ui.demo_pages import counter, letters, people

BRINGS = cast.Rule(
    id="brings",
    does="demo.ask_supplement",
    who="000305000123",
    then="demo.bring",
    params={"request": "@request"},
    after="1 working day",
)

NOW = datetime(2026, 11, 20, 14, 5)


@dataclass
class People:
    """A population of one mother and the officials."""

    digest: str = "0" * 64

    def get(self, kind: type[Any], id: str) -> Any:
        if kind.kind == "official":
            return next((one for one in OFFICIALS if one.id == id), None)
        return MOTHER_RECORD if kind.kind == "person" and id == MOTHER else None


def requests_of(count: int) -> dict[str, Request]:
    """Requests with deadlines before, on and after the day of the demo."""
    names = ("Sùng Seo Hằng", "Thào Thanh Trường", "Lò Thị Lan", "Phạm Xuân Páo", "Đặng Thu Quyết")
    states = ("accepted", "accepted", "new", "accepted", "waiting")
    procedures = ("Đăng ký kết hôn", "Cấp giấy xác nhận tình trạng hôn nhân", "Đăng ký khai sinh")
    made = {}
    for number in range(1, count + 1):
        due = datetime(2026, 11, 16, 17) + timedelta(days=number % 9)
        one = Request(
            id=f"H99.1-261114-{number:04}",
            state=states[number % 5],
            submitter=MOTHER,
            name=names[number % 5],
            procedure=procedures[number % 3],
            submitted_at=datetime(2026, 11, 14, 8) + timedelta(hours=number % 7),
            due_at=None if states[number % 5] == "new" else due,
        )
        made[one.id] = one
    return made


def start(count: int = 40) -> Start:
    return Start(
        registry=registry,
        population=People(),
        calendar=Calendar("demo"),
        now=NOW,
        records={"request": requests_of(count)},
        plays=("mot_cua", "chu_tich"),
        rules=(BRINGS,),
    )


@dataclass
class Stage:
    """A run kept in memory: the world and the journal, once for each token."""

    world: World
    journal: list[Entry] = field(default_factory=list)
    kept: dict[Any, Outcome] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    framed: bool = True
    step: Step | None = None

    def screen(self, at: int | None = None) -> Screen:
        world, journal = self.world, self.journal
        if at is not None:
            journal = journal[:at]
            world = self.world.start.world()
            for entry in journal:
                world = world.after(entry)
            world = world.as_frozen()
        staff = next(one for one in OFFICIALS if one.id == cast.trainee(world))
        homes = {"request": "demo"}
        base = "/r/demo" if at is None else f"/r/demo@{at}"
        return Screen(base, world, staff, OFFICIALS, self, journal, homes, at)

    def perform(self, action: str, params: Mapping[str, Any], token: str, seen: int | None) -> Outcome:
        key = (token, action, repr(params))
        if key in self.kept:
            return self.kept[key]
        staff = next(one for one in OFFICIALS if one.id == cast.trainee(self.world))
        actor: Actor = cast.as_actor(self.world, staff.id, self.world.start.registry[action], staff.roles)
        outcome = perform(self.world, actor, action, params, seen=seen)
        self.world = outcome.world
        self.journal.extend(outcome.entries)
        self.kept[key] = outcome
        return outcome

    def typeset(self, form: str, fields: Mapping[str, Any]) -> Sheet:
        return Sheet("/paper.pdf", (PageImage("/paper.svg", 420, 594),))

    def sheet(self, digest: str) -> Sheet:
        return self.typeset("", {})

    def judge(self, digest: str) -> Any:
        return SimpleNamespace(verdict="passed")

    def store(self, content: bytes) -> str:
        from sandbox.world.record import digest

        self.files[digest(content)] = content
        return digest(content)


class RunConverter(BaseConverter):
    regex = r"[a-z0-9]+(?:@\d+)?"


def frame_of(stage: Stage, screen: Screen) -> Frame:
    live = screen.at is None
    return Frame(
        title="Khai sinh thiếu giấy tờ",
        back="/",
        here=screen.base,
        seats=tuple(Seat(one.id, one.post, one.full_name, one.id == screen.staff.id) for one in OFFICIALS),
        now=screen.now,
        role_url=screen.do_url("cast.take_role") if live else "",
        next_day_url=screen.do_url("clock.next_day") if live else "",
        wait_url=screen.do_url("clock.wait") if live else "",
        submit_url="/submit" if live else "",
        briefing=(
            "Chị Giàng Thị Mỷ ở bản Nậm Khắt đến quầy lúc 13 giờ 50, xin khai sinh cho con gái là cháu Mai Chi.",
            Quote("Em để quên giấy chứng nhận kết hôn ở nhà. Hôm nay làm được không ạ?", "Chị Mỷ, tại quầy"),
            "Xem giấy tờ chị nộp, làm đúng quy định và để chị không phải đi lại quá một lần.",
        ),
        in_hand=(InHand("Giấy chứng sinh số 48/2026", "/paper.pdf"), InHand("Căn cước của chị Mỷ", "/paper.pdf")),
        hints=(Hint("one_request", "Yêu cầu bổ sung thế nào?", 1),),
        hint_url="/hint" if live else "",
        check_url="/check" if live else "",
        checked=(Checked("Tiếp nhận đúng hạn", True), Checked("Yêu cầu một lần", False, "chưa thấy")),
        notes="",
        notes_url="/notes",
        step=stage.step,
    )


def make_app(stage: Stage | None = None, csrf: bool = False) -> Flask:
    """A bare application around one stage (`app.stage`)."""
    app = Flask("demo", static_folder=None)
    app.config.update(SECRET_KEY="demo", WTF_CSRF_ENABLED=csrf, WTF_CSRF_TIME_LIMIT=None)
    app.url_map.converters["run"] = RunConverter
    app.stage = stage or Stage(start().world())

    @app.url_value_preprocessor
    def load(endpoint: str | None, values: dict[str, Any] | None) -> None:
        run = (values or {}).get("run")
        if run:
            _name, _at, number = run.partition("@")
            g.screen = app.stage.screen(int(number) if number else None)
            if app.stage.framed:
                g.frame = frame_of(app.stage, g.screen)

    web.init_app(app)
    for system in (counter, letters, people):
        app.register_blueprint(system.blueprint)
    _protect(app, csrf)
    app.add_url_rule("/", "front", lambda: render_template_string(FRONT))
    app.add_url_rule("/paper.svg", "picture", lambda: (PICTURE, 200, {"Content-Type": "image/svg+xml"}))
    return app


def _protect(app: Flask, csrf: bool) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protect = CSRFProtect(app)

    @app.before_request
    def check() -> None:
        from flask import request

        if csrf and request.method == "POST":
            try:
                protect.protect()
            except CSRFError:
                g.form_expired = True


FRONT = '{% extends "ui/base.html" %}{% block content %}<h1>{{ _("Trang đầu") }}</h1>{% endblock %}'
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="594"><rect width="420" height="594" fill="#fff"/>'
    '<text x="210" y="60" text-anchor="middle" font-family="serif" font-size="16">GIẤY CHỨNG SINH</text>'
    '<text x="40" y="110" font-family="serif" font-size="12">Họ và tên mẹ: Giàng Thị Mỷ</text></svg>'
)
