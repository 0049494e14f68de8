"""A small commune for the tests of the document systems: five officials, four bodies, makers that only write down."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sandbox.services.eoffice import actions as _eoffice  # noqa: F401  declares what is tested
from sandbox.services.registry import queries as _registry  # noqa: F401  choices of officials
from sandbox.services.signing import actions as _signing  # noqa: F401
from sandbox.services.signing.records import Token, pin_hash
from sandbox.world.action import office
from sandbox.world.desk import Actor
from sandbox.world.effects import Effects
from sandbox.world.perform import Outcome, perform
from sandbox.world.record import canonical
from sandbox.world.world import Start, World
from seed.records import Official, Organisation
from seed.worktime import Calendar

FRIDAY = datetime(2026, 11, 20, 7, 30)
PIN = "135790"
COMMITTEE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
DEPUTY = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def official(
    id: str, name: str, post: str, unit: str, roles: tuple[str, ...], signs_as: tuple[str, ...] = ()
) -> Official:
    return Official(
        id=id,
        person="000170000001",
        full_name=name,
        post=post,
        unit=unit,
        roles=roles,
        signs_as=signs_as,
        email=f"{id}@mophong.test",
        phone="",
    )


def organisation(id: str, code: str, name: str) -> Organisation:
    return Organisation(
        id=id,
        code=code,
        name=name,
        short_name=name,
        level="commune",
        parent=None,
        address="",
        email="",
        phone="",
        deals_with=(),
    )


class SmallCommune:
    """Officials and bodies, asked by id."""

    digest = "0" * 64
    commune = SimpleNamespace(organisation="ubnd_xa", place="Pà Vầy", code="H99.1", name="xã Pà Vầy")
    officials = (
        official("chu_tich", "Lò Văn Pản", "Chủ tịch", "ubnd_xa", ("signer",), COMMITTEE),
        official("pho_chu_tich", "Giàng A Dơ", "Phó Chủ tịch", "ubnd_xa", ("signer",), DEPUTY),
        official("van_thu", "Hà Thị Lan", "Văn thư", "van_phong", ("clerk",)),
        official("tu_phap", "Quàng Thị Mây", "Công chức tư pháp", "van_phong", ("case_officer",)),
        official("vhxh", "Sùng A Tủa", "Công chức văn hóa", "phong_vhxh", ("case_officer",)),
    )
    organisations = (
        organisation("ubnd_xa", "H99.1", "Ủy ban nhân dân xã Pà Vầy"),
        organisation("so_tu_phap", "H99.21", "Sở Tư pháp"),
        organisation("so_noi_vu", "H99.22", "Sở Nội vụ"),
        organisation("ubnd_xa_khac", "H99.2", "Ủy ban nhân dân xã Nậm Mu"),
    )

    def get(self, kind: type[Any], id: str) -> Any:
        rows = {Official: self.officials, Organisation: self.organisations}.get(kind, ())
        return next((one for one in rows if one.id == id), None)


def token(id: str, holder: str, **fields: Any) -> Token:
    given = {
        "subject": f"CN={id}",
        "issuer": "SANDBOX",
        "serial": "00",
        "valid_from": datetime(2024, 1, 1),
        "valid_to": datetime(2030, 12, 31),
        "pin_hash": pin_hash(id, PIN),
    }
    return Token(id=id, holder=holder, **{**given, **fields})


TOKENS = (token("chu_tich", "chu_tich"), token("pho_chu_tich", "pho_chu_tich"), token("org:H99.1", "van_thu"))


def start(*records: Any, now: datetime = FRIDAY, rules: tuple[Any, ...] = ()) -> Start:
    """A start with these records and a token for each signer and for the organisation."""
    kinds: dict[str, dict[str, Any]] = {}
    for one in (*TOKENS, *records):
        kinds.setdefault(one.kind, {})[one.id] = one
    return Start(
        registry=office,
        population=SmallCommune(),
        calendar=Calendar("test", {datetime(2026, 11, 24).date(): "holiday"}),
        now=now,
        records=kinds,
        rules=rules,
    )


def writes_down(name: str) -> Any:
    """A maker whose bytes are its question."""
    return lambda inputs, read: canonical({"maker": name, "inputs": inputs})


class Day:
    """A working day: `day.does("van_thu", "eoffice.take_number", document=…)` gives the outcome, the world goes on."""

    def __init__(self, *records: Any, **given: Any):
        self.world: World = start(*records, **given).world()
        names = ("typeset", "sign_person", "sign_org", "write_number")
        self.effects = Effects({name: writes_down(name) for name in names})
        self.entries: list[Any] = []

    def does(self, who: str, action: str, **params: Any) -> Outcome:
        roles = self.world.population.get(Official, who).roles
        role = next((one for one in roles if one in office[action].roles), roles[0])
        outcome = perform(self.world, Actor(who, role), action, params, self.effects)
        self.world = outcome.world
        self.entries += outcome.entries
        return outcome

    def refuses(self, who: str, action: str, **params: Any) -> str:
        """The code of the refusal; fails when the system says yes."""
        outcome = self.does(who, action, **params)
        assert outcome.refused is not None, f"{action} was not refused"
        return outcome.refused.code

    def file(self, digest: str) -> str:
        """A made file as text."""
        return self.effects.read(digest).decode()
