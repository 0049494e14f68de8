"""The catalogue of competences, and what the library's criteria say of it."""

from __future__ import annotations

import pytest

from scenarios import library
from scenarios.competences import catalogue, competence


def test_each_of_the_six_contents_has_a_competence():
    assert {one.content for one in catalogue().competences} == set(catalogue().contents) == set(range(1, 7))


def test_no_two_competences_are_called_the_same():
    names = [one.name for one in catalogue().competences]
    assert len({id(competence(name)) for name in names}) == len(names)


def test_a_name_is_found_without_diacritics_and_an_unknown_one_is_not():
    assert competence("ky so") == competence("Ký số")
    assert competence("Pha trà") is None


@pytest.mark.parametrize("scenario", library().values(), ids=lambda one: one.id)
def test_every_criterion_of_the_library_names_a_known_competence(scenario):
    unknown = {one.id: one.competency for one in scenario.criteria if competence(one.competency) is None}
    assert not unknown, "add it to scenarios/competences.yaml, or name one that is there"
