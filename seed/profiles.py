"""Single people in bulk, without families: for lists, load tests and citizens of other communes."""

from datetime import date
from typing import Final, NamedTuple

from seed.chance import Deck, Odds, serials
from seed.families import BOYS
from seed.names import ETHNICITIES
from seed.naming import Naming
from seed.places import VILLAGES, village_address
from seed.providers import source
from seed.records import Sex
from seed.reserved import identity_number, phone_number

_BORN: Final = date(1940, 1, 1).toordinal(), date(2008, 1, 1).toordinal()
_SEXES: Final[dict[Sex, int]] = {"male": BOYS, "female": 100 - BOYS}
MOST: Final = 990_000


class Profile(NamedTuple):
    """One grown-up; the fields are those of `seed.records.Person`."""

    id: str
    full_name: str
    sex: Sex
    birth_date: date
    ethnicity: str
    address: str
    phone: str


def profiles(seed: int, count: int) -> list[Profile]:
    """That many grown-ups, the same for the same seed and platform-independent; no two share an identity number or a
    phone. Raises ValueError for more than `MOST`."""
    if count > MOST:
        raise ValueError(f"at most {MOST} profiles have numbers of their own")
    drawn = source(seed, "profiles")
    naming, first, span = Naming(drawn), _BORN[0], _BORN[1] - _BORN[0]
    sexes, ethnicities = Deck(drawn, Odds(_SEXES)), Deck(drawn, Odds(ETHNICITIES))
    addresses = Deck(drawn, Odds.even(village_address(name) for name, _ in VILLAGES))
    numbers = zip(range(count), serials(drawn, MOST), serials(drawn, MOST), strict=False)
    made = []
    for _, identity, phone in numbers:
        sex, ethnicity, born = sexes.draw(), ethnicities.draw(), first + int(drawn.random() * span)
        day = date.fromordinal(born)
        name = naming.full(ethnicity, sex, day.year)
        number = identity_number(sex, day.year, identity)
        made.append(Profile(number, name, sex, day, ethnicity, addresses.draw(), phone_number(phone)))
    return made
