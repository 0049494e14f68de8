"""What can be done in the registers: look people up (journalled, with a purpose), draft and register a birth."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from pydantic import Field

from sandbox.services.eoffice import queries as eoffice
from sandbox.services.onestop import queries as onestop
from sandbox.services.registry.births import certificate_fields, child_of, heading_fields, new_identity, title_of
from sandbox.services.registry.queries import people_named, registrations
from sandbox.services.registry.records import PURPOSES, SEXES, BirthRegistration
from sandbox.world.action import action
from sandbox.world.desk import Desk, Refused
from sandbox.world.params import N_, Among, Ask, Date, Options, PersonRef, RecordRef, Text
from seed.records import Person

LOOKERS = ("reception_officer", "case_officer", "signer", "police")
WITH_BIRTH = ("1.001193", "1.000689", "1.003583", "1.004772", "1.004884", "2.000528", "2.000986")

Purpose = Annotated[str, *Options(**PURPOSES)]
Case = Annotated[str, *Among("open_dossiers")]


class LookUp(Ask):
    person: PersonRef = Field(title=N_("Số định danh cá nhân"), description=N_("12 chữ số"))
    purpose: Purpose = Field(title=N_("Mục đích tra cứu"))
    case: Case | None = Field(None, title=N_("Hồ sơ liên quan"))


@action(
    "registry.look_up",
    title=N_("Tra cứu theo số định danh"),
    roles=LOOKERS,
    look_up=True,
    minutes=1,
    done=N_("Đã tra cứu dữ liệu của %(person)s"),
)
def look_up(desk: Desk, ask: LookUp) -> Person:
    """See a person's data; the look-up is logged with its purpose (Luật Căn cước 26/2023/QH15, art. 10)."""
    return desk.get(Person, ask.person)


class FindPeople(Ask):
    name: Text = Field(title=N_("Họ và tên"), description=N_("Có dấu hoặc không dấu"))
    village: Annotated[str, *Among("villages")] | None = Field(None, title=N_("Thôn, bản"))
    birth_year: int | None = Field(None, title=N_("Năm sinh"), ge=1900, le=2100)
    purpose: Purpose = Field(title=N_("Mục đích tra cứu"))
    case: Case | None = Field(None, title=N_("Hồ sơ liên quan"))


@action(
    "registry.find_people",
    title=N_("Tìm theo họ tên"),
    roles=LOOKERS,
    look_up=True,
    minutes=1,
    done=N_("Đã tìm người có tên %(name)s"),
)
def find_people(desk: Desk, ask: FindPeople) -> None:
    """Find people by name; everybody who was shown is noted in the log."""
    for one in people_named(desk.world, ask.name, ask.village or "", ask.birth_year):
        desk.peek(Person, one.id)


class Certificate(Ask):
    """What the officer fills in; the parents' data come from the population database by their numbers."""

    child_name: Text = Field(title=N_("Họ, chữ đệm, tên trẻ"))
    birth_date: Date = Field(title=N_("Ngày sinh"), description=N_("Ví dụ 05/11/2026"))
    sex: Annotated[str, *Options(**SEXES)] = Field(title=N_("Giới tính"))
    birth_place: Text = Field(title=N_("Nơi sinh"))
    ethnicity: Text = Field(title=N_("Dân tộc"))
    nationality: Text = Field("Việt Nam", title=N_("Quốc tịch"))
    mother: PersonRef | None = Field(None, title=N_("Số định danh của mẹ"))
    father: PersonRef | None = Field(None, title=N_("Số định danh của cha"))
    signer: Annotated[str, *Among("signers", widget="staff")] = Field(title=N_("Người ký"))

    def child(self) -> dict[str, Any]:
        """What goes into the register."""
        return {name: getattr(self, name) for name in Certificate.model_fields if name != "signer"}


class DraftCertificate(Certificate):
    dossier: Annotated[str, *RecordRef("dossier")]


def may_draft(world: Any, dossier: Any) -> Refused | None:
    """The register takes births only from dossiers in work, of a procedure that ends in a birth certificate."""
    if dossier.procedure not in WITH_BIRTH:
        return Refused("no_birth", N_("Thủ tục của hồ sơ này không cấp giấy khai sinh"))
    if dossier.state != "processing":
        return Refused("not_in_work", N_("Hồ sơ chưa ở bước xử lý"))
    return None


@action(
    "registry.draft_certificate",
    title=N_("Soạn giấy khai sinh"),
    roles=("case_officer",),
    subject="dossier",
    possible=may_draft,
    makes="document",
    minutes=10,
    done=N_("Đã soạn giấy khai sinh của %(child_name)s"),
)
def draft_certificate(desk: Desk, ask: DraftCertificate) -> Any:
    """Draft the certificate from the dossier; parents' data come from the population database by their numbers."""
    birth = BirthRegistration(
        id=f"ks-{desk.now.year}-{desk.next(f'birth_drafts/{desk.now.year}'):04}",
        state="draft",
        declarant=onestop.dossier(desk.world, ask.dossier).submitter,
        dossier=ask.dossier,
        drafted_by=desk.actor.id,
        **ask.child(),
    )
    document = desk.perform(
        "eoffice.draft",
        form="birth_certificate",
        subject=title_of(birth),
        signer=ask.signer,
        dossier=ask.dossier,
        fields={**heading_fields(desk.world, ask.signer), **certificate_fields(desk.world, birth)},
    )
    desk.add(msgspec.structs.replace(birth, document=document.id))
    return document


class ReviseCertificate(Certificate):
    birth: Annotated[str, *RecordRef("birth_registration")]


def may_revise(world: Any, birth: Any) -> Refused | None:
    """A draft can be mended until a leader has approved it."""
    if birth.state != "draft":
        return Refused("registered", N_("Đã ghi sổ; sai sót từ đây phải cải chính hộ tịch"))
    if eoffice.document(world, birth.document).state not in ("draft", "returned_to_drafter"):
        return Refused("with_leader", N_("Dự thảo đã trình lãnh đạo; cần sửa thì lãnh đạo trả lại"))
    return None


@action(
    "registry.revise_certificate",
    title=N_("Sửa dự thảo giấy khai sinh"),
    roles=("case_officer",),
    subject="birth",
    possible=may_revise,
    minutes=5,
    done=N_("Đã sửa dự thảo giấy khai sinh của %(child_name)s"),
)
def revise_certificate(desk: Desk, ask: ReviseCertificate) -> BirthRegistration:
    """Mend the draft before it is approved; the paper is set anew."""
    birth = desk.update(desk.get(BirthRegistration, ask.birth), **ask.child())
    fields = {**heading_fields(desk.world, ask.signer), **certificate_fields(desk.world, birth)}
    changed = {"fields": fields, "subject": title_of(birth), "signer": ask.signer}
    desk.perform("eoffice.complete_draft", document=birth.document, **changed)
    return birth


class RegisterBirth(Ask):
    dossier: Annotated[str, *RecordRef("dossier")]


def may_register(world: Any, dossier: Any) -> Refused | None:
    """Only an approved draft can be entered into the register, and each only once."""
    drafts = registrations(world, dossier=dossier.id, state="draft")
    if not drafts:
        return Refused("no_draft", N_("Hồ sơ này chưa có dự thảo giấy khai sinh"))
    if eoffice.document(world, drafts[-1].document or "").state != "approved":
        return Refused("not_approved", N_("Dự thảo giấy khai sinh chưa được duyệt"))
    return None


@action(
    "registry.register_birth",
    title=N_("Ghi sổ đăng ký khai sinh"),
    roles=("case_officer",),
    subject="dossier",
    possible=may_register,
    final=True,
    minutes=5,
    done=N_("Đã ghi sổ đăng ký khai sinh số %(code)s; giấy khai sinh chờ ký"),
)
def register_birth(desk: Desk, ask: RegisterBirth) -> Any:
    """Enter the birth: number of the year's register, identity number of the child (Luật Hộ tịch 60/2014, art. 16).

    Leaves the certificate, now with both numbers and ready to be signed.
    """
    birth = registrations(desk, dossier=ask.dossier, state="draft")[-1]
    child = desk.add(child_of(desk, birth, new_identity(desk, birth.sex, birth.birth_date, birth.id)))
    birth = desk.update(
        birth,
        state="registered",
        number=desk.next(f"births/{desk.now.year}"),
        year=desk.now.year,
        child_id=child.id,
        registered_at=desk.now,
        registered_by=desk.actor.id,
    )
    fields = certificate_fields(desk.world, birth)
    code = f"{birth.number:02}/{birth.year}"
    return desk.perform("eoffice.complete_draft", document=birth.document, fields=fields, code=code)
