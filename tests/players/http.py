"""The player over HTTP: carries moves through the pages as a person does, knowing nothing but the naming contract.

It reads only what is promised of every page: `#office[data-page][data-seq]`, `data-system`, `form[data-find]`,
`data-record`, `data-action … data-on`, `form[data-form]`, `data-step`, `data-outcome`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from sandbox.runs.play import Stuck
from scenarios.questions import ANSWER
from tests.players.moves import Mover
from tests.players.web import Web

QUESTION = f'form[data-form="{ANSWER}"]'


class OffContract(AssertionError):
    """A page does not keep the naming contract."""


@dataclass
class Page:
    """One page as it was received."""

    url: str
    status: int
    soup: BeautifulSoup

    def one(self, selector: str) -> Tag:
        """The one element that the contract promises here."""
        found = self.soup.select(selector)
        if len(found) != 1:
            raise OffContract(f"{self.url}: {len(found)} × {selector}, expected one")
        return found[0]

    def maybe(self, selector: str) -> Tag | None:
        return self.soup.select_one(selector)

    @property
    def outcome(self) -> str:
        """done, refused, invalid; "" when the page tells nothing."""
        told = self.maybe("[data-outcome]")
        return str(told["data-outcome"]) if told is not None else ""

    @property
    def seq(self) -> int:
        return int(str(self.one("#office")["data-seq"]))

    @property
    def words(self) -> str:
        told = self.maybe("[data-outcome]")
        return " ".join(told.get_text(" ").split()) if told is not None else ""


class HttpPlayer(Mover):
    """Plays in the run whose first page is `/r/<run>/`.

    `vocabulary` tells each action's subject and secrets, `homes` the system of each kind of record, `came` whether the
    cast has done a step (which only the journal knows). `uploads`: files that the player has at hand, by SHA-256.
    """

    def __init__(
        self,
        web: Web,
        run: str,
        vocabulary: Mapping[str, Any],
        homes: Mapping[str, str],
        came: Callable[[str], bool],
        uploads: Mapping[str, bytes] | None = None,
    ):
        self.web, self.base, self.came = web, f"/r/{run}", came
        self.uploads = uploads or {}
        self.actions, self.homes = vocabulary["actions"], homes
        self.things = {}
        self.refused = []
        self.page = self.get(f"{self.base}/")

    # Pages

    def get(self, url: str) -> Page:
        return self._page(*self.web.get(url))

    def post(self, form: Tag, fields: Sequence[tuple[str, str]], files: Mapping[str, bytes] | None = None) -> Page:
        action = urljoin(self.page.url, str(form.get("action", "")))
        return self._page(*self.web.post(action, fields, files))

    def _page(self, url: str, status: int, text: str) -> Page:
        page = Page(url, status, BeautifulSoup(text, "html.parser"))
        if page.maybe("#office[data-page][data-seq]") is None:
            raise OffContract(f"{url} ({status}): no #office[data-page][data-seq]: {text[:400]}")
        return page

    def follow(self, link: Tag) -> None:
        self.page = self.get(urljoin(self.page.url, str(link["href"])))

    # Moves

    @property
    def outcome(self) -> str:
        return self.page.outcome

    @property
    def words(self) -> str:
        return self.page.words

    def answer(self, params: Mapping[str, Any]) -> None:
        self._send(self.page.one(f'{QUESTION}[data-on="{params["question"]}"]'), params, "do")

    def take_role(self, who: str) -> None:
        button = self.page.maybe(f'form[data-form="cast.take_role"] button[value="{who}"]')
        if button is not None:
            self.press("cast.take_role", button)

    def press(self, action: str, button: Tag | None = None) -> None:
        """A button of the frame."""
        form = self.page.one(f'form[data-form="{action}"]')
        pressed = [(str(button["name"]), str(button["value"]))] if button is not None else []
        self.page = self.post(form, [*drawn(form), *pressed])
        if self.page.outcome not in ("done", "refused"):
            raise OffContract(f"{action}: no outcome on {self.page.url}")

    # Finding where an action lives

    def open(self, action: str, params: Mapping[str, Any]) -> None:
        """Go to the form of an action: on its subject's page, or on the system's first page."""
        declared = self.actions[action]
        if not declared["subject"]:
            self.open_system(action.partition(".")[0])
            return self._open_form(action, "")
        kind, id = declared["subject_kind"], str(params.get(declared["subject"], ""))
        if self._form_of(action) is None or not self._shows(kind, id):
            self.open_record(kind, id)
        return self._open_form(action, f"{kind} {id}")

    def open_system(self, system: str) -> None:
        self.follow(self.page.one(f'a[data-system="{system}"]'))

    def open_record(self, kind: str, id: str) -> None:
        """The record's page: is it open? else its system, a search, its row."""
        heading = self.page.maybe("header[data-record]")
        if heading is not None and heading["data-record"] == f"{kind} {id}":
            return
        self.open_system(self.homes[kind])
        form = self.page.one("form[data-find]")
        address = urljoin(self.page.url, str(form.get("action", "")))
        self.page = self._page(*self.web.get(address, [("q", id)]))
        row = self.page.one(f'tr[data-record="{kind} {id}"]')
        link = row.select_one("a[href]")
        if link is None:
            raise OffContract(f"{self.page.url}: the row of {kind} {id} has no link")
        self.follow(link)

    def _open_form(self, action: str, on: str) -> None:
        """Press the action's link; one that is not offered is opened by its address, as from an old page."""
        where = f'[data-on="{on}"]' if on else ""
        link = self.page.maybe(f'a[data-action="{action}"]{where}')
        if link is not None:
            return self.follow(link)
        if self.page.maybe(f'[data-not="{action}"]') is None:
            raise OffContract(f"{self.page.url}: {action} is neither offered nor explained")
        subject = self.actions[action]["subject"]
        query = f"?{subject}={on.partition(' ')[2]}" if on else ""
        self.page = self.get(f"{self.base}/do/{action}{query}")
        return None

    def _form_of(self, action: str) -> Tag | None:
        return self.page.maybe(f'form[data-form="{action}"]')

    def _shows(self, kind: str, id: str) -> bool:
        return self.page.maybe(f'[data-record="{kind} {id}"]') is not None

    # Filling in

    def fill_and_send(self, action: str, params: Mapping[str, Any]) -> None:
        """Fill the form in, check the answers where the page asks for it, send."""
        secrets = set(self.actions[action]["secrets"])
        subject = self.actions[action]["subject"]
        given = {name: value for name, value in params.items() if name != subject}
        form = self.page.one(f'form[data-form="{action}"]')
        if form.select_one('[data-step="check"]') is not None:
            self._send(form, {n: v for n, v in given.items() if n not in secrets}, "check")
            if self.page.outcome == "invalid":
                return
            form = self.page.one(f'form[data-form="{action}"]')
            given = {name: value for name, value in given.items() if name in secrets}
        self._send(form, given, "do")

    def _send(self, form: Tag, given: Mapping[str, Any], step: str) -> None:
        button = form.select_one(f'button[data-action][data-step="{step}"]')
        if button is None:
            raise OffContract(f"{self.page.url}: the form has no button of step {step}")
        form = self._with_rows(form, given)
        files = {name: self.uploads[str(one)] for name, one in given.items() if self._is_file(form, name, one)}
        fields = filled(form, {name: one for name, one in given.items() if name not in files}, self.page.url)
        self.page = self.post(form, [*fields, ("_step", step)], files)

    def _is_file(self, form: Tag, name: str, value: Any) -> bool:
        """Whether it is a file that goes up through the form's file field; a form without one breaks the contract."""
        if not isinstance(value, str) or value not in self.uploads:
            return False
        if form.select_one(f'input[type="file"][name="{name}"]') is None or not form.get("enctype"):
            raise OffContract(f"{self.page.url}: no file can be sent as {name}")
        return True

    def _with_rows(self, form: Tag, given: Mapping[str, Any]) -> Tag:
        """The form with as many rows as are needed, added by its own button."""
        for name, value in given.items():
            if not _is_rows(value):
                continue
            while form.select_one(f'button[name="_add"][value="{name}"]') is not None:
                if len(_row_numbers(form, name)) >= len(value):
                    break
                self.page = self.post(form, [*drawn(form), ("_add", name)])
                form = self.page.one(f'form[data-form="{form["data-form"]}"]')
        return form

    # After it

    def made(self, kind: str) -> str:
        """The id of the record that the last act made: on its page, or linked in the confirmation."""
        heading = self.page.maybe("header[data-record]")
        told = self.page.one("[data-outcome=done]")
        for link in told.select("a[href]"):
            parts = unquote(urlsplit(str(link["href"])).path).split("/")
            if len(parts) > 2 and parts[-2] == kind:
                return parts[-1]
        if heading is not None and str(heading["data-record"]).startswith(f"{kind} "):
            return str(heading["data-record"]).partition(" ")[2]
        raise OffContract(f"{self.page.url}: the confirmation does not lead to the {kind} that was made")


def drawn(form: Tag) -> list[tuple[str, str]]:
    """What the form would send as it is drawn: hidden fields, values, what is ticked or chosen."""
    fields: list[tuple[str, str]] = []
    for one in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(one["name"]), str(one.get("type", ""))
        if one.name == "select":
            chosen = one.select_one("option[selected]") or one.select_one("option")
            fields.append((name, str(chosen["value"]) if chosen is not None else ""))
        elif one.name == "textarea":
            fields.append((name, one.get_text().removeprefix("\n")))
        elif kind in ("checkbox", "radio"):
            if one.has_attr("checked"):
                fields.append((name, str(one["value"])))
        elif kind != "file":
            fields.append((name, str(one.get("value", ""))))
    return fields


def filled(form: Tag, given: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
    """The form's fields with these values written in; every one must have a field of its name that takes it."""
    fields = [(name, value) for name, value in drawn(form)]
    for name, value in given.items():
        for path, one in _flat(form, name, value):
            fields = [pair for pair in fields if pair[0] != path]
            fields += _typed(form, path, one, url)
    return fields


def _flat(form: Tag, name: str, value: Any) -> list[tuple[str, Any]]:
    """Field names of a value: rows become `name.number.field`."""
    if not _is_rows(value):
        return [(name, value)]
    numbers = _numbers_for(form, name, value)
    flat = []
    for number, row in zip(numbers, value, strict=True):
        flat += [(f"{name}.{number}.{inner}", one) for inner, one in row.items()]
    return flat


def _is_rows(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], dict)


def _row_numbers(form: Tag, name: str) -> list[int]:
    found = {int(m[1]) for one in form.select("[name]") if (m := re.fullmatch(rf"{name}\.(\d+)\..+", str(one["name"])))}
    return sorted(found)


def _numbers_for(form: Tag, name: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Which drawn row each given row is: the one to be ticked in a checklist, else by position."""
    ticks = {
        str(one["value"]): int(str(one["name"]).split(".")[1])
        for one in form.select('input[type="checkbox"]')
        if re.fullmatch(rf"{name}\.\d+\.\w+", str(one.get("name", ""))) and one.parent is not None
        if one.find_parent(attrs={"data-row": str(one["value"])}) is not None
    }
    if ticks:
        return [next(ticks[str(value)] for value in row.values() if str(value) in ticks) for row in rows]
    return _row_numbers(form, name)[: len(rows)]


def _typed(form: Tag, path: str, value: Any, url: str) -> list[tuple[str, str]]:
    """The pairs that a person leaves in the field of this name."""
    controls = form.select(f'[name="{path}"]')
    if not controls:
        raise OffContract(f"{url}: the form has no field {path}")
    first = controls[0]
    kind = str(first.get("type", ""))
    if kind in ("checkbox", "radio"):
        return _ticked(controls, path, value, url)
    if first.name == "select" and str(value) not in {str(one["value"]) for one in first.select("option")}:
        raise Stuck(f"{path}: {value!r} is not offered")
    many = isinstance(value, list | tuple)
    text = "\n".join(map(str, value)) if many else "" if value is None else str(value)
    return [(path, text)]


def _ticked(controls: Sequence[Tag], path: str, value: Any, url: str) -> list[tuple[str, str]]:
    if isinstance(value, bool):
        return [(path, "true")] if value else []
    wanted = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
    offered = {str(one["value"]) for one in controls}
    if not set(wanted) <= offered:
        raise Stuck(f"{path}: {set(wanted) - offered} is not offered")
    return [(path, one) for one in wanted]
