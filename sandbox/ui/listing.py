"""In-trays and lists, declared: tabs with counts, columns, filters, search with or without diacritics, pages.

    dossiers = Listing(
        "onestop",
        N_("Hồ sơ thủ tục hành chính"),
        sources=(Source(Dossier, columns=(...), search=texts, order=key),),
        tabs=(Tab("waiting", N_("Chờ tiếp nhận"), "dossier", has=lambda screen, one: one.state == "submitted"), ...),
    )

    @system.home
    def home(): return dossiers.render()

Several sources make one in-tray of several kinds of records; the search looks through all of them, whatever the tab.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, urlencode

from flask import g, render_template, request

from sandbox.ui.listed import Cell, FilterView, Group, ListView, Row, TabView
from sandbox.ui.screen import Screen
from sandbox.ui.words import _, deadline, short_day
from sandbox.world.params import N_
from seed.text import fold

CellKind = Literal["id", "name", "text", "code", "day", "due", "state"]
Tone = Literal["new", "work", "wait", "done", "urgent", "rest"]
Value = Callable[[Screen, Any], Any]


class Chip(NamedTuple):
    """A state in words (translated when drawn) and its tone."""

    words: str
    tone: Tone


@dataclass(frozen=True)
class Column:
    """`value(screen, record)` gives what `kind` shows: id, name and text a text; code a number in equal digits; day a
    date; due a moment, shown as a deadline; state a `Chip`. `sub` is a second, soft text before it (such as a code)."""

    title: str
    value: Value
    kind: CellKind = "text"
    sub: Value | None = None


def _nothing(screen: Screen, record: Any) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Source:
    """How one kind of record stands in lists. `search` gives the texts to be found by, beside the id; `order` a sort
    key; `rows` all records, by default all of the kind in the run's world."""

    cls: type[Any]
    columns: tuple[Column, ...]
    search: Callable[[Screen, Any], Iterable[str]] = _nothing
    order: Callable[[Screen, Any], Any] | None = None
    rows: Callable[[Screen], Iterable[Any]] | None = None

    @property
    def kind(self) -> str:
        return str(self.cls.kind)

    def all(self, screen: Screen) -> list[Any]:
        """Every record of the source, in order."""
        found = list(self.rows(screen)) if self.rows else screen.world.find(self.cls)
        return sorted(found, key=lambda one: self.order(screen, one)) if self.order else found


@dataclass(frozen=True)
class Tab:
    """A tab over the records of source `kind` that fulfil `has`; `empty` says what would be here and what to do."""

    name: str
    title: str
    kind: str
    has: Callable[[Screen, Any], bool] = lambda screen, record: True
    empty: str = N_("Chưa có gì ở đây.")


@dataclass(frozen=True)
class Filter:
    """A choice above the list: `value(record)` is compared, `words(screen, value)` shown."""

    name: str
    title: str
    value: Callable[[Any], str]
    words: Callable[[Screen, str], str]


@dataclass(frozen=True)
class Listing:
    """`system`, `page`: where the list stands (`page` is "" for the system's first page)."""

    system: str
    title: str
    sources: tuple[Source, ...]
    tabs: tuple[Tab, ...] = ()
    filters: tuple[Filter, ...] = ()
    placeholder: str = N_("Mã, tên hoặc nội dung")
    empty: str = N_("Chưa có gì ở đây.")
    page: str = ""
    size: int = 40
    template: str = "ui/list.html"
    _kinds: Mapping[str, Source] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_kinds", {one.kind: one for one in self.sources})

    def render(self, **context: Any) -> str:
        """The page, as the query of the request asks (`tab`, `q`, `page`, filters by name)."""
        view = self.draw(g.screen, request.args.to_dict())
        offers = context.pop("offers", None) or g.screen.offers(self.system)
        return render_template(self.template, view=view, offers=offers, **context)

    def draw(self, screen: Screen, query: Mapping[str, str]) -> ListView:
        """The list for this query; unknown tabs, pages and filter values fall back to the first."""
        return _Drawing(self, screen, query).view()


class _Drawing:
    """One list on its way to one page."""

    def __init__(self, listing: Listing, screen: Screen, query: Mapping[str, str]):
        self.listing, self.screen, self.query = listing, screen, query
        self.address = screen.system_url(listing.system, listing.page)
        self.rows = {one.kind: one.all(screen) for one in listing.sources}
        self.q = query.get("q", "").strip()[:200]
        named = {one.name: one for one in listing.tabs}
        first = next(iter(named.values()), None)
        self.tab = None if self.q else named.get(query.get("tab", ""), first)

    def view(self) -> ListView:
        chosen = self._searched() if self.q else self._filtered(self._of_tab())
        total = sum(len(rows) for _source, rows in chosen)
        pages = max(1, math.ceil(total / self.listing.size))
        page = min(max(_number(self.query.get("page", "1")), 1), pages)
        first = (page - 1) * self.listing.size
        groups = tuple(self._groups(chosen, first))
        shown = sum(len(group.rows) for group in groups)
        listing = self.listing
        return ListView(
            title=_(listing.title),
            address=self.address,
            placeholder=_(listing.placeholder),
            q=self.q,
            tab=self.tab.name if self.tab else "",
            tabs=tuple(self._tabs()),
            filters=() if self.q else tuple(self._filters()),
            groups=groups,
            empty=self._empty(),
            first=first + 1 if shown else 0,
            last=first + shown,
            total=total,
            before=self._url(page=page - 1) if page > 1 else "",
            after=self._url(page=page + 1) if page < pages else "",
        )

    def _of_tab(self) -> list[tuple[Source, list[Any]]]:
        if self.tab is None:
            return [(source, self.rows[source.kind]) for source in self.listing.sources]
        return [(self.listing._kinds[self.tab.kind], self._in(self.tab))]

    def _in(self, tab: Tab) -> list[Any]:
        return [one for one in self.rows[tab.kind] if tab.has(self.screen, one)]

    def _searched(self) -> list[tuple[Source, list[Any]]]:
        """What holds all words of the search; a number as it was typed, or without its spaces and dots."""
        asked, bare = _folded(self.q), re.sub(r"[\s.]", "", self.q)
        ways = [[asked], [bare]] if bare.isdecimal() else [asked.split()]
        found = []
        for source in self.listing.sources:
            hits = [one for one in self.rows[source.kind] if self._matches(source, one, ways)]
            found.append((source, hits))
        return [(source, hits) for source, hits in found if hits]

    def _matches(self, source: Source, record: Any, ways: Sequence[Sequence[str]]) -> bool:
        texts = " ".join([_folded(record.id), *(_folded(one) for one in source.search(self.screen, record) if one)])
        return any(all(word in texts for word in words) for words in ways)

    def _filtered(self, chosen: list[tuple[Source, list[Any]]]) -> list[tuple[Source, list[Any]]]:
        for one in self.listing.filters:
            asked = self.query.get(one.name, "")
            if asked:
                chosen = [(source, [r for r in rows if one.value(r) == asked]) for source, rows in chosen]
        return chosen

    def _groups(self, chosen: list[tuple[Source, list[Any]]], first: int) -> Iterable[Group]:
        left = self.listing.size
        for source, rows in chosen:
            part = rows[first : first + left] if left > 0 else []
            first = max(0, first - len(rows))
            left -= len(part)
            if part:
                heads = tuple((_(column.title), column.kind) for column in source.columns)
                yield Group(heads, tuple(self._drawn(source, part)))

    def _drawn(self, source: Source, rows: Sequence[Any]) -> Iterable[Row]:
        screen, kind = self.screen, source.kind
        base = screen.url(kind, "")
        drawers = [(_CELLS[column.kind], column) for column in source.columns]
        for one in rows:
            cells = tuple([draw(screen, one, column) for draw, column in drawers])
            yield Row(f"{kind} {one.id}", base and base + _quoted(one.id), cells)

    def _tabs(self) -> Iterable[TabView]:
        for tab in self.listing.tabs:
            count = len(self._in(tab))
            yield TabView(tab.name, _(tab.title), count, f"{self.address}?tab={tab.name}", tab is self.tab)

    def _filters(self) -> Iterable[FilterView]:
        rows = [one for _source, ones in self._of_tab() for one in ones]
        for one in self.listing.filters:
            values = sorted({one.value(row) for row in rows} - {""})
            options = tuple((value, one.words(self.screen, value)) for value in values)
            yield FilterView(one.name, _(one.title), options, self.query.get(one.name, ""))

    def _url(self, page: int) -> str:
        kept = {name: value for name, value in self.query.items() if value and name not in ("page", "done")}
        return f"{self.address}?{urlencode({**kept, 'page': str(page)})}"

    def _empty(self) -> str:
        if self.q:
            return _("Không tìm thấy gì với “%(q)s”. Thử mã hồ sơ, họ tên, hoặc viết không dấu.", q=self.q)
        return _(self.tab.empty if self.tab else self.listing.empty)


_folded = lru_cache(maxsize=8192)(fold)
_quoted = lru_cache(maxsize=8192)(partial(quote, safe=":@"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _text_cell(screen: Screen, record: Any, column: Column) -> Cell:
    value = column.value(screen, record)
    text = value if type(value) is str else "" if value is None else str(value)
    return Cell(column.kind, text, "", column.sub(screen, record) or "" if column.sub else "")


def _day_cell(screen: Screen, record: Any, column: Column) -> Cell:
    return Cell("day", short_day(column.value(screen, record), screen.now))


def _due_cell(screen: Screen, record: Any, column: Column) -> Cell:
    words = deadline(column.value(screen, record), screen.now, screen.world.calendar)
    return Cell("due", words.text, words.tone)


def _state_cell(screen: Screen, record: Any, column: Column) -> Cell:
    chip = column.value(screen, record)
    return Cell("state", _(chip.words), chip.tone)


_CELLS = {
    "id": _text_cell,
    "name": _text_cell,
    "text": _text_cell,
    "code": _text_cell,
    "day": _day_cell,
    "due": _due_cell,
    "state": _state_cell,
}
