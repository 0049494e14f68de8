"""Numbers of a run go on from those of its start."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sandbox.services.onestop import start as onestop
from sandbox.services.registry import start as registry


def series(hook: Any, *records: tuple[str, dict[str, Any]]) -> dict[str, int]:
    return {one.id: one.last for one in hook(SimpleNamespace(records=records), ())}


def test_codes_and_register_go_on_from_the_highest_of_each_day_and_year() -> None:
    made = series(
        onestop.series,
        ("dossier", {"id": "H99.1-261120-0003", "received_at": "2026-11-20T08:00:00", "register_no": 41}),
        ("dossier", {"id": "H99.1-261120-0007"}),
        ("dossier", {"id": "H99.1-261119-0002", "received_at": "2026-11-19T08:00:00", "register_no": 40}),
        ("paper", {"id": "to-khai"}),
    )
    assert made == {"dossier/261119": 2, "dossier/261120": 7, "dossier_register/2026": 41}


def test_the_book_of_births_goes_on_from_its_highest_number() -> None:
    made = series(
        registry.start,
        ("birth_registration", {"id": "a", "number": 212, "year": 2026}),
        ("birth_registration", {"id": "b", "number": 211, "year": 2026}),
        ("birth_registration", {"id": "c"}),
    )
    assert made == {"births/2026": 212}


def test_what_a_scenario_declares_itself_stands() -> None:
    records = (("series", {"id": "dossier/261120", "last": 30}), ("dossier", {"id": "H99.1-261120-0003"}))
    assert series(onestop.series, *records) == {}
