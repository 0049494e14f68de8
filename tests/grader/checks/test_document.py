"""document: the criterion: rules named and left out, what components say, what cells hold, and what stays open."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest

from grader import Finding, grade
from scenarios.errors import ScenarioError
from tests.grader.letters import LETTER, as_docx, as_pdf
from tests.grader.rubrics import rubric
from tests.grader.sheets import as_xlsx
from tests.grader.story import Story, solved
from tests.grader.test_document_hostile import HOSTILE


def story_of(content: bytes | None, keep: bool = True) -> Story:
    story: Story = solved(upto="submit")
    digest = None if content is None else hashlib.sha256(content).hexdigest()
    story.act("tu_phap", "eoffice.submit", ("document", "doc1", {"file": digest}), document="doc1", to="chu_tich")
    story.files = {digest: content} if digest and keep and content is not None else {}
    return story


def finding(content: bytes | None, asked: str, keep: bool = True, **other: Any) -> Finding:
    judged = rubric(f"check: document, record: $certificate, {asked}")
    return grade(story_of(content, keep).record(**other), judged).finding("c0")


@pytest.mark.parametrize("content", [as_docx(), as_pdf()], ids=["docx", "pdf"])
def test_a_right_letter_meets_all_rules(content):
    found = finding(content, "rules: all")
    assert (found.outcome, found.evidence[0].file) == ("met", hashlib.sha256(content).hexdigest())


def test_each_fault_is_told_with_its_place_and_its_law():
    found = finding(as_docx(but={"page.left": "20", "motto.bold": "no"}), "rules: all")
    assert found.outcome == "missed"
    assert "lề trái 20.0 mm" in found.seen
    assert "Tiêu ngữ phải là chữ đậm (đoạn 4)" in found.seen
    assert "Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 1" in found.expected


def test_a_fault_of_a_pdf_is_told_with_its_page():
    assert "(trang 2, dòng" in finding(as_pdf(signer_name="ThS. Giàng A Páo"), "rules: all").seen


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ("rules: [motto, number]", "met"),
        ("rules: margin_left", "missed"),
        ("rules: all", "missed"),
        ("rules: all, except: [margin_left]", "met"),
        ("rules: all, except: margin_right", "missed"),
    ],
)
def test_only_the_rules_named_and_not_left_out_are_judged(asked, outcome):
    assert finding(as_docx(but={"page.left": "20"}), asked).outcome == outcome


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        ("subject: {mentions: hộ tịch}", "met"),
        ("subject: {text: rà soát dữ liệu hộ tịch}", "met"),
        ("subject: {mentions: chứng thực}", "missed"),
        ("number: 5", "met"),
        ("number: {at_least: 6}", "missed"),
        ("symbol: UBND-VHXH", "met"),
        ("date: 2027-02-03", "met"),
        ("date: {before: 2027-02-03}", "missed"),
        ("addressees: [Sở Tư pháp tỉnh Mô Phỏng]", "met"),
        ("addressees: {has_all: [Sở Nội vụ]}", "missed"),
        ("signer_name: {text: Giàng A Páo}", "met"),
        ("capacity: {mentions: KT. CHỦ TỊCH}", "met"),
        ("recipients: {size: 2}", "met"),
        ("archive: 'VT, VHXH'", "met"),
        ("type_name: {is: empty}", "met"),
        ("body: {mentions: [Sở Tư pháp, báo cáo kết quả]}", "met"),
        ("body: {not: {mentions: Trân trọng}}", "missed"),
    ],
)
def test_what_components_say_is_judged_by_the_usual_operators(says, outcome):
    assert finding(as_docx(LETTER), f"says: {{{says}}}").outcome == outcome


def test_a_missing_component_is_evidence():
    found = finding(as_docx(number="Số:      /UBND-VHXH"), "says: {number: {is: set}}")
    assert (found.outcome, found.seen) == ("missed", "Số: (trống)")


BOOK = as_xlsx(
    [["Bản", "Số hộ", "Tỷ lệ", "Ngày"], ["Nà Lạ", 12, 33.4, date(2026, 11, 20)], ["Huổi Co", 7, 19.05, None]],
    names={"tong_so": "'Biểu 2'!$B$1"},
    second=[["Tổng", 19], ["Đã duyệt", True]],
)


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ("cells: {B2: 12}", "met"),
        ("cells: {B2: {at_least: 12}, B3: {at_most: 7}}", "met"),
        ("cells: {B2: {at_least: 13}}", "missed"),
        ("cells: {A3: Huổi Co, D3: {is: empty}}", "met"),
        ("cells: {C2: 33.4}", "met"),
        ("cells: {C2: 33.5}", "missed"),
        ("cells: {C2: 33.5}, within: 0.1", "met"),
        ("cells: {C2: 33.51}, within: 0.1", "missed"),
        ("cells: {D2: 2026-11-20}", "met"),
        ("cells: {D2: {after: 2026-11-20}}", "missed"),
        ("cells: {tong_so: 19}", "met"),
        ("cells: {'Biểu 2!B1': 19, 'Biểu 2!B2': 'true'}", "met"),
        ("cells: {B1: 19}, sheet: Biểu 2", "met"),
        ("cells: {Z9: {is: empty}}", "met"),
        ("cells: {B1: 19}, sheet: Biểu 3", "missed"),
        ("cells: {tong_cong: 19}", "missed"),
        ("rows: [{where: {Bản: Nà Lạ}, has: {Số hộ: 12, C: {at_least: 33}}}]", "met"),
        ("rows: [{where: {A: {text: nà lạ}}, has: {B: 7}}]", "missed"),
        ("rows: [{where: {Bản: Bản lạ}, has: {Số hộ: 12}}]", "missed"),
        ("rows: [{where: {Bản: Nà Lạ}, has: {Cột lạ: 12}}]", "missed"),
        ("rows: [{where: {Số hộ: {at_least: 1}}, has: {Bản: {is: set}}}]", "missed"),
    ],
)
def test_cells_and_rows_are_judged_by_the_usual_operators(asked, outcome):
    assert finding(BOOK, asked).outcome == outcome


def test_a_wrong_cell_is_told_with_what_it_holds():
    found = finding(BOOK, "cells: {B2: {at_least: 13}}")
    assert (found.seen, found.expected) == ("ô B2: 12", "ô B2: từ 13 trở lên")


@pytest.mark.parametrize("name", ["bomb", "entities", "macro", "cut off", "text"])
def test_what_is_not_opened_stays_open_and_what_is_no_document_is_missed(name):
    make, definite, words = HOSTILE[name]
    found = finding(make(), "rules: all")
    assert found.outcome == ("missed" if definite else "undecided")
    assert words in found.seen


@pytest.mark.parametrize(("content", "asked"), [(as_docx(), "cells: {B2: 1}"), (BOOK, "rules: all")])
def test_a_file_of_another_sort_is_missed(content, asked):
    assert finding(content, asked).outcome == "missed"


def test_no_file_is_missed_and_a_lost_one_is_open():
    assert finding(None, "rules: all").outcome == "missed"
    assert finding(as_docx(), "rules: all", keep=False).outcome == "undecided"


def test_a_file_that_was_swapped_in_the_record_is_open():
    story = story_of(as_docx())
    (digest,) = story.files
    story.files = {digest: as_docx(but={"page.left": "20"})}
    judged = rubric("check: document, record: $certificate, rules: all")
    assert grade(story.record(), judged).finding("c0").outcome == "undecided"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("rules: [margin]", "không có quy tắc thể thức “margin”"),
        ("rules: all, except: [nothing]", "không có quy tắc thể thức “nothing”"),
        ("says: {sbject: x}", "không có thành phần “sbject”"),
        ("file: file", "cần rules hoặc says"),
        ("rules: all, cells: {B2: 1}", "không cả hai"),
        ("cells: {B2: {atleast: 1}}", "không có phép so “atleast”"),
    ],
)
def test_a_criterion_that_asks_for_what_does_not_exist_is_refused(asked, told):
    with pytest.raises(ScenarioError) as refused:
        rubric(f"check: document, record: $certificate, {asked}")
    assert told in str(refused.value.problems)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("rules: all", "Văn bản đúng thể thức theo Nghị định 30/2020/NĐ-CP, Phụ lục I"),
        ("cells: {B2: 13}", "Tệp bảng tính có đủ số liệu"),
        ("says: {number: x}", "Văn bản ghi đúng nội dung"),
    ],
)
def test_without_a_file_it_is_told_what_was_to_be_handed_over(asked, expected):
    found = finding(None, asked)
    assert (found.outcome, found.expected) == ("missed", expected)
