"""Dates in Vietnamese words, as civil-status papers spell them."""

from __future__ import annotations

from datetime import date

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def date_in_words(day: date) -> str:
    """2026-11-24 → "Ngày hai mươi tư, tháng mười một, năm hai nghìn không trăm hai mươi sáu"."""
    month = "tư" if day.month == 4 else number_in_words(day.month)
    return f"Ngày {number_in_words(day.day)}, tháng {month}, năm {number_in_words(day.year)}"


def number_in_words(number: int) -> str:
    """A whole number from 0 to 9999."""
    thousands, rest = divmod(number, 1000)
    words = [f"{DIGITS[thousands]} nghìn"] if thousands else []
    hundreds, rest = divmod(rest, 100)
    if hundreds or (thousands and rest):
        words.append(f"{DIGITS[hundreds]} trăm")
    if rest or not words:
        words.append(_below_hundred(rest, linked=bool(words)))
    return " ".join(words)


def _below_hundred(number: int, linked: bool) -> str:
    tens, units = divmod(number, 10)
    if tens == 0:
        return f"linh {DIGITS[units]}" if linked else DIGITS[units]
    head = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if units == 0:
        return head
    special = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return f"{head} {special.get(units, DIGITS[units])}"
