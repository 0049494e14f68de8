"""Drawing a variant's people from the population: same population, scenario and variant, same people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, Protocol

from scenarios import words
from scenarios.model import Person, Scenario
from seed.text import fold

ATTEMPTS = 60
_NUMBERS = frozenset({"gave_birth_within"})
_RANGES = frozenset({"age"})


class Population(Protocol):
    """What the expansion asks of the fake population (`seed.population`)."""

    seed: Any

    def pick(self, rng: Random, **query: Any) -> Any: ...
    def person(self, id: str) -> Any: ...
    def by_name(self, text: str) -> Iterable[str]: ...
    def births_of(self, mother: str) -> Any: ...
    def household(self, id: str) -> Any: ...


class NobodyFits(LookupError):
    """No attempt found people for all the names; the text says which name failed, in Vietnamese."""


def people(scenario: Scenario, variant: int, population: Population) -> dict[str, Any]:
    """Records by name for `people:`. When somebody has no namesake, all are drawn anew. Raises NobodyFits."""
    last = ""
    for attempt in range(ATTEMPTS):
        drawn: dict[str, Any] = {}
        for name, wanted in scenario.people.items():
            rng = chance(population, scenario, variant, f"{name}:{attempt}")
            found = _one(wanted, drawn, population, rng)
            if found is None or found in drawn.values():
                last = name
                break
            drawn[name] = found
        else:
            return drawn
    raise NobodyFits(f"{scenario.id}, biến thể {variant}: dân số không có ai hợp với “{last}”; hãy nới điều kiện chọn")


def chance(population: Any, scenario: Scenario, variant: int, purpose: str) -> Random:
    """The source of chance for one purpose of one variant."""
    return Random(f"{population.seed}:{scenario.id}/{variant}:{purpose}")


def _one(wanted: Person, drawn: Mapping[str, Any], population: Any, rng: Random) -> Any:
    if wanted.pick is not None:
        return _picked(wanted.pick, drawn, population, rng)
    if wanted.of:
        return _relative(drawn[wanted.of], wanted.is_, population)
    if wanted.namesake_of:
        return _namesake(drawn[wanted.namesake_of], population, rng)
    if wanted.neighbour_of:
        one = drawn[wanted.neighbour_of]
        return _neighbour(one, population, rng)
    births = list(population.births_of(drawn[wanted.birth_of or ""].id))
    return births[0] if births else None


def _picked(query: Mapping[str, Any], drawn: Mapping[str, Any], population: Any, rng: Random) -> Any:
    try:
        asked = {word: _query_value(word, value, drawn) for word, value in query.items()}
        return population.pick(rng, **asked)
    except LookupError:
        return None
    except (TypeError, ValueError, AttributeError) as wrong:
        raise NobodyFits(f"không hỏi dân số được như vậy: {wrong}") from None


def _query_value(word: str, value: Any, drawn: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return tuple(int(one) if word in _RANGES else _query_value(word, one, drawn) for one in value)
    if word in _NUMBERS:
        return int(value)
    if value in ("true", "false"):
        return value == "true"
    return _of_drawn(value[1:], drawn) if words.is_reference(value) else value


def _of_drawn(text: str, drawn: Mapping[str, Any]) -> Any:
    """A field of somebody drawn before, the id when no field is named."""
    reference = words.parse(text)
    inner = reference.name.partition(".")[2] or "id"
    if not hasattr(drawn.get(reference.root), inner):
        raise ValueError(f"“${text}” không phải người đã chọn trước, hay không có trường này")
    return getattr(drawn[reference.root], inner)


def _relative(one: Any, relation: str, population: Any) -> Any:
    if relation == "head":
        home = population.household(one.household)
        return population.person(home.head) if home is not None else None
    id = getattr(one, relation, None)
    try:
        return population.person(id) if id else None
    except KeyError:
        return None


def _namesake(one: Any, population: Any, rng: Random) -> Any:
    others = (population.person(id) for id in population.by_name(one.full_name) if id != one.id)
    same = [other for other in others if fold(other.full_name) == fold(one.full_name) and other.sex == one.sex]
    living = sorted((other for other in same if not other.death_date), key=lambda other: str(other.id))
    return rng.choice(living) if living else None


def _neighbour(one: Any, population: Any, rng: Random) -> Any:
    try:
        return population.pick(rng, village=one.village, age=(18, 80), alive=True, unrelated_to=one.id)
    except LookupError:
        return None
