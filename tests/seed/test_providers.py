"""The Faker providers work by themselves, in Vietnamese order, inside the reserved ranges."""

from datetime import date

import pytest
from faker import Faker

from seed.names import ETHNICITIES, GENERATIONS, generation_of, given_names, surnames, weighted
from seed.places import VILLAGES
from seed.profiles import MOST, profiles
from seed.providers import PROVIDERS, VietnameseNameProvider, source


@pytest.fixture
def fake() -> Faker:
    faker = Faker("vi_VN")
    for provider in PROVIDERS:
        faker.add_provider(provider)
    faker.seed_instance(5)
    return faker


def test_one_provider_alone_is_enough():
    faker = Faker("vi_VN")
    faker.add_provider(VietnameseNameProvider)
    faker.seed_instance(1)
    assert faker.name().split()[0] in surnames("Kinh")


def test_the_family_name_comes_first_and_the_sex_shows(fake):
    for _ in range(200):
        family, given = fake.name_female(ethnicity="Mông", birth_year=1975).split(" ", 1)
        assert family in surnames("Mông")
        assert given in given_names("Mông", "female", "mid")
        assert fake.name_male(birth_year=1950).split(" ", 1)[1] in given_names("Kinh", "male", "old")


def test_the_same_seed_gives_the_same_people(fake):
    first = [(fake.name(), fake.identity_number(), fake.phone_number(), fake.address()) for _ in range(20)]
    fake.seed_instance(5)
    assert first == [(fake.name(), fake.identity_number(), fake.phone_number(), fake.address()) for _ in range(20)]
    assert len(set(first)) == 20


def test_identity_numbers_are_vietnamese_and_nobodys(fake):
    for _ in range(200):
        number = fake.ssn()
        assert len(number) == 12
        assert number.startswith("000")
        assert number.isdigit()
    assert fake.identity_number("female", date(2003, 5, 1)).startswith("000303")


def test_phone_numbers_are_shown_in_groups_and_ring_nowhere(fake):
    for _ in range(50):
        first, second, third = fake.phone_number().split()
        assert (first, len(second), len(third)) == ("0400", 3, 3)


def test_addresses_have_two_levels_in_invented_places(fake):
    village, commune, province = fake.address().split(", ")
    assert village in dict(VILLAGES)
    assert (commune, province) == ("xã Pà Vầy", "tỉnh Mô Phỏng")
    assert fake.commune().endswith(", tỉnh Mô Phỏng")
    assert fake.ethnicity() in ETHNICITIES


def test_an_unknown_people_has_no_names(fake):
    with pytest.raises(KeyError):
        fake.name(ethnicity="Klingon")


@pytest.mark.parametrize("ethnicity", ETHNICITIES)
def test_every_people_sex_and_generation_has_enough_names(ethnicity):
    assert len(surnames(ethnicity)) >= 8
    for generation, _ in GENERATIONS:
        for sex in ("male", "female"):
            names = given_names(ethnicity, sex, generation)
            assert len(names) >= 30
            assert all(weight > 0 and 1 <= len(name.split()) <= 4 for name, weight in names.items())


def test_generations_meet_at_the_right_years():
    years = (1964, 1965, 1989, 1990, 2009, 2010)
    assert [generation_of(year) for year in years] == ["old", "mid", "mid", "new", "new", "young"]


def test_a_list_with_weights_is_read():
    assert weighted("Lò*30, Cà, Gia Bảo*2") == {"Lò": 30, "Cà": 1, "Gia Bảo": 2}


def test_purposes_of_one_seed_draw_independently():
    assert source(1, "land").random() == source(1, "land").random()
    assert len({source(1, "land").random(), source(1, "births").random(), source(2, "land").random()}) == 3


def test_profiles_are_the_same_for_the_same_seed_and_agree_with_themselves():
    people = profiles(3, 400)
    assert people == profiles(3, 400)
    assert people[:50] != profiles(4, 50)
    assert len({person.id for person in people}) == len({person.phone for person in people}) == 400
    for person in people:
        assert person.id.startswith("000")
        assert int(person.id[3]) % 2 == (person.sex == "female")
        assert person.id[4:6] == f"{person.birth_date.year % 100:02d}"
        family, given = person.full_name.split(" ", 1)
        assert family in surnames(person.ethnicity)
        assert given in given_names(person.ethnicity, person.sex, generation_of(person.birth_date.year))


def test_more_profiles_than_numbers_are_refused():
    with pytest.raises(ValueError, match="at most"):
        profiles(1, MOST + 1)
