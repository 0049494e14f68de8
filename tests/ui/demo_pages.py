"""The pages of the tiny office, declared as services declare theirs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import g, render_template_string

from sandbox.ui.listing import Column, Filter, Listing, Source, Tab
from sandbox.ui.paper import Paper
from sandbox.ui.screen import PageImage, Sheet
from sandbox.ui.system import Heading, System
from sandbox.world.journal import Entry
from sandbox.world.params import N_
from tests.ui.demo import STATES, Request

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
