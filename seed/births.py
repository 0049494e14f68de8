"""Births of the last weeks that nobody has registered yet, with the notice of the place where the child was
born."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from seed.chance import Deck, Odds, shuffled
from seed.drafts import Draft, Home, NewBirth
from seed.families import BOYS, days
from seed.offices import FACILITIES, Facility
from seed.records import Birth

PER_VILLAGE = 3  # at least that many births of the last four weeks by mothers of 25–35
_RECENT = 4, 28


def births_of(source: random.Random, natural: list[NewBirth], homes: list[Home], today: int) -> list[Birth]:
    """The unregistered births in order of time: those the families brought, and as many more as each village
    needs so that a case can be drawn from every one of them."""
    births = [birth for birth in natural if birth.mother.resident and birth.father.resident]
    count: dict[int, int] = defaultdict(int)
    for birth in births:
        count[birth.mother.village] += today - birth.born <= _RECENT[1] and _is_prime(birth.mother, today)
    taken = {birth.mother for birth in births}
    candidates = (p for home in homes for p in home.people if p not in taken and _may_have_born(p, today))
    for mother in shuffled(source, candidates):
        if count[mother.village] < PER_VILLAGE and mother.spouse:
            count[mother.village] += 1
            births.append(_birth(source, mother, mother.spouse, today))
    return _written(source, sorted(births, key=lambda birth: (birth.born, birth.mother.id)))


def _is_prime(mother: Draft, today: int) -> bool:
    return days(25) + 1 < today - mother.born < days(35)


def _may_have_born(person: Draft, today: int) -> bool:
    """A married woman of 25–35 who lives with her husband and whose youngest child is two years old or
    more."""
    return (
        person.sex == "female"
        and person.resident
        and _is_prime(person, today)
        and person.spouse is not None
        and person.spouse.resident
        and all(today - child.born > days(2) for child in person.children)
    )


def _birth(source: random.Random, mother: Draft, father: Draft, today: int) -> NewBirth:
    low, high = _RECENT
    born = today - low - int(source.random() * (high - low))
    return NewBirth(mother, father, "male" if source.random() * 100 < BOYS else "female", born)


def _written(source: random.Random, births: Iterable[NewBirth]) -> list[Birth]:
    facilities = Deck(source, Odds({facility: facility.share for facility in FACILITIES}))
    return [_record(source, number, birth, facilities) for number, birth in enumerate(births, start=1)]


def _record(source: random.Random, number: int, birth: NewBirth, facilities: Deck[Facility]) -> Birth:
    facility = facilities.draw()
    born_at = datetime.fromordinal(birth.born) + timedelta(minutes=int(source.random() * 1440))
    return Birth(
        id=f"b{number:04d}",
        mother=birth.mother.id,
        father=birth.father.id,
        child_sex=birth.sex,
        born_at=born_at,
        place=facility.name,
        facility=facility.organisation,
        birth_notice_code=f"{facility.code}.GCS.{number * 37:05d}.{born_at:%y}",
        weight_grams=2400 + 50 * int(source.random() * 33),
    )
