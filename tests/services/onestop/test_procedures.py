"""The procedures' data files: strict to read, and true to what the portal published."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from sandbox.services.onestop.procedures import FOLDER, BadProcedure, Procedure, catalogue, read
from seed.worktime import Calendar

CALENDAR = Calendar("test", {datetime(2026, 11, 24).date(): "holiday"})
# Facts of the fact sheet, by hand: time, result code.
FACTS = {
    "1.001193": ("same day until 15:00", "KQ.G15.000031"),
    "1.000656": ("same day until 15:00", "KQ.G15.000034"),
    "1.000894": ("same day until 15:00", "KQ.G15.000032"),
    "1.004873": ("3 working days", "KQ.G15.000038"),
    "1.004859": ("3 working days", "KQ.G15.000037"),
    "2.000635": ("same day until 15:00", "KQ.G15.000342"),
    "1.004884": ("5 working days", "KQ.G15.000031"),
    "1.004772": ("5 working days", "KQ.G15.000031"),
    "1.005461": ("5 working days", "KQ.G15.000034"),
    "1.004746": ("5 working days", "KQ.G15.000032"),
    "1.001022": ("3 working days", "KQ.G15.000033"),
    "1.000689": ("3 working days", "KQ.G15.000031"),
    "1.004837": ("3 working days", "KQ.G15.000035"),
    "1.004845": ("2 working days", "KQ.G15.000036"),
    "2.000528": ("same day until 15:00", "KQ.G15.000031"),
    "2.000806": ("5 working days", "KQ.G15.000032"),
    "1.003583": ("5 working days", "KQ.G15.000031"),
    "1.000593": ("5 working days", "KQ.G15.000032"),
    "1.000419": ("5 working days", "KQ.G15.000034"),
    "2.000986": ("20 days", "KQ.G15.000031"),
    "1.004222": ("7 working days", "KQ.G01.000065"),
    "1.004194": ("3 working days", "KQ.G01.000066"),
}


def test_the_catalogue_holds_the_procedures_of_the_fact_sheet() -> None:
    known = catalogue()
    assert {code: (known[code].time.term, known[code].result.code) for code in FACTS} == FACTS


@pytest.mark.parametrize("found", catalogue().values(), ids=lambda one: one.code)
def test_every_procedure_tells_where_its_facts_were_read(found: Procedure) -> None:
    assert found.source.page.startswith("https://dichvucong.gov.vn/")
    assert found.source.decision
    assert found.legal_bases
    assert found.due(datetime(2026, 11, 20, 8), CALENDAR) > datetime(2026, 11, 20, 8)


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-11-20T15:00", "2026-11-20T17:00"), ("2026-11-20T15:01", "2026-11-23T17:00")],
)
def test_a_birth_received_after_three_is_due_on_the_next_working_day(received: str, due: str) -> None:
    found = catalogue()["1.001193"].due(datetime.fromisoformat(received), CALENDAR)
    assert found == datetime.fromisoformat(due)


def test_three_working_days_skip_weekend_and_holiday() -> None:
    found = catalogue()["1.004873"].due(datetime(2026, 11, 20, 10), CALENDAR)
    assert found == datetime(2026, 11, 26, 17)


def test_residence_is_the_business_of_the_police() -> None:
    assert {one.agency for one in catalogue().values() if "cư trú" in one.field} == {"cong_an_xa"}


def test_papers_that_a_database_knows_are_never_required() -> None:
    for one in catalogue().values():
        assert not [part.code for part in one.components if part.show_only and part.required]


def test_a_procedure_is_found_without_diacritics() -> None:
    assert [code for code, one in catalogue().items() if one.mentions("giay xac nhan tinh trang")] == ["1.004873"]


@pytest.mark.parametrize(
    "change",
    [
        {"unknown": 1},
        {"time": {"working_days": 3, "days": 5}},
        {"time": {"same_day_until": "25:00"}},
        {"components": []},
        {"components": [{"code": "x", "name": "X", "required": True, "case": "khi"}]},
        {"code": "9.999999"},
        {"name": 5},
    ],
    ids=lambda change: "-".join(change),
)
def test_a_faulty_file_is_refused_with_its_name(tmp_path: Path, change: dict[str, object]) -> None:
    plain = yaml.safe_load((FOLDER / "1.001193.yml").read_text(encoding="utf-8"))
    file = tmp_path / "1.001193.yml"
    file.write_text(yaml.safe_dump({**plain, **change}), encoding="utf-8")
    with pytest.raises(BadProcedure, match=r"1\.001193\.yml"):
        read(file)
