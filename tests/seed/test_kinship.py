"""Kinship holds in every commune: ages, surnames, spouses, households, and who is alive."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from seed.places import COMMUNE_PLACE
from seed.population import Population
from seed.records import Household, Person


def years(earlier: date, later: date) -> float:
    return (later - earlier).days / 365.2425


@pytest.fixture(scope="session")
def people(commune: Population) -> tuple[Person, ...]:
    return commune.rows(Person)


def test_the_commune_has_exactly_as_many_living_residents_as_asked(commune, people):
    assert sum(person.death_date is None for person in people) == commune.size


def test_parents_are_grown_up_and_mothers_not_too_old(commune, people):
    for person in people:
        for parent in commune.parents_of(person.id):
            assert years(parent.birth_date, person.birth_date) >= 18, person
        if person.mother:
            assert years(commune.person(person.mother).birth_date, person.birth_date) <= 45, person


def test_parents_are_of_the_right_sex_and_alive_at_the_birth(commune, people):
    for person in people:
        for parent, sex in ((person.father, "male"), (person.mother, "female")):
            if parent:
                record = commune.person(parent)
                assert record.sex == sex
                assert record.death_date is None or record.death_date >= person.birth_date


def test_children_carry_the_fathers_surname_and_ethnicity_or_the_mothers_when_there_is_no_father(people):
    alone = 0
    for person in people:
        named_after = person.father_name or person.mother_name
        assert person.full_name.split()[0] == named_after.split()[0], person
        alone += not person.father_name
    assert alone < len(people) / 50


def test_parents_names_are_those_of_the_people_they_refer_to(commune, people):
    known = 0
    for person in people:
        for parent, name in ((person.father, person.father_name), (person.mother, person.mother_name)):
            if parent:
                known += 1
                assert commune.person(parent).full_name == name
    assert known > len(people) / 2


def test_spouses_are_mutual_of_opposite_sex_and_adult(commune, people):
    married = [person for person in people if person.spouse]
    assert len(married) > len(people) / 3
    for person in married:
        spouse = commune.person(person.spouse)
        assert spouse.spouse == person.id
        assert {spouse.sex, person.sex} == {"male", "female"}
        assert years(person.birth_date, commune.today) >= 18


def test_marital_status_agrees_with_the_spouse(commune, people):
    for person in people:
        spouse = commune.person(person.spouse) if person.spouse else None
        if person.death_date is None and person.marital_status == "married":
            assert spouse is not None, person
            assert spouse.death_date is None
        if person.marital_status in ("single", "divorced"):
            assert spouse is None
        if spouse and spouse.death_date and person.death_date is None:
            assert person.marital_status == "widowed"


def test_nobody_marries_a_brother_sister_or_child(commune, people):
    for person in people:
        if person.spouse:
            spouse = commune.person(person.spouse)
            assert spouse.id not in (person.father, person.mother)
            for side in ("father", "mother"):
                assert getattr(person, side) is None or getattr(person, side) != getattr(spouse, side)


def test_nobody_is_an_ancestor_of_himself(commune, people):
    for person in people:
        for parent in commune.parents_of(person.id):
            assert parent.birth_date < person.birth_date  # a cycle would need one parent who is younger


def test_brothers_and_sisters_have_names_of_their_own_and_were_not_born_at_once(commune, people):
    for person in people:
        if person.sex == "female":
            children = commune.children_of(person.id)
            assert len({child.full_name for child in children}) == len(children)
            born = sorted(child.birth_date for child in children)
            assert all(years(a, b) > 0.8 for a, b in pairwise(born))


def test_identity_numbers_are_unique_and_agree_with_sex_century_and_year(people):
    assert len({person.id for person in people}) == len(people)
    for person in people:
        year = person.birth_date.year
        century = {1900: "01", 2000: "23"}[year // 100 * 100]
        assert len(person.id) == 12
        assert person.id.startswith("000")
        assert person.id[3] == century[person.sex == "female"]
        assert person.id[4:6] == f"{year % 100:02d}"


def test_phones_are_unique_and_cannot_ring(people):
    phones = [person.phone for person in people if person.phone]
    assert len(set(phones)) == len(phones) > len(people) / 2
    assert all(len(phone) == 10 and phone.startswith("0400") and phone.isdigit() for phone in phones)


def test_every_living_person_is_in_exactly_one_household_and_no_dead_one_is(commune, people):
    homes = Counter(member for home in commune.rows(Household) for member in home.members)
    assert homes == Counter(person.id for person in people if person.death_date is None)
    for person in people:
        home = commune.household(person.household)
        assert (home.village, home.address) == (person.village, person.address)
        assert (person.id in home.members) == (person.death_date is None)


def test_the_head_of_a_household_is_alive_grown_up_and_comes_first(commune):
    for home in commune.rows(Household):
        head = commune.person(home.head)
        assert head.death_date is None
        assert head.relation_to_head == "head"
        assert home.members[0] == head.id
        assert years(head.birth_date, commune.today) >= 18
        heads = [m for m in commune.living_in(home.id) if m.relation_to_head == "head"]
        assert heads == [head]


def test_the_relation_to_the_head_is_the_true_one(commune, people):
    for person in people:
        head = commune.person(commune.household(person.household).head)
        couple = {head.id, head.spouse} - {None}
        if person.relation_to_head == "spouse":
            assert person.spouse == head.id
        elif person.relation_to_head == "child":
            assert {person.father, person.mother} & couple
        elif person.relation_to_head == "parent":
            assert person.id in (head.father, head.mother)
        elif person.relation_to_head == "grandchild":
            parents = commune.parents_of(person.id)  # one may have died before the registry began
            assert any(head.id in (p.father, p.mother) for p in parents) or len(parents) < 2
    kinds = Counter(person.relation_to_head for person in people)
    assert kinds["other"] < len(people) / 25


def test_children_live_with_a_grown_up(commune):
    for home in commune.rows(Household):
        ages = [years(member.birth_date, commune.today) for member in commune.living_in(home.id)]
        assert max(ages) >= 18


def test_the_dead_died_after_they_were_born_and_before_today(commune, people):
    dead = [person for person in people if person.death_date]
    assert 0.02 < len(dead) / len(people) < 0.12
    for person in dead:
        assert person.birth_date < person.death_date < commune.today
        assert person.death_date >= date(2015, 1, 1)
        assert person.phone == ""


def test_addresses_have_two_levels(people):
    assert all(person.address.endswith(f", {COMMUNE_PLACE}") for person in people)
    assert all(person.address.count(",") == 2 and "huyện" not in person.address for person in people)


def test_nobody_works_who_should_be_at_school(commune, people):
    for person in people:
        if person.death_date is None and 7 <= years(person.birth_date, commune.today) < 17.5:
            assert person.occupation == "Học sinh"
