"""Families over five generations: founding couples, their children, how long each one lives.

One seeded source decides, nothing else. Couples come in waves until the commune is large enough.
"""

import random
from datetime import date

from seed.chance import Deck, Odds, below, one_of
from seed.drafts import NEVER, Draft, NewBirth
from seed.marriages import Couple, marry
from seed.names import ETHNICITIES
from seed.naming import Naming
from seed.places import COMMUNE_PLACE, LOWLAND_ORIGINS, NEIGHBOURS, PROVINCE, VILLAGES
from seed.records import Sex

FOUNDERS_BORN = 1922, 1955
BOYS = 52  # percent of births
NEWBORN_DAYS = 60  # the law's limit for registering a birth on time
YOUNGEST_DAYS = 4

# Ages at death of people who grew up, per mille.
_LIFESPAN = {25: 10, 35: 20, 45: 40, 55: 85, 62: 110, 68: 130, 74: 165, 79: 170, 84: 145, 89: 85, 94: 32, 98: 8}
_BRIDE_AGE = {18: 12, 19: 20, 20: 22, 21: 16, 22: 12, 23: 8, 24: 5, 25: 3, 27: 2}
_GROOM_AGE = {20: 14, 21: 16, 22: 18, 23: 16, 24: 12, 25: 9, 26: 6, 28: 5, 31: 3, 35: 1}
# How many children a couple wants, by the wife's year of birth.
_CHILDREN = (
    (1950, {3: 10, 4: 25, 5: 30, 6: 25, 7: 10}),
    (1965, {2: 10, 3: 25, 4: 35, 5: 20, 6: 10}),
    (1980, {1: 3, 2: 37, 3: 35, 4: 18, 5: 7}),
    (9999, {0: 2, 1: 10, 2: 58, 3: 24, 4: 6}),
)
_ONE_MORE = {"Mông": 35, "Dao": 12}  # percent
_RELIGION = {
    "Mông": {"Không": 72, "Tin lành": 24, "Công giáo": 4},
    "Kinh": {"Không": 86, "Phật giáo": 8, "Công giáo": 6},
}


def year_of(day: int) -> int:
    """The year of a day number."""
    return date.fromordinal(day).year


def days(years: int) -> int:
    """That many years as days, rounded down."""
    return years * 1461 // 4


class Families:
    """The people of the commune as they come into being: `people` in order of making, `couples` in order of
    generation, `births` not yet registered."""

    def __init__(self, source: random.Random, villages: int, today: date) -> None:
        self.source, self.villages, self.today = source, villages, today.toordinal()
        self.naming = Naming(source)
        self.people: list[Draft] = []
        self.couples: list[Couple] = []
        self.births: list[NewBirth] = []
        self._ethnicities = Deck(source, Odds(ETHNICITIES))
        self._lifespan = Deck(source, Odds(_LIFESPAN))
        self._marries = {"female": Deck(source, Odds(_BRIDE_AGE)), "male": Deck(source, Odds(_GROOM_AGE))}
        self._wanted = [(before, Deck(source, Odds(odds))) for before, odds in _CHILDREN]
        self._religion = {ethnicity: Deck(source, Odds(odds)) for ethnicity, odds in _RELIGION.items()}
        self._origins = Deck(source, Odds(LOWLAND_ORIGINS))

    def chance(self, percent: int) -> bool:
        return self.source.random() * 100 < percent

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high - 1."""
        return low + int(self.source.random() * (high - low))

    def boy_or_girl(self) -> Sex:
        return "male" if self.chance(BOYS) else "female"

    def wave(self, couples: int) -> None:
        """That many founding couples and all their descendants up to today."""
        generation = [self._founders() for _ in range(couples)]
        while generation:
            self.couples += generation
            children = [child for couple in generation for child in self._children(couple)]
            self.people += children
            generation = marry(self, children)

    def newcomer(self, sex: Sex, ethnicity: str, village: int, born: int, native: bool = False) -> Draft:
        """Somebody whose parents are not in the registry: a founder (`native`) or who married in from
        outside."""
        surname, origin, parents_born = self.naming.surname(ethnicity), COMMUNE_PLACE, year_of(born) - 25
        if ethnicity == "Kinh":
            origin = self._origins.draw()
        elif not native:
            origin = f"xã {one_of(self.source, NEIGHBOURS)}, {PROVINCE}"
        person = Draft(
            sex=sex,
            born=born,
            died=self._dies(born),
            surname=surname,
            given=self.naming.given(ethnicity, sex, year_of(born)),
            ethnicity=ethnicity,
            religion=self._religion[ethnicity].draw() if ethnicity in self._religion else "Không",
            village=village,
            origin=origin,
            birth_place=origin,
            father=None,
            mother=None,
            father_name=f"{surname} {self.naming.given(ethnicity, 'male', parents_born)}",
            mother_name=self.naming.full(ethnicity, "female", parents_born),
        )
        self.people.append(person)
        return person

    def child(self, mother: Draft, father: Draft | None, sex: Sex, born: int) -> Draft:
        """A child of the two, or of the mother alone, with a name that no brother, sister or parent has."""
        named, year = father or mother, year_of(born)
        taken = {sibling.given for sibling in mother.children} | {mother.given, named.given}
        while (given := self.naming.given(named.ethnicity, sex, year)) in taken:
            pass
        person = Draft(
            sex=sex,
            born=born,
            died=self._dies(born),
            surname=named.surname,
            given=given,
            ethnicity=named.ethnicity,
            religion=named.religion,
            village=named.village,
            origin=named.origin,
            birth_place=COMMUNE_PLACE,
            father=father,
            mother=mother,
            father_name=father.full_name if father else "",
            mother_name=mother.full_name,
        )
        person.marries = self._would_marry(person)
        mother.children.append(person)
        if father:
            father.children.append(person)
        return person

    def _founders(self) -> Couple:
        village = below(self.source, self.villages)
        ethnicity = VILLAGES[village][1] if self.chance(86) else self._ethnicities.draw()
        born = self.between(*(date(year, 1, 1).toordinal() for year in FOUNDERS_BORN))
        husband = self.newcomer("male", ethnicity, village, born, native=True)
        wife = self.newcomer("female", ethnicity, village, born + self.between(-500, 2200), native=True)
        husband.spouse, wife.spouse = wife, husband
        return husband, wife, max(self._wedding(husband), self._wedding(wife))

    def _wedding(self, person: Draft) -> int:
        return person.born + days(self._marries[person.sex].draw() + 1) + self.between(0, 365)

    def _would_marry(self, person: Draft) -> int:
        wedding = self._wedding(person)
        return wedding if wedding < min(self.today, person.died) and self.chance(95) else NEVER

    def _dies(self, born: int) -> int:
        day = born + days(self._lifespan.draw()) + self.between(0, days(5))
        return day if day < self.today else NEVER

    def _children(self, couple: Couple) -> list[Draft]:
        husband, wife, wedding = couple
        limit = min(self.today - YOUNGEST_DAYS, wife.born + days(44), wife.died, husband.died)
        born = wedding + self.between(290, 900)
        made: list[Draft] = []
        for _ in range(self._children_wanted(wife)):
            if born > limit:
                break
            sex = self.boy_or_girl()
            if self._unregistered(born):
                self.births.append(NewBirth(wife, husband, sex, born))
            else:
                made.append(self.child(wife, husband, sex, born))
            born += self.between(480, 1700)
        return made

    def _children_wanted(self, wife: Draft) -> int:
        year = year_of(wife.born)
        wanted = next(deck for before, deck in self._wanted if year < before).draw()
        return wanted + self.chance(_ONE_MORE.get(wife.ethnicity, 0))

    def _unregistered(self, born: int) -> bool:
        age = self.today - born
        return age < NEWBORN_DAYS and (age < 8 or self.chance(50))
