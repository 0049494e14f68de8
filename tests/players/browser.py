"""The player in a real browser: the same moves and the same naming contract as over HTTP, with clicks and typing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.players.http import QUESTION, OffContract
from tests.players.moves import Mover

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class BrowserPlayer(Mover):
    """Plays in the run that `page` (Playwright's) shows. `vocabulary`, `homes`, `came`: as for `HttpPlayer`."""

    def __init__(
        self,
        page: Any,
        vocabulary: Mapping[str, Any],
        homes: Mapping[str, str],
        came: Callable[[str], bool],
        uploads: Mapping[str, bytes] | None = None,
    ):
        self.page, self.actions, self.homes, self.came = page, vocabulary["actions"], homes, came
        self.uploads = uploads or {}
        self.things = {}
        self.refused = []

    def answer(self, params: Mapping[str, Any]) -> None:
        """A question beside the briefing."""
        form = f'{QUESTION}[data-on="{params["question"]}"]'
        if not self.one(form).is_visible():
            self.page.locator("a.to-brief").click()
        self._fill(form, {name: value for name, value in params.items() if name != "question"})
        self._send(form, "do")

    # Looking

    def one(self, selector: str) -> Any:
        """The one element that the contract promises here."""
        found = self.page.locator(selector)
        if found.count() != 1:
            raise OffContract(f"{self.page.url}: {found.count()} × {selector}, expected one")
        return found

    def has(self, selector: str) -> bool:
        return bool(self.page.locator(selector).count())

    @property
    def outcome(self) -> str:
        return str(self.page.locator("[data-outcome]").first.get_attribute("data-outcome")) if self._told else ""

    @property
    def words(self) -> str:
        return " ".join(self.page.locator("[data-outcome]").first.inner_text().split()) if self._told else ""

    @property
    def _told(self) -> bool:
        return self.has("[data-outcome]")

    def click(self, target: Any) -> None:
        """Click, and wait until another page has been drawn."""
        nonce = self.one("#office").get_attribute("data-page")
        where = self.page.url
        target.click()
        try:
            self.page.locator(f'#office:not([data-page="{nonce}"])').wait_for(state="attached")
        except Exception as silence:
            raise OffContract(
                f"{where}: no other page after the click; {self.page.inner_text('body')[:300]}"
            ) from silence
        self.page.wait_for_load_state()

    # The frame

    def take_role(self, who: str) -> None:
        button = f'form[data-form="cast.take_role"] button[value="{who}"]'
        if self.has(button):
            self._unfold(button)
            self.click(self.one(button))

    def press(self, action: str) -> None:
        self.click(self.one(f'form[data-form="{action}"] button[data-action]'))
        if not self.outcome:
            raise OffContract(f"{action}: no outcome on {self.page.url}")

    def _unfold(self, selector: str) -> None:
        """Open the `details` that the element lies in."""
        folded = self.page.locator(f"details:not([open]):has({selector})")
        if folded.count():
            folded.first.locator("summary").first.click()

    # Finding where an action lives

    def open(self, action: str, params: Mapping[str, Any]) -> None:
        declared = self.actions[action]
        if not declared["subject"]:
            self.open_system(action.partition(".")[0])
            return self._open_form(action, "")
        kind, id = declared["subject_kind"], str(params.get(declared["subject"], ""))
        self.open_record(kind, id)
        return self._open_form(action, f"{kind} {id}")

    def open_system(self, system: str) -> None:
        self.click(self.one(f'a[data-system="{system}"]'))

    def open_record(self, kind: str, id: str) -> None:
        if self.has(f'header[data-record="{kind} {id}"]'):
            return
        self.open_system(self.homes[kind])
        self.one('form[data-find] [name="q"]').fill(id)
        self.click(self.one("form[data-find] button"))
        self.click(self.one(f'tr[data-record="{kind} {id}"]').locator("a[href]").first)

    def _open_form(self, action: str, on: str) -> None:
        where = f'[data-on="{on}"]' if on else ""
        link = f'a[data-action="{action}"]{where}'
        if self.has(link):
            return self.click(self.page.locator(link).first)
        if not self.has(f'[data-not="{action}"]'):
            raise OffContract(f"{self.page.url}: {action} is neither offered nor explained")
        subject = self.actions[action]["subject"]
        query = f"?{subject}={on.partition(' ')[2]}" if on else ""
        base = re.match(r".*/r/[^/]+", self.page.url)
        assert base is not None
        self.page.goto(f"{base[0]}/do/{action}{query}")
        return None

    # Filling in

    def fill_and_send(self, action: str, params: Mapping[str, Any]) -> None:
        secrets, subject = set(self.actions[action]["secrets"]), self.actions[action]["subject"]
        given = {name: value for name, value in params.items() if name != subject}
        form = f'form[data-form="{action}"]'
        if self.has(f'{form} [data-step="check"]'):
            self._fill(form, {name: value for name, value in given.items() if name not in secrets})
            self._send(form, "check")
            if self.outcome == "invalid":
                return
            given = {name: value for name, value in given.items() if name in secrets}
        self._fill(form, given)
        self._send(form, "do")

    def _send(self, form: str, step: str) -> None:
        self.click(self.one(f'{form} button[data-action][data-step="{step}"]'))

    def _fill(self, form: str, given: Mapping[str, Any]) -> None:
        for name, value in given.items():
            if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
                self._fill_rows(form, name, value)
            else:
                self._put(form, name, value)

    def _fill_rows(self, form: str, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        for number, row in enumerate(rows):
            tick = next(
                (self._tick(form, name, str(one)) for one in row.values() if self._tick(form, name, str(one))), ""
            )
            if tick:
                number = int(tick.split(".")[1])
            elif not self.has(f'{form} [name^="{name}.{number}."]'):
                self.click(self.one(f'{form} button[name="_add"][value="{name}"]'))
            for inner, value in row.items():
                self._put(form, f"{name}.{number}.{inner}", value)

    def _tick(self, form: str, name: str, value: str) -> str:
        """Name of the box to be ticked for this value in a checklist, "" when there is none."""
        box = self.page.locator(f'{form} [data-row="{value}"] input[type="checkbox"][name^="{name}."]')
        return str(box.first.get_attribute("name")) if box.count() else ""

    def _put(self, form: str, path: str, value: Any) -> None:
        field = self.page.locator(f'{form} [name="{path}"]')
        if not field.count():
            raise OffContract(f"{self.page.url}: the form has no field {path}")
        kind = field.first.evaluate("one => one.localName + ':' + (one.type || '')")
        if kind.endswith((":checkbox", ":radio")):
            return self._choose(form, path, value)
        if kind.endswith(":file"):
            field.first.set_input_files({"name": f"{path}.docx", "mimeType": DOCX, "buffer": self.uploads[value]})
        elif kind.startswith("select:"):
            field.first.select_option(str(value))
        else:
            text = "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            field.first.fill(text)
        return None

    def _choose(self, form: str, path: str, value: Any) -> None:
        if isinstance(value, bool):
            return self.one(f'{form} [name="{path}"]').set_checked(value)
        wanted = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}
        for box in self.page.locator(f'{form} [name="{path}"]').all():
            if box.get_attribute("value") in wanted:
                box.check()
            elif box.get_attribute("type") == "checkbox":
                box.uncheck()
        return None

    # After it

    def made(self, kind: str) -> str:
        for link in self.page.locator("[data-outcome=done] a[href]").all():
            parts = unquote(urlsplit(str(link.get_attribute("href"))).path).split("/")
            if len(parts) > 2 and parts[-2] == kind:
                return parts[-1]
        heading = self.page.locator("header[data-record]")
        if heading.count() and str(heading.first.get_attribute("data-record")).startswith(f"{kind} "):
            return str(heading.first.get_attribute("data-record")).partition(" ")[2]
        raise OffContract(f"{self.page.url}: the confirmation does not lead to the {kind} that was made")
