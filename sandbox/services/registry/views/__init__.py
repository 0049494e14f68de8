"""Pages of the registers: look-up and its result, the log of look-ups, the register of births."""

from __future__ import annotations

from typing import Any

from sandbox.services.registry.queries import registrations
from sandbox.services.registry.records import PURPOSES, SEXES, BirthRegistration
from sandbox.services.registry.views.facts import birth_facts, family, logged, personal, unregistered
from sandbox.ui.listing import Chip, Column, Listing, Source, Tab
from sandbox.ui.paper import Paper
from sandbox.ui.screen import screen
from sandbox.ui.system import Heading, System
from sandbox.ui.words import _, identity, plain_words
from sandbox.world.journal import Entry
from sandbox.world.params import N_
from seed.records import Person

system = System("registry", N_("Dân cư – Hộ tịch"), accent="violet", icon="people", module="sandbox.services.registry")

BIRTHS = Listing(
    "registry",
    N_("Dân cư – Hộ tịch"),
    sources=(
        Source(
            BirthRegistration,
            columns=(
                Column(N_("Mã"), lambda screen, one: one.id, "id"),
                Column(N_("Họ tên trẻ"), lambda screen, one: one.child_name, "name"),
                Column(N_("Ngày sinh"), lambda screen, one: one.birth_date, "day"),
                Column(N_("Mẹ"), lambda screen, one: screen.person(one.mother), "text"),
                Column(N_("Hồ sơ"), lambda screen, one: one.dossier, "code"),
                Column(N_("Trạng thái"), lambda screen, one: chip(one), "state"),
            ),
            search=lambda screen, one: (one.child_name, screen.person(one.mother), one.dossier),
        ),
    ),
    tabs=(
        Tab(
            "drafts",
            N_("Dự thảo"),
            "birth_registration",
            lambda screen, one: one.state == "draft",
            N_("Chưa có dự thảo giấy khai sinh nào; soạn từ trang của hồ sơ."),
        ),
        Tab("registered", N_("Đã ghi sổ"), "birth_registration", lambda screen, one: one.state == "registered"),
    ),
    placeholder=N_("Tên trẻ, tên mẹ, mã hồ sơ"),
    template="registry/home.html",
)


def chip(one: BirthRegistration) -> Chip:
    """Draft or registered."""
    if one.state == "draft":
        return Chip(N_("Dự thảo"), "work")
    return Chip(N_("Đã ghi sổ"), "done")


@system.home
def home() -> Any:
    return BIRTHS.render()


@system.found("registry.look_up")
def person(entry: Entry) -> Any:
    """The person whom the look-up found, as the world knows them."""
    found = screen.world.get(Person, entry.content.params["person"])
    return system.render(
        "registry/person.html",
        person=found,
        identity=identity,
        facts=personal(screen, found),
        family=family(screen, found),
        births=unregistered(screen, found),
        case=entry.content.params.get("case", ""),
        **_asked(entry),
    )


@system.found("registry.find_people")
def people(entry: Entry) -> Any:
    """Everybody whom the search showed."""
    ids = [read.partition("/")[2] for read in entry.content.reads if read.startswith("person/")]
    found = [screen.world.get(Person, id) for id in ids]
    name = entry.content.params["name"]
    return system.render(
        "registry/people.html", people=found, name=name, identity=identity, sexes=SEXES, **_asked(entry)
    )


def _asked(entry: Entry) -> dict[str, str]:
    purpose = entry.content.params["purpose"]
    return {"at": plain_words(entry.content.at), "purpose": _(PURPOSES[purpose])}


@system.page("nhat-ky", N_("Nhật ký tra cứu"))
def log() -> Any:
    return system.render("registry/log.html", rows=logged(screen))


@system.page("so-khai-sinh", N_("Sổ đăng ký khai sinh"))
def register() -> Any:
    year = screen.now.year
    rows = registrations(screen.world, state="registered", year=year)
    return system.render("registry/register.html", rows=rows, year=year, sexes=SEXES)


@system.record(BirthRegistration)
def birth(one: BirthRegistration) -> Any:
    document = screen.peek("document", one.document)
    papers = [Paper(_("Giấy khai sinh"), screen.sheet(document.file))] if document and document.file else []
    return system.detail(
        one,
        title=one.child_name,
        subtitle=_("Đăng ký khai sinh"),
        chip=chip(one),
        facts=birth_facts(screen, one),
        papers=papers,
        template="registry/birth.html",
    )


@system.begins_with("registry.revise_certificate")
def begin_revision(one: BirthRegistration | None) -> dict[str, Any]:
    """The form opens with what the draft says."""
    if one is None:
        return {}
    names = ("child_name", "birth_date", "sex", "birth_place", "ethnicity", "nationality", "mother", "father")
    document = screen.peek("document", one.document)
    return {**{name: getattr(one, name) for name in names}, "signer": document.signer if document else ""}


@system.heading(BirthRegistration)
def heading(one: BirthRegistration) -> Heading:
    return Heading(one.child_name, _("Đăng ký khai sinh"), chip(one))
