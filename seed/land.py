"""Land: for each household a home parcel and a few fields, on the map sheets of its village."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from seed.chance import Deck, Odds
from seed.records import Household, Parcel
from seed.reserved import birth_year_of

SHEETS_PER_VILLAGE = 4
# Land-use types as cadastral maps abbreviate them, and the range of areas in m².
HOME_LAND = "ONT"
_AREAS = {
    "ONT": (120, 600),
    "LUK": (300, 2500),
    "BHK": (400, 4000),
    "CLN": (500, 5000),
    "NHK": (1500, 9000),
    "RSX": (4000, 20000),
}
_FIELDS = {"LUK": 25, "BHK": 15, "CLN": 20, "NHK": 25, "RSX": 15}
_FIELD_COUNT = {0: 12, 1: 28, 2: 34, 3: 18, 4: 8}
_ORIGINS = {
    "Nhà nước giao đất không thu tiền sử dụng đất": 45,
    "Công nhận quyền sử dụng đất như giao đất không thu tiền sử dụng đất": 35,
    "Nhận thừa kế": 12,
    "Nhận tặng cho": 8,
}
_CERTIFIED = 88  # percent
_FIRST_CERTIFICATES = 1995


class Cadastre:
    """Draws the parcels of a commune in order of households."""

    def __init__(self, source: random.Random, today: date) -> None:
        self._source = source
        self._today = today
        self._count, self._fields = Deck(source, Odds(_FIELD_COUNT)), Deck(source, Odds(_FIELDS))
        self._origins = Deck(source, Odds(_ORIGINS))
        self._next_on_sheet: dict[int, int] = defaultdict(int)
        self._certificates = 0

    def parcels(self, households: Iterable[Household]) -> list[Parcel]:
        """All parcels: the land user is the head of the household."""
        return [self._parcel(home, land) for home in households for land in self._land_of()]

    def _land_of(self) -> list[str]:
        return [HOME_LAND, *(self._fields.draw() for _ in range(self._count.draw()))]

    def _parcel(self, home: Household, land_use: str) -> Parcel:
        sheet = (int(home.village[1:]) - 1) * SHEETS_PER_VILLAGE + 1 + self._below(SHEETS_PER_VILLAGE)
        self._next_on_sheet[sheet] += 1
        number = self._next_on_sheet[sheet]
        smallest, largest = _AREAS[land_use]
        certificate, given_on = self._certificate(birth_year_of(home.head) + 20)
        return Parcel(
            id=f"{sheet}-{number}",
            map_sheet_no=sheet,
            parcel_no=number,
            area_dm2=smallest * 100 + self._below((largest - smallest) * 10) * 10,
            land_use_type=land_use,
            land_user=home.head,
            household=home.id,
            village=home.village,
            address=home.address,
            origin=self._origins.draw(),
            use_term="Lâu dài" if land_use == HOME_LAND else "Đến ngày 15/10/2063",
            certificate_no=certificate,
            certificate_date=given_on,
        )

    def _certificate(self, grown_up: int) -> tuple[str, date | None]:
        """A number and a day in a year in which the land user was grown up."""
        first = max(_FIRST_CERTIFICATES, grown_up)
        if self._below(100) >= _CERTIFIED or first >= self._today.year:
            return "", None
        self._certificates += 1
        year = first + self._below(self._today.year - first)
        return f"SANDBOX {self._certificates:06d}", date(year, 1 + self._below(12), 1 + self._below(28))

    def _below(self, count: int) -> int:
        return int(self._source.random() * count)
