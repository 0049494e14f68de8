"""Signatures and numbers: what is drawn where, and that number and seal leave the person's signature whole."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from grader.signatures import judge
from sandbox.makers.drawing import scribble
from tests.makers.papers import CHAIRMAN, issued_letter, office


def rectangle(pdf: bytes, name: str) -> list[float]:
    fields = PdfFileReader(BytesIO(pdf)).root["/AcroForm"]["/Fields"]
    found = next(each.get_object() for each in fields if each.get_object()["/T"] == name)
    return [float(part) for part in found["/Rect"]]


def colours(pdf: bytes, box: list[float]) -> set[str]:
    """Which of blue and red are seen within the rectangle (points) of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page = document[0]
    image = page.render(scale=1, may_draw_forms=True).to_pil()
    high = page.get_height()
    part = image.crop((int(box[0]), int(high - box[3]), int(box[2]), int(high - box[1]))).convert("RGB")
    document.close()
    seen = {part.getpixel((x, y)) for x in range(part.width) for y in range(part.height)}
    blue = any(b > r + 60 and b > g + 60 for r, g, b in seen)
    red = any(r > g + 80 and r > b + 80 for r, g, b in seen)
    return {name for name, there in (("blue", blue), ("red", red)) if there}


def test_the_signature_is_drawn_in_blue_and_the_seal_in_red() -> None:
    draft = office().draft()
    signed = office().signed(draft)
    assert colours(draft, rectangle(draft, "person")) == set()
    assert colours(signed, rectangle(signed, "person")) == {"blue"}
    assert colours(issued_letter(), rectangle(issued_letter(), "org")) == {"blue", "red"}


def test_the_seal_covers_a_third_of_the_signature_on_its_left() -> None:
    person, org = rectangle(issued_letter(), "person"), rectangle(issued_letter(), "org")
    covered = (org[2] - person[0]) / (person[2] - person[0])
    assert org[0] < person[0]
    assert covered == pytest.approx(1 / 3, abs=0.02)


def test_the_seal_has_its_real_size() -> None:
    box = rectangle(issued_letter(), "org")
    assert box[2] - box[0] == pytest.approx(36 / 25.4 * 72, abs=0.5)


def test_a_drawn_signature_is_the_same_for_the_same_name_only() -> None:
    assert scribble("Giàng A Páo") == scribble("Giàng A Páo")
    assert scribble("Giàng A Páo") != scribble("Giàng A Pao Sùng")


def test_a_number_written_after_the_signature_leaves_it_passed() -> None:
    numbered = office().numbered(office().signed(office().draft()), "5")
    (person,) = judge(numbered, office().installation.trust_pem()).signatures
    assert (person.verdict, person.changes_after) == ("passed", "allowed")


def test_number_and_date_are_printed_with_the_leading_zeros_of_the_decree() -> None:
    numbered = office().numbered(office().draft(), "5")
    fields = PdfFileReader(BytesIO(numbered)).root["/AcroForm"]["/Fields"]
    values = {str(each.get_object()["/T"]): each.get_object().get("/V") for each in fields}
    assert [values[name] for name in ("number", "day", "month", "year")] == ["05", "03", "02", "2027"]


@pytest.mark.parametrize("maker", ["sign_person", "sign_org"])
def test_a_paper_without_an_open_field_cannot_be_signed(maker: str) -> None:
    inputs = {"signer": CHAIRMAN, "at": "2026-11-23T11:00:00"}
    with pytest.raises(ValueError, match="signature field"):
        office().make(maker, file=issued_letter(), **inputs)


def test_a_number_is_written_once() -> None:
    with pytest.raises(ValueError, match="already filled"):
        office().numbered(office().numbered(office().draft()))
