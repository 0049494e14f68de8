"""A birth on paper and in the register: what the certificate says, and the identity that the child is given."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sandbox.services.registry.queries import person
from sandbox.services.registry.records import SEXES, BirthRegistration
from sandbox.world.desk import Desk
from seed.records import Official, Organisation, Person
from seed.reserved import identity_number


def new_identity(desk: Desk, sex: str, born: date, purpose: str) -> str:
    """An identity number that agrees with sex, century and year and that nobody has; the same in every replay."""
    serial = int(hashlib.sha256(f"{desk.world.start.digest}:{purpose}".encode()).hexdigest(), 16)
    while True:
        number = identity_number(sex, born.year, serial % 1_000_000)
        if desk.world.peek(Person, number) is None:
            return number
        serial += 1


def child_of(desk: Desk, birth: BirthRegistration, id: str) -> Person:
    """The child as a person of the population; it lives where its mother does (Luật Cư trú 68/2020/QH14, art. 12)."""
    mother, father = person(desk.world, birth.mother), person(desk.world, birth.father)
    home = mother or father or desk.get(Person, birth.declarant)
    return Person(
        id=id,
        full_name=birth.child_name,
        sex=birth.sex,
        birth_date=birth.birth_date,
        death_date=None,
        ethnicity=birth.ethnicity,
        religion=home.religion,
        nationality=birth.nationality,
        village=home.village,
        household=home.household,
        relation_to_head="child" if home.relation_to_head in ("head", "spouse") else "grandchild",
        address=home.address,
        phone="",
        marital_status="single",
        spouse=None,
        father=birth.father,
        mother=birth.mother,
        father_name=father.full_name if father else "",
        mother_name=mother.full_name if mother else "",
        birth_place=birth.birth_place,
        ancestral_home=(father or home).ancestral_home,
        occupation="",
    )


def title_of(birth: BirthRegistration) -> str:
    """What the certificate is called among the documents."""
    return f"Giấy khai sinh của {birth.child_name}"


def heading_fields(world: Any, signer: str) -> dict[str, str]:
    """Who issues and signs the certificate."""
    committee = world.peek(Organisation, world.population.commune.organisation)
    official = world.peek(Official, signer)
    office = committee.name if committee else ""
    fields = {"registered_at": office, "place": world.population.commune.place}
    if official is None:
        return fields
    *capacity, post = official.signs_as or (official.post,)
    return {**fields, "capacity": " ".join(capacity), "post": post, "signer_name": official.full_name}


def certificate_fields(world: Any, birth: BirthRegistration) -> dict[str, str]:
    """What the birth certificate says (TT 04/2020/TT-BTP): the draft has neither number nor the child's identity."""
    mother, father = person(world, birth.mother), person(world, birth.father)
    declarant = person(world, birth.declarant)
    home = father or mother
    return {
        "child_name": birth.child_name,
        "birth_date": birth.birth_date.isoformat(),
        "sex": SEXES[birth.sex],
        "ethnicity": birth.ethnicity,
        "nationality": birth.nationality,
        "birth_place": birth.birth_place,
        "ancestral_home": home.ancestral_home if home else "",
        **_parent("mother", mother),
        **_parent("father", father),
        "declarant_name": declarant.full_name if declarant else "",
        "declarant_papers": f"Số định danh cá nhân {birth.declarant}",
        **_registered(birth),
    }


def _parent(which: str, found: Person | None) -> dict[str, str]:
    """The parent's part; blank lines for one who is not known, so that a revised draft keeps nothing of another."""
    said = ("full_name", "ethnicity", "nationality", "address", "id")
    name, ethnicity, nationality, address, id = [getattr(found, one) if found else "" for one in said]
    return {
        f"{which}_name": name,
        f"{which}_birth_date": str(found.birth_date.year) if found else "",
        f"{which}_ethnicity": ethnicity,
        f"{which}_nationality": nationality,
        f"{which}_residence": address,
        f"{which}_id": id,
    }


def _registered(birth: BirthRegistration) -> dict[str, str]:
    if birth.number is None or birth.registered_at is None:
        return {}
    day = birth.registered_at.date().isoformat()
    return {
        "number": f"{birth.number:02}",
        "symbol": str(birth.year),
        "personal_id": birth.child_id or "",
        "registered_on": day,
        "date": day,
    }
