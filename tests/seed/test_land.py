"""Land: each household has its home parcel; sheets, numbers and certificates are plausible and marked as fake."""

from collections import Counter

from seed.land import SHEETS_PER_VILLAGE
from seed.records import Household, Parcel


def test_every_household_has_one_home_parcel_and_its_head_is_the_land_user(full):
    homes = Counter(p.household for p in full.rows(Parcel) if p.land_use_type == "ONT")
    assert homes == Counter(home.id for home in full.rows(Household))
    for parcel in full.rows(Parcel):
        home = full.household(parcel.household)
        assert parcel.land_user == home.head
        assert parcel.village == home.village


def test_a_parcel_is_known_by_sheet_and_number(full):
    seen = set()
    for parcel in full.rows(Parcel):
        assert parcel.id == f"{parcel.map_sheet_no}-{parcel.parcel_no}"
        assert (parcel.map_sheet_no - 1) // SHEETS_PER_VILLAGE + 1 == int(parcel.village[1:])
        seen.add((parcel.map_sheet_no, parcel.parcel_no))
    assert len(seen) == len(full.rows(Parcel))


def test_areas_are_whole_square_decimetres_of_a_plausible_size(full):
    for parcel in full.rows(Parcel):
        assert isinstance(parcel.area_dm2, int)
        smallest, largest = (120, 600) if parcel.land_use_type == "ONT" else (300, 20_000)
        assert smallest * 100 <= parcel.area_dm2 <= largest * 100


def test_certificates_are_marked_given_to_grown_ups_and_sometimes_missing(full):
    certified = [parcel for parcel in full.rows(Parcel) if parcel.certificate_no]
    assert 0.7 < len(certified) / len(full.rows(Parcel)) < 0.95
    assert len({parcel.certificate_no for parcel in certified}) == len(certified)
    for parcel in full.rows(Parcel):
        assert bool(parcel.certificate_no) == bool(parcel.certificate_date)
    for parcel in certified:
        assert parcel.certificate_no.startswith("SANDBOX ")
        user = full.person(parcel.land_user)
        assert parcel.certificate_date.year - user.birth_date.year >= 18
        assert parcel.certificate_date < full.today


def test_the_parcels_of_a_person_are_found(full):
    home = full.rows(Household)[0]
    mine = full.parcels_of(home.head)
    assert mine == tuple(parcel for parcel in full.rows(Parcel) if parcel.land_user == home.head)
    assert full.parcels_of("000000000000") == ()
