"""A system of the office: its name, colour, pages and addresses, declared once.

    system = System("onestop", N_("Một cửa"), accent="red", icon="tray", module=__name__)

    @system.home                     → /r/<run>/onestop/
    def home(): return dossiers.render()

    @system.record(Dossier)          → /r/<run>/onestop/dossier/<id>
    def dossier(dossier): return system.render("onestop/dossier.html", record=dossier, …)

    @system.page("so-theo-doi", N_("Sổ theo dõi"))       → /r/<run>/onestop/so-theo-doi, and in the system's menu
    def register(): …

    @system.found("registry.look_up")        → /r/<run>/registry/found/<entry>
    def found(entry): …

Registering `system.blueprint` puts it into an application; the order of registration is the order of the tabs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, NamedTuple

from flask import Blueprint, abort, current_app, render_template

from sandbox.ui.listing import Chip
from sandbox.ui.paper import Paper
from sandbox.ui.screen import screen
from sandbox.ui.sentences import Moment
from sandbox.ui.words import deadline

View = Callable[..., Any]
Fact = tuple[str, Any]
ACCENTS = ("red", "blue", "green", "violet", "teal", "brown", "plum", "olive", "slate")


@dataclass(frozen=True)
class MenuItem:
    """A further page of a system in its menu."""

    path: str
    title: str


class Heading(NamedTuple):
    """How a record is named above the forms that act on it."""

    title: str
    subtitle: str = ""
    chip: Chip | None = None


@dataclass
class Office:
    """All systems of an application in order of their tabs, and which of them shows a kind of record."""

    systems: dict[str, System] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)


class System:
    """One simulated system. `accent`: one of `ACCENTS`; `icon`: a symbol of `static/icons.svg`; `module`: `__name__`
    of the views, whose folder `templates/` is searched."""

    def __init__(self, name: str, title: str, *, accent: str, icon: str, module: str):
        if accent not in ACCENTS:
            raise ValueError(f"accent must be one of {', '.join(ACCENTS)}")
        self.name, self.title, self.accent, self.icon = name, title, accent, icon
        self.kinds: dict[str, type[Any]] = {}
        self.menu: list[MenuItem] = []
        self._found: dict[str, View] = {}
        self._headings: dict[str, Callable[[Any], Heading]] = {}
        self._beside: dict[str, Callable[[Any], Sequence[Paper]]] = {}
        self.beginnings: dict[str, Callable[[Any], Mapping[str, Any]]] = {}
        self.blueprint = Blueprint(name, module, template_folder="templates", url_prefix=f"/r/<run:run>/{name}")
        self.blueprint.url_value_preprocessor(_drop_run)
        self.blueprint.context_processor(lambda: {"system": self})
        self.blueprint.record_once(self._join)
        self._add("/found/<int:seq>", "found", self._show_found)

    def _add(self, rule: str, endpoint: str, view: View) -> None:
        @wraps(view)
        def open_page(**values: Any) -> Any:
            return view(**values)

        open_page.permission = "run.see"  # type: ignore[attr-defined]
        self.blueprint.add_url_rule(rule, endpoint, open_page, methods=["GET"])

    def _join(self, state: Any) -> None:
        office = state.app.extensions.setdefault("office", Office())
        office.systems[self.name] = self
        for kind in self.kinds:
            if office.homes.setdefault(kind, self.name) != self.name:
                raise ValueError(f"{kind} is shown by {office.homes[kind]} and {self.name}")

    def home(self, view: View) -> View:
        """The system's first page: its in-tray."""
        self._add("/", "home", view)
        return view

    def record(self, cls: type[Any]) -> Callable[[View], View]:
        """The page of a record; the view is handed the record, 404 when the world has none."""

        def declare(view: View) -> View:
            def show(id: str) -> Any:
                found = screen.world.peek(cls, id)
                return abort(404) if found is None else view(found)

            self.kinds[cls.kind] = cls
            self._add(f"/{cls.kind}/<id>", cls.kind, show)
            return view

        return declare

    def page(self, path: str, title: str = "") -> Callable[[View], View]:
        """A further page below the system; with a title it stands in the system's menu."""

        def declare(view: View) -> View:
            if title:
                self.menu.append(MenuItem(path, title))
            self._add(f"/{path}", view.__name__, view)
            return view

        return declare

    def heading(self, cls: type[Any]) -> Callable[[View], View]:
        """How a record is named above the forms that act on it: the function gives a `Heading`."""
        return _declared_for(self._headings, cls.kind)

    def beside(self, cls: type[Any]) -> Callable[[View], View]:
        """Papers to lie beside the forms that act on a record: the function gives `Paper`s."""
        return _declared_for(self._beside, cls.kind)

    def begins_with(self, action: str) -> Callable[[View], View]:
        """What the form of `action` is filled with when it is opened: the function is handed the subject (None without
        one) and gives values by parameter."""
        return _declared_for(self.beginnings, action)

    def head_of(self, record: Any) -> Heading:
        """The declared heading of a record, else its id."""
        declared = self._headings.get(record.kind)
        return declared(record) if declared else Heading(record.id)

    def papers_beside(self, record: Any) -> Sequence[Paper]:
        """The declared papers beside forms on this record."""
        declared = self._beside.get(record.kind)
        return declared(record) if declared else ()

    def found(self, action: str) -> Callable[[View], View]:
        """The page that shows what a look-up found; the view is handed the entry, whose `reads` name the records."""

        def declare(view: View) -> View:
            self._found[action] = view
            return view

        return declare

    def _show_found(self, seq: int) -> Any:
        entry = screen.entry(seq)
        view = self._found.get(entry.content.action) if entry is not None else None
        if view is None or entry is None or entry.content.refused is not None:
            abort(404)
        return view(entry)

    def render(self, template: str, **context: Any) -> str:
        """A page of this system; the template extends `ui/office.html` and fills `content`."""
        return render_template(template, **context)

    def detail(
        self,
        record: Any,
        *,
        title: str,
        subtitle: str = "",
        chip: Chip | None = None,
        due: datetime | None = None,
        facts: Sequence[Fact] = (),
        papers: Sequence[Paper] = (),
        history: Sequence[Moment] | None = None,
        template: str = "ui/detail.html",
        **context: Any,
    ) -> str:
        """A record's page. `due`: its open deadline. `facts`: label (in the reader's language) and what is shown.

        `history`: None for what the journal says. A template that extends `ui/detail.html` may fill its blocks
        `notice` (above the facts), `facts`, `papers` and `extra` (below the history).
        """
        return self.render(
            template,
            record=record,
            title=title,
            subtitle=subtitle,
            chip=chip,
            due=deadline(due, screen.now, screen.world.calendar) if due else None,
            facts=facts,
            papers=papers,
            history=screen.history(record) if history is None else history,
            offers=screen.offers(self.name, record),
            **context,
        )


def _declared_for(table: dict[str, Any], key: str) -> Callable[[View], View]:
    def declare(view: View) -> View:
        table[key] = view
        return view

    return declare


def _drop_run(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values:
        values.pop("run", None)


def office() -> Office:
    """The systems of this application."""
    extensions = current_app.extensions
    if "office" not in extensions:
        extensions["office"] = Office()
    found: Office = extensions["office"]
    return found


def tabs() -> Sequence[System]:
    """The systems in order of their tabs."""
    return list(office().systems.values())
