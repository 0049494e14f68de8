"""A population is the same for the same seed everywhere, and looks like the commune it stands for."""

import os
import random
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from seed.population import build, population
from seed.records import Birth, Commune, Household, Official, Organisation, Parcel, Person, Record, Village
from seed.text import fold, nfc

GOLDEN_SMALL = "61b31c062ce88f88b8a903cb7005d675c6e0612ae4efde47e2944f1f1f701103"
GOLDEN_FULL = "9b21f8247463d18a87ce9bf9d8284cc896e761cfbd2a149ac194967b799c813f"


def test_the_full_commune_is_the_same_on_every_platform(full):
    assert full.digest == GOLDEN_FULL, "raise seed.building.VERSION when the people change on purpose"


def test_a_small_commune_is_the_same_on_every_platform(small):
    assert small.digest == GOLDEN_SMALL, "raise seed.building.VERSION when the people change on purpose"


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_the_digest_does_not_depend_on_hash_order_or_locale(small, hash_seed):
    code = "from seed.population import build; print(build(7, 500).digest)"
    env = {**os.environ, "PYTHONHASHSEED": hash_seed, "LC_ALL": "C", "PYTHONPATH": os.getcwd()}
    made = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert made.stdout.strip() == small.digest


def test_another_seed_or_size_gives_other_people(small):
    assert len({small.digest, build(8, 500).digest, build(7, 501).digest}) == 3


def test_drawing_people_and_names_elsewhere_does_not_move_the_population(small):
    random.seed(1)
    assert build(7, 500).digest == small.digest


def test_a_population_is_built_once_per_process():
    assert population(7, 500) is population(7, 500)


def test_a_commune_that_is_too_small_is_refused():
    with pytest.raises(ValueError, match="at least 200"):
        build(1, 199)


@pytest.mark.parametrize("size", [200, 333, 777, 2600])
def test_any_size_is_met_exactly(size):
    living = [person for person in build(11, size).rows(Person) if not person.death_date]
    assert len(living) == size


def test_every_kind_of_record_is_found_by_its_id(small):
    for kind in (Person, Household, Birth, Village, Parcel, Organisation, Official, Commune):
        rows = small.rows(kind)
        assert rows, kind
        assert len({row.id for row in rows}) == len(rows)
        for row in rows:
            assert small.get(kind, row.id) is row
    assert small.get(Person, "000000000000") is None
    assert small.get(Household, small.rows(Person)[0].id) is None


def test_a_kind_the_seed_does_not_have_is_simply_not_found(small):
    class Dossier(Record, frozen=True, kw_only=True):
        kind = "dossier"

    assert small.get(Dossier, "1") is None
    assert small.rows(Dossier) == ()


def test_asking_for_somebody_who_does_not_exist_says_whom(small):
    with pytest.raises(KeyError, match="person 001"):
        small.person("001")
    with pytest.raises(KeyError, match="village v99"):
        small.village_id(99)


def test_all_text_is_composed_and_trimmed(small):
    for kind in (Person, Household, Village, Parcel, Organisation, Official):
        for row in small.rows(kind):
            for field in row.__struct_fields__:
                value = getattr(row, field)
                if isinstance(value, str):
                    assert value == nfc(value).strip(), row


def test_references_lead_somewhere(small):
    for person in small.rows(Person):
        for id in (person.father, person.mother, person.spouse):
            assert id is None or small.get(Person, id)
        assert small.get(Household, person.household)
        assert small.get(Village, person.village)
    for birth in small.rows(Birth):
        assert small.get(Organisation, birth.facility)
        assert small.get(Person, birth.father)


# What the commune looks like


@pytest.fixture(scope="session")
def living(full) -> list[Person]:
    return [person for person in full.rows(Person) if person.death_date is None]


def born(people, first, last):
    return [person for person in people if first <= person.birth_date.year <= last]


def test_middle_names_van_and_thi_are_commoner_among_the_old(living):
    for ethnicity in ("Kinh", "Thái", "Tày"):
        group = [person for person in living if person.ethnicity == ethnicity]
        shares = []
        for first, last in ((1930, 1964), (1965, 1989), (1990, 2009), (2010, 2026)):
            generation = born(group, first, last)
            old_style = [p for p in generation if p.full_name.split()[1] == {"male": "Văn", "female": "Thị"}[p.sex]]
            shares.append(len(old_style) / len(generation))
        assert shares == sorted(shares, reverse=True), (ethnicity, shares)
        assert shares[0] > 0.6
        assert shares[-1] < 0.2


def test_children_of_today_have_modern_names_of_two_words(living):
    modern = ("Gia Bảo", "Minh Khôi", "Khánh Linh", "Bảo Ngọc", "Gia Hân", "Gia Huy")
    share = {
        first: sum(p.full_name.endswith(modern) for p in born(living, first, last)) / len(born(living, first, last))
        for first, last in ((1940, 1989), (2010, 2026))
    }
    assert share[1940] < 0.005
    assert share[2010] > 0.04


@pytest.mark.parametrize(
    ("ethnicity", "surnames"),
    [
        ("Mông", {"Giàng", "Sùng", "Thào", "Vàng", "Lý", "Mùa", "Vừ", "Hạng", "Lầu", "Má"}),
        ("Thái", {"Lò", "Quàng", "Cà", "Lường", "Tòng", "Cầm", "Hà"}),
        ("Dao", {"Triệu", "Bàn", "Đặng", "Lý", "Phàn"}),
        ("Tày", {"Nông", "Hoàng", "Ma", "Hà"}),
        ("Kinh", {"Nguyễn", "Trần", "Lê", "Phạm"}),
    ],
)
def test_each_people_has_its_own_surnames(living, ethnicity, surnames):
    counted = Counter(p.full_name.split()[0] for p in living if p.ethnicity == ethnicity)
    assert sum(counted[name] for name in surnames) > 0.5 * counted.total()
    assert counted.most_common(1)[0][0] in surnames


def test_the_ethnic_mix_is_that_of_a_hill_commune(living):
    shares = Counter(person.ethnicity for person in living)
    assert [name for name, _ in shares.most_common(2)] == ["Thái", "Mông"]
    assert all(shares[name] > 60 for name in ("Thái", "Mông", "Dao", "Kinh", "Tày", "Nùng", "Mường"))
    assert shares["Kinh"] < 0.15 * len(living)


def test_ages_and_sexes_are_spread_as_in_a_real_commune(full, living):
    ages = Counter(min((full.today - person.birth_date).days // 3653, 8) for person in living)
    shares = [ages[decade] / len(living) for decade in range(9)]
    assert shares[0] > 0.14
    assert all(older <= younger * 1.25 for younger, older in pairwise(shares))
    assert 0.001 < shares[8] < 0.03
    assert 0.48 < sum(person.sex == "male" for person in living) / len(living) < 0.54


def test_namesakes_occur_and_no_name_takes_over(living):
    names = Counter((fold(person.full_name), person.sex) for person in living)
    assert sum(count > 1 for count in names.values()) > 1000
    assert names.most_common(1)[0][1] < len(living) / 200


def test_every_village_has_residents_and_a_living_head(full, living):
    assert len(full.villages) == 16
    assert sum(village.residents for village in full.villages) == len(living)
    assert sum(village.households for village in full.villages) == len(full.rows(Household))
    for village in full.villages:
        assert 800 < village.residents < 1800
        head = full.person(village.head)
        assert (head.village, head.death_date, head.relation_to_head) == (village.id, None, "head")


# Births that are not registered


def test_every_village_has_a_newborn_whose_birth_can_be_registered(full):
    for village in full.villages:
        mothers = full.select(
            sex="female", age=(25, 35), gave_birth_within=30, village=village.number, birth_registered=False
        )
        assert len(mothers) >= 3
        for mother in mothers:
            (birth,) = full.births_of(mother.id)
            assert birth.father == mother.spouse


def test_births_are_recent_and_described_by_a_birth_notice(full):
    births = full.rows(Birth)
    assert len(births) > 40
    assert len({birth.birth_notice_code for birth in births}) == len(births)
    for birth in births:
        assert 3 <= (full.today - birth.born_at.date()).days <= 60
        assert len(birth.birth_notice_code) == 18
        code, mark, number, year = birth.birth_notice_code.split(".")
        assert (len(code), mark, len(number), year) == (5, "GCS", 5, "26")
        assert 2000 <= birth.weight_grams <= 4500
        mother = full.person(birth.mother)
        assert mother.sex == "female"
        assert full.today.year - mother.birth_date.year >= 18


def test_some_births_of_the_last_month_are_registered_and_some_are_not(full):
    registered = {p.id for p in full.select(gave_birth_within=30, birth_registered=True)}
    unregistered = {p.id for p in full.select(gave_birth_within=30, birth_registered=False)}
    assert registered
    assert unregistered
    assert not registered & unregistered
    assert {p.id for p in full.select(gave_birth_within=30)} == registered | unregistered


def test_the_reference_day_is_a_working_day(full):
    assert full.today == date(2026, 11, 20)
    assert full.version == "1"
