"""A list as it is drawn: plain values only, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    kind: str
    text: str
    tone: str = ""
    sub: str = ""


class Row(NamedTuple):
    record: str
    url: str
    cells: tuple[Cell, ...]


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
