"""A tiny office to try the pages on: requests at a counter, people, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import Field

from sandbox.ui.listing import Chip
from sandbox.world import cast, clock
from sandbox.world.action import Registry
from sandbox.world.desk import Desk, Refused
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
from sandbox.world.record import RecordBase
from sandbox.world.world import World
from seed.records import Official, Person

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
