"""Who holds which post in the commune People's Committee: posts are fixed, the people are drawn from the
residents."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from seed.chance import shuffled
from seed.offices import OFFICE_PHONES_FROM, PEOPLES_COMMITTEE
from seed.records import Official, Person, Role, Sex
from seed.reserved import MAIL_DOMAIN, phone_number
from seed.text import fold


class Post(NamedTuple):
    """A post: its slug and name, the unit, the roles, lines above the signature, and who may hold it."""

    id: str
    name: str
    unit: str
    roles: tuple[Role, ...]
    sex: Sex
    ages: tuple[int, int]
    signs_as: tuple[str, ...] = ()


_COUNTER: Final[tuple[Role, ...]] = ("reception_officer", "return_officer")
_CASE: Final[tuple[Role, ...]] = ("case_officer",)
_COMMITTEE: Final = "TM. ỦY BAN NHÂN DÂN"

POSTS: Final = (
    Post("chu_tich", "Chủ tịch Ủy ban nhân dân xã", PEOPLES_COMMITTEE, ("signer",), "male", (44, 56),
         (_COMMITTEE, "CHỦ TỊCH")),
    Post("pho_chu_tich", "Phó Chủ tịch Ủy ban nhân dân xã", PEOPLES_COMMITTEE, ("signer",), "female", (38, 50),
         (_COMMITTEE, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    Post("chanh_van_phong", "Chánh Văn phòng HĐND và UBND xã", "van_phong", ("unit_head",), "male", (38, 52),
         ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    Post("van_thu", "Công chức văn thư", "van_phong", ("clerk",), "female", (26, 45)),
    Post("ke_toan", "Công chức kế toán", "phong_kinh_te", ("accountant",), "female", (28, 45)),
    Post("tu_phap", "Công chức tư pháp - hộ tịch", "van_phong", _CASE, "female", (28, 44)),
    Post("tu_phap_2", "Công chức tư pháp - hộ tịch", "van_phong", _CASE, "male", (26, 44)),
    Post("truong_phong_kinh_te", "Trưởng phòng Kinh tế", "phong_kinh_te", ("unit_head",), "male", (38, 52),
         ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG KINH TẾ")),
    Post("dia_chinh", "Công chức địa chính - xây dựng", "phong_kinh_te", _CASE, "male", (28, 48)),
    Post("kinh_te", "Chuyên viên Phòng Kinh tế", "phong_kinh_te", _CASE, "male", (26, 45)),
    Post("truong_phong_vhxh", "Trưởng phòng Văn hóa - Xã hội", "phong_vhxh", ("unit_head",), "female", (38, 52),
         ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI")),
    Post("vhxh", "Chuyên viên Phòng Văn hóa - Xã hội", "phong_vhxh", _CASE, "female", (26, 45)),
    Post("cntt", "Chuyên viên phụ trách công nghệ thông tin", "phong_vhxh", ("administrator",), "male", (25, 40)),
    Post("giam_doc_tt", "Giám đốc Trung tâm Phục vụ hành chính công", "trung_tam_hcc",
         ("centre_director", "unit_head"), "male", (38, 52), ("GIÁM ĐỐC",)),
    Post("mot_cua", "Công chức tiếp nhận và trả kết quả", "trung_tam_hcc", _COUNTER, "female", (25, 42)),
    Post("mot_cua_2", "Công chức tiếp nhận và trả kết quả", "trung_tam_hcc", _COUNTER, "male", (25, 42)),
    Post("cong_an", "Cán bộ Công an xã, đầu mối phối hợp", "cong_an_xa", ("police",), "male", (26, 45)),
)  # fmt: skip


def appoint(source: random.Random, people: Sequence[Person], today: date) -> tuple[Official, ...]:
    """One official for each post: married residents of the right sex and age, all from different households,
    nobody with a namesake. Raises LookupError when the commune is too small to fill a post."""
    counted = _name_counts(people)
    willing = [p for p in people if p.marital_status == "married" and not p.death_date]
    single = [person for person in shuffled(source, willing) if counted[fold(person.full_name)] == 1]
    seen: set[str] = set()
    return tuple(_official(n, post, _take(post, single, seen, today)) for n, post in enumerate(POSTS, start=1))


def _name_counts(people: Iterable[Person]) -> Counter[str]:
    """How many people have each folded name; every spelling is folded once."""
    counted: Counter[str] = Counter()
    for name, count in Counter(person.full_name for person in people).items():
        counted[fold(name)] += count
    return counted


def _take(post: Post, people: Iterable[Person], households: set[str], today: date) -> Person:
    low, high = post.ages
    for person in people:
        age = today.year - person.birth_date.year
        if person.sex == post.sex and low <= age <= high and person.household not in households:
            households.add(person.household)
            return person
    raise LookupError(f"nobody can be {post.id}: the commune is too small")


def _official(number: int, post: Post, person: Person) -> Official:
    return Official(
        id=post.id,
        person=person.id,
        full_name=person.full_name,
        post=post.name,
        unit=post.unit,
        roles=post.roles,
        signs_as=post.signs_as,
        email=f"{post.id.replace('_', '.')}@pa-vay.{MAIL_DOMAIN}",
        phone=phone_number(OFFICE_PHONES_FROM + 500 + number),
    )
