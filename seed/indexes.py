"""Ways into the registry: by folded name, and by village, sex and birthday."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from seed.records import Person
from seed.text import fold


class Group(NamedTuple):
    """People of one village and sex in order of birth, with their birthdays to search in."""

    birth_dates: Sequence[date]
    people: Sequence[Person]


def groups(people: Iterable[Person]) -> dict[tuple[str, str], Group]:
    """The people by village and sex."""
    found: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        found[person.village, person.sex].append(person)
    return {key: _group(members) for key, members in sorted(found.items())}


def _group(members: list[Person]) -> Group:
    members.sort(key=lambda person: (person.birth_date, person.id))
    return Group([person.birth_date for person in members], members)


class NameIndex:
    """Identity numbers by folded name."""

    def __init__(self, people: Iterable[Person]) -> None:
        """`people` come in order of identity number."""
        self._ids: dict[str, list[str]] = {}
        self._folded: dict[str, str] = {}
        for person in people:
            self._ids.setdefault(self._fold(person.full_name), []).append(person.id)
        self._names: dict[str, set[str]] = defaultdict(set)
        for name in self._ids:
            for word in name.split():
                self._names[word].add(name)
        self._words = sorted(self._names)

    def called(self, text: str) -> tuple[str, ...]:
        """Who has exactly this full name, written with or without diacritics."""
        return tuple(self._ids.get(fold(text), ()))

    def found(self, text: str) -> tuple[str, ...]:
        """Who has exactly this full name; when nobody has, in whose name each word typed begins some word.
        In order of identity number; nothing for empty text."""
        typed = set(fold(text).split())
        if not typed:
            return ()
        names = set.intersection(*(self._beginning(word) for word in typed))
        return self.called(text) or tuple(sorted(id for name in names for id in self._ids[name]))

    def _beginning(self, prefix: str) -> set[str]:
        start, names = bisect_left(self._words, prefix), set[str]()
        for word in self._words[start:]:
            if not word.startswith(prefix):
                break
            names |= self._names[word]
        return names

    def _fold(self, name: str) -> str:
        folded = self._folded.get(name)
        if folded is None:
            folded = self._folded[name] = fold(name)
        return folded
