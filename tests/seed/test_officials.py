"""The People's Committee is fully staffed by residents, each with the roles of the post."""

import pytest

from seed.building import TODAY
from seed.officials import appoint
from seed.providers import source
from seed.records import Organisation

ROLES = {
    "chu_tich": {"signer"},
    "pho_chu_tich": {"signer"},
    "chanh_van_phong": {"unit_head"},
    "van_thu": {"clerk"},
    "mot_cua": {"reception_officer", "return_officer"},
    "mot_cua_2": {"reception_officer", "return_officer"},
    "giam_doc_tt": {"centre_director", "unit_head"},
    "tu_phap": {"case_officer"},
    "tu_phap_2": {"case_officer"},
    "dia_chinh": {"case_officer"},
    "vhxh": {"case_officer"},
    "kinh_te": {"case_officer"},
    "truong_phong_vhxh": {"unit_head"},
    "cong_an": {"police"},
    "ke_toan": {"accountant"},
}


@pytest.mark.parametrize("post", ROLES)
def test_a_post_has_its_roles(full, post):
    assert set(full.official(post).roles) == ROLES[post]


def test_somebody_administers_the_systems(full):
    assert [o.id for o in full.officials if "administrator" in o.roles] == ["cntt"]


def test_officials_are_living_grown_up_residents(commune):
    for official in commune.officials:
        person = commune.person(official.person)
        assert person.full_name == official.full_name
        assert person.death_date is None
        assert 22 <= (commune.today - person.birth_date).days / 365.2425 <= 60
        assert person.occupation == "Cán bộ, công chức"
        assert commune.get(Organisation, official.unit)


def test_no_two_officials_share_a_household_and_none_has_a_namesake(commune):
    people = [commune.person(official.person) for official in commune.officials]
    assert len({person.household for person in people}) == len(people)
    assert not any(commune.namesakes_of(person.id) for person in people)


def test_only_who_may_sign_has_lines_above_the_signature(full):
    signing = {official.id for official in full.officials if official.signs_as}
    assert signing == {
        "chu_tich", "pho_chu_tich", "chanh_van_phong", "truong_phong_vhxh", "truong_phong_kinh_te", "giam_doc_tt"
    }  # fmt: skip
    assert full.official("chu_tich").signs_as == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert full.official("pho_chu_tich").signs_as[1:] == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_a_commune_without_enough_people_cannot_be_staffed(full):
    with pytest.raises(LookupError, match="nobody can be"):
        appoint(source(1, "officials"), full.living_in(full.officials[0].person and "h010001"), TODAY)
