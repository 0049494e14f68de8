"""Rules of layout on DOCX: right letters break none, each fault breaks exactly its own rule, near misses pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.documents.rules import RULES
from grader.documents.says import TITLES
from scenarios.layout import RULE_IDS, SAYS
from tests.grader.letters import LETTER, REPORT, as_docx, missed

PAGES = "\f".join(["Đoạn đầu.\n", LETTER["body"]])

# rule → (base, what the letter says otherwise, where its layout departs); several faults of a rule one after the other.
FAULTS: dict[str, list[tuple[dict, dict, dict]]] = {
    "paper_size": [
        (LETTER, {}, {"page.width": "215.9", "page.height": "279.4"}),
        (LETTER, {}, {"page.width": "297", "page.height": "210"}),
    ],
    "margin_top": [(LETTER, {}, {"page.top": "15"}), (LETTER, {}, {"page.top": "26"})],
    "margin_bottom": [(LETTER, {}, {"page.bottom": "19"}), (LETTER, {}, {"page.bottom": "30"})],
    "margin_left": [(LETTER, {}, {"page.left": "29"}), (LETTER, {}, {"page.left": "36"})],
    "margin_right": [(LETTER, {}, {"page.right": "14"}), (LETTER, {}, {"page.right": "25.4"})],
    "font": [(LETTER, {}, {"body.font": "Arial"}), (LETTER, {}, {"number.font": ".VnTime"})],
    "colour": [(LETTER, {}, {"org.colour": "FF0000"}), (LETTER, {}, {"body.colour": "1F4E79"})],
    "page_number": [
        (LETTER, {"body": PAGES}, {"page.number": "none"}),
        (LETTER, {"body": PAGES}, {"page.number": "bottom"}),
        (LETTER, {"body": PAGES}, {"page.number_size": "11"}),
    ],
    "first_page_number": [(LETTER, {"body": PAGES}, {"page.number": "all"})],
    "national_name": [
        (LETTER, {}, {"nation.size": "14"}),
        (LETTER, {}, {"nation.bold": "no"}),
        (LETTER, {"nation": "Cộng hòa xã hội chủ nghĩa Việt Nam"}, {}),
        (LETTER, {"nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA  VIỆT NAM ."}, {}),
    ],
    "motto": [
        (LETTER, {"motto": "Độc lập-Tự do-Hạnh phúc"}, {}),
        (LETTER, {"motto": "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"}, {}),
        (LETTER, {}, {"motto.size": "12"}),
        (LETTER, {}, {"motto.italic": "yes"}),
    ],
    "motto_line": [(LETTER, {}, {"motto.line": "0"})],
    "parent_org": [
        (REPORT, {}, {"parent.size": "14"}),
        (REPORT, {}, {"parent.bold": "yes"}),
        (REPORT, {"parent": "Ủy ban nhân dân tỉnh"}, {}),
    ],
    "org_name": [
        (LETTER, {}, {"org.bold": "no"}),
        (LETTER, {}, {"org.size": "14"}),
        (LETTER, {"org": "Ủy ban nhân dân xã"}, {}),
    ],
    "org_line": [(LETTER, {}, {"org.line": "0"})],
    "number": [
        (LETTER, {"number": "Số: 5/UBND-VHXH"}, {}),
        (LETTER, {"number": "Số 05/UBND-VHXH"}, {}),
        (LETTER, {"number": "Số: 05/ubnd-vhxh"}, {}),
        (LETTER, {"number": "Số: 05"}, {}),
        (LETTER, {}, {"number.size": "14"}),
        (LETTER, {}, {"number.bold": "yes"}),
    ],
    "place_date": [
        (LETTER, {"date": "Pà Vầy, ngày 3 tháng 02 năm 2027"}, {}),
        (LETTER, {"date": "Pà Vầy, ngày 03 tháng 2 năm 2027"}, {}),
        (LETTER, {"date": "Pà Vầy, ngày 03 tháng 09 năm 2027"}, {}),
        (LETTER, {"date": "Pà Vầy ngày 03 tháng 02 năm 2027"}, {}),
        (LETTER, {}, {"date.italic": "no"}),
        (LETTER, {}, {"date.size": "12"}),
    ],
    "type_name": [
        (REPORT, {}, {"kind.bold": "no"}),
        (REPORT, {}, {"kind.size": "16"}),
        (REPORT, {"kind": "Báo cáo"}, {}),
    ],
    "subject": [
        (LETTER, {}, {"about.size": "14"}),
        (LETTER, {}, {"about.bold": "yes"}),
        (LETTER, {"subject": "Về việc rà soát dữ liệu"}, {}),
        (REPORT, {}, {"subject.bold": "no"}),
    ],
    "subject_line": [(REPORT, {}, {"subject.line": "0"})],
    "addressee": [
        (LETTER, {"addressees": []}, {}),
        (LETTER, {}, {"addressees.size": "12"}),
        (LETTER, {}, {"addressees.bold": "yes"}),
    ],
    "bases": [
        (REPORT, {}, {"bases.italic": "no"}),
        (REPORT, {"bases": ["Căn cứ Luật Hộ tịch.", "Căn cứ Kế hoạch số 12/KH-UBND."]}, {}),
        (REPORT, {"bases": ["Căn cứ Luật Hộ tịch;", "Căn cứ Kế hoạch số 12/KH-UBND;"]}, {}),
    ],
    "body_size": [(LETTER, {}, {"body.size": "12"}), (LETTER, {}, {"body.size": "15"})],
    "body_style": [(LETTER, {}, {"body.italic": "yes"})],
    "body_align": [(LETTER, {}, {"body.align": "left"})],
    "body_indent": [(LETTER, {}, {"body.indent": "0"}), (LETTER, {}, {"body.indent": "2"})],
    "paragraph_gap": [(LETTER, {}, {"body.before": "0"}), (LETTER, {}, {"body.before": "5"})],
    "line_spacing": [(LETTER, {}, {"body.spacing": "2"}), (LETTER, {}, {"body.spacing": "0.8"})],
    "signing_capacity": [
        (LETTER, {"capacity": "PHÓ CHỦ TỊCH"}, {}),
        (LETTER, {"capacity": "KT CHỦ TỊCH / PHÓ CHỦ TỊCH"}, {}),
        (LETTER, {"capacity": "TM. ỦY BAN NHÂN DÂN / PHÓ CHỦ TỊCH"}, {}),
        (LETTER, {"capacity": "ỦY BAN NHÂN DÂN / CHỦ TỊCH"}, {}),
        (LETTER, {"capacity": "KT. Chủ tịch / Phó Chủ tịch"}, {}),
        (LETTER, {}, {"capacity.bold": "no"}),
    ],
    "signer_name": [
        (LETTER, {"signer": "GIÀNG A PÁO"}, {}),
        (LETTER, {"signer": "ThS. Giàng A Páo"}, {}),
        (LETTER, {}, {"signer.bold": "no"}),
        (LETTER, {}, {"signer.size": "12"}),
    ],
    "recipients_label": [
        (LETTER, {}, {"label.size": "13"}),
        (LETTER, {}, {"label.italic": "no"}),
        (LETTER, {}, {"label.bold": "no"}),
        (LETTER, {"label": "Nơi nhận"}, {}),
    ],
    "recipients": [
        (LETTER, {}, {"recipients.size": "12"}),
        (LETTER, {}, {"recipients.italic": "yes"}),
        (LETTER, {"recipients": ["Như trên;", "- Lưu: VT, VHXH."]}, {}),
        (LETTER, {"recipients": ["- Như trên", "- Lưu: VT, VHXH."]}, {}),
    ],
    "archive_line": [
        (LETTER, {"recipients": ["- Như trên;", "- Chủ tịch UBND xã."]}, {}),
        (LETTER, {"recipients": ["- Như trên;", "- Lưu: VT, VHXH;"]}, {}),
    ],
}
ONE_BY_ONE = [(rule, *fault) for rule, faults in FAULTS.items() for fault in faults]

# Right at the limit, or otherwise unusual and still right.
NEAR: list[tuple[dict, dict, dict]] = [
    (LETTER, {}, {"page.left": "30", "page.right": "15", "page.top": "20", "page.bottom": "20"}),
    (LETTER, {}, {"page.left": "35", "page.right": "20", "page.top": "25", "page.bottom": "25"}),
    (LETTER, {}, {"nation.size": "13", "motto.size": "14", "org.size": "13", "about.size": "13", "body.size": "13"}),
    (LETTER, {}, {"body.indent": "1", "body.spacing": "1.5", "body.before": "6"}),
    (LETTER, {"body": PAGES}, {"page.number_size": "13"}),
    (LETTER, {"number": "Số:          /UBND-VHXH", "date": "Pà Vầy, ngày      tháng      năm 2027"}, {}),
    (LETTER, {"number": "Số: 112/UBND-VP", "date": "Pà Vầy, ngày 23 tháng 11 năm 2026"}, {}),
    (LETTER, {"addressees": ["Sở Tư pháp", "Sở Nội vụ"]}, {}),
    (LETTER, {"capacity": "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"}, {}),
    (LETTER, {"capacity": "TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG"}, {}),
    (LETTER, {"capacity": "TUQ. CHỦ TỊCH / TRƯỞNG PHÒNG"}, {}),
    (LETTER, {"nation": "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "motto": "Độc lập – Tự do – Hạnh phúc"}, {}),
    (LETTER, {}, {"body.font": "Liberation Serif", "org.font": "Tinos"}),
    (REPORT, {"bases": []}, {}),
    (REPORT, {"parent": ""}, {}),
    (REPORT, {"kind": "QUYẾT ĐỊNH", "addressees": []}, {}),
]


def test_every_rule_may_be_named_and_every_name_is_a_rule():
    assert set(RULES) == set(RULE_IDS)
    assert all(rule.title and "30/2020" in rule.law for rule in RULES.values())


def test_every_rule_has_a_fault_of_its_own():
    assert set(FAULTS) == set(RULES)


@pytest.mark.parametrize("base", [LETTER, REPORT], ids=["letter", "report"])
def test_a_right_letter_breaks_no_rule(base):
    assert missed(as_docx(base)) == []


@pytest.mark.parametrize(
    ("rule", "base", "says", "but"), ONE_BY_ONE, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_letter_with_one_fault_breaks_exactly_that_rule(rule, base, says, but):
    assert missed(as_docx(base, but, **says)) == [rule]


@pytest.mark.parametrize(("base", "says", "but"), NEAR)
def test_what_is_just_right_breaks_no_rule(base, says, but):
    assert missed(as_docx(base, but, **says)) == []


def test_a_decision_addresses_nobody():
    assert missed(as_docx(REPORT, kind="QUYẾT ĐỊNH")) == ["addressee"]


def test_everything_wrong_at_once_is_told_one_by_one():
    but = {"page.left": "20", "body.font": "Arial", "body.align": "left", "motto.line": "0", "label.size": "14"}
    found = missed(as_docx(LETTER, but, number="Số 5/UBND", signer="GIÀNG A PÁO"))
    assert found == ["margin_left", "font", "motto_line", "number", "body_align", "signer_name", "recipients_label"]


def test_the_page_of_the_check_tells_every_rule_and_component():
    page = Path("docs/checks/document.md").read_text("utf-8")
    assert all(f"| `{one.id}` | {one.title} |" in page for one in RULES.values())
    assert all(f"| `{name}` | {title} |" in page for name, title in TITLES.items())
    assert set(TITLES) == set(SAYS)
