"""The papers that can be typeset, and the fields of each: one declaration per form, one layout file for it.

Every field may be left out: a missing one is printed as a dotted line. The slips follow Mẫu 01 to 05 of
Thông tư 03/2025/TT-VPCP; letters follow Nghị định 30/2020/NĐ-CP, Phụ lục I and III; civil-status papers have an
invented, plain look and hold the fields of the real ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["text", "date", "moment", "lines", "body", "rows", "yes"]


class Field(NamedTuple):
    """A field of a form.

    `text`: one line; `date`, `moment`: ISO, printed as 23/11/2026 and 10 giờ 05 phút, ngày 23/11/2026, other text as it
    is; `lines`: a list of lines; `body`: paragraphs, as a list or as one text with line breaks; `rows`: a list of
    {column: text} with the given columns; `yes`: true or false.
    """

    kind: Kind
    meaning: str
    columns: tuple[str, ...] = ()


class Form(NamedTuple):
    """A paper: its name in Vietnamese, its fields, and how its layout file treats them.

    `signed_by`: the signature fields that stay open. `drawn`: the fields whose names are drawn as signatures at once,
    for papers that people bring along signed on paper (not when the field `unsigned` is set). `by_hand`: filled in with
    a pen. `layout`: the layout file, when it is not named like the form.
    """

    title: str
    fields: Mapping[str, Field]
    signed_by: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    by_hand: bool = False
    layout: str = ""


def _texts(**meanings: str) -> dict[str, Field]:
    return {name: Field("text", meaning) for name, meaning in meanings.items()}


def _dates(**meanings: str) -> dict[str, Field]:
    return {name: Field("date", meaning) for name, meaning in meanings.items()}


def _moments(**meanings: str) -> dict[str, Field]:
    return {name: Field("moment", meaning) for name, meaning in meanings.items()}


def _person(prefix: str, who: str) -> dict[str, Field]:
    return {
        **_texts(
            **{
                f"{prefix}_name": f"họ, chữ đệm, tên {who}",
                f"{prefix}_ethnicity": f"dân tộc của {who}",
                f"{prefix}_nationality": f"quốc tịch của {who}",
                f"{prefix}_residence": f"nơi cư trú của {who}",
                f"{prefix}_id": f"số định danh cá nhân của {who}",
            }
        ),
        **_dates(**{f"{prefix}_birth_date": f"ngày sinh hoặc năm sinh của {who}"}),
    }


def _without(fields: Mapping[str, Field], *names: str) -> dict[str, Field]:
    return {name: field for name, field in fields.items() if name not in names}


PERSON, BOTH = ("person",), ("person", "org")
ISSUED = {
    **_texts(
        org_name="tên cơ quan ban hành",
        parent_org="tên cơ quan chủ quản",
        number="số; để trống thì cấp sau khi ký",
        symbol="ký hiệu, ví dụ UBND-VHXH",
        place="địa danh",
        day="ngày; để trống thì ghi khi cấp số",
        month="tháng",
        year="năm",
        capacity="quyền hạn, ví dụ TM. ỦY BAN NHÂN DÂN; hai dòng cách nhau bằng /",
        post="chức vụ",
        signer_name="họ và tên người ký",
    ),
    **_dates(date="ngày ban hành, thay cho day, month, year"),
}
SLIP = _without(ISSUED, "capacity", "post")
LETTER = {
    **ISSUED,
    **_texts(
        subject="trích yếu",
        archive="nơi lưu, ví dụ VT, VHXH",
        urgency="độ khẩn",
        contact_line="địa chỉ, điện thoại ở chân trang đầu",
    ),
    "addressees": Field("lines", "Kính gửi"),
    "bases": Field("lines", "căn cứ"),
    "body": Field("body", "nội dung"),
    "recipients": Field("lines", "Nơi nhận"),
}
RETURNED = {
    **LETTER,
    **_texts(
        sender_org="cơ quan gửi văn bản",
        document_code="số, ký hiệu văn bản",
        document_subject="trích yếu văn bản",
        reason="lý do trả lại",
        right_addressee="cơ quan có thẩm quyền giải quyết",
    ),
    **_dates(document_date="ngày văn bản", arrival_date="ngày đến"),
}
APPLICANT = _texts(
    applicant_name="tổ chức, cá nhân nộp hồ sơ",
    personal_or_org_id="số định danh cá nhân hoặc tổ chức",
    address="địa chỉ",
    phone="số điện thoại",
    email="thư điện tử",
    dossier_code="mã hồ sơ",
    request_content="nội dung yêu cầu giải quyết",
)
CHILD = {
    **_texts(
        child_name="họ, chữ đệm, tên trẻ",
        sex="giới tính",
        ethnicity="dân tộc",
        nationality="quốc tịch",
        birth_place="nơi sinh",
        ancestral_home="quê quán",
    ),
    **_dates(birth_date="ngày, tháng, năm sinh"),
}
PARENTS = {**_person("mother", "mẹ"), **_person("father", "cha")}
BROUGHT = {
    **_texts(org_name="cơ quan cấp", parent_org="cơ quan chủ quản", number="số", place="địa danh"),
    **_texts(day="ngày", month="tháng", year="năm", post="chức vụ", signer_name="người ký"),
    **_dates(date="ngày cấp, thay cho day, month, year"),
    "unsigned": Field("yes", "chưa ký, chưa đóng dấu"),
}
OWN = {
    **_texts(addressee="kính gửi", requester_name="người làm đơn", requester_id="số định danh cá nhân"),
    **_texts(requester_residence="nơi cư trú", requester_phone="điện thoại", place="địa danh"),
    **_texts(day="ngày", month="tháng", year="năm"),
    **_dates(date="ngày làm đơn, thay cho day, month, year", requester_birth_date="ngày sinh"),
    "unsigned": Field("yes", "chưa ký"),
}

FORMS: dict[str, Form] = {
    "official_letter": Form("Công văn", LETTER, BOTH),
    "report": Form("Báo cáo", LETTER, BOTH),
    "notice": Form("Thông báo", LETTER, BOTH),
    "incoming_document": Form(
        "Văn bản đến",
        {**LETTER, **_texts(document_type="tên loại; trống là công văn"), "unsigned": Field("yes", "chưa ký")},
        drawn=("signer_name",),
    ),
    "envelope": Form(
        "Bì thư",
        {
            **_texts(org_name="nơi gửi", code="số, ký hiệu ghi ngoài bì", address="địa chỉ nơi nhận"),
            **_texts(mark="dấu chữ chỉ độ mật: A, B hoặc C", note="dấu khác trên bì", subject="tình trạng của bì"),
            "addressees": Field("lines", "nơi nhận"),
        },
    ),
    "dispatch_slip": Form("Phiếu gửi", RETURNED, BOTH),
    "return_slip": Form("Phiếu trả lại văn bản", RETURNED, BOTH),
    "receipt_slip": Form(
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        {
            **SLIP,
            **APPLICANT,
            "components": Field("rows", "thành phần hồ sơ nộp", ("name", "form", "count")),
            **_texts(
                authorised_person="người được ủy quyền",
                set_count="số lượng hồ sơ (bộ)",
                statutory_time="thời gian giải quyết theo quy định",
                result_delivery_method="đăng ký nhận kết quả tại",
                book_no="quyển số",
                entry_no="số thứ tự",
                submitter_name="người nộp hồ sơ",
            ),
            **_moments(received_at="thời gian nhận hồ sơ", due_at="thời gian trả kết quả"),
        },
        PERSON,
    ),
    "supplement_slip": Form(
        "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        {
            **SLIP,
            **APPLICANT,
            "missing_items": Field("lines", "nội dung cần hoàn thiện"),
            **_texts(reason="lý do", contact_person="người liên hệ", contact_phone="điện thoại liên hệ"),
            **_moments(supplement_before="nộp bổ sung trước"),
        },
        PERSON,
    ),
    "rejection_slip": Form(
        "Phiếu từ chối tiếp nhận, giải quyết hồ sơ",
        {
            **SLIP,
            **APPLICANT,
            **_texts(reason="lý do", legal_basis="căn cứ", right_body="nơi có thẩm quyền giải quyết"),
        },
        PERSON,
    ),
    "apology_letter": Form(
        "Văn bản xin lỗi và đề nghị gia hạn",
        {
            **ISSUED,
            **_without(APPLICANT, "phone", "email"),
            **_texts(procedure_name="tên thủ tục", reason="lý do chậm", archive="nơi lưu"),
            **_moments(received_at="ngày tiếp nhận", due_at="ngày hẹn trả", new_due_at="ngày hẹn trả mới"),
            "recipients": Field("lines", "Nơi nhận"),
        },
        BOTH,
    ),
    "stop_notice": Form(
        "Thông báo dừng giải quyết hồ sơ",
        {
            **ISSUED,
            **_without(APPLICANT, "phone", "email"),
            **_texts(reason="lý do", archive="nơi lưu"),
            **_moments(received_at="ngày tiếp nhận", stopped_at="dừng từ"),
            "recipients": Field("lines", "Nơi nhận"),
        },
        BOTH,
    ),
    "birth_certificate": Form(
        "Giấy khai sinh",
        {
            **_without(ISSUED, "org_name", "parent_org"),
            **CHILD,
            **PARENTS,
            **_texts(
                personal_id="số định danh cá nhân của trẻ",
                declarant_name="người đi khai sinh",
                declarant_papers="giấy tờ tùy thân của người đi khai sinh",
                registered_at="nơi đăng ký khai sinh",
                note="ghi chú",
            ),
            **_dates(registered_on="ngày đăng ký"),
        },
        BOTH,
    ),
    "birth_notice": Form(
        "Giấy chứng sinh",
        {
            **BROUGHT,
            **_person("mother", "mẹ"),
            **_texts(
                code="mã giấy chứng sinh, 18 ký tự",
                mother_papers="giấy tờ tùy thân của mẹ",
                birth_place="nơi sinh",
                children_count="số con trong lần sinh này",
                sex="giới tính của con",
                weight_grams="cân nặng (gam)",
                health="tình trạng của con",
                child_name="dự định đặt tên con",
                midwife_name="người đỡ đẻ",
                writer_name="người ghi phiếu",
                father_name="họ tên cha hoặc người nuôi dưỡng",
                note="ghi chú",
            ),
            **_moments(born_at="giờ, ngày sinh"),
        },
        drawn=("midwife_name", "signer_name"),
    ),
    "birth_declaration": Form(
        "Tờ khai đăng ký khai sinh",
        {
            **OWN,
            **CHILD,
            **PARENTS,
            **_texts(
                relation="quan hệ với người được khai sinh", requester_papers="giấy tờ tùy thân", copies="số bản sao"
            ),
        },
        drawn=("requester_name",),
        by_hand=True,
    ),
    "marriage_certificate": Form(
        "Giấy chứng nhận kết hôn",
        {
            **_without(BROUGHT, "parent_org"),
            **_person("wife", "vợ"),
            **_person("husband", "chồng"),
            **_texts(registered_at="nơi đăng ký"),
        },
        drawn=("wife_name", "husband_name", "signer_name"),
    ),
    "identity_card": Form(
        "Thẻ căn cước",
        {
            **_texts(
                personal_id="số định danh cá nhân",
                full_name="họ, chữ đệm và tên khai sinh",
                sex="giới tính",
                nationality="quốc tịch",
                residence="nơi cư trú",
                birth_registration_place="nơi đăng ký khai sinh",
            ),
            **_dates(birth_date="ngày sinh", issued_on="ngày cấp", expires_on="có giá trị đến"),
        },
    ),
    "residence_confirmation": Form(
        "Xác nhận thông tin về cư trú",
        {
            **BROUGHT,
            **_person("person", "công dân"),
            **_texts(
                permanent_residence="nơi thường trú",
                temporary_residence="nơi tạm trú",
                household_head="chủ hộ",
                relation_to_head="quan hệ với chủ hộ",
                purpose="mục đích xác nhận",
            ),
            "members": Field("rows", "thành viên hộ gia đình", ("name", "birth_date", "id", "relation")),
        },
        drawn=("signer_name",),
    ),
    "land_mediation_request": Form(
        "Đơn đề nghị hòa giải tranh chấp đất đai",
        {
            **OWN,
            **_person("other", "bên bị đề nghị"),
            **_texts(
                parcel_no="thửa đất số",
                map_sheet_no="tờ bản đồ số",
                parcel_address="địa chỉ thửa đất",
                area="diện tích",
            ),
            "body": Field("body", "nội dung tranh chấp"),
            "request": Field("body", "yêu cầu"),
            "attachments": Field("lines", "giấy tờ kèm theo"),
        },
        drawn=("requester_name",),
        by_hand=True,
    ),
    "authorisation": Form(
        "Văn bản ủy quyền",
        {
            **OWN,
            **_person("agent", "người được ủy quyền"),
            **_texts(relation="quan hệ giữa hai bên", term="thời hạn ủy quyền"),
            "body": Field("body", "nội dung ủy quyền"),
        },
        drawn=("requester_name", "agent_name"),
        by_hand=True,
    ),
    "generic_paper": Form(
        "Giấy tờ",
        {
            **BROUGHT,
            **_texts(title="tên giấy tờ", subtitle="dòng dưới tên"),
            "rows": Field("rows", "các mục", ("label", "value")),
            "body": Field("body", "nội dung"),
        },
        drawn=("signer_name",),
    ),
}
