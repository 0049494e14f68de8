"""Finds text that cannot be translated: a page drawn in the pseudo-language has every marked text in ⟦brackets⟧."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Comment, Doctype

READ_ALOUD = ("aria-label", "alt", "placeholder", "title")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def _texts(page: BeautifulSoup) -> Iterable[str]:
    for node in page.find_all(string=True):
        if not isinstance(node, Comment | Doctype) and node.parent.name not in ("script", "style"):
            yield str(node)
    for tag in page.find_all(True):
        for name in READ_ALOUD:
            if tag.get(name):
                yield tag[name]


def _outside_brackets(text: str) -> str:
    """The text without what stands in brackets, which may stand in one another."""
    kept, depth = [], 0
    for sign in text:
        depth += sign == "⟦"
        if not depth:
            kept.append(sign)
        depth -= sign == "⟧"
    return "".join(kept)


def untranslated(html: str, data: Iterable[str] = ()) -> list[str]:
    """Texts of the page that are neither translated nor data of the world (any of `data`, whole or in parts)."""
    known = sorted((one for one in set(data) if one.strip()), key=len, reverse=True)
    found = []
    page = BeautifulSoup(html, "html.parser")
    for code in page.select("span.nowrap"):
        code.unwrap()
    page.smooth()  # a text is one again whose codes were only kept on one line
    for text in _texts(page):
        left = _outside_brackets(text)
        for one in known:
            left = left.replace(one, " ")
        if _LETTERS.search(left):
            found.append(text.strip())
    return found
