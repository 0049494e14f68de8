"""Pages as pictures: small, in colour where a pen or a seal was, and a clear refusal of what is no paper."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from sandbox.makers.page_images import LARGEST, UnreadablePdf, page_count, page_image, text_of
from tests.makers.papers import issued_letter, office


def picture(pdf: bytes, page: int = 1, width: int = 800) -> Image.Image:
    return Image.open(BytesIO(page_image(pdf, page, width)))


def test_a_page_is_a_small_png_of_the_width_asked_for() -> None:
    content = page_image(issued_letter())
    image = Image.open(BytesIO(content))
    image.load()
    assert image.format == "PNG"
    assert image.width == 800
    assert len(content) <= 30 * 1024
    assert picture(issued_letter(), width=400).width == 400


def test_the_picture_shows_the_pen_and_the_seal() -> None:
    seen = {colour for _, colour in picture(issued_letter()).convert("RGB").getcolors() or ()}
    assert (13, 41, 140) in seen
    assert (200, 16, 46) in seen


def test_a_draft_has_neither() -> None:
    seen = {colour for _, colour in picture(office().draft()).convert("RGB").getcolors() or ()}
    assert (13, 41, 140) not in seen
    assert (200, 16, 46) not in seen


def test_a_picture_is_never_wider_than_a_screen_needs() -> None:
    assert picture(issued_letter(), width=1_000_000).width == 2000


def test_text_holds_what_was_filled_in_after_the_signature() -> None:
    assert "15" not in text_of(office().draft()).split()
    assert "15" in text_of(issued_letter()).split()


def test_pages_are_counted_from_one() -> None:
    long = office().draft(body=["Nội dung dài. " * 40] * 6)
    assert page_count(long) == 2
    assert "Kính gửi" in text_of(long, 1)
    assert "Kính gửi" not in text_of(long, 2)
    for wrong in (0, 3, -1):
        with pytest.raises(UnreadablePdf):
            page_image(long, wrong)


@pytest.mark.parametrize("junk", [b"", b"xin", b"%PDF-1.7\n%%EOF", b"<html></html>", b"%PDF-1.4" + b"\0" * 2000])
def test_what_is_no_pdf_is_refused(junk: bytes) -> None:
    for look in (page_image, page_count, text_of):
        with pytest.raises(UnreadablePdf):
            look(junk)


def test_a_pdf_cut_in_half_is_refused_or_drawn_but_never_breaks() -> None:
    half = issued_letter()[: len(issued_letter()) // 2]
    with suppress(UnreadablePdf):
        assert picture(half).width == 800


def test_a_file_larger_than_any_paper_is_refused_unread() -> None:
    with pytest.raises(UnreadablePdf, match="large"):
        page_count(b"%PDF-1.7" + b" " * LARGEST)


def test_many_threads_may_draw_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _: page_image(issued_letter(), width=200), range(12)))
    assert len(set(pictures)) == 1
