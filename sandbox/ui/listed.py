"""A list as it is drawn: plain values only, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from flask import current_app
from markupsafe import Markup, escape


class Cell(NamedTuple):
    kind: str
    text: str
    tone: str = ""
    sub: str = ""


class Row(NamedTuple):
    record: str
    url: str
    cells: tuple[Cell, ...]

    @property
    def markup(self) -> Markup:
        """The table row: drawn once for all runs in which it says the same; only the address differs."""
        return Markup(_markup(self.record, self.cells, bool(self.url)).replace(_URL, str(escape(self.url))))


_URL = "\0"


@lru_cache(maxsize=8192)
def _markup(record: str, cells: tuple[Cell, ...], linked: bool) -> str:
    template = current_app.jinja_env.get_template("ui/row.html")
    return template.render(record=record, cells=cells, url=_URL if linked else "")


class TabView(NamedTuple):
    name: str
    title: str
    holds: int
    url: str
    current: bool


class FilterView(NamedTuple):
    name: str
    title: str
    options: tuple[tuple[str, str], ...]
    value: str


class Group(NamedTuple):
    """A table of the list: heads and rows of one source."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ListView:
    """A drawn list: plain values only. `first`–`last` of `total` are shown; `older` and `newer` are page addresses."""

    title: str
    address: str
    placeholder: str
    q: str = ""
    tab: str = ""
    tabs: tuple[TabView, ...] = ()
    filters: tuple[FilterView, ...] = ()
    groups: tuple[Group, ...] = ()
    empty: str = ""
    first: int = 0
    last: int = 0
    total: int = 0
    before: str = ""
    after: str = ""
