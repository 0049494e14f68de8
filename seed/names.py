"""Name lists of a north-western hill commune: family, middle and given names by ethnicity, sex and
generation.

Written for this project from common knowledge of naming habits, not taken from any register. A list is one
string: names by commas, `*n` a weight (1 unless said), a name of two words written as such. Generations:
"old" (born before 1965), "mid" (1965–1989), "new" (1990–2009), "young" (2010 and later).
"""

from bisect import bisect_right
from typing import Final

GENERATIONS: Final = (("old", 1965), ("mid", 1990), ("new", 2010), ("young", 9999))

# Share of each ethnicity among the founding families of the commune, in per mille.
ETHNICITIES: Final = {"Thái": 400, "Mông": 270, "Dao": 110, "Kinh": 100, "Tày": 60, "Nùng": 30, "Mường": 30}

SURNAMES: Final = {
    "Kinh": "Nguyễn*38, Trần*11, Lê*9, Phạm*7, Hoàng*5, Vũ*4, Phan*4, Đặng*3, Bùi*3, Đỗ*3, Ngô*2, Dương*2, Đinh*2, "
    "Đào, Lưu, Mai, Trịnh, Tạ, Cao, Hà",
    "Thái": "Lò*30, Quàng*14, Cà*9, Lường*9, Tòng*7, Hoàng*5, Cầm*5, Vì*5, Hà*4, Điêu*3, Lù*3, Bạc*2, Lèo*2, Mè, "
    "Đèo, Ngần",
    "Mông": "Giàng*18, Sùng*13, Thào*12, Vàng*12, Lý*7, Mùa*7, Vừ*6, Hạng*6, Lầu*4, Cứ*3, Má*3, Tráng*2, Chá*2, "
    "Hờ*2, Phàng*2, Sình, Cháng",
    "Dao": "Triệu*22, Bàn*17, Đặng*14, Lý*14, Phàn*12, Chảo*8, Tẩn*8, Phùng*3, Dương*3, Hoàng*2",
    "Tày": "Nông*20, Hoàng*18, Ma*10, Hà*7, Nguyễn*7, Lương*6, Vi*5, Bế*5, Đàm*4, Triệu*4, La*3, Quan*3, Phùng, Long",
    "Nùng": "Nông*22, Hoàng*16, Lương*9, Vi*9, Lục*6, Lý*6, Chu*5, Triệu*5, Hứa*5, Đàm*3",
    "Mường": "Bùi*30, Đinh*15, Quách*12, Hà*10, Nguyễn*8, Phạm*5, Bạch*5, Xa*3",
}

_COMMON_MIDDLE = {
    ("male", "old"): "Văn*75, Đình*5, Xuân*6, Ngọc*4, Đức*4, Hữu*3, Công*3",
    ("male", "mid"): "Văn*55, Đức*8, Xuân*7, Ngọc*6, Quang*5, Minh*4, Đình*4, Mạnh*4, Trọng*3, Thanh*2, Hồng*2",
    ("male", "new"): "Văn*25, Đức*13, Minh*12, Quang*8, Ngọc*7, Anh*6, Tuấn*6, Thanh*5, Trung*5, Duy*5, Hoàng*4",
    ("male", "young"): "Văn*4, Minh*10, Đức*7, Gia*8, Bảo*6, Quang*5, Tuấn*5, Anh*4",
    ("female", "old"): "Thị*92, Kim*2, Thanh*2, Ngọc*2",
    ("female", "mid"): "Thị*72, Thanh*6, Thị Thanh*4, Thị Kim*3, Ngọc*4, Thu*4, Minh*2, Bích*2, Hồng*2",
    ("female", "new"): "Thị*30, Thị Thu*7, Thu*10, Thị Hồng*5, Phương*9, Ngọc*9, Thanh*7, Thùy*7, Minh*5, Hồng*5, "
    "Khánh*4",
    ("female", "young"): "Thị*5, Thảo*4, Ngọc*8, Bảo*7, Khánh*7, Minh*6, Phương*6, Thanh*3",
}

_COMMON_GIVEN = {
    ("male", "old"): "Lợi, Thắng, Bình*2, Chiến*2, Sơn, Quý, Thọ*2, Phú, Tài, Lâm, Khánh, Vinh, Hợp, Tiến, Thành*2, "
    "Toàn, Định, Hòa, Minh, Tính, Sinh*2, Nhân, Nghĩa, Lực, Chính, Thịnh, Tâm, Phong, Quyết, Hiến",
    ("male", "mid"): "Hùng*4, Dũng*3, Cường*3, Tuấn*3, Thắng*2, Sơn*2, Hải*2, Bình*2, Long, Nam*2, Quang, Tuyên, "
    "Thành*2, Trung*2, Hưng, Kiên, Đức, Mạnh, Thái, Toàn, Hoàng, Chung, Tiến*2, Khoa, Phong, Tùng, Việt, Vinh, Hiếu, "
    "Quân, Thương, Thân",
    ("male", "new"): "Tuấn*3, Đức*2, Minh*2, Hiếu*3, Huy*2, Nam*2, Đạt*2, Long*2, Duy*2, Thành*2, Quân*2, Khánh, "
    "Hoàng*2, Sơn, Trường, Phong, Dương, Nghĩa, Việt, Linh, Hải, Tú, Lâm, Thắng, Công, Toàn, Kiên, Bách, Anh*3, Tùng",
    ("male", "young"): "Bảo*3, Khôi*3, Huy*2, Minh*2, Long*2, Khang*3, Kiệt*2, Phúc*2, Nguyên*2, Đăng*2, Hưng, Quân*2, "
    "An*2, Phong*2, Nam, Khoa*2, Đạt, Vũ, Thịnh, Hải, Tùng, Việt, Dũng, Sơn",
    ("female", "old"): "Lan, Hoa*2, Hồng, Mai, Tâm, Thơm, Lý, Xuân*2, Hiền, Bình, Nga, Liên, Cúc, Huệ, Loan, Vinh, "
    "Thanh, Mùi*2, Tý, Thìn, Dần, Hợi, Sửu, Ngọ, Nhài, Chắt, Tư, Năm, Út, Sáu, Thoa, Nhàn",
    ("female", "mid"): "Hương*3, Lan*2, Hà*3, Hằng*3, Thủy*3, Nga*2, Hoa*3, Thu*2, Hiền*3, Huệ*2, Loan*2, Phượng*2, "
    "Dung*2, Mai*2, Thảo, Vân*2, Yến, Bích, Tuyết, Nguyệt, Liên, Oanh, Hạnh*2, Xuân, Thoa, Minh, Nhung, Thúy, Hồng*2",
    ("female", "new"): "Linh*4, Trang*4, Huyền*3, Thảo*3, Hương*2, Phương*2, Nhung*2, Anh*3, Ngọc*2, Quỳnh*2, Hà*2, "
    "Mai*2, Hằng, Thùy, Vân, Yến*2, Hoài, Chi, My, Nga, Thư, Duyên*2, Dung, Ly, Diệp, Giang, Uyên, Lan, Trà, Tâm",
    ("female", "young"): "Ngọc*2, Linh*3, Anh*4, Trâm, Hân*3, Dương, My*2, Châu*2, Chi*2, Thư*2, Vy*3, Diệp*2, "
    "Nhi*3, Nguyên, Phương*2, Đan, Ngân*2, Yến, Vi, Trúc, Hà, Mai, Quyên, Thảo",
}

# Given names of two words, as parents choose them now; no further middle name.
_PAIRS = {
    ("male", "new"): "Đức Anh*2, Minh Đức*2, Quang Minh, Anh Tuấn*2, Tiến Đạt*2, Trung Kiên, Việt Hoàng, Thanh Tùng, "
    "Quốc Khánh, Xuân Trường, Hoàng Long, Tuấn Anh*3",
    ("male", "young"): "Gia Bảo*4, Minh Khôi*3, Đức Anh*2, Gia Huy*3, Minh Đức*2, Bảo Long, Anh Tuấn, Tuấn Kiệt*2, "
    "Quang Minh, Hải Đăng*2, Nhật Minh*2, Minh Quân*2, Gia Hưng, Bảo Nam, Thiên Ân*2, Khôi Nguyên*2, Minh Nhật, "
    "Đăng Khoa*2, Quốc Bảo, Hoàng Long, Phúc An, Thanh Tùng, Đình Phong, Việt Hoàng, Tiến Đạt, Trung Kiên, Bảo An, "
    "Hữu Phước, Minh Trí, Anh Dũng",
    ("female", "new"): "Phương Thảo*2, Thu Trang*2, Hồng Nhung, Khánh Linh*2, Ngọc Anh*2, Phương Anh*2, Thùy Linh*2, "
    "Mai Hương, Thanh Huyền, Bích Ngọc, Kiều Trang, Thúy Hằng",
    ("female", "young"): "Bảo Ngọc*4, Khánh Linh*3, Phương Anh*3, Ngọc Anh*2, Bảo Trâm*2, Gia Hân*4, Minh Anh*3, "
    "Thùy Dương, Hà My*2, Bảo Châu*2, Quỳnh Chi, Anh Thư*3, Khánh Vy*2, Ngọc Diệp*2, Tuệ Nhi, Thảo Nguyên, "
    "Bích Ngọc, Mai Phương, Ngọc Hân, Linh Đan*2, An Nhiên*2, Kim Ngân*2, Diệu Linh, Phương Linh, Hải Yến, Tường Vi*2, "
    "Yến Nhi*2, Bảo Hân, Thanh Trúc, Minh Châu*2",
}

# What an ethnicity has of its own: middle names, given names, and how much of each generation still chooses them (%).
OWN_SHARE: Final = {
    "Thái": {"old": 85, "mid": 50, "new": 12, "young": 4},
    "Mông": {"old": 100, "mid": 95, "new": 75, "young": 50},
    "Dao": {"old": 95, "mid": 75, "new": 40, "young": 15},
}
OWN_MIDDLE: Final = {
    ("Thái", "male"): "Văn*95, Đức*3, Quang*2",
    ("Thái", "female"): "Thị*100",
    ("Mông", "male"): "A*80, Seo*6, Mí*5, Bá*4, Văn*3, Xuân*2",
    ("Mông", "female"): "Thị*93, Seo*3, Y*2, Thị Mai*2",
    ("Dao", "male"): "Văn*45, A*18, Láo*15, Phúc*8, Tiến*5, Kim*5, Duần*4",
    ("Dao", "female"): "Thị*55, Mùi*15, Tả*12, Lở*8, Sử*6, Ú*4",
}
OWN_GIVEN: Final = {
    ("Thái", "male"): "Pánh*2, Ơn*2, Inh, Phớ, Xôm, Pâng, Ín*2, Hặc*2, Dọn, Muôn*2, Ướng, Bun*2, Piêng, Tướng, Hịa, "
    "Pọm, Bóng, Nọi*2, Phịnh, Liếng, Panh, Ánh, Sương, Chựa, Ngoan, Tươi, Thưởng, Hiêng, Khụt, Thương, Xuân*2, Lả",
    ("Thái", "female"): "Ín*2, Inh*2, Ọi*2, Xiên, Pâng*2, Pản, Yêu, Hặc*2, Phanh, Pỏm, Bun*2, Ươm, Ngoan, Nọi*2, Lún, "
    "Dọn, Xươi, Chựa, Nhọt, Hịa, Pành, Hom, Muôn, Biên*2, Tươi, Thoa, Lả*2, Ánh, Ơn, Xuân*2, Thương, Phương",
    ("Mông", "male"): "Páo*3, Dơ*2, Chống*2, Vừ, Dế, Lử*2, Sáng*2, Tủa*2, Tú, Nhà, Chu*2, Thái, Dê, Sình, Sính*2, "
    "Chớ*2, Phềnh, Lềnh, Khua, Hồng*2, Vàng, Súa, Di, Dia, Dình*2, Chìa, Chua*2, Cở, Mang, Say, Phử, Pó*2, Lầu, Sử*2, "
    "Gấu, Nếnh, Tráng, Chá, Trừ, Dờ, Cháng, Phía, Ly, Rùa*2, Của, Ná, Màng, Vư",
    ("Mông", "female"): "Mỷ*3, Dợ*3, Mai*2, Chư*2, Dở*2, Sua*2, Súa*2, Ca, Chá, Dua*2, Pà*2, Mảy, Ly*2, Máy, Chía, "
    "Pàng*2, Dí, Vá, Sông*2, Nhia, Dinh, Xá, Lan*2, Xúa, Chù, Mị, Là, Cở, Sáy, Say, Mo, Cúc, Bla*2, Gió, Rua, Chở, Xi",
    ("Dao", "male"): "Sếnh*2, Quẩy*2, Lường, Páo*2, Phấy*2, Ton, Chòi*2, Pu, Pết, Tịnh, Vần, Quyên, Chiêu, Hín, Lụa, "
    "Sử*2, Phin, Chẩn*2, Ngan, Kinh, Lìn, Vảng, Tá, Diết, Giào, Nhàn*2, Nảy, Mình, Sài, Hương",
    ("Dao", "female"): "Mẩy*4, Khé*2, Chạn*2, Pham*2, Sín, Lai, Nái*2, Mấy, Ghến, Xiết, Kiều, Coi, Liều*2, Phấy, Chài, "
    "Nhậy, Dất, Viện, Nhâm, Líu, Pú, Man, Quyên, Lan, Hương",
}


_ENDS = [end for _, end in GENERATIONS]


def generation_of(birth_year: int) -> str:
    """The generation whose naming habits hold for a year of birth."""
    return GENERATIONS[bisect_right(_ENDS, birth_year)][0]


def weighted(text: str) -> dict[str, int]:
    """A list as written above, as names and weights."""
    pairs = (item.strip().partition("*") for item in text.split(","))
    return {name: int(weight or 1) for name, _, weight in pairs}


def surnames(ethnicity: str) -> dict[str, int]:
    """Family names of an ethnicity and their weights. Raises KeyError for an ethnicity that has no list."""
    return weighted(SURNAMES[ethnicity])


def given_names(ethnicity: str, sex: str, generation: str) -> dict[str, int]:
    """Middle and given name together ("A Páo", "Thị Thu Trang") and their weights, for one ethnicity, sex,
    generation."""
    own = OWN_SHARE.get(ethnicity, {}).get(generation, 0)
    names: dict[str, int] = {}
    if own:
        _mix(names, _joined(OWN_MIDDLE[ethnicity, sex], OWN_GIVEN[ethnicity, sex]), own)
    if own < 100:
        _mix(names, _common(sex, generation), 100 - own)
    return names


def _common(sex: str, generation: str) -> dict[str, int]:
    names = _joined(_COMMON_MIDDLE[sex, generation], _COMMON_GIVEN[sex, generation])
    share = {"new": 25, "young": 70}.get(generation, 0)
    mixed: dict[str, int] = {}
    _mix(mixed, names, 100 - share)
    if share:
        _mix(mixed, weighted(_PAIRS[sex, generation]), share)
    return mixed


def _joined(middles: str, givens: str) -> dict[str, int]:
    """Every middle name before every given name; the two are never the same word."""
    return {
        f"{middle} {given}": a * b
        for middle, a in weighted(middles).items()
        for given, b in weighted(givens).items()
        if given not in middle.split()
    }


def _mix(into: dict[str, int], names: dict[str, int], share: int) -> None:
    """Adds names so that together they weigh `share` (in a scale where all weights stay whole numbers)."""
    total = sum(names.values())
    for name, weight in names.items():
        into[name] = into.get(name, 0) + max(1, weight * share * 10_000 // total)
