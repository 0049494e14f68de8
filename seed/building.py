"""Making a commune: every step from a seed and a size to the tables of records."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from seed.births import births_of
from seed.families import Families
from seed.homes import people_of
from seed.land import Cadastre
from seed.offices import PEOPLES_COMMITTEE, organisations
from seed.officials import appoint
from seed.places import COMMUNE, COMMUNE_CODE, COMMUNE_PLACE, PROVINCE, VILLAGES, village_count
from seed.providers import source
from seed.records import Birth, Commune, Household, Official, Organisation, Parcel, Person, Village
from seed.register import Registrar

VERSION: Final = "1"  # goes up whenever the same seed and size give other people
TODAY: Final = date(2026, 11, 20)
SMALLEST: Final = 200

_VILLAGE_HEAD_BORN: Final = 1964, 1991


@dataclass(frozen=True)
class Tables:
    """The records of one commune, each kind in its own order."""

    commune: Commune
    people: Sequence[Person]
    households: Sequence[Household]
    births: Sequence[Birth]
    villages: Sequence[Village]
    parcels: Sequence[Parcel]
    organisations: Sequence[Organisation]
    officials: Sequence[Official]


def tables(seed: int, size: int) -> Tables:
    """All records of a commune with `size` living residents. Raises ValueError for a size below 200."""
    if size < SMALLEST:
        raise ValueError(f"a commune has at least {SMALLEST} residents")
    today = TODAY.toordinal()
    families = Families(source(seed, "families"), village_count(size), TODAY)
    homes = people_of(source(seed, "homes"), families, size)
    registrar = Registrar(source(seed, "register"), homes, today)
    births = births_of(source(seed, "births"), families.births, homes, today)
    people, officials = _with_officials(seed, registrar.people)
    return Tables(
        commune=commune(),
        people=sorted(people, key=_id),
        households=sorted(registrar.households, key=_id),
        births=births,
        villages=_villages(people, registrar.households),
        parcels=Cadastre(source(seed, "land"), TODAY).parcels(registrar.households),
        organisations=organisations(),
        officials=officials,
    )


def commune() -> Commune:
    """The drill commune, the same for every seed."""
    return Commune(
        id=COMMUNE_CODE,
        name=COMMUNE,
        province=PROVINCE,
        code=COMMUNE_CODE,
        place=COMMUNE.removeprefix("xã "),
        organisation=PEOPLES_COMMITTEE,
        address=f"thôn Trung Tâm, {COMMUNE_PLACE}",
    )


def _id(record: Person | Household) -> str:
    return record.id


def _with_officials(seed: int, people: list[Person]) -> tuple[list[Person], tuple[Official, ...]]:
    """The officials, and the people with those occupied in office."""
    officials = appoint(source(seed, "officials"), people, TODAY)
    posts = {official.person: official.post for official in officials}
    employed = [_employed(person) if person.id in posts else person for person in people]
    return employed, officials


def _employed(person: Person) -> Person:
    return msgspec.structs.replace(person, occupation="Cán bộ, công chức")


def _villages(people: Iterable[Person], households: Sequence[Household]) -> list[Village]:
    residents = Counter(person.village for person in people if not person.death_date)
    homes = Counter(household.village for household in households)
    heads = _village_heads(people)
    return [
        Village(
            id=village,
            number=number,
            name=VILLAGES[number - 1][0],
            main_ethnicity=VILLAGES[number - 1][1],
            head=heads[village],
            households=homes[village],
            residents=residents[village],
        )
        for number, village in enumerate(sorted(homes, key=lambda id: int(id[1:])), start=1)
    ]


def _village_heads(people: Iterable[Person]) -> dict[str, str]:
    """For each village the first man in the register who heads a household and is of the right age, else any
    head."""
    first, last = _VILLAGE_HEAD_BORN
    heads: dict[str, str] = {}
    for wanted in (range(first, last), range(1900, 2010)):
        for person in people:
            if person.relation_to_head == "head" and person.birth_date.year in wanted:
                heads.setdefault(person.village, person.id)
    return heads
