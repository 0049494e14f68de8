"""Who marries whom: first within the village and ethnicity, then further away, at last somebody from
outside."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING

from seed.drafts import NEVER, Draft

if TYPE_CHECKING:
    from seed.families import Families

Couple = tuple[Draft, Draft, int]  # husband, wife, day of the wedding

_LOOK_AHEAD = 12
_AGE_GAP = 9 * 365
_CIRCLES: tuple[Callable[[Draft], Hashable], ...] = (
    lambda person: (person.village, person.ethnicity),
    lambda person: person.ethnicity,
    lambda person: person.village,
)


def marry(families: "Families", children: Iterable[Draft]) -> list[Couple]:
    """The couples of one generation, in order of making; who finds nobody marries from or to outside."""
    willing = [child for child in children if child.marries != NEVER]
    men = [person for person in willing if person.sex == "male"]
    women = [person for person in willing if person.sex == "female"]
    couples: list[Couple] = []
    for circle in _CIRCLES:
        men, women = _pair(men, women, circle, couples)
    couples += [_bring_bride(families, man) for man in men]
    for woman in women:
        couples += _leave_or_stay(families, woman)
    return couples


def _pair(
    men: list[Draft], women: list[Draft], circle: Callable[[Draft], Hashable], couples: list[Couple]
) -> tuple[list[Draft], list[Draft]]:
    """Adds the couples found inside each circle; gives back who is left."""
    groups: dict[Hashable, tuple[list[Draft], list[Draft]]] = defaultdict(lambda: ([], []))
    for man in men:
        groups[circle(man)][0].append(man)
    for woman in women:
        groups[circle(woman)][1].append(woman)
    for grooms, brides in groups.values():
        grooms.sort(key=_wedding_day)
        brides.sort(key=_wedding_day)
        couples += _match(grooms, brides)
    return [man for man in men if not man.spouse], [woman for woman in women if not woman.spouse]


def _wedding_day(person: Draft) -> int:
    return person.marries


def _match(grooms: list[Draft], brides: list[Draft]) -> list[Couple]:
    """Goes through both lists in order of wedding day; a bride whom nobody near suits is passed over."""
    couples, start = [], 0
    for man in grooms:
        for index in range(start, min(start + _LOOK_AHEAD, len(brides))):
            woman = brides[index]
            if _suits(man, woman):
                couples.append(_wed(man, woman))
                brides[index] = brides[start]
                start += 1
                break
        else:
            start += 1 if start < len(brides) and brides[start].marries < man.marries - _AGE_GAP else 0
    return couples


def _suits(man: Draft, woman: Draft) -> bool:
    """Near in age, both alive on the day, no brother, sister or cousin; Mông do not marry their own
    surname."""
    day = max(man.marries, woman.marries)
    return (
        abs(man.born - woman.born) < _AGE_GAP
        and day < min(man.died, woman.died)
        and not (man.ethnicity == "Mông" and man.surname == woman.surname)
        and not _grandparents(man) & _grandparents(woman)
    )


def _grandparents(person: Draft) -> set[int]:
    """Parents and grandparents, to tell brothers, sisters and cousins."""
    parents = [parent for parent in (person.father, person.mother) if parent]
    older = [old for parent in parents for old in (parent.father, parent.mother) if old]
    return {id(ancestor) for ancestor in parents + older}


def _wed(man: Draft, woman: Draft) -> Couple:
    man.spouse, woman.spouse = woman, man
    return man, woman, max(man.marries, woman.marries)


def _bring_bride(families: "Families", man: Draft) -> Couple:
    born = man.marries - families.between(18 * 366, 24 * 366)
    return _marry_newcomer(man, families.newcomer("female", man.ethnicity, man.village, born))


def _leave_or_stay(families: "Families", woman: Draft) -> list[Couple]:
    """Most women without a match marry out of the commune; some bring a husband; some stay, a few with a
    child."""
    if families.chance(60):
        woman.gone = True
        return []
    if families.chance(45):
        born = woman.marries - families.between(20 * 366, 27 * 366)
        man, wife, day = _marry_newcomer(woman, families.newcomer("male", woman.ethnicity, woman.village, born))
        return [(wife, man, day)]
    born = woman.born + families.between(20 * 366, 32 * 366)
    if families.chance(30) and born < min(families.today - 70, woman.died):
        families.people.append(families.child(woman, None, families.boy_or_girl(), born))
    return []


def _marry_newcomer(native: Draft, newcomer: Draft) -> Couple:
    newcomer.died = max(newcomer.died, native.marries + 1)
    newcomer.marries = native.marries
    native.spouse, newcomer.spouse = newcomer, native
    return native, newcomer, native.marries
