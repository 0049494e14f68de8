"""What other systems may ask of the registers, and choices of people and offices for forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.services.registry.records import BirthRegistration
from sandbox.world.action import choices
from seed.records import Official, Organisation, Person
from seed.text import fold

MOST_FOUND = 50


def person(world: Any, id: str | None) -> Person | None:
    """The person with this identity number, of the population or registered in this run."""
    return world.peek(Person, id) if id else None


def full_name(world: Any, id: str | None) -> str:
    """Their name, "" when nobody has this number."""
    found = person(world, id)
    return found.full_name if found else ""


def people_named(world: Any, name: str, village: str = "", birth_year: int | None = None) -> list[Person]:
    """People whose name holds these words, with or without diacritics; at most `MOST_FOUND`, in order of id."""
    found = [world.population.person(id) for id in world.population.by_name(name)]
    found += [one for one in world.own(Person) if fold(name) in fold(one.full_name)]
    fitting = [one for one in found if (not village or one.village == village)]
    fitting = [one for one in fitting if birth_year is None or one.birth_date.year == birth_year]
    return sorted(fitting, key=lambda one: one.id)[:MOST_FOUND]


def registrations(world: Any, **where: Any) -> list[BirthRegistration]:
    """Birth registrations whose fields equal `where`, by year and number, drafts last."""
    found: list[BirthRegistration] = world.find(BirthRegistration, **where)
    return sorted(found, key=lambda one: (one.number is None, one.year or 0, one.number or 0, one.id))


def officials(world: Any) -> list[Official]:
    """The officials of the drill commune."""
    return list(world.population.officials)


def with_role(world: Any, role: str) -> list[Official]:
    """The officials who hold this role."""
    return [one for one in officials(world) if role in one.roles]


def organisations(world: Any) -> list[Organisation]:
    """All offices that a document or a citizen can be sent to."""
    return list(world.population.organisations)


def _words(found: list[Official]) -> Mapping[str, str]:
    return {one.id: f"{one.full_name} – {one.post}" for one in found}


@choices("officials")
def _officials(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return _words(officials(world))


@choices("dossier_officers")
def _dossier_officers(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return _words(with_role(world, "case_officer"))


@choices("organisations")
def _organisations(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {one.id: one.name for one in organisations(world)}


@choices("villages")
def _villages(world: Any, asked: Mapping[str, Any]) -> Mapping[str, str]:
    return {one.id: one.name for one in world.population.villages}
