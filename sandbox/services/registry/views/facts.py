"""What the pages say of a person, their family and a registration, and the log of look-ups."""

from __future__ import annotations

from typing import Any, NamedTuple

from sandbox.services.registry.queries import registrations
from sandbox.services.registry.records import PURPOSES, SEXES, BirthRegistration
from sandbox.ui.screen import Screen
from sandbox.ui.words import _, day, identity, moment, plain_words
from sandbox.world.journal import Entry
from sandbox.world.params import N_
from seed.records import Person

MARITAL = {
    "single": N_("Chưa kết hôn"),
    "married": N_("Đang có vợ, chồng"),
    "widowed": N_("Vợ hoặc chồng đã chết"),
    "divorced": N_("Đã ly hôn"),
}

Fact = tuple[str, Any]


def personal(screen: Screen, one: Person) -> list[Fact]:
    """The data of the population database (Luật Căn cước 26/2023/QH15, art. 9)."""
    rows = [
        (_("Họ, chữ đệm và tên"), one.full_name),
        (_("Số định danh cá nhân"), identity(one.id)),
        (_("Ngày sinh"), day(one.birth_date)),
        (_("Giới tính"), _(SEXES[one.sex])),
        (_("Dân tộc"), one.ethnicity),
        (_("Tôn giáo"), one.religion),
        (_("Quốc tịch"), one.nationality),
        (_("Nơi sinh"), one.birth_place),
        (_("Quê quán"), one.ancestral_home),
        (_("Nơi thường trú"), one.address),
        (_("Tình trạng hôn nhân"), _(MARITAL[one.marital_status])),
        (_("Ngày chết"), day(one.death_date)),
    ]
    return [(label, value) for label, value in rows if value]


def family(screen: Screen, one: Person) -> list[Fact]:
    """Parents and spouse as this person's entry names them."""
    spouse = _("Chồng") if one.sex == "female" else _("Vợ")
    rows = [
        (_("Cha"), one.father_name or screen.person(one.father)),
        (_("Số định danh của cha"), identity(one.father) if one.father else ""),
        (_("Mẹ"), one.mother_name or screen.person(one.mother)),
        (_("Số định danh của mẹ"), identity(one.mother) if one.mother else ""),
        (spouse, screen.person(one.spouse) if one.spouse else ""),
        (_("Số định danh của vợ, chồng"), identity(one.spouse) if one.spouse else ""),
    ]
    return [(label, value) for label, value in rows if value] or [(_("Quan hệ gia đình"), _("chưa có dữ liệu"))]


def unregistered(screen: Screen, one: Person) -> list[list[Fact]]:
    """Births of this mother that the health system reported and that are not registered yet."""
    done = {each.birth_date for each in registrations(screen.world, mother=one.id, state="registered")}
    found = screen.world.population.births_of(one.id)
    return [
        [
            (_("Sinh lúc"), moment(birth.born_at)),
            (_("Giới tính của con"), _(SEXES[birth.child_sex])),
            (_("Nơi sinh"), birth.place),
            (_("Mã giấy chứng sinh"), birth.birth_notice_code),
        ]
        for birth in found
        if birth.born_at.date() not in done
    ]


def birth_facts(screen: Screen, one: BirthRegistration) -> list[Fact]:
    """What is registered, or will be."""
    rows = [
        (_("Số đăng ký"), f"{one.number}/{one.year}" if one.number else _("chưa ghi sổ")),
        (_("Họ tên trẻ"), one.child_name),
        (_("Số định danh của trẻ"), identity(one.child_id) if one.child_id else ""),
        (_("Ngày sinh"), day(one.birth_date)),
        (_("Giới tính"), _(SEXES[one.sex])),
        (_("Nơi sinh"), one.birth_place),
        (_("Dân tộc"), one.ethnicity),
        (_("Quốc tịch"), one.nationality),
        (_("Mẹ"), _named(screen, one.mother)),
        (_("Cha"), _named(screen, one.father)),
        (_("Người đi khai sinh"), _named(screen, one.declarant)),
        (_("Người soạn"), screen.official(one.drafted_by)),
        (_("Ghi sổ lúc"), moment(one.registered_at)),
        (_("Người ghi sổ"), screen.official(one.registered_by)),
    ]
    return [(label, value) for label, value in rows if value]


def _named(screen: Screen, id: str | None) -> str:
    return f"{screen.person(id)} ({id})" if id else ""


class Logged(NamedTuple):
    """A line of the log of look-ups."""

    at: str
    who: str
    whom: str
    purpose: str
    case: str
    url: str


def logged(screen: Screen) -> list[Logged]:
    """The look-ups of this run, the newest first."""
    actions = ("registry.look_up", "registry.find_people")
    found = [one for one in screen.journal if one.content.action in actions and one.content.refused is None]
    return [_line(screen, one) for one in reversed(found)]


def _line(screen: Screen, entry: Entry) -> Logged:
    params = entry.content.params
    whom = params["name"] if "name" in params else screen.person(params["person"])
    return Logged(
        at=plain_words(entry.content.at),
        who=screen.name(entry.content.actor),
        whom=whom,
        purpose=_(PURPOSES[params["purpose"]]),
        case=params.get("case") or "",
        url=screen.found_url(entry.seq, entry.content.action),
    )
