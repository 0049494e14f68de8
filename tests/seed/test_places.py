"""Nothing invented carries a real name, number or address."""

import pytest

from seed.offices import FACILITIES
from seed.places import NEIGHBOURS, invented_names, is_taken, real_communes
from seed.records import Organisation
from seed.reserved import birth_year_of, century_digit, identity_number, shown_phone


def test_the_list_of_real_communes_is_complete():
    assert len(real_communes()) == 34
    assert sum(map(len, real_communes().values())) == 3321


@pytest.mark.parametrize("name", invented_names())
def test_no_invented_commune_has_the_name_of_a_real_one(name):
    assert not is_taken(name)


@pytest.mark.parametrize("real", ["An Biên", "an bien", "Cẩm Tú", "Châu Đốc"])
def test_a_real_name_would_be_noticed(real):
    assert is_taken(real)


def test_the_commune_has_neighbours_and_provincial_offices_to_write_to(full):
    offices = {office.id: office for office in full.organisations}
    neighbours = [o for o in offices.values() if o.level == "commune" and o.id != "ubnd_xa"]
    assert len(neighbours) == len(NEIGHBOURS) >= 6
    for slug in ("so_tu_phap", "so_noi_vu", "so_nnmt", "so_tai_chinh", "vp_ubnd_tinh", "so_khcn"):
        assert offices[slug].level == "province_office"
    assert offices["ubnd_xa"].code == full.commune.code == "H99.1"
    assert full.organisation("H99.23") is full.organisation("so_tu_phap")


def test_offices_are_told_apart_and_reached_only_inside_the_drill(full):
    codes = [office.code for office in full.organisations if office.code]
    assert len(set(codes)) == len(codes)
    assert len({office.name for office in full.organisations}) == len(full.organisations)
    for office in full.organisations:
        assert office.email.endswith("@mophong.test")
        assert office.phone.startswith("0400")
        assert office.code == "" or office.code.startswith("H99")
        assert office.parent is None or full.get(Organisation, office.parent)
        assert all(office.deals_with)
        assert "huyện" not in f"{office.name} {office.address}"


def test_facilities_that_issue_birth_notices_are_offices(full):
    for facility in FACILITIES:
        assert full.organisation(facility.organisation).name == facility.name
        assert len(facility.code) == 5


@pytest.mark.parametrize(
    ("sex", "year", "digit"), [("male", 1999, "0"), ("female", 1999, "1"), ("male", 2000, "2"), ("female", 2001, "3")]
)
def test_the_fourth_digit_tells_sex_and_century(sex, year, digit):
    assert century_digit(sex, year) == digit
    assert birth_year_of(identity_number(sex, year, 1)) == year


def test_identity_numbers_are_those_of_the_domain_sheet():
    assert identity_number("male", 1990, 1) == "000090000001"
    assert identity_number("female", 2001, 2) == "000301000002"


def test_phones_are_shown_in_groups():
    assert shown_phone("0400123456") == "0400 123 456"
    assert shown_phone("") == ""
