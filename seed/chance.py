"""Weighted draws that are the same on every platform: whole-number weights, one seeded source, made in
batches."""

import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")
_BATCH = 256
_RING = 1 << 20


class Odds(Generic[T]):
    """Values with whole-number weights, ready to be drawn from any source of randomness."""

    __slots__ = ("totals", "values")

    def __init__(self, weights: Mapping[T, int]) -> None:
        self.values = tuple(weights)
        self.totals = tuple(accumulate(weights.values()))

    @classmethod
    def even(cls, values: Iterable[T]) -> "Odds[T]":
        """All values alike."""
        return cls(dict.fromkeys(values, 1))

    def draw(self, source: random.Random) -> T:
        """One value."""
        return source.choices(self.values, cum_weights=self.totals)[0]


class Deck(Generic[T]):
    """An endless pile drawn from one source: the fast way to many values of the same odds."""

    __slots__ = ("_left", "_odds", "_source")

    def __init__(self, source: random.Random, odds: Odds[T]) -> None:
        self._source, self._odds = source, odds
        self._left: list[T] = []

    def draw(self) -> T:
        """The next value."""
        if not self._left:
            self._left = self._source.choices(self._odds.values, cum_weights=self._odds.totals, k=_BATCH)
        return self._left.pop()


def below(source: random.Random, count: int) -> int:
    """A whole number from 0 to count - 1."""
    return int(source.random() * count)


def one_of(source: random.Random, values: "list[T] | tuple[T, ...]") -> T:
    """One of the values, all alike. Raises IndexError when there are none."""
    return values[below(source, len(values))]


def serials(source: random.Random, below: int) -> Iterator[int]:
    """Whole numbers under `below` (at most 2**20) that look drawn and never repeat until all were given."""
    start, shift = int(source.random() * _RING), int(source.random() * _RING)
    for count in range(start, start + _RING):
        number = (count * (2 * count + 1) + shift) % _RING  # a permutation of the ring (Rivest 2001)
        if number < below:
            yield number


def shuffled(source: random.Random, values: Iterable[T]) -> list[T]:
    """The values in an order that only the source decides."""
    return [value for _, _, value in sorted((source.random(), n, value) for n, value in enumerate(values))]
