"""People before the pages outside the simulated world; what they do reads as sentences."""

from __future__ import annotations

import time
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")


class Visitor:
    """Somebody with a browser page; every method does one thing and gives the visitor back, or says what is seen."""

    def __init__(self, page: Any):
        self.page = page
        self.trouble: list[str] = []
        page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("dialog", lambda dialog: (self.trouble.append("dialog"), dialog.dismiss()))

    # At the door

    def comes_to_the_door(self) -> Visitor:
        return self.opens("/")

    def logs_in(self, login: str, password: str) -> Visitor:
        self.opens("/login")
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password)
        return self.presses("Đăng nhập")

    def logs_out(self) -> Visitor:
        return self.presses("Đăng xuất")

    def changes_the_password(self, old: str, new: str) -> Visitor:
        self.page.get_by_label("Mật khẩu hiện tại").fill(old)
        self.page.get_by_label("Mật khẩu mới", exact=True).fill(new)
        self.page.get_by_label("Gõ lại mật khẩu mới").fill(new)
        return self.presses("Đổi mật khẩu")

    # Going about

    def opens(self, url: str) -> Visitor:
        self.page.goto(url)
        return self

    def presses(self, words: str) -> Visitor:
        return self.clicks(self.page.get_by_role("button", name=words, exact=True).first)

    def follows(self, words: str) -> Visitor:
        return self.clicks(self.page.get_by_role("link", name=words).first)

    def clicks(self, what: Any) -> Visitor:
        """Click a selector's first element, or a locator, and wait for the page that follows."""
        before = self._drawn()
        (self.page.locator(what).first if isinstance(what, str) else what).click()
        return self._sees_another_page_than(before)

    def goes_back(self) -> Visitor:
        before = self._drawn()
        self.page.go_back()
        return self._sees_another_page_than(before)

    def _drawn(self) -> str | None:
        """Which drawing of which page stands there: every one has its own number."""
        try:
            found: str | None = self.page.locator("[data-page]").first.get_attribute("data-page", timeout=1000)
        except playwright.Error:
            return None
        return found

    def _sees_another_page_than(self, before: str | None) -> Visitor:
        until = time.monotonic() + 20
        while self._drawn() in (before, None):
            assert time.monotonic() < until, f"no other page came after {self.page.url}"
            self.page.wait_for_timeout(30)
        self.page.wait_for_load_state("load")
        return self

    def fills(self, label: str, words: str) -> Visitor:
        self.page.get_by_label(label, exact=True).fill(words)
        return self

    def has_keys(self) -> Visitor:
        """Wait until the page listens to the reviewer's keys."""
        until = time.monotonic() + 20
        while not self.page.evaluate("Boolean(window.reviewKeys)"):
            assert time.monotonic() < until, "the page does not listen to keys"
            self.page.wait_for_timeout(30)
        return self

    def presses_key(self, key: str) -> Visitor:
        self.page.keyboard.press(key)
        return self

    def opens_with_enter(self) -> Visitor:
        """Press Enter on the link that has the focus."""
        before = self._drawn()
        self.page.keyboard.press("Enter")
        return self._sees_another_page_than(before)

    # What is seen

    @property
    def heading(self) -> str:
        return self.words("h1")

    @property
    def path(self) -> str:
        return str(self.page.url).split("//")[1].partition("/")[2]

    def words(self, selector: str) -> str:
        """The text of the first element, with single spaces."""
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def sees(self, words: str) -> bool:
        return words in " ".join(self.page.locator("body").inner_text().split())
