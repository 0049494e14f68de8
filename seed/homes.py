"""Who lives with whom: couples and their households, and a commune of exactly the size that was asked for."""

import random
from collections.abc import Iterable

from seed.chance import shuffled
from seed.drafts import NEVER, Draft, Home
from seed.families import Families, days

ADULT_DAYS = days(18) + 1
_DIVORCED = 25  # per mille


def people_of(source: random.Random, families: Families, size: int) -> list[Home]:
    """Homes with `size` residents together. Raises ValueError when the size cannot be met exactly."""
    _grow(families, size + size // 50 + 5)
    homes = settle(families)
    excess = sum(len(home.residents()) for home in homes) - size
    _trim(source, homes, excess, families.today - ADULT_DAYS)
    homes = [home for home in homes if home.residents()]
    if sum(len(home.residents()) for home in homes) != size:
        raise ValueError(f"a commune of {size} residents cannot be made from this seed")
    return homes


def _grow(families: Families, target: int) -> None:
    """Waves of founding couples until that many people live here; each wave sized by what the earlier ones
    gave."""
    founders, total, living = max(target // 20, 4), 0, 0
    while living < target:
        families.wave(founders)
        total += founders
        living = sum(person.resident for person in families.people)
        founders = max(1, (target - living) * total * 101 // (living * 100))


def settle(families: Families) -> list[Home]:
    """A home for everybody, in order of making: a couple lives with his parents when he is the son who stays,
    otherwise in a home of its own; children live with their mother."""
    homes: list[Home] = []
    for husband, wife, _ in families.couples:
        home = _parents_home(husband)
        _divorce(families, husband, wife, with_parents=home is not None)
        if home is None:
            home = Home(husband.village)
            homes.append(home)
        _move_in(home, husband, wife)
    for person in families.people:
        if person.home is None and person.mother and person.mother.home:
            _move_in(person.mother.home, person)
    for home in homes:
        _keep_a_grown_up(home, families.today - ADULT_DAYS)
    return homes


def _parents_home(husband: Draft) -> Home | None:
    """The home of his father when he is the youngest married son and the family is one where that son stays
    (three in four; the father's birthday decides, so that it stays decided)."""
    father = husband.father
    if father is None or father.born % 4 == 0:
        return None
    married = [son for son in father.children if son.sex == "male" and son.spouse]
    return father.home if married[-1] is husband else None


def _move_in(home: Home, *people: Draft) -> None:
    for person in people:
        person.home, person.village = home, home.village
        home.people.append(person)


def _divorce(families: Families, husband: Draft, wife: Draft, with_parents: bool) -> None:
    """A few couples part; one of the two leaves the commune, the wife when they lived with his parents."""
    if families.source.random() * 1000 < _DIVORCED and husband.resident and wife.resident:
        husband.divorced = wife.divorced = True
        leaver = wife if with_parents or families.chance(50) else husband
        leaver.gone = True


def _keep_a_grown_up(home: Home, adult_before: int) -> None:
    """No child lives alone: where all who are grown up have died, one parent has not after all."""
    left = home.residents()
    if left and all(person.born > adult_before for person in left):
        parents = [parent for parent in (left[0].mother, left[0].father) if parent and not parent.gone]
        parents[0].died = NEVER


def _trim(source: random.Random, homes: list[Home], excess: int, adult_before: int) -> None:
    """Lets `excess` residents move away: whole young families first, then single grown-ups who live with a
    parent."""
    for home in shuffled(source, homes):
        leaving = home.residents()
        if len(leaving) <= excess and _is_leaf(home):
            excess -= _leave(leaving)
    singles = (person for home in homes for person in home.residents() if person.born < adult_before)
    _leave(shuffled(source, filter(_can_leave, singles))[:excess])


def _is_leaf(home: Home) -> bool:
    """Nobody outside this home has a parent in it."""
    return all(child.home is home or child.gone for person in home.people for child in person.children)


def _can_leave(person: Draft) -> bool:
    parents = [parent for parent in (person.mother, person.father) if parent and parent.resident]
    return not (person.spouse or person.children) and any(parent.home is person.home for parent in parents)


def _leave(people: Iterable[Draft]) -> int:
    count = 0
    for person in people:
        person.gone = True
        count += 1
    return count
