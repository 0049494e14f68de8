"""A counter of the small commune for the tests of the one-stop desk and the registers: a family, their papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sandbox.services.onestop import actions as _onestop  # noqa: F401  declares what is tested
from sandbox.services.onestop.records import Component, Dossier, Paper
from sandbox.services.registry import actions as _registry  # noqa: F401
from sandbox.world.action import office
from sandbox.world.effects import Effects
from sandbox.world.world import Start, World
from seed.records import Official, Person, Village
from seed.text import fold
from seed.worktime import Calendar
from tests.services.commune import FRIDAY, TOKENS, Day, SmallCommune, official, writes_down

MOTHER, FATHER, NAMESAKE = "000195000001", "000093000002", "000088000003"
CODE = "H99.1-261120-0001"


def someone(id: str, name: str, sex: str, born: date, **given: Any) -> Person:
    plain: dict[str, Any] = {
        "death_date": None,
        "ethnicity": "Thái",
        "religion": "Không",
        "nationality": "Việt Nam",
        "village": "v1",
        "household": "h1",
        "relation_to_head": "head",
        "address": "bản Hua Nặm, xã Pà Vầy",
        "phone": "0400123456",
        "marital_status": "married",
        "spouse": None,
        "father": None,
        "mother": None,
        "father_name": "",
        "mother_name": "",
        "birth_place": "",
        "ancestral_home": "xã Pà Vầy",
        "occupation": "",
    }
    return Person(id=id, full_name=name, sex=sex, birth_date=born, **{**plain, **given})


class CounterCommune(SmallCommune):
    """The small commune with people in it."""

    officials = (
        *SmallCommune.officials,
        official("mot_cua", "Lò Thị Nhung", "Công chức một cửa", "trung_tam_hcc", ("reception_officer",)),
    )
    people = {
        one.id: one
        for one in (
            someone(MOTHER, "Quàng Thị Ươi", "female", date(1995, 3, 2), spouse=FATHER, relation_to_head="spouse"),
            someone(FATHER, "Lò Văn Tuấn", "male", date(1993, 7, 9), spouse=MOTHER),
            someone(NAMESAKE, "Lò Văn Tuấn", "male", date(1988, 1, 30), village="v2"),
        )
    }
    villages = tuple(
        Village(id=id, number=n, name=name, main_ethnicity="Thái", head=FATHER, households=1, residents=3)
        for n, (id, name) in enumerate((("v1", "bản Hua Nặm"), ("v2", "bản Nà Lạ")), 1)
    )

    def get(self, kind: type[Any], id: str) -> Any:
        if kind is Person:
            return self.people.get(id)
        rows = {Official: self.officials, Village: self.villages}.get(kind)
        return super().get(kind, id) if rows is None else next((one for one in rows if one.id == id), None)

    def person(self, id: str) -> Person:
        return self.people[id]

    def by_name(self, name: str) -> tuple[str, ...]:
        return tuple(one.id for one in self.people.values() if fold(name) in fold(one.full_name))


def paper(id: str, **given: Any) -> Paper:
    return Paper(id=id, **{"form": "generic_paper", "name": id, "owner": MOTHER, **given})


def dossier(**given: Any) -> Dossier:
    """An online dossier of the mother, submitted on Friday morning."""
    plain = {
        "id": CODE,
        "procedure": "1.001193",
        "state": "submitted",
        "channel": "online",
        "submitter": MOTHER,
        "owner_name": "Lò Bảo An",
        "submitted_at": FRIDAY,
    }
    return Dossier(**{**plain, **given})


def filed(paper: str, component: str = "", **given: Any) -> Component:
    return Component(paper=paper, component=component, **given)


class CounterDay(Day):
    """A day at the counter; see `Day`."""

    def __init__(self, *records: Any, now: datetime = FRIDAY, rules: tuple[Any, ...] = (), **kinds: Any):
        held: dict[str, dict[str, Any]] = {}
        for one in (*TOKENS, *records):
            held.setdefault(one.kind, {})[one.id] = one
        calendar = Calendar("test", {date(2026, 11, 24): "holiday"})
        start = Start(office, CounterCommune(), calendar, now, records=held, rules=rules)
        self.world: World = start.world()
        names = ("typeset", "sign_person", "sign_org", "write_number")
        self.effects = Effects({name: writes_down(name) for name in names})
        self.entries: list[Any] = []

    def dossier(self, code: str = CODE) -> Dossier:
        return self.world.get(Dossier, code)
