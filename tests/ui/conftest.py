"""A page of the demo office as a reader sees it, and ways to press what stands on it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from tests.ui.stage import Stage, make_app, start


class Reader:
    """Somebody at the pages of the demo office, without a browser and without scripts."""

    def __init__(self, stage: Stage | None = None, csrf: bool = False):
        self.app = make_app(stage, csrf)
        self.stage: Stage = self.app.stage
        self.client = self.app.test_client()
        self.answer: Any = None
        self.page = BeautifulSoup("", "html.parser")

    def open(self, url: str, **query: str) -> BeautifulSoup:
        return self._read(self.client.get(url, query_string=query or None))

    def send(self, url: str, data: dict[str, Any], **more: Any) -> BeautifulSoup:
        return self._read(self.client.post(url, data=data, **more))

    def _read(self, answer: Any) -> BeautifulSoup:
        self.answer = answer
        self.page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
        return self.page

    def form(self, name: str) -> Tag:
        found = self.page.select_one(f'form[data-form="{name}"]')
        assert found is not None, f"no form {name} on {self.answer.request.path}"
        return found

    def filled(self, name: str) -> dict[str, Any]:
        """What a browser would send for this form as it stands, without its buttons."""
        data: dict[str, Any] = {}
        for one in self.form(name).select("input[name], select[name], textarea[name]"):
            value = self._value(one)
            if value is not None:
                data.setdefault(one["name"], []).append(value)
        return data

    @staticmethod
    def _value(one: Tag) -> str | None:
        if one.name == "textarea":
            return one.get_text()
        if one.name == "select":
            chosen = one.select_one("option[selected]") or one.select_one("option")
            return chosen["value"] if chosen else None
        if one.get("type") in ("checkbox", "radio"):
            return one["value"] if one.has_attr("checked") else None
        return None if one.get("type") == "file" else one.get("value", "")

    def press(
        self, name: str, /, step: str = "do", button: dict[str, str] | None = None, **answers: Any
    ) -> BeautifulSoup:
        """Fill the form `name` and press its button; dots in names of fields are written as two underscores."""
        data = self.filled(name)
        data.update({key.replace("__", "."): value for key, value in answers.items()})
        data.update(button or {"_step": step})
        return self.send(self.form(name)["action"], data)

    def go_on(self) -> BeautifulSoup:
        """Follow the redirect of the last answer."""
        assert self.answer.status_code == 303, self.told
        return self.open(self.answer.headers["Location"])

    @property
    def told(self) -> str:
        return self.page.get_text(" ", strip=True)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def guarded() -> Reader:
    """With protection against forged forms."""
    return Reader(csrf=True)


@pytest.fixture
def stage() -> Stage:
    return Stage(start().world())
