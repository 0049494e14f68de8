"""A released version never changes and is only succeeded."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios import library, loads
from scenarios.releases import CannotRelease, Ledger, ledger, write

TODAY = date(2026, 11, 22)
REPORT = {"proven": True, "mutation_score": 0.98, "false_alarm_rate": 0.0, "mutants": 512, "variants": list(range(20))}


def tiny(version="1", title="Một việc"):
    one = library()["van-ban-gui-nham"]
    lines = [line for line in one.text.splitlines() if not line.startswith(("version:", "title:"))]
    return loads("\n".join([lines[0], f"title: {title}", f"version: {version}", *lines[1:]]).encode())


@pytest.fixture
def released():
    return Ledger().released(tiny(), REPORT, TODAY)


def test_a_version_nobody_released_is_a_draft():
    assert Ledger().state(tiny()) == "draft"


def test_a_released_version_is_known_by_its_text(released):
    assert released.state(tiny()) == "released"
    assert released.state(tiny(title="Việc khác")) == "altered"


def test_what_is_not_proven_is_not_released():
    with pytest.raises(CannotRelease, match="chưa chứng minh"):
        Ledger().released(tiny(), {**REPORT, "proven": False}, TODAY)


def test_a_released_version_is_not_released_again_even_with_another_text(released):
    for one in (tiny(), tiny(title="Việc khác")):
        with pytest.raises(CannotRelease, match="tăng version"):
            released.released(one, REPORT, TODAY)


def test_a_higher_version_succeeds_and_a_lower_one_does_not(released):
    both = released.released(tiny("1.10"), REPORT, TODAY)
    assert [one.version for one in both.versions("van-ban-gui-nham")] == ["1", "1.10"]
    with pytest.raises(CannotRelease, match="thấp hơn"):
        both.released(tiny("1.9"), REPORT, TODAY)


def test_a_retired_version_stays_in_the_ledger(released):
    after = released.retired_with(tiny(), "Luật đã đổi", "khai-sinh-tai-quay", TODAY)
    assert after.state(tiny()) == "retired"
    assert after.releases == released.releases
    with pytest.raises(CannotRelease, match="không phải bản đang phát hành"):
        after.retired_with(tiny(), "lại", "", TODAY)


def test_the_ledger_is_read_as_it_was_written(tmp_path, released):
    both = released.retired_with(tiny(), "Luật: đã đổi # từ 2026", "", TODAY)
    write(both, tmp_path)
    assert ledger(tmp_path) == both
    assert ledger(tmp_path / "nothing") == Ledger()


@pytest.mark.parametrize("scenario", library().values(), ids=lambda one: one.id)
def test_no_released_scenario_of_the_library_was_altered(scenario):
    told = "a released version is never changed: raise its `version`, prove and release it"
    assert ledger().state(scenario) != "altered", told
