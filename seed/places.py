"""The invented commune and what lies around it: villages, neighbouring communes, and the names that are
taken."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from seed.reserved import PROVINCE_CODE
from seed.text import fold

PROVINCE: Final = "tỉnh Mô Phỏng"
COMMUNE: Final = "xã Pà Vầy"
COMMUNE_CODE: Final = f"{PROVINCE_CODE}.1"
COMMUNE_PLACE: Final = f"{COMMUNE}, {PROVINCE}"

# Village and the people most of its families belong to; the commune's centre is the Kinh one.
VILLAGES: Final = (
    ("bản Hua Nặm", "Thái"),
    ("bản Háng Lử", "Mông"),
    ("bản Nà Lạ", "Thái"),
    ("thôn Trung Tâm", "Kinh"),
    ("bản Co Mận", "Thái"),
    ("bản Khe Lèng", "Dao"),
    ("bản Sáng Páo", "Mông"),
    ("bản Huổi Sàng", "Thái"),
    ("bản Nà Tông", "Tày"),
    ("bản Tà Sình", "Mông"),
    ("bản Phiêng Lươn", "Thái"),
    ("bản Pú Tra", "Mông"),
    ("bản Khuổi Vàng", "Nùng"),
    ("bản Nậm Cuông", "Thái"),
    ("bản Lao Phình", "Dao"),
    ("bản Háng Chua", "Mông"),
)
RESIDENTS_PER_VILLAGE: Final = 1250

# Neighbouring communes, all invented.
NEIGHBOURS: Final = (
    "Nậm Khẩu",
    "Hua Páo",
    "Pú Chạng",
    "Nà Đoóng",
    "Huổi Vân",
    "Phiêng Ố",
    "Khau Xiêng",
    "Mường Vẹn",
)

# Where families from the lowlands came from: provinces as they are called since 1 July 2025.
LOWLAND_ORIGINS: Final = {
    "tỉnh Ninh Bình": 30,
    "tỉnh Hưng Yên": 25,
    "tỉnh Phú Thọ": 20,
    "thành phố Hải Phòng": 10,
    "thành phố Hà Nội": 10,
    "tỉnh Thanh Hóa": 8,
    "tỉnh Nghệ An": 5,
}

_TAKEN = Path(__file__).parent / "data" / "communes-2025.txt"


def village_count(size: int) -> int:
    """How many villages a commune of that many residents has."""
    return min(len(VILLAGES), max(2, size // RESIDENTS_PER_VILLAGE))


def village_address(name: str) -> str:
    """The two-level address of a village's residents: "bản X, xã Y, tỉnh Z"."""
    return f"{name}, {COMMUNE_PLACE}"


def invented_names() -> tuple[str, ...]:
    """The commune names made up here, without the word "xã"."""
    return (COMMUNE.removeprefix("xã "), *NEIGHBOURS)


@lru_cache(maxsize=1)
def real_communes() -> dict[str, tuple[str, ...]]:
    """The real communes and wards since 1 July 2025 by province, to draw on outside the drill commune."""
    lines = _TAKEN.read_text(encoding="utf-8").splitlines()
    rows = (line.split(": ", 1) for line in lines if not line.startswith("#"))
    return {province: tuple(names.split(", ")) for province, names in rows}


def is_taken(name: str) -> bool:
    """Whether a real commune carries this name, with or without diacritics."""
    return fold(name) in {fold(real) for names in real_communes().values() for real in names}
