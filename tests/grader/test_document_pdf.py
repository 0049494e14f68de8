"""Rules of layout on PDF: what the sandbox sets breaks none, from draft to issue; a changed layout breaks its rule."""

from __future__ import annotations

import pytest

from grader.documents import read_paper
from grader.documents.parts import Parts
from grader.documents.says import said
from tests.grader.letters import as_pdf, missed
from tests.makers.papers import issued_letter, office

BASES = ["Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014", "Căn cứ Kế hoạch số 12/KH-UBND"]
MANY = ["Sở Tư pháp", "Sở Nội vụ"]
LONG = ["Như trên", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã và các thành viên", "Công an xã"]


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("official_letter", {}),
        ("official_letter", {"addressees": MANY, "body": ["Nội dung của văn bản rất dài. " * 40] * 6}),
        ("official_letter", {"subject": "rà soát dữ liệu hộ tịch, báo cáo kết quả đăng ký khai sinh năm 2026 của xã"}),
        ("official_letter", {"recipients": LONG}),
        ("report", {"subject": "Kết quả rà soát", "bases": BASES}),
        ("report", {"subject": "Kết quả rà soát đăng ký khai sinh năm 2026 trên địa bàn xã", "addressees": MANY}),
        ("notice", {"subject": "Lịch tiếp công dân tháng 12 năm 2026", "addressees": []}),
    ],
)  # fmt: skip
def test_a_paper_of_the_sandbox_breaks_no_rule_as_draft_and_as_issued(form, fields):
    draft = office().draft(form, **fields)
    assert missed(draft) == []
    assert missed(office().sealed(office().numbered(office().signed(draft)))) == []


def test_number_and_date_written_after_the_signature_are_read():
    parts = Parts(read_paper(issued_letter()))
    assert (said(parts, "number"), said(parts, "symbol"), said(parts, "date")) == (15, "UBND-VHXH", "2027-02-03")


def test_what_a_paper_says_is_read_from_its_pages():
    pdf = as_pdf(addressees=MANY, body=["Ủy ban nhân dân xã báo cáo như sau./."])
    parts = Parts(read_paper(pdf))
    told = {
        name: said(parts, name) for name in ("org_name", "subject", "addressees", "capacity", "signer_name", "archive")
    }
    assert told == {
        "org_name": "ỦY BAN NHÂN DÂN XÃ PÀ VẦY",
        "subject": "rà soát dữ liệu hộ tịch",
        "addressees": MANY,
        "capacity": "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "signer_name": "Giàng A Páo",
        "archive": "VT, VHXH",
    }
    assert said(parts, "recipients") == ["Như trên"]


def test_a_recipient_that_goes_on_in_the_next_line_is_one_recipient():
    assert said(Parts(read_paper(as_pdf(recipients=LONG))), "recipients") == LONG


@pytest.mark.parametrize(
    ("old", "new"),
    [('par("- " + with-end', "par(with-end"), ('last { "." } else { ";" }', 'last { "." } else { "" }')],
)
def test_recipients_without_their_dash_or_semicolon_are_no_long_recipient(old, new):
    assert "recipients" in missed(as_pdf(swap=("lib", old, new), recipients=LONG))


MARGIN = "left: 30mm, right: 15mm"
# rule → (layout file, its text, other text)
FAULTS = {
    "paper_size": ("lib", 'paper: "a4", flipped: flipped', "width: 215.9mm, height: 279.4mm"),
    "margin_top": ("lib", "top: 20mm", "top: 15mm"),
    "margin_bottom": ("lib", "bottom: 20mm", "bottom: 5mm"),
    "margin_left": ("lib", MARGIN, "left: 25mm, right: 20mm"),
    "margin_right": ("lib", MARGIN, "left: 30mm, right: 21mm"),
    "font": ("letter", 'paragraphs("body")', 'text(font: "Libertinus Serif", paragraphs("body"))'),
    "colour": ("letter", 'paragraphs("body")', 'text(fill: rgb("#1c2f7a"), paragraphs("body"))'),
    "page_number": ("lib", "align(center, text(size: 13pt)[#n])", "align(right, text(size: 13pt)[#n])"),
    "first_page_number": ("lib", "if n > 1 {", "if n > 0 {"),
    "national_name": ("lib", "#let national-header(size: 12pt)", "#let national-header(size: 12.8pt)"),
    "motto": ("lib", "size: size + 1pt", "size: size - 1pt"),
    "motto_line": ("lib", "Hạnh phúc], 100%)", "Hạnh phúc], 40%)"),
    "org_name": ("lib", 'weight: "bold", upper(get("org_name"))', 'upper(get("org_name"))'),
    "org_line": ("lib", "rule(wide * 0.4)", "rule(wide * 1.0)"),
    "number": ("letter", "text(size: 13pt, code)", "text(size: 11pt, code)"),
    "place_date": ("lib", '#let place-and-date = text(style: "italic")', "#let place-and-date = text()"),
    "subject": ("letter", "set text(size: 12pt)", "set text(size: 14pt)"),
    "addressee": (
        "letter",
        "align(center)[Kính gửi: #names.first()]",
        'align(center, text(weight: "bold")[Kính gửi: #names.first()])',
    ),
    "body_size": ("lib", "#let paper(size: 14pt", "#let paper(size: 12pt"),
    "body_style": ("letter", 'paragraphs("body")', 'text(style: "italic", paragraphs("body"))'),
    "body_align": ("lib", "all: true), justify: true", "all: true), justify: false"),
    "body_indent": ("lib", "indent: 1.27cm", "indent: 2cm"),
    "paragraph_gap": ("lib", "0.16em + 6pt, justify", "0.16em + 1pt, justify"),
    "line_spacing": ("lib", "leading: 0.16em, spacing: 0.16em", "leading: 1.2em, spacing: 1.2em"),
    "signing_capacity": ("lib", 'text(weight: "bold", upper(part))', "text(upper(part))"),
    "signer_name": ("lib", 'text(weight: "bold", or-dots(name, width: 45mm))', "text(or-dots(name, width: 45mm))"),
    "recipients_label": ("lib", 'size: 12pt, weight: "bold", style: "italic")[Nơi nhận:]', "size: 12pt)[Nơi nhận:]"),
    "recipients": ("lib", "set text(size: 11pt)\n  let lines", "set text(size: 13pt)\n  let lines"),
    "archive_line": ("lib", '"- Lưu: "', '"- Lưu tại: "'),
}
# A smaller text makes these smaller too.
TOGETHER = {"body_size": ["addressee", "body_size", "signing_capacity", "signer_name"]}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_layout_with_one_fault_breaks_exactly_that_rule(rule):
    assert missed(as_pdf(swap=FAULTS[rule])) == TOGETHER.get(rule, [rule])


@pytest.mark.parametrize(
    "margins", ["left: 30mm, right: 20mm", "left: 35mm, right: 15mm", "left: 30.2mm, right: 15.1mm"]
)  # fmt: skip
def test_margins_at_the_limits_are_right(margins):
    assert missed(as_pdf(swap=("lib", MARGIN, margins))) == []


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"month": "13"}, []),
        ({"capacity": "", "post": "Phó Chủ tịch"}, ["signing_capacity"]),
        ({"signer_name": "PGS. Giàng A Páo"}, ["signer_name"]),
        ({"recipients": [], "archive": "HCTH"}, ["archive_line"]),
        ({"addressees": []}, ["addressee"]),
    ],
)  # fmt: skip
def test_wrong_words_are_seen_on_the_page(fields, rules):
    assert missed(as_pdf(**fields)) == rules
