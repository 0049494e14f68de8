"""From drafts to the registry: who is kept, their numbers, what each household is, and the records
themselves."""

import random
from collections import defaultdict
from datetime import date

from seed.chance import Deck, Odds, serials
from seed.drafts import NEVER, Draft, Home
from seed.families import days
from seed.offices import OFFICE_PHONES_FROM
from seed.places import VILLAGES, village_address
from seed.records import Household, MaritalStatus, Person, Poverty, Relation
from seed.reserved import identity_number, phone_number

KEPT_SINCE = date(2015, 1, 1).toordinal()  # deaths before the national database have only a name left
_PHONE_FROM = days(15)
_PHONE_SHARE = 85  # percent
# Occupations by age: up to (years), for most people and for lowlanders.
_HIGHLAND = (
    (3, {"": 1}),
    (6, {"Trẻ mẫu giáo": 1}),
    (18, {"Học sinh": 1}),
    (23, {"Làm nông": 52, "Công nhân": 18, "Sinh viên": 20, "Lao động tự do": 10}),
    (
        60,
        {
            "Làm nông": 76,
            "Công nhân": 8,
            "Buôn bán nhỏ": 4,
            "Thợ xây": 4,
            "Lao động tự do": 5,
            "Giáo viên": 2,
            "Y tá": 1,
        },
    ),
    (72, {"Làm nông": 80, "Hết tuổi lao động": 20}),
    (999, {"Hết tuổi lao động": 1}),
)
_LOWLAND = (
    *_HIGHLAND[:3],
    (23, {"Sinh viên": 50, "Lao động tự do": 25, "Buôn bán nhỏ": 25}),
    (
        60,
        {
            "Buôn bán nhỏ": 38,
            "Giáo viên": 14,
            "Làm nông": 20,
            "Lái xe": 8,
            "Thợ xây": 8,
            "Lao động tự do": 8,
            "Y sĩ": 4,
        },
    ),
    (72, {"Hưu trí": 45, "Buôn bán nhỏ": 30, "Làm nông": 25}),
    (999, {"Hết tuổi lao động": 6, "Hưu trí": 4}),
)
_POVERTY: dict[str, dict[Poverty, int]] = {
    "Mông": {"poor": 32, "near_poor": 20, "average": 18, "none": 30},
    "Dao": {"poor": 24, "near_poor": 18, "average": 20, "none": 38},
    "Kinh": {"poor": 2, "near_poor": 4, "average": 12, "none": 82},
}
_POVERTY_ELSE: dict[Poverty, int] = {"poor": 14, "near_poor": 14, "average": 22, "none": 50}


class Registrar:
    """Writes the registry of one commune; `people` and `households` come out in order of making."""

    def __init__(self, source: random.Random, homes: list[Home], today: int) -> None:
        self.source, self.today = source, today
        self.people: list[Person] = []
        self.households: list[Household] = []
        self._addresses = [village_address(name) for name, _ in VILLAGES]
        self._work = {
            kind: [(days(years), Deck(source, Odds(odds))) for years, odds in table]
            for kind, table in (("highland", _HIGHLAND), ("lowland", _LOWLAND))
        }
        self._poverty = {ethnicity: Deck(source, Odds(odds)) for ethnicity, odds in _POVERTY.items()}
        self._poverty_else = Deck(source, Odds(_POVERTY_ELSE))
        self._phones = serials(source, OFFICE_PHONES_FROM)
        kept = [[person for person in home.people if _is_kept(person)] for home in homes]
        self._number(kept)
        counters: dict[int, int] = defaultdict(int)
        for home, people in zip(homes, kept, strict=True):
            counters[home.village] += 1
            self._enter(home.village, counters[home.village], people)

    def _number(self, homes: list[list[Draft]]) -> None:
        """Identity numbers for all who are kept."""
        serial = serials(self.source, 1_000_000)
        for person in (person for people in homes for person in people):
            person.id = identity_number(person.sex, date.fromordinal(person.born).year, next(serial))

    def _enter(self, village: int, number: int, people: list[Draft]) -> None:
        head = head_of(people, self.today)
        household = f"h{village + 1:02d}{number:04d}"
        self.people += [self._person(person, head, household) for person in people]
        others = [person for person in people if person.resident and person is not head]
        others.sort(key=lambda person: (person is not head.spouse, person.born, person.id))
        poverty = self._poverty.get(head.ethnicity, self._poverty_else)
        self.households.append(
            Household(
                id=household,
                village=f"v{village + 1}",
                book_no=f"{village + 1:02d}{number:04d}",
                head=head.id,
                members=(head.id, *(person.id for person in others)),
                address=self._addresses[village],
                poverty=poverty.draw(),
            )
        )

    def _person(self, draft: Draft, head: Draft, household: str) -> Person:
        father, mother, spouse = draft.father, draft.mother, draft.spouse
        married_to = spouse.id if spouse and spouse.id and not draft.divorced else None
        return Person(
            id=draft.id,
            full_name=draft.full_name,
            sex=draft.sex,
            birth_date=date.fromordinal(draft.born),
            death_date=None if draft.died == NEVER else date.fromordinal(draft.died),
            ethnicity=draft.ethnicity,
            religion=draft.religion,
            nationality="Việt Nam",
            village=f"v{draft.village + 1}",
            household=household,
            relation_to_head=relation(draft, head),
            address=self._addresses[draft.village],
            phone=self._phone_of(draft),
            marital_status=marital_status(draft),
            spouse=married_to,
            father=father.id or None if father else None,
            mother=mother.id or None if mother else None,
            father_name=draft.father_name,
            mother_name=draft.mother_name,
            birth_place=draft.birth_place,
            ancestral_home=draft.origin,
            occupation=self._occupation(draft),
        )

    def _phone_of(self, draft: Draft) -> str:
        old_enough = draft.resident and self.today - draft.born > _PHONE_FROM
        if not old_enough or self.source.random() * 100 >= _PHONE_SHARE:
            return ""
        return phone_number(next(self._phones))

    def _occupation(self, draft: Draft) -> str:
        age = min(self.today, draft.died) - draft.born
        table = self._work["lowland" if draft.ethnicity == "Kinh" else "highland"]
        return next(deck for limit, deck in table if age < limit).draw()


def _is_kept(draft: Draft) -> bool:
    return not draft.gone and draft.died >= KEPT_SINCE


def head_of(people: list[Draft], today: int) -> Draft:
    """The head among who lives here: the eldest married or widowed man under 73, else such a woman, else the
    eldest."""
    living = sorted((person for person in people if person.resident), key=lambda person: (person.born, person.id))
    active = [person for person in living if person.spouse and today - person.born < days(73)]
    men = [person for person in active if person.sex == "male"]
    return (men or active or living)[0]


def marital_status(draft: Draft) -> MaritalStatus:
    """As the registry has it now, or had it on the day of death."""
    if draft.divorced:
        return "divorced"
    if draft.spouse is None:
        return "single"
    return "married" if draft.spouse.died >= draft.died else "widowed"


def relation(draft: Draft, head: Draft) -> Relation:
    """What this person is to the head of the household."""
    parents, head_parents = _parents(draft), _parents(head)
    if draft is head:
        return "head"
    if draft.spouse is head:
        return "spouse"
    if head in parents or (head.spouse and head.spouse in parents):
        return "child"
    if draft in head_parents:
        return "parent"
    if head.spouse and draft in _parents(head.spouse):
        return "parent_in_law"
    if draft.spouse and head in _parents(draft.spouse):
        return "child_in_law"
    if any(head in _parents(parent) for parent in parents):
        return "grandchild"
    if any(parent in head_parents for parent in parents):
        return "sibling"
    return "other"


def _parents(draft: Draft) -> list[Draft]:
    return [parent for parent in (draft.father, draft.mother) if parent]
