"""The offices around the drill: the commune's own People's Committee and units, neighbours, the province,
facilities."""

from functools import lru_cache
from typing import Final, NamedTuple

from seed.places import COMMUNE, COMMUNE_CODE, COMMUNE_PLACE, NEIGHBOURS, PROVINCE
from seed.records import Level, Organisation
from seed.reserved import MAIL_DOMAIN, PROVINCE_CODE, phone_number
from seed.text import fold

OFFICE_PHONES_FROM: Final = 990_000  # residents' numbers stay below

PEOPLES_COMMITTEE: Final = "ubnd_xa"
PROVINCE_COMMITTEE: Final = "ubnd_tinh"


class Facility(NamedTuple):
    """Where children are born: the organisation's slug, its name, the code in birth notices, its share of
    births."""

    organisation: str
    name: str
    code: str
    share: int


FACILITIES: Final = (
    Facility("bv_da_khoa", f"Bệnh viện Đa khoa {PROVINCE}", "99001", 25),
    Facility("tt_y_te", "Trung tâm Y tế khu vực Mường Vẹn", "99012", 45),
    Facility("tram_y_te", f"Trạm Y tế {COMMUNE}", "99101", 30),
)

# slug, code, name, short name, level, parent, what it deals with
_Row = tuple[str, str, str, str, Level, str | None, str]
_OWN: tuple[_Row, ...] = (
    (
        PEOPLES_COMMITTEE,
        COMMUNE_CODE,
        f"Ủy ban nhân dân {COMMUNE}",
        f"UBND {COMMUNE}",
        "commune",
        PROVINCE_COMMITTEE,
        "hộ tịch; chứng thực; hòa giải đất đai; bảo trợ xã hội; hộ nghèo; hộ kinh doanh",
    ),
    (
        "van_phong",
        f"{COMMUNE_CODE}.01",
        "Văn phòng HĐND và UBND xã",
        "Văn phòng",
        "commune_unit",
        PEOPLES_COMMITTEE,
        "văn thư; tổng hợp; tư pháp; hộ tịch; chứng thực",
    ),
    (
        "phong_kinh_te",
        f"{COMMUNE_CODE}.02",
        "Phòng Kinh tế",
        "Phòng KT",
        "commune_unit",
        PEOPLES_COMMITTEE,
        "đất đai; xây dựng; nông nghiệp; tài chính; hộ kinh doanh",
    ),
    (
        "phong_vhxh",
        f"{COMMUNE_CODE}.03",
        "Phòng Văn hóa - Xã hội",
        "Phòng VH-XH",
        "commune_unit",
        PEOPLES_COMMITTEE,
        "bảo trợ xã hội; giảm nghèo; người có công; giáo dục; văn hóa; chuyển đổi số",
    ),
    (
        "trung_tam_hcc",
        f"{COMMUNE_CODE}.04",
        "Trung tâm Phục vụ hành chính công xã",
        "TTPVHCC",
        "commune_unit",
        PEOPLES_COMMITTEE,
        "tiếp nhận và trả kết quả thủ tục hành chính",
    ),
    (
        "cong_an_xa",
        "",
        f"Công an {COMMUNE}",
        "Công an xã",
        "commune_unit",
        "cong_an_tinh",
        "cư trú; căn cước; định danh điện tử; an ninh trật tự",
    ),
    (
        "tram_y_te",
        f"{COMMUNE_CODE}.05",
        f"Trạm Y tế {COMMUNE}",
        "Trạm Y tế",
        "facility",
        PEOPLES_COMMITTEE,
        "giấy chứng sinh; giấy báo tử; y tế cơ sở",
    ),
)
_PROVINCE: tuple[_Row, ...] = (
    (PROVINCE_COMMITTEE, PROVINCE_CODE, f"Ủy ban nhân dân {PROVINCE}", "UBND tỉnh", "province", None,
     "chỉ đạo, điều hành chung"),
    ("vp_ubnd_tinh", f"{PROVINCE_CODE}.21", f"Văn phòng Ủy ban nhân dân {PROVINCE}", "VP UBND tỉnh",
     "province_office", PROVINCE_COMMITTEE, "tổng hợp; truyền đạt ý kiến chỉ đạo"),
    ("ttpvhcc_tinh", f"{PROVINCE_CODE}.22", f"Trung tâm Phục vụ hành chính công {PROVINCE}", "TTPVHCC tỉnh",
     "province_office", PROVINCE_COMMITTEE, "thủ tục hành chính cấp tỉnh; kiểm soát thủ tục hành chính"),
    ("so_tu_phap", f"{PROVINCE_CODE}.23", f"Sở Tư pháp {PROVINCE}", "Sở Tư pháp", "province_office",
     PROVINCE_COMMITTEE, "hộ tịch; chứng thực; hòa giải ở cơ sở; lý lịch tư pháp; quốc tịch"),
    ("so_noi_vu", f"{PROVINCE_CODE}.24", f"Sở Nội vụ {PROVINCE}", "Sở Nội vụ", "province_office",
     PROVINCE_COMMITTEE, "tổ chức, biên chế; cải cách hành chính; văn thư, lưu trữ; người có công; lao động"),
    ("so_nnmt", f"{PROVINCE_CODE}.25", f"Sở Nông nghiệp và Môi trường {PROVINCE}", "Sở NN&MT", "province_office",
     PROVINCE_COMMITTEE, "đất đai; giảm nghèo; nông nghiệp; môi trường; phòng chống thiên tai"),
    ("so_tai_chinh", f"{PROVINCE_CODE}.26", f"Sở Tài chính {PROVINCE}", "Sở Tài chính", "province_office",
     PROVINCE_COMMITTEE, "ngân sách; đầu tư; đăng ký kinh doanh"),
    ("so_xay_dung", f"{PROVINCE_CODE}.27", f"Sở Xây dựng {PROVINCE}", "Sở Xây dựng", "province_office",
     PROVINCE_COMMITTEE, "xây dựng; nhà ở; giao thông; quy hoạch"),
    ("so_y_te", f"{PROVINCE_CODE}.28", f"Sở Y tế {PROVINCE}", "Sở Y tế", "province_office",
     PROVINCE_COMMITTEE, "y tế; dân số; trẻ em; bảo trợ xã hội"),
    ("so_gddt", f"{PROVINCE_CODE}.29", f"Sở Giáo dục và Đào tạo {PROVINCE}", "Sở GD&ĐT", "province_office",
     PROVINCE_COMMITTEE, "giáo dục; xóa mù chữ"),
    ("so_khcn", f"{PROVINCE_CODE}.30", f"Sở Khoa học và Công nghệ {PROVINCE}", "Sở KH&CN", "province_office",
     PROVINCE_COMMITTEE, "chuyển đổi số; bưu chính, viễn thông; an toàn thông tin"),
    ("so_vhttdl", f"{PROVINCE_CODE}.31", f"Sở Văn hóa, Thể thao và Du lịch {PROVINCE}", "Sở VH,TT&DL",
     "province_office", PROVINCE_COMMITTEE, "văn hóa; thể thao; du lịch; báo chí, thông tin cơ sở"),
    ("so_cong_thuong", f"{PROVINCE_CODE}.32", f"Sở Công Thương {PROVINCE}", "Sở Công Thương", "province_office",
     PROVINCE_COMMITTEE, "thương mại; điện; công nghiệp"),
    ("so_dttg", f"{PROVINCE_CODE}.33", f"Sở Dân tộc và Tôn giáo {PROVINCE}", "Sở DT&TG", "province_office",
     PROVINCE_COMMITTEE, "công tác dân tộc; tín ngưỡng, tôn giáo"),
    ("thanh_tra_tinh", f"{PROVINCE_CODE}.34", f"Thanh tra {PROVINCE}", "Thanh tra tỉnh", "province_office",
     PROVINCE_COMMITTEE, "thanh tra; tiếp công dân; khiếu nại, tố cáo"),
    ("cong_an_tinh", "", f"Công an {PROVINCE}", "Công an tỉnh", "province_office", None,
     "cư trú; căn cước; xuất nhập cảnh; an ninh mạng; lý lịch tư pháp"),
    ("bhxh_kv", "", "Bảo hiểm xã hội khu vực Mường Vẹn", "BHXH khu vực", "facility", None,
     "thẻ bảo hiểm y tế; bảo hiểm xã hội; trợ cấp"),
    ("thue_kv", "", "Thuế cơ sở khu vực Mường Vẹn", "Thuế khu vực", "facility", None,
     "nghĩa vụ tài chính về đất đai; thuế hộ kinh doanh"),
    ("vpdkdd", "", "Chi nhánh Văn phòng đăng ký đất đai khu vực Mường Vẹn", "CN VPĐKĐĐ", "facility", "so_nnmt",
     "đăng ký đất đai; trích lục bản đồ; chỉnh lý biến động"),
    ("bv_da_khoa", "", FACILITIES[0].name, "BVĐK tỉnh", "facility", "so_y_te", "giấy chứng sinh; giấy báo tử"),
    ("tt_y_te", "", FACILITIES[1].name, "TTYT khu vực", "facility", "so_y_te", "giấy chứng sinh; giấy báo tử"),
)  # fmt: skip


@lru_cache(maxsize=1)
def organisations() -> tuple[Organisation, ...]:
    """Every office the commune deals with, its own first; the same in every population."""
    rows = (*_OWN, *map(_neighbour, range(len(NEIGHBOURS))), *_PROVINCE)
    return tuple(_organisation(number, row) for number, row in enumerate(rows, start=1))


def _neighbour(index: int) -> _Row:
    name = f"xã {NEIGHBOURS[index]}"
    slug = f"ubnd_{fold(NEIGHBOURS[index]).replace(' ', '_')}"
    code = f"{PROVINCE_CODE}.{index + 2}"
    dealing = f"mọi việc thuộc thẩm quyền cấp xã của {name}"
    return slug, code, f"Ủy ban nhân dân {name}", f"UBND {name}", "commune", PROVINCE_COMMITTEE, dealing


def _organisation(number: int, row: _Row) -> Organisation:
    slug, code, name, short_name, level, parent, deals_with = row
    return Organisation(
        id=slug,
        code=code,
        name=name,
        short_name=short_name,
        level=level,
        parent=parent,
        address=_address(name, slug),
        email=f"{slug.replace('_', '-')}@{MAIL_DOMAIN}",
        phone=phone_number(OFFICE_PHONES_FROM + number),
        deals_with=tuple(deals_with.split("; ")),
    )


def _address(name: str, slug: str) -> str:
    if slug in {row[0] for row in _OWN}:
        return f"thôn Trung Tâm, {COMMUNE_PLACE}"
    if slug.startswith("ubnd_") and slug != PROVINCE_COMMITTEE:
        return f"{name.removeprefix('Ủy ban nhân dân ')}, {PROVINCE}"
    return f"xã Mường Vẹn, {PROVINCE}"
