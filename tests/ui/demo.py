"""A tiny office to try the pages on: a counter with requests, people, and an empty system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Annotated, Any, ClassVar

from flask import Flask, g, render_template_string
from flask_wtf.csrf import CSRFError, CSRFProtect
from pydantic import Field
from werkzeug.routing import BaseConverter

from sandbox.ui import web
from sandbox.ui.frame import Checked, Frame, Hint, InHand, Quote, Seat, Step
from sandbox.ui.listing import Chip, Column, Filter, Listing, Source, Tab
from sandbox.ui.paper import Paper
from sandbox.ui.screen import PageImage, Screen, Sheet
from sandbox.ui.system import Heading, System
from sandbox.world import cast, clock
from sandbox.world.action import Registry
from sandbox.world.desk import Actor, Desk, Refused
from sandbox.world.journal import Entry
from sandbox.world.params import (
    N_,
    Among,
    Ask,
    Date,
    FileRef,
    LongText,
    Moment,
    Money,
    Options,
    PersonRef,
    Pin,
    RecordRef,
    Text,
)
from sandbox.world.perform import Outcome, perform
from sandbox.world.record import RecordBase
from sandbox.world.world import Start, World
from seed.records import Official, Person
from seed.worktime import Calendar

registry = Registry()
clock.declare(registry)
cast.declare(registry)
registry.record(Person)
registry.record(Official)

STATES = {
    "new": Chip(N_("Mới nộp"), "new"),
    "accepted": Chip(N_("Đã tiếp nhận"), "work"),
    "waiting": Chip(N_("Chờ bổ sung"), "wait"),
    "signed": Chip(N_("Đã ký"), "done"),
}


@registry.record
class Request(RecordBase, frozen=True, kw_only=True):
    kind: ClassVar[str] = "request"
    id: str
    state: str
    submitter: str
    name: str
    procedure: str
    submitted_at: datetime
    due_at: datetime | None = None
    missing: tuple[str, ...] = ()
    note: str = ""


PAPERS = {
    "birth_notice": N_("Giấy chứng sinh"),
    "form": N_("Tờ khai đăng ký khai sinh"),
    "marriage": N_("Giấy chứng nhận kết hôn của cha mẹ"),
    "identity": N_("Xuất trình căn cước của người yêu cầu"),
}


@registry.choices("papers")
def papers(world: World, params: Mapping[str, Any]) -> Mapping[str, str]:
    return PAPERS


@registry.choices("officials")
def officials(world: World, params: Mapping[str, Any]) -> Mapping[str, str]:
    return {one.id: f"{one.full_name} – {one.post}" for one in OFFICIALS}


Subject = Annotated[str, *RecordRef("request")]


def stands(*states: str):
    def possible(world: Any, request: Request) -> Refused | None:
        if request.state in states:
            return None
        return Refused("not_now", N_("hồ sơ đang ở bước “%(state)s”"), state=STATES[request.state].words)

    return possible


class Receive(Ask):
    request: Subject
    due: Annotated[Date, Field(title=N_("Hẹn trả"))]
    note: Annotated[LongText | None, Field(title=N_("Ghi chú"))] = None


@registry.action(
    "demo.receive",
    title=N_("Tiếp nhận hồ sơ"),
    roles=("reception_officer",),
    subject="request",
    possible=stands("new"),
    primary=("new",),
    done=N_("Đã tiếp nhận hồ sơ %(request)s, hẹn trả %(due)s"),
)
def receive(desk: Desk, ask: Receive) -> Request:
    due = datetime.combine(ask.due, desk.calendar.office[-1][1])
    return desk.update(desk.get(Request, ask.request), state="accepted", due_at=due)


class Missing(Ask):
    paper: Annotated[str, *Among("papers", "checklist")]
    why: Annotated[str, *Options(absent=N_("Chưa có"), wrong=N_("Sai nội dung")), Field(title=N_("Thiếu gì"))]
    advice: Annotated[Text | None, Field(title=N_("Hướng dẫn người dân"))] = None


class AskSupplement(Ask):
    request: Subject
    missing: Annotated[
        tuple[Missing, ...],
        Field(title=N_("Giấy tờ cần bổ sung"), description=N_("Ghi đủ trong một lần."), min_length=1),
    ]
    before: Annotated[Date, Field(title=N_("Bổ sung trước ngày"))]
    message: Annotated[LongText, Field(title=N_("Lời nhắn gửi người nộp"))]


@registry.action(
    "demo.ask_supplement",
    title=N_("Yêu cầu bổ sung"),
    roles=("reception_officer",),
    subject="request",
    possible=stands("new", "accepted"),
    done=N_("Đã yêu cầu bổ sung %(request)s"),
)
def ask_supplement(desk: Desk, ask: AskSupplement) -> Request:
    rows = tuple(row.paper for row in ask.missing)
    return desk.update(desk.get(Request, ask.request), state="waiting", missing=rows)


class Sign(Ask):
    request: Subject
    pin: Annotated[Pin, Field(title=N_("Mã PIN"))]


@registry.action(
    "demo.sign",
    title=N_("Ký số kết quả"),
    roles=("signer",),
    subject="request",
    possible=stands("accepted"),
    primary=("accepted",),
    final=True,
    done=N_("Đã ký kết quả của hồ sơ %(request)s"),
)
def sign(desk: Desk, ask: Sign) -> Request:
    if not ask.pin.known and ask.pin.reveal() != "123456":
        raise Refused("wrong_pin", N_("Mã PIN không đúng; còn %(left)s lần thử"), left=4)
    return desk.update(desk.get(Request, ask.request), state="signed")


class Helper(Ask):
    name: Annotated[Text, Field(title=N_("Họ và tên"))]
    share: Annotated[Money | None, Field(title=N_("Số tiền"))] = None


class Open(Ask):
    name: Annotated[Text, Field(title=N_("Họ tên người nộp"))]
    person: Annotated[PersonRef, Field(title=N_("Số định danh người nộp"))]
    procedure: Annotated[
        str, *Options(birth=N_("Đăng ký khai sinh"), copy=N_("Cấp bản sao")), Field(title=N_("Thủ tục"))
    ]
    papers: Annotated[tuple[Annotated[str, *Among("papers", "checklist")], ...], Field(title=N_("Giấy tờ đã nộp"))] = ()
    officer: Annotated[str | None, *Among("officials", "staff"), Field(title=N_("Người nhận"))] = None
    came_at: Annotated[Moment | None, Field(title=N_("Đến lúc"))] = None
    copies: Annotated[int, Field(title=N_("Số bản"), ge=1, le=9)] = 1
    urgent: Annotated[bool, Field(title=N_("Cần gấp"))] = False
    notes: Annotated[tuple[Text, ...], Field(title=N_("Điều cần lưu ý"))] = ()
    helpers: Annotated[tuple[Helper, ...], Field(title=N_("Người đi cùng"))] = ()
    scan: Annotated[FileRef | None, Field(title=N_("Bản chụp"))] = None


@registry.action(
    "demo.open",
    title=N_("Lập hồ sơ mới"),
    roles=("reception_officer",),
    done=N_("Đã lập hồ sơ %(result)s cho %(name)s"),
    makes="request",
)
def open_request(desk: Desk, ask: Open) -> Request:
    id = f"H99.1-261120-{desk.next('request'):04}"
    made = Request(
        id=id,
        state="new",
        submitter=ask.person,
        name=ask.name,
        procedure=ask.procedure,
        submitted_at=desk.now,
        note="; ".join([*ask.notes, *(one.name for one in ask.helpers)]),
    )
    return desk.add(made)


class Close(Ask):
    request: Subject
    reason: Annotated[LongText, Field(title=N_("Lý do"))]


@registry.action(
    "demo.close",
    title=N_("Dừng xử lý"),
    roles=("reception_officer",),
    subject="request",
    final=True,
    done=N_("Đã dừng xử lý %(request)s"),
)
def close(desk: Desk, ask: Close) -> None:
    desk.remove(desk.get(Request, ask.request))


class LookUp(Ask):
    person: Annotated[PersonRef, Field(title=N_("Số định danh"))]
    purpose: Annotated[
        str, *Options(procedure=N_("Giải quyết thủ tục"), other=N_("Lý do khác")), Field(title=N_("Mục đích"))
    ]
    case: Annotated[Text | None, Field(title=N_("Hồ sơ liên quan"))] = None


@registry.action("registry.look_up", title=N_("Tra cứu"), roles=("reception_officer", "signer"), look_up=True)
def look_up(desk: Desk, ask: LookUp) -> Person:
    return desk.get(Person, ask.person)


class Bring(Ask):
    request: Subject


@registry.action("demo.bring", title=N_("Nộp thêm giấy tờ"), roles=("citizen",), subject="request", cast_only=True)
def bring(desk: Desk, ask: Bring) -> Request:
    return desk.update(desk.get(Request, ask.request), note="Đã nộp thêm")


# Pages

counter = System("demo", N_("Một cửa"), accent="red", icon="tray", module=__name__)
people = System("registry", N_("Dân cư · Hộ tịch"), accent="violet", icon="people", module=__name__)
letters = System("letters", N_("Văn bản"), accent="blue", icon="letter", module=__name__)

requests = Listing(
    "demo",
    N_("Hồ sơ thủ tục hành chính"),
    sources=(
        Source(
            Request,
            columns=(
                Column(N_("Mã hồ sơ"), lambda screen, one: one.id, "id"),
                Column(N_("Người nộp"), lambda screen, one: one.name, "name"),
                Column(N_("Thủ tục"), lambda screen, one: one.procedure, sub=lambda screen, one: "1.001193"),
                Column(N_("Nộp lúc"), lambda screen, one: one.submitted_at, "day"),
                Column(N_("Hẹn trả"), lambda screen, one: one.due_at, "due"),
                Column(N_("Trạng thái"), lambda screen, one: STATES[one.state], "state"),
            ),
            search=lambda screen, one: (one.name, one.procedure, one.submitter),
            order=lambda screen, one: (one.due_at or datetime.max, one.id),
        ),
    ),
    tabs=(
        Tab("new", N_("Chờ tiếp nhận"), "request", lambda screen, one: one.state == "new"),
        Tab("work", N_("Đang xử lý"), "request", lambda screen, one: one.state == "accepted"),
        Tab(
            "waiting",
            N_("Chờ bổ sung"),
            "request",
            lambda screen, one: one.state == "waiting",
            empty=N_("Chưa có hồ sơ nào chờ bổ sung."),
        ),
        Tab("all", N_("Tất cả"), "request"),
    ),
    filters=(Filter("procedure", N_("Thủ tục"), lambda one: one.procedure, lambda screen, value: value),),
    placeholder=N_("Mã hồ sơ, người nộp, thủ tục"),
)


@counter.home
def home() -> str:
    return requests.render()


@counter.heading(Request)
def request_heading(one: Request) -> Heading:
    return Heading(one.name, one.procedure, STATES[one.state])


@counter.begins_with("demo.receive")
def receive_begins(one: Request | None) -> dict[str, Any]:
    return {"note": "Nộp trực tiếp"}


@counter.record(Request)
def request_page(one: Request) -> str:
    sheet = Sheet("/paper.pdf", (PageImage("/paper.svg", 420, 594),))
    return counter.detail(
        one,
        title=one.name,
        subtitle=one.procedure,
        chip=STATES[one.state],
        due=one.due_at,
        due_title=N_("Hẹn trả"),
        facts=(
            (N_("Người nộp"), one.name),
            (N_("Số định danh"), one.submitter),
            (N_("Nộp lúc"), one.submitted_at),
            (N_("Ghi chú"), one.note),
        ),
        papers=(
            Paper(N_("Giấy chứng sinh"), sheet, [(N_("Họ tên mẹ"), one.name), (N_("Giới tính"), "Nữ")]),
            Paper(N_("Tờ khai"), None, note=N_("bản chính")),
        ),
        papers_title=N_("Giấy tờ đã nộp"),
    )


@counter.page("so-theo-doi", N_("Sổ theo dõi"))
def register() -> str:
    return counter.render("ui/list.html", view=requests.draw(g.screen, {"tab": "all"}), offers=g.screen.offers("none"))


@people.home
def people_home() -> str:
    return render_template_string(
        '{% extends "ui/office.html" %}{% block content %}<h1>{{ _("Tra cứu") }}</h1>'
        "{{ m.actions(offers) }}{% endblock %}",
        offers=g.screen.offers("registry"),
    )


@people.found("registry.look_up")
def found(entry: Entry) -> str:
    person = g.screen.peek("person", entry.content.params["person"])
    return render_template_string(
        '{% extends "ui/office.html" %}{% block content %}<h1>{{ person.full_name }}</h1>'
        "{{ m.facts([(_('Số định danh'), person.id)]) }}{% endblock %}",
        person=person,
    )


@letters.home
def letters_home() -> str:
    return Listing("letters", N_("Văn bản đến"), sources=()).render()


# The world

BRINGS = cast.Rule(
    id="brings",
    does="demo.ask_supplement",
    who="000305000123",
    then="demo.bring",
    params={"request": "@request"},
    after="1 working day",
)

NOW = datetime(2026, 11, 20, 14, 5)
MOTHER = "000305000123"


def _official(id: str, name: str, post: str, *roles: str) -> Official:
    return Official(
        id=id,
        person="000000000000",
        full_name=name,
        post=post,
        unit="ubnd",
        roles=roles,
        signs_as=(),
        email="",
        phone="",
    )


OFFICIALS = (
    _official("mot_cua", "Lò Thị Nhung", "Công chức một cửa", "reception_officer"),
    _official("chu_tich", "Sùng Seo Dũng", "Chủ tịch UBND xã", "signer"),
)


@dataclass
class People:
    """A population of one mother and the officials."""

    digest: str = "0" * 64

    def get(self, kind: type[Any], id: str) -> Any:
        if kind.kind == "official":
            return next((one for one in OFFICIALS if one.id == id), None)
        return MOTHER_RECORD if kind.kind == "person" and id == MOTHER else None


MOTHER_RECORD = Person(
    id=MOTHER,
    full_name="Giàng Thị Mỷ",
    sex="female",
    birth_date=date(1998, 3, 10),
    death_date=None,
    ethnicity="Mông",
    religion="Không",
    nationality="Việt Nam",
    village="ban_nam_khat",
    household="h1",
    relation_to_head="head",
    address="bản Nậm Khắt",
    phone="",
    marital_status="married",
    spouse=None,
    father=None,
    mother=None,
    father_name="",
    mother_name="",
    birth_place="",
    ancestral_home="",
    occupation="",
)


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


def frozen_copy(stage: Stage) -> Stage:
    return replace(stage, world=stage.world.as_frozen())
