"""What exists in the registers: the people and offices of the seed, and births that were registered in this run."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar

from sandbox.world.action import record
from sandbox.world.params import N_
from sandbox.world.record import PersonId, RecordBase, StaffId, choice, ref
from seed.records import Birth, Household, Official, Organisation, Parcel, Person, Village

SEXES = {"male": N_("Nam"), "female": N_("Nữ")}
PURPOSES = {
    "procedure": N_("Giải quyết thủ tục hành chính"),
    "check_paper": N_("Đối chiếu giấy tờ công dân nộp"),
    "citizen_request": N_("Theo yêu cầu của chính công dân"),
    "reporting": N_("Thống kê, báo cáo"),
    "other": N_("Lý do khác"),
}
"""Why personal data may be looked up; asked at every look-up and kept in the log."""

for kind in (Person, Household, Birth, Parcel, Village, Organisation, Official):
    record(kind)


@record
class BirthRegistration(RecordBase, frozen=True, kw_only=True):
    """An entry of the register of births, first a draft; number and identity of the child come on registration."""

    kind: ClassVar[str] = "birth_registration"
    title: ClassVar[str] = N_("Đăng ký khai sinh")
    indexed: ClassVar[tuple[str, ...]] = ("dossier", "document")
    id: str
    state: Annotated[str, choice("draft", "registered")]
    dossier: Annotated[str, ref("dossier")]
    document: Annotated[str | None, ref("document")] = None
    child_name: str
    birth_date: date
    sex: Annotated[str, choice("male", "female")]
    birth_place: str
    ethnicity: str
    nationality: str
    mother: PersonId | None
    father: PersonId | None
    declarant: PersonId
    drafted_by: StaffId | None = None
    number: int | None = None
    year: int | None = None
    child_id: PersonId | None = None
    registered_at: datetime | None = None
    registered_by: StaffId | None = None
