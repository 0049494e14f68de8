"""Papers: same inputs, same bytes; text stays text; fonts are the shipped ones; every page says MÔ PHỎNG."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from sandbox.makers.forms import FORMS
from sandbox.makers.typeset import typeset, vietnamese_letters
from tests.makers.papers import LETTER, office

WARNING = "MÔ PHỎNG – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
AT = "2026-11-23T09:00:00"


def set_letter(**fields: object) -> bytes:
    return typeset({"form": "official_letter", "fields": {**LETTER, **fields}, "at": AT}, {}.__getitem__)


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]


def fonts_of(pdf: bytes) -> set[str]:
    return set(re.findall(rb"/BaseFont */([^ /\r\n>\]]+)", pdf))  # type: ignore[arg-type]


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert set_letter() == set_letter()


def test_another_moment_gives_another_document() -> None:
    other = typeset({"form": "official_letter", "fields": LETTER, "at": "2026-11-23T09:00:01"}, {}.__getitem__)
    assert other != set_letter()


def test_all_134_vietnamese_letters_can_be_printed_and_read_back() -> None:
    letters = vietnamese_letters()
    assert len(letters) == 134
    (text,) = pages_of(set_letter(body=letters))
    assert set(letters) <= set(text)


def test_every_embedded_font_is_tinos() -> None:
    names = {name.decode().split("+")[-1] for name in fonts_of(set_letter(body=vietnamese_letters()))}
    assert names == {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def test_every_page_and_the_metadata_say_that_it_is_a_simulation() -> None:
    pdf = set_letter(body=["Nội dung dài. " * 60] * 12)
    texts = pages_of(pdf)
    assert len(texts) > 1
    assert all(WARNING in text for text in texts)
    assert WARNING in str(PdfFileReader(BytesIO(pdf)).trailer["/Info"]["/Keywords"])


@pytest.mark.parametrize(
    "text", ["#panic()", "[x] *đậm* _nghiêng_", '"; #read("/etc/passwd")', "$ x $ <nhãn> @x", "// x"]
)
def test_markup_in_a_name_is_printed_and_not_run(text: str) -> None:
    assert text in pages_of(set_letter(signer_name=text))[0]


def test_text_in_decomposed_form_is_printed_composed() -> None:
    assert "Lò Thị Ươm" in pages_of(set_letter(signer_name=unicodedata.normalize("NFD", "Lò Thị Ươm")))[0]


def test_a_missing_field_is_a_dotted_line() -> None:
    without = {name: value for name, value in LETTER.items() if name != "signer_name"}
    (text,) = pages_of(typeset({"form": "official_letter", "fields": without, "at": AT}, {}.__getitem__))
    assert "....." in text


@pytest.mark.parametrize(
    ("form", "fields"),
    [("love_letter", {}), ("official_letter", {"subjct": "x"}), ("official_letter", {"recipients": "x"}),
     ("official_letter", {"subject": ["x"]})],
)  # fmt: skip
def test_an_unknown_form_or_field_or_a_wrong_kind_is_an_error(form: str, fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"form|field"):
        typeset({"form": form, "fields": fields, "at": AT}, {}.__getitem__)


def test_the_letter_carries_what_the_decree_asks_for() -> None:
    (text,) = pages_of(set_letter())
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN XÃ PÀ VẦY",
        "/UBND-VHXH",
        "V/v rà soát dữ liệu hộ tịch",
        "Kính gửi: Sở Tư pháp tỉnh Mô Phỏng",
        "TM. ỦY BAN NHÂN DÂN",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, TP.",
    ):
        assert part in text


def test_a_numbered_draft_prints_small_numbers_as_the_decree_does() -> None:
    (text,) = pages_of(set_letter(number="5", day="3", month="2", year="2027"))
    assert "Số: 05/UBND-VHXH" in text
    assert "ngày 03 tháng 02 năm 2027" in text


def test_a_draft_leaves_number_date_and_both_signatures_open() -> None:
    fields = PdfFileReader(BytesIO(office().draft())).root["/AcroForm"]["/Fields"]
    kinds = {str(each.get_object()["/T"]): str(each.get_object()["/FT"]) for each in fields}
    assert kinds == {
        "number": "/Tx", "day": "/Tx", "month": "/Tx", "year": "/Tx", "person": "/Sig", "org": "/Sig"
    }  # fmt: skip


def tags_of(pdf: bytes) -> list[tuple[str, str]]:
    """(element, words for it) of the structure tree, in the order in which they are read out."""
    reader = PdfFileReader(BytesIO(pdf))
    assert reader.root["/MarkInfo"]["/Marked"]
    assert reader.root["/Lang"] == "vi"
    return list(elements(reader.root["/StructTreeRoot"]))


def elements(node: Any) -> Iterator[tuple[str, str]]:
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from elements(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from elements(node["/K"])


@pytest.mark.parametrize("form", FORMS)
def test_a_screen_reader_is_told_what_each_part_is(form: str) -> None:
    fields = {name: "x" for name, field in FORMS[form].fields.items() if field.kind == "line"}
    told = tags_of(typeset({"form": form, "fields": fields, "at": AT}, {}.__getitem__))
    kinds = [kind for kind, _ in told]
    assert kinds.count("/H1") == (form not in NO_TITLE)
    assert "/Link" not in kinds
    assert all(words for kind, words in told if kind == "/Figure")


def test_the_fields_of_a_letter_are_read_as_form_fields_also_when_it_is_signed() -> None:
    for pdf in (set_letter(), office().signed(set_letter()), office().issued()):
        assert [kind for kind, _ in tags_of(pdf)].count("/Form") == len(open_of(pdf))


def open_of(pdf: bytes) -> list[str]:
    reader = PdfFileReader(BytesIO(pdf))
    return [str(one.get_object()["/T"]) for one in reader.root["/AcroForm"]["/Fields"]]


NO_TITLE = ("official_letter", "incoming_document", "envelope")
