"""What the seed knows: people, households, births, land, villages, offices and officials. Records refer by
id."""

from datetime import date, datetime
from typing import ClassVar, Literal

import msgspec

Sex = Literal["male", "female"]
MaritalStatus = Literal["single", "married", "widowed", "divorced"]
Relation = Literal[
    "head", "spouse", "child", "child_in_law", "grandchild", "parent", "parent_in_law", "sibling", "other"
]
Poverty = Literal["poor", "near_poor", "average", "none"]
Level = Literal["ministry", "province", "province_office", "commune", "commune_unit", "facility"]
Role = Literal[
    "reception_officer",
    "return_officer",
    "case_officer",
    "unit_head",
    "signer",
    "clerk",
    "centre_director",
    "administrator",
    "accountant",
    "police",
]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing with an identity; `kind` is its name in journals and bundles."""

    kind: ClassVar[str]
    id: str


class Person(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A resident, living or dead. `id` is the 12-digit identity number; `phone` has no spaces and may be
    empty."""

    kind: ClassVar[str] = "person"
    full_name: str
    sex: Sex
    birth_date: date
    death_date: date | None
    ethnicity: str
    religion: str
    nationality: str
    village: str
    household: str
    relation_to_head: Relation
    address: str
    phone: str
    marital_status: MaritalStatus
    spouse: str | None
    father: str | None
    mother: str | None
    father_name: str
    mother_name: str
    birth_place: str
    ancestral_home: str
    occupation: str


class Household(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People who live together. `head` and `members` are identity numbers, living people only:
    the head, then the spouse, then the others from old to young."""

    kind: ClassVar[str] = "household"
    village: str
    book_no: str
    head: str
    members: tuple[str, ...]
    address: str
    poverty: Poverty


class Birth(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A child born in the last weeks whose birth is not registered yet, so it has no name and no identity
    number. `birth_notice_code` has 18 characters: XXXXX.GCS.ZZZZZ.YY (TT 22/2025/TT-BYT)."""

    kind: ClassVar[str] = "birth"
    mother: str
    father: str | None
    child_sex: Sex
    born_at: datetime
    place: str
    facility: str
    birth_notice_code: str
    weight_grams: int


class Village(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A village (bản, thôn) of the commune. `name` includes the word: "bản Hua Nặm"; `head` is a person's
    id."""

    kind: ClassVar[str] = "village"
    number: int
    name: str
    main_ethnicity: str
    head: str
    households: int
    residents: int


class Parcel(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of land. `id` is "map sheet-parcel"; the area is in dm² (1 m² = 100 dm²); `certificate_no` and
    `certificate_date` are empty while no certificate was given."""

    kind: ClassVar[str] = "parcel"
    map_sheet_no: int
    parcel_no: int
    area_dm2: int
    land_use_type: str
    land_user: str
    household: str
    village: str
    address: str
    origin: str
    use_term: str
    certificate_no: str
    certificate_date: date | None


class Organisation(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office. `id` is a slug ("so_tu_phap"), `code` the identifier of QĐ 20/2020/QĐ-TTg ("H99.1"; empty
    for bodies without one), `parent` a slug or None, `deals_with` what can be sent to it."""

    kind: ClassVar[str] = "organisation"
    code: str
    name: str
    short_name: str
    level: Level
    parent: str | None
    address: str
    email: str
    phone: str
    deals_with: tuple[str, ...]


class Official(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who holds a post in the commune. `id` is the post's slug, `person` the identity number, `unit`
    an organisation's slug; `signs_as` are the lines above the signature (NĐ 30/2020), empty for who signs
    nothing."""

    kind: ClassVar[str] = "official"
    person: str
    full_name: str
    post: str
    unit: str
    roles: tuple[Role, ...]
    signs_as: tuple[str, ...]
    email: str
    phone: str


class Commune(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The drill commune itself. `name` and `province` include the word ("xã …", "tỉnh …"); `place` is how
    documents are dated; `organisation` is the slug of its People's Committee."""

    kind: ClassVar[str] = "commune"
    name: str
    province: str
    code: str
    place: str
    organisation: str
    address: str
