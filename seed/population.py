"""The residents of one drill commune, read-only: the same for the same (version, seed, size), found by every
key."""

import hashlib
import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeVar, Unpack

import msgspec

from seed.building import TODAY, VERSION, tables
from seed.chance import one_of
from seed.indexes import Group, NameIndex, groups
from seed.records import Birth, Commune, Household, Official, Organisation, Parcel, Person, Record, Village
from seed.selection import Query, selected

R = TypeVar("R", bound=Record)
_RELATED_STEPS = 3


class Population:
    """A commune with `size` living residents. Safe to share between threads and worlds: nothing in it
    changes.

    The dead of the last years are kept as people with a death date; children born but not registered are
    births.
    """

    version = VERSION
    today: date = TODAY

    def __init__(self, seed: int = 2026, size: int = 20_000) -> None:
        """Builds the commune. Raises ValueError for a size below 200."""
        self.seed, self.size = seed, size
        made = tables(seed, size)
        self.commune: Commune = made.commune
        self.villages: tuple[Village, ...] = tuple(made.villages)
        self.organisations: tuple[Organisation, ...] = tuple(made.organisations)
        self.officials: tuple[Official, ...] = tuple(made.officials)
        rows: dict[type[Record], Sequence[Record]] = {
            Commune: (made.commune,),
            Village: made.villages,
            Household: made.households,
            Person: made.people,
            Birth: made.births,
            Parcel: made.parcels,
            Organisation: made.organisations,
            Official: made.officials,
        }
        self._tables: dict[type[Record], dict[str, Record]] = {
            kind: {record.id: record for record in records} for kind, records in rows.items()
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256 over version, seed, size and every record as canonical JSON: equal digests, equal
        communes."""
        total = hashlib.sha256(f"{self.version}:{self.seed}:{self.size}".encode())
        for kind, table in self._tables.items():
            total.update(kind.kind.encode())
            total.update(msgspec.json.encode(list(table.values())))
        return total.hexdigest()

    # By id

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, None when there is none (or the seed has no such kind)."""
        found = self._tables.get(kind, {}).get(id)
        return found if isinstance(found, kind) else None

    def rows(self, kind: type[R]) -> tuple[R, ...]:
        """All records of a kind in their order (people and households by id). For reports and tests: long."""
        return tuple(row for row in self._tables.get(kind, {}).values() if isinstance(row, kind))

    def person(self, id: str) -> Person:
        """The person with this identity number. Raises KeyError when nobody has it."""
        return self._need(Person, id)

    def household(self, id: str) -> Household:
        """The household. Raises KeyError when there is none."""
        return self._need(Household, id)

    def official(self, id: str) -> Official:
        """Who holds the post of this slug. Raises KeyError when there is no such post."""
        return self._need(Official, id)

    def organisation(self, id: str) -> Organisation:
        """The office of this slug or code ("so_tu_phap", "H99.23"). Raises KeyError when there is none."""
        by_code = (office for office in self.organisations if office.code == id)
        return self.get(Organisation, id) or next(by_code, None) or self._need(Organisation, id)

    def village_id(self, village: str | int) -> str:
        """The id of a village given as id or number (3, "3", "v3"). Raises KeyError when there is none."""
        text = str(village)
        return self._need(Village, f"v{text}" if text.isdecimal() else text).id

    def _need(self, kind: type[R], id: str) -> R:
        found = self.get(kind, id)
        if found is None:
            raise KeyError(f"{kind.kind} {id}")
        return found

    # By name

    def by_name(self, text: str) -> tuple[str, ...]:
        """Identity numbers of who has this full name (diacritics, đ and case do not matter); when nobody has,
        of in whose name every word typed begins a word. In order; the dead too."""
        return self._name_index.found(text)

    def called(self, full_name: str) -> tuple[str, ...]:
        """Identity numbers of who has exactly this full name, folded; in order."""
        return self._name_index.called(full_name)

    def namesakes_of(self, id: str) -> list[Person]:
        """The others of the same folded full name, of either sex, the dead too."""
        return [self.person(other) for other in self.called(self.person(id).full_name) if other != id]

    def has_namesake(self, person: Person) -> bool:
        """Whether another living person has the same folded name and the same sex."""
        others = self.namesakes_of(person.id)
        return any(other.sex == person.sex and other.death_date is None for other in others)

    @cached_property
    def _name_index(self) -> NameIndex:
        return NameIndex(self.rows(Person))

    # By kinship and household

    def living_in(self, household: str) -> list[Person]:
        """The members of a household, the head first. Raises KeyError when there is no such household."""
        return [self.person(id) for id in self.household(household).members]

    def parents_of(self, id: str) -> list[Person]:
        """Father and mother as far as the registry has them."""
        person = self.person(id)
        return [self.person(parent) for parent in (person.father, person.mother) if parent]

    def children_of(self, id: str) -> list[Person]:
        """Registered children, by identity number, the dead too."""
        return [self.person(child) for child in self._children.get(self.person(id).id, ())]

    def births_of(self, mother: str) -> tuple[Birth, ...]:
        """Her births that are not registered yet."""
        return tuple(birth for birth in self.rows(Birth) if birth.mother == mother)

    def parcels_of(self, person: str) -> tuple[Parcel, ...]:
        """The parcels this person is the land user of."""
        return self._parcels.get(person, ())

    def relatives_of(self, id: str) -> set[str]:
        """The person, the household, and everybody within three steps of parent, child or spouse."""
        near = {id}
        for _ in range(_RELATED_STEPS):
            near |= {kin for one in near for kin in self._next_of_kin(one)}
        return near.union(self.household(self.person(id).household).members)

    def _next_of_kin(self, id: str) -> Iterator[str]:
        person = self.person(id)
        yield from (kin for kin in (person.father, person.mother, person.spouse) if kin)
        yield from self._children.get(id, ())

    @cached_property
    def _children(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for person in self.rows(Person):
            for parent in (person.father, person.mother):
                if parent:
                    found[parent].append(person.id)
        return dict(found)

    @cached_property
    def _parcels(self) -> Mapping[str, tuple[Parcel, ...]]:
        found: dict[str, list[Parcel]] = defaultdict(list)
        for parcel in self.rows(Parcel):
            found[parcel.land_user].append(parcel)
        return {user: tuple(parcels) for user, parcels in found.items()}

    # By description

    def select(self, **query: Unpack[Query]) -> list[Person]:
        """The people for whom every word of the query holds (see `Query`), in order of identity number.
        Raises TypeError for an unknown word, KeyError for an unknown id."""
        return selected(self, query)

    def pick(self, rng: random.Random, **query: Unpack[Query]) -> Person:
        """One of the people selected, drawn from `rng`. Raises LookupError when the query fits nobody."""
        people = self.select(**query)
        if not people:
            raise LookupError(f"nobody in the commune fits: {query}")
        return one_of(rng, people)

    def groups(self, village: str | int | None, sex: str | None) -> Iterator[Group]:
        """The people by village and sex, each group in order of birth; None for any."""
        wanted = None if village is None else self.village_id(village)
        for (here, which), group in self._groups.items():
            if wanted in (None, here) and sex in (None, which):
                yield group

    def mothers_since(self, day: date, registered: bool | None) -> list[Person]:
        """Who gave birth on that day or later; to a registered child, an unregistered one, or (None)
        either."""
        mothers: set[str] = set()
        if registered is not False:
            days, ids = self._registered_births
            mothers.update(ids[bisect_left(days, day) :])
        if registered is not True:
            mothers.update(birth.mother for birth in self.rows(Birth) if birth.born_at.date() >= day)
        return [self.person(id) for id in sorted(mothers)]

    @cached_property
    def posts(self) -> Mapping[str, str]:
        """Post slugs by identity number of who holds them."""
        return {official.person: official.id for official in self.officials}

    @cached_property
    def _groups(self) -> Mapping[tuple[str, str], Group]:
        return groups(self.rows(Person))

    @cached_property
    def _registered_births(self) -> tuple[Sequence[date], Sequence[str]]:
        births = sorted((person.birth_date, person.mother) for person in self.rows(Person) if person.mother)
        return [day for day, _ in births], [mother for _, mother in births]


def build(seed: int = 2026, size: int = 20_000) -> Population:
    """A new population: the same people for the same seed, size and `VERSION`, on every platform."""
    return Population(seed, size)


@lru_cache(maxsize=4)
def population(seed: int = 2026, size: int = 20_000) -> Population:
    """The population, built once per process."""
    return build(seed, size)
