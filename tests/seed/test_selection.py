"""People are drawn by description in one call, and every word of the description holds."""

import random
from datetime import date

import pytest

from seed.records import Birth, Person
from seed.selection import Query, birth_range
from seed.text import fold


def scan(full, test):
    """What an honest walk through the whole registry finds."""
    return [person for person in full.rows(Person) if test(person)]


def age(full, person):
    had_birthday = (full.today.month, full.today.day) >= (person.birth_date.month, person.birth_date.day)
    return full.today.year - person.birth_date.year - (not had_birthday)


def test_a_woman_who_gave_birth_this_month_in_village_three_is_one_call(full):
    women = full.select(sex="female", age=(25, 35), gave_birth_within=30, village=3)
    recent = {b.mother for b in full.rows(Birth) if (full.today - b.born_at.date()).days <= 30}
    recent |= {p.mother for p in full.rows(Person) if (full.today - p.birth_date).days <= 30}
    assert women == scan(
        full,
        lambda p: p.sex == "female" and 25 <= age(full, p) <= 35 and p.village == "v3" and p.id in recent,
    )
    assert women


@pytest.mark.parametrize("village", [5, "5", "v5"])
def test_a_village_is_named_by_number_or_id(full, village):
    assert full.select(village=village) == scan(full, lambda p: p.village == "v5" and not p.death_date)


@pytest.mark.parametrize(("youngest", "oldest"), [(0, 0), (18, 18), (25, 35), (60, 200)])
def test_ages_are_completed_years_with_both_ends(full, youngest, oldest):
    found = full.select(age=(youngest, oldest))
    assert found == scan(full, lambda p: not p.death_date and youngest <= age(full, p) <= oldest)


def test_a_birthday_on_the_29th_of_february_counts_from_the_first_of_march():
    assert birth_range(date(2027, 2, 28), 3, 3)[1] == date(2024, 2, 28)
    assert birth_range(date(2027, 3, 1), 3, 3) == (date(2023, 3, 2), date(2024, 3, 1))
    assert birth_range(date(2028, 2, 29), 1, 1) == (date(2026, 3, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("query", "test"),
    [
        ({"marital_status": "divorced"}, lambda p: p.marital_status == "divorced"),
        ({"ethnicity": "Dao", "sex": "male"}, lambda p: p.ethnicity == "Dao" and p.sex == "male"),
        ({"has_spouse": True}, lambda p: p.marital_status == "married"),
        (
            {"has_parents": True, "relation_to_head": "head"},
            lambda p: p.father and p.mother and p.relation_to_head == "head",
        ),
        ({"religion": "Tin lành", "has_phone": False}, lambda p: p.religion == "Tin lành" and not p.phone),
    ],
)
def test_each_word_means_what_it_says(full, query, test):
    found = full.select(**query)
    assert found == scan(full, lambda p: not p.death_date and test(p))
    assert found


def test_the_dead_are_left_out_unless_they_are_asked_for(full):
    everybody, living, dead = full.select(alive=None), full.select(), full.select(alive=False)
    assert len(everybody) == len(living) + len(dead)
    assert all(person.death_date for person in dead)
    assert not any(person.death_date for person in living)


def test_namesakes_are_others_of_the_same_folded_name(full):
    person = full.select(has_namesake=True, sex="male")[0]
    others = full.select(namesake_of=person.id, sex="male")
    assert others
    assert person not in others
    assert full.select(full_name=person.full_name.upper(), sex="male") == sorted([person, *others], key=lambda p: p.id)
    lonely = full.select(has_namesake=False)[0]
    assert full.select(namesake_of=lonely.id, sex=lonely.sex) == []


def test_children_and_parents_are_found_from_each_other(full):
    mother = next(p for p in full.select(sex="female", has_spouse=True) if len(full.children_of(p.id)) > 1)
    children = full.select(child_of=mother.id)
    assert len(children) > 1
    assert all(mother in full.select(parent_of=child.id) for child in children)
    assert full.living_in(mother.household)[0].relation_to_head == "head"
    assert {p.id for p in full.select(household=mother.household)} == set(full.household(mother.household).members)


def test_the_unrelated_are_no_family_of_the_person(full):
    person = full.select(has_parents=True, has_spouse=True)[0]
    related = full.relatives_of(person.id)
    family = {person.id, person.father, person.mother, person.spouse, *full.household(person.household).members}
    family |= {child.id for child in full.children_of(person.id)}
    family |= {sibling.id for sibling in full.children_of(person.father)}
    family |= {p.id for p in full.parents_of(person.spouse)}
    assert family <= related
    strangers = full.select(village=person.village, unrelated_to=person.id)
    assert strangers
    assert not related & {stranger.id for stranger in strangers}
    assert len(related) < 200


def test_people_named_in_besides_are_left_out(full):
    first, second, *_ = full.select(village=1)
    left = full.select(village=1, besides=[first.id, second.id])
    assert first not in left
    assert second not in left
    assert len(left) == len(full.select(village=1)) - 2


def test_officials_can_be_kept_out_of_a_draw(full):
    holders = {official.person for official in full.officials}
    assert {person.id for person in full.select(official=True)} == holders
    assert not holders & {person.id for person in full.select(official=False)}


def test_the_same_source_picks_the_same_person(full):
    query: Query = {"sex": "female", "age": (25, 35), "gave_birth_within": 30}
    picked = [full.pick(random.Random("5:mother"), **query) for _ in range(2)]
    assert picked[0] == picked[1]
    assert len({full.pick(random.Random(n), **query).id for n in range(20)}) > 5


def test_a_query_that_fits_nobody_says_so(full):
    with pytest.raises(LookupError, match="nobody in the commune fits"):
        full.pick(random.Random(1), age=(140, 150))


def test_a_word_that_is_not_known_is_an_error(full):
    with pytest.raises(TypeError, match="not a word of a query: shoe_size"):
        full.select(shoe_size=43)
    with pytest.raises(ValueError, match="needs gave_birth_within"):
        full.select(birth_registered=False)
    with pytest.raises(KeyError):
        full.select(child_of="000000000000")


# By name


def test_a_full_name_is_found_however_it_is_typed(full):
    person = next(p for p in full.rows(Person) if "Đ" in p.full_name and p.full_name.isascii() is False)
    for typed in (person.full_name, person.full_name.upper(), f"  {person.full_name.replace('Đ', 'D')} "):
        assert person.id in full.by_name(typed)


def test_an_exact_name_does_not_drag_in_longer_ones(full):
    names = {fold(person.full_name) for person in full.rows(Person)}
    exact = next(name for name in sorted(names) if f"{name}h" in names)
    ids = full.by_name(exact)
    assert ids == full.called(exact)
    assert {fold(full.person(id).full_name) for id in ids} == {exact}


def test_the_beginnings_of_words_are_enough_when_no_name_is_exact(full):
    ids = full.by_name("quang v hu")
    assert ids
    for id in ids:
        words = fold(full.person(id).full_name).split()
        assert all(any(word.startswith(typed) for word in words) for typed in ("quang", "v", "hu"))
    assert list(ids) == sorted(ids)


@pytest.mark.parametrize("nothing", ["", "   ", "zzzz", "lo xyzzy"])
def test_what_is_nobodys_name_finds_nobody(full, nothing):
    assert full.by_name(nothing) == ()


def test_look_ups_do_not_walk_through_the_whole_registry(full, monkeypatch):
    woman = full.select(sex="female", gave_birth_within=30, village=3)[0]
    looks = [
        lambda: full.person(woman.id),
        lambda: full.by_name(woman.full_name),
        lambda: full.living_in(woman.household),
        lambda: full.parcels_of(woman.id),
        lambda: full.select(sex="female", age=(30, 30), village=3),
        lambda: full.select(sex="female", age=(25, 35), gave_birth_within=30, village=3, has_namesake=False),
        lambda: full.select(unrelated_to=woman.id, village=3, age=(20, 21)),
    ]
    before = [look() for look in looks]

    def walk(kind):
        assert kind is Birth, "a look-up walked through the whole registry"
        return ()

    monkeypatch.setattr(full, "rows", walk)
    assert [look() for look in looks[:5]] == before[:5]
    looks[5]()
    assert looks[6]() == before[6]
