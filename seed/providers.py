"""Faker providers for what its vi_VN lacks: names in Vietnamese order, identity numbers and phones nobody
has, two-level addresses. Each works alone: `fake = Faker("vi_VN");
fake.add_provider(VietnameseNameProvider)`."""

import random
from datetime import date
from functools import cache, lru_cache
from typing import Final

from faker.generator import Generator
from faker.providers import BaseProvider

from seed import names, reserved
from seed.chance import Odds, below, one_of
from seed.places import NEIGHBOURS, PROVINCE, VILLAGES, village_address

_SEXES: Final = ("male", "female")
_BORN: Final = 1940, 2025


class VietnameseNameProvider(BaseProvider):
    """Full names, family name first, fitting an ethnic group, a sex and a year of birth (each drawn when left
    out)."""

    def name(self, sex: str = "", ethnicity: str = "Kinh", birth_year: int = 0) -> str:
        return f"{self.last_name(ethnicity)} {self.first_name(sex, ethnicity, birth_year)}"

    def name_male(self, ethnicity: str = "Kinh", birth_year: int = 0) -> str:
        return self.name("male", ethnicity, birth_year)

    def name_female(self, ethnicity: str = "Kinh", birth_year: int = 0) -> str:
        return self.name("female", ethnicity, birth_year)

    def last_name(self, ethnicity: str = "Kinh") -> str:
        """A family name (họ), which comes first."""
        return surname_odds(ethnicity).draw(self.generator.random)

    def first_name(self, sex: str = "", ethnicity: str = "Kinh", birth_year: int = 0) -> str:
        """Middle and given name (chữ đệm và tên)."""
        source = self.generator.random
        year = birth_year or _BORN[0] + below(source, _BORN[1] - _BORN[0])
        generation = names.generation_of(year)
        return given_odds(ethnicity, sex or one_of(source, _SEXES), generation).draw(source)

    def ethnicity(self) -> str:
        """An ethnic group, as often as it lives in a north-western hill commune."""
        return _ethnicity_odds().draw(self.generator.random)


class IdentityNumberProvider(BaseProvider):
    """12-digit identity numbers with the prefix 000, which no province has."""

    def identity_number(self, sex: str = "", birth_date: date | None = None) -> str:
        source = self.generator.random
        year = birth_date.year if birth_date else _BORN[0] + below(source, _BORN[1] - _BORN[0])
        return reserved.identity_number(sex or one_of(source, _SEXES), year, below(source, 1_000_000))

    def ssn(self) -> str:
        """Faker's own name for it; its vi_VN gives American numbers here."""
        return self.identity_number()


class PhoneProvider(BaseProvider):
    """Phone numbers 0400 xxx xxx, which ring nowhere."""

    def phone_number(self) -> str:
        return reserved.shown_phone(reserved.phone_number(below(self.generator.random, 1_000_000)))


class AddressProvider(BaseProvider):
    """Two-level addresses (village, commune, province; no district since 1 July 2025) in invented places."""

    def village(self) -> str:
        return one_of(self.generator.random, VILLAGES)[0]

    def commune(self) -> str:
        """An invented commune near the drill commune: "xã Nậm Khẩu, tỉnh Mô Phỏng"."""
        return f"xã {one_of(self.generator.random, NEIGHBOURS)}, {PROVINCE}"

    def address(self) -> str:
        """An address inside the drill commune."""
        return village_address(self.village())


PROVIDERS: Final = (VietnameseNameProvider, IdentityNumberProvider, PhoneProvider, AddressProvider)


@cache
def surname_odds(ethnicity: str) -> Odds[str]:
    """Family names of an ethnic group. Raises KeyError for one that has no list."""
    return Odds(names.surnames(ethnicity))


@cache
def given_odds(ethnicity: str, sex: str, generation: str) -> Odds[str]:
    """Middle and given names together. Raises KeyError when there is no such list."""
    return Odds(names.given_names(ethnicity, sex, generation))


@lru_cache(maxsize=1)
def _ethnicity_odds() -> Odds[str]:
    return Odds(names.ETHNICITIES)


def source(seed: int, purpose: str) -> random.Random:
    """Faker's randomness for one purpose of one seed: what one part draws never moves what another part
    draws."""
    generator = Generator()
    generator.seed_instance(f"{seed}:{purpose}")
    drawn_from: random.Random = generator.random
    return drawn_from
