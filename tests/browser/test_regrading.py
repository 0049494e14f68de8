"""Grading anew in a real browser: the page that works goes on by itself, with scripts and without."""

from __future__ import annotations

import re

import pytest

from scenarios import loads

pytestmark = pytest.mark.browser
EXERCISE = "khai-sinh-lech-du-lieu"


@pytest.fixture
def newer(installation, monkeypatch):
    """A rubric in which the first criterion weighs so much, and a machine that tries and writes one record at once."""
    monkeypatch.setattr("sandbox.pages.reviewer.regrading.SECONDS", -1.0)
    for place in ("trials", "orders"):
        monkeypatch.setattr(f"sandbox.regrading.{place}.BATCH", 1)

    def put(points: int) -> None:
        grounds = installation.app.extensions["grounds"]
        text = re.sub(r"points: \d+", f"points: {points}", grounds.scenarios[EXERCISE].text, count=1)
        monkeypatch.setitem(grounds.__dict__, "scenarios", {**grounds.scenarios, EXERCISE: loads(text.encode())})

    return put


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_trial_and_writing_go_on_by_themselves_part_by_part(visit, newer, scripts):
    newer(31 if scripts else 32)
    thinh = visit("nguoicham", scripts=scripts).opens("/regrade")
    thinh.page.locator("tr[data-scenario] a").first.click()
    thinh.page.wait_for_selector("h1:has-text('Đang chấm thử')")
    thinh.page.wait_for_selector("#f-why")
    assert thinh.page.locator("tr[data-run]").count() == 2
    if scripts:
        applies(thinh)


def applies(thinh):
    thinh.page.fill("#f-why", "Tiêu chí đầu nặng hơn")
    thinh.presses("Kiểm tra trước khi ghi")
    thinh.page.get_by_role("button", name="Ghi vào sổ điểm").click()
    thinh.page.wait_for_selector("h1:has-text('Đang ghi vào sổ điểm')")
    thinh.page.wait_for_url("**/regrade?done=2")
    assert thinh.sees("Đã ghi 2 phiếu điểm mới")
    assert thinh.trouble == []
