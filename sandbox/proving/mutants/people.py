"""The wrong one of two people: for persons a namesake, spouse, neighbour; for officials a colleague; another role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.proving.mutants import operator
from sandbox.proving.mutants.scene import Mutant, Scene
from scenarios import Act
from seed.records import Household


@operator("role")
def role(scene: Scene) -> Iterator[Mutant]:
    """Each act by each other official whose place the trainee may take."""
    for at, act in scene.acts():
        for staff in scene.plays:
            if staff != act.who:
                yield scene.changed("role", at, staff, Act(act.step, staff, act.does, act.params))


def others(scene: Scene, person: str) -> dict[str, str]:
    """Who could be taken for this person, or be meant instead: identity number → how they are related."""
    found: dict[str, str] = {}
    for relation, ids in _relations(scene.population, person):
        for id in ids:
            if id and id != person:
                found.setdefault(id, relation)
    for name, kind in scene.expanded.kinds.items():
        if kind == "person" and scene.expanded.names[name] != person:
            found.setdefault(str(scene.expanded.names[name]), name)
    return found


def _relations(population: Any, id: str) -> Iterable[tuple[str, list[str | None]]]:
    try:
        person = population.person(id)
    except LookupError:
        return []
    home = population.living_in(person.household)
    return [
        ("namesake", [one.id for one in population.namesakes_of(id)][:1]),
        ("spouse", [person.spouse]),
        ("parent", [one.id for one in population.parents_of(id)]),
        ("child", [one.id for one in population.children_of(id)]),
        ("housemate", [one.id for one in home][:1]),
        ("neighbour", [neighbour(population, person)]),
    ]


def neighbour(population: Any, person: Any) -> str | None:
    """The head of the next household of the same village."""
    homes = [one for one in population.rows(Household) if one.village == person.village]
    at = next((n for n, one in enumerate(homes) if one.id == person.household), None)
    return None if at is None or len(homes) < 2 else str(homes[(at + 1) % len(homes)].head)
