"""Papers on the screen: the picture of each, and its fields as text for who cannot see pictures."""

from __future__ import annotations

from datetime import datetime

from sandbox.services.onestop.queries import procedure_of
from sandbox.services.onestop.records import COPIES, DIGITISED, Component, Dossier, Paper, Slip
from sandbox.ui.paper import Paper as Shown
from sandbox.ui.screen import Screen
from sandbox.ui.words import _, day, moment
from sandbox.world.params import N_

SLIPS = {
    "receipt_slip": N_("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01)"),
    "supplement_slip": N_("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02)"),
    "rejection_slip": N_("Phiếu từ chối tiếp nhận, giải quyết hồ sơ (Mẫu 03)"),
    "apology_letter": N_("Văn bản xin lỗi và đề nghị gia hạn (Mẫu 04)"),
    "stop_notice": N_("Thông báo dừng giải quyết hồ sơ (Mẫu 05)"),
}
_PEOPLE = {
    "mother": N_("mẹ"),
    "father": N_("cha"),
    "wife": N_("vợ"),
    "husband": N_("chồng"),
    "person": N_("công dân"),
    "agent": N_("người được ủy quyền"),
    "requester": N_("người làm đơn"),
    "other": N_("bên kia"),
}
_PARTS = {
    "name": N_("Họ tên %(who)s"),
    "birth_date": N_("Ngày sinh của %(who)s"),
    "ethnicity": N_("Dân tộc của %(who)s"),
    "nationality": N_("Quốc tịch của %(who)s"),
    "residence": N_("Nơi cư trú của %(who)s"),
    "id": N_("Số định danh của %(who)s"),
    "papers": N_("Giấy tờ của %(who)s"),
    "phone": N_("Điện thoại của %(who)s"),
}
_LABELS = {
    "title": N_("Tên giấy tờ"),
    "org_name": N_("Cơ quan cấp"),
    "number": N_("Số"),
    "code": N_("Mã giấy chứng sinh"),
    "addressee": N_("Kính gửi"),
    "child_name": N_("Họ tên trẻ"),
    "birth_date": N_("Ngày sinh"),
    "born_at": N_("Sinh lúc"),
    "sex": N_("Giới tính"),
    "ethnicity": N_("Dân tộc"),
    "nationality": N_("Quốc tịch"),
    "birth_place": N_("Nơi sinh"),
    "ancestral_home": N_("Quê quán"),
    "weight_grams": N_("Cân nặng (gam)"),
    "health": N_("Tình trạng của con"),
    "children_count": N_("Số con trong lần sinh này"),
    "midwife_name": N_("Người đỡ đẻ"),
    "relation": N_("Quan hệ"),
    "personal_id": N_("Số định danh cá nhân"),
    "full_name": N_("Họ và tên"),
    "residence": N_("Nơi cư trú"),
    "issued_on": N_("Ngày cấp"),
    "registered_at": N_("Nơi đăng ký"),
    "place": N_("Địa danh"),
    "date": N_("Ngày ghi trên giấy"),
    "body": N_("Nội dung"),
    "term": N_("Thời hạn"),
    "note": N_("Ghi chú"),
    "signer_name": N_("Người ký"),
    "unsigned": N_("Chữ ký"),
    "day": N_("Ngày"),
    "month": N_("Tháng"),
    "year": N_("Năm"),
    "copies": N_("Số bản sao đề nghị cấp"),
    "parent_org": N_("Cơ quan chủ quản"),
    "post": N_("Chức vụ người ký"),
    "writer_name": N_("Người ghi phiếu"),
    "birth_registration_place": N_("Nơi đăng ký khai sinh"),
    "expires_on": N_("Có giá trị đến"),
    "subtitle": N_("Dòng dưới tên giấy"),
    "rows": N_("Các mục"),
    "permanent_residence": N_("Nơi thường trú"),
    "temporary_residence": N_("Nơi tạm trú"),
    "household_head": N_("Chủ hộ"),
    "relation_to_head": N_("Quan hệ với chủ hộ"),
    "purpose": N_("Mục đích"),
    "members": N_("Thành viên hộ gia đình"),
    "parcel_no": N_("Thửa đất số"),
    "map_sheet_no": N_("Tờ bản đồ số"),
    "parcel_address": N_("Địa chỉ thửa đất"),
    "area": N_("Diện tích"),
    "request": N_("Yêu cầu"),
    "attachments": N_("Giấy tờ kèm theo"),
}


def shown(screen: Screen, paper: Paper, note: str = "") -> Shown:
    """A paper that somebody handed in."""
    title = paper.name or paper.id
    sheet = screen.typeset(paper.form, paper.fields)
    return Shown(title, sheet, texts(paper), note or _(COPIES[paper.copy_form]), paper.id)


def texts(paper: Paper) -> list[tuple[str, str]]:
    """What is printed on it, line by line."""
    return [(label(name), _said(name, value)) for name, value in paper.fields.items() if value not in ("", None)]


def label(name: str) -> str:
    """What stands before a field of a paper."""
    if name in _LABELS:
        return _(_LABELS[name])
    who, _under, part = name.partition("_")
    if who in _PEOPLE and part in _PARTS:
        return _(_PARTS[part], who=_(_PEOPLE[who]))
    return name


def _said(name: str, value: object) -> str:
    if name == "unsigned":
        return _("chưa ký")
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return day(found) if len(str(value)) == 10 else moment(found)


def in_dossier(screen: Screen, dossier: Dossier) -> list[Shown]:
    """The papers of a dossier, each with the component it is filed under."""
    found = []
    for row in dossier.papers:
        paper = screen.world.get(Paper, row.paper)
        found.append(shown(screen, paper, _note(dossier, row)))
    return found


def _note(dossier: Dossier, row: Component) -> str:
    part = procedure_of(dossier).component(row.component)
    under = part.name.partition(";")[0] if part else _("chưa xếp thành phần")
    return f"{_(COPIES[row.form])} · {under} · {_(DIGITISED[row.digitised])}"


def slip(screen: Screen, one: Slip) -> Shown:
    """A slip that the desk gave out."""
    fields = [(_("Số"), one.number), (_("Ngày"), moment(one.issued_at)), (_("Mã hồ sơ"), one.dossier)]
    return Shown(_(SLIPS[one.form]), screen.sheet(one.file), fields, one.number, one.id)
