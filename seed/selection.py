"""Drawing people by description: the words of a query, and how each of them is answered."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from seed.records import Person

if TYPE_CHECKING:
    from seed.population import Population


class Query(TypedDict, total=False):
    """The words of a query. All given ones must hold; people are living ones unless `alive` says otherwise
    (False: only the dead, None: both)."""

    sex: str
    age: tuple[int, int]  # completed years, both ends included
    village: str | int  # "v3" or 3
    alive: bool | None
    marital_status: str
    ethnicity: str
    religion: str
    relation_to_head: str
    household: str
    full_name: str  # compared folded
    has_spouse: bool  # a living one
    has_phone: bool
    has_parents: bool  # father and mother in the registry
    has_namesake: bool  # another living person of the same folded name and sex
    namesake_of: str
    gave_birth_within: int  # days before the reference date
    birth_registered: bool  # together with gave_birth_within; either when left out
    child_of: str
    parent_of: str
    unrelated_to: str | Collection[str]
    besides: str | Collection[str]  # not one of these
    official: bool  # holds (True) or does not hold (False) a post in the commune


Test = Callable[[Person], bool]


def selected(population: "Population", query: Query) -> list[Person]:
    """The people for whom the whole query holds, in order of identity number.

    Raises TypeError for a word that is not one of `Query`, ValueError for `birth_registered` alone.
    """
    unknown = set(query) - set(Query.__annotations__)
    if unknown:
        raise TypeError(f"not a word of a query: {', '.join(sorted(unknown))}")
    if "birth_registered" in query and "gave_birth_within" not in query:
        raise ValueError("birth_registered needs gave_birth_within")
    tests = list(_tests(population, query))
    found = {p.id: p for p in _candidates(population, query) if all(test(p) for test in tests)}
    return [found[id] for id in sorted(found)]


def _candidates(population: "Population", query: Query) -> Iterable[Person]:
    """The smallest set an index can give; the tests do the rest."""
    if "child_of" in query:
        return population.children_of(query["child_of"])
    if "parent_of" in query:
        return population.parents_of(query["parent_of"])
    if "household" in query:
        return population.living_in(query["household"])
    if "namesake_of" in query:
        return population.namesakes_of(query["namesake_of"])
    if "gave_birth_within" in query:
        return population.mothers_since(_days_ago(population, query), query.get("birth_registered"))
    if "full_name" in query:
        return map(population.person, population.called(query["full_name"]))
    return _by_age(population, query)


def _days_ago(population: "Population", query: Query) -> date:
    return population.today - timedelta(days=query["gave_birth_within"])


def _by_age(population: "Population", query: Query) -> Iterator[Person]:
    first, last = birth_range(population.today, *query.get("age", (0, 200)))
    for group in population.groups(query.get("village"), query.get("sex")):
        births = group.birth_dates
        yield from group.people[bisect_left(births, first) : bisect_right(births, last)]


def birth_range(today: date, youngest: int, oldest: int) -> tuple[date, date]:
    """First and last birthday of people who are between so many completed years old, both ends included."""
    return _years_before(today, oldest + 1) + timedelta(days=1), _years_before(today, youngest)


def _years_before(day: date, years: int) -> date:
    """The last birthday of somebody that old; who was born on 29 February is a year older on 1 March."""
    year = max(day.year - years, 1)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _tests(population: "Population", query: Query) -> Iterator[Test]:
    """One test for each word that an index may not have answered."""
    for word in ("sex", "marital_status", "ethnicity", "religion", "relation_to_head", "household"):
        if word in query:
            yield _equals(word, query[word])
    if query.get("alive", True) is not None:
        yield _alive(query.get("alive", True) is True)
    if "age" in query:
        first, last = birth_range(population.today, *query["age"])
        yield lambda person: first <= person.birth_date <= last
    if "village" in query:
        yield _equals("village", population.village_id(query["village"]))
    for word, has in _HAS.items():
        if word in query:
            yield _has(has, population, query[word])  # type: ignore[literal-required]
    yield from _relation_tests(population, query)


def _relation_tests(population: "Population", query: Query) -> Iterator[Test]:
    if "besides" in query:
        left_out = _ids(query["besides"])
        yield lambda person: person.id not in left_out
    if "unrelated_to" in query:
        relatives = {id for other in _ids(query["unrelated_to"]) for id in population.relatives_of(other)}
        yield lambda person: person.id not in relatives
    if "namesake_of" in query:
        himself = query["namesake_of"]
        yield lambda person: person.id != himself


def _equals(field: str, value: object) -> Test:
    return lambda person: getattr(person, field) == value


def _alive(wanted: bool) -> Test:
    return lambda person: (person.death_date is None) == wanted


def _has(has: "Callable[[Population, Person], bool]", population: "Population", wanted: bool) -> Test:
    return lambda person: has(population, person) == wanted


def _ids(ids: str | Collection[str]) -> Collection[str]:
    return {ids} if isinstance(ids, str) else set(ids)


_HAS: "dict[str, Callable[[Population, Person], bool]]" = {
    "has_spouse": lambda population, person: person.marital_status == "married" and person.death_date is None,
    "has_phone": lambda population, person: bool(person.phone),
    "has_parents": lambda population, person: bool(person.father and person.mother),
    "has_namesake": lambda population, person: population.has_namesake(person),
    "official": lambda population, person: person.id in population.posts,
}
