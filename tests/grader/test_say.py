"""Rows and the records they are about, as a trainee reads them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from grader import say

FIELDS = {
    "papers": {"type": "rows", "fields": {"paper": {"type": "record", "of": "paper"}, "digitised": {"type": "choice"}}}
}
HELD = SimpleNamespace(fields={"name": "Giấy chứng sinh"})
PAPERS = ("dossier", "papers")


@pytest.fixture
def case():
    return SimpleNamespace(
        scenario=SimpleNamespace(words={}, things={}),
        record=SimpleNamespace(vocabulary={"records": {"dossier": {"fields": FIELDS}}}),
        world=SimpleNamespace(get=lambda kind, id: HELD if (kind, id) == ("paper", "giay-1") else None),
        names_in_words={},
        resolve=lambda name: name,
    )


def test_a_row_is_told_by_the_record_that_it_is_about(case):
    rows = [{"digitised": "scanned", "paper": "giay-1", "form": ""}]
    assert say.value(case, rows, PAPERS) == "Giấy chứng sinh (Số hóa: đã số hóa)"


def test_a_record_that_is_not_there_is_told_by_its_id(case):
    assert say.value(case, [{"paper": "giay-2"}], PAPERS) == "giay-2"


def test_a_row_about_nothing_is_told_by_its_columns(case):
    assert say.value(case, [{"digitised": "no"}], PAPERS) == "Số hóa: chưa số hóa"


def test_rows_that_are_not_wanted_are_told_as_such(case):
    unwanted = {"not": {"has_rows": [{"paper": "giay-1", "digitised": "scanned"}]}}
    assert say.wanted(case, unwanted, PAPERS) == "không có Giấy chứng sinh (Số hóa: đã số hóa)"
