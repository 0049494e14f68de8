"""Dossiers of other people and other days: a working office, the same every time, in nobody's way."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from sandbox.services.onestop import start as onestop
from sandbox.services.onestop.background import background, rows
from sandbox.services.onestop.procedures import catalogue
from sandbox.world.desk import Series
from seed.calendar import load
from seed.population import population
from seed.records import Household

NOW = datetime(2026, 11, 25, 8)
TOLD = {"id": "H99.1-261125-0001", "register_no": "1841", "received_at": "2026-11-25T07:40:00"}


@pytest.fixture(scope="module")
def people() -> Any:
    return population(2026, 3000)


def expanded(variant: int = 1, **names: str) -> SimpleNamespace:
    """As much of an expanded scenario as a start hook looks at."""
    return SimpleNamespace(
        records=(("dossier", TOLD),),
        names=names,
        now=NOW,
        variant=variant,
        calendar=load(),
        scenario=SimpleNamespace(id="any"),
    )


def test_a_scenario_without_dossiers_gets_none(people: Any) -> None:
    bare = expanded()
    bare.records = (("document", {"id": "x"}),)
    assert onestop.start(bare, people) == []


def test_the_same_variant_has_the_same_and_another_has_others(people: Any) -> None:
    assert background(expanded(), people) == background(expanded(), people)
    assert background(expanded(), people) != background(expanded(variant=2), people)


def test_nothing_waits_for_the_trainee_and_nothing_falls_due_soon(people: Any) -> None:
    found = background(expanded(), people)
    assert len(found) == 20
    assert "submitted" not in {one.state for one in found}
    assert min(one.due_at for one in found if one.state == "processing") > datetime(2026, 11, 26, 17)
    assert {one.holder for one in found} == {None, "mot_cua_2", "tu_phap_2"}


def test_the_register_has_no_gap_and_ends_before_the_scenarios_own(people: Any) -> None:
    found = [one for one in background(expanded(), people) if one.register_no is not None]
    found.sort(key=lambda one: str(one.received_at))
    assert [one.register_no for one in found] == list(range(1841 - len(found), 1841))
    made = {one.id: one.last for one in onestop.start(expanded(), people) if isinstance(one, Series)}
    assert made == {"dossier/261125": 1, "dossier_register/2026": 1841}


def test_nobody_of_the_scenario_and_no_official_owns_one(people: Any) -> None:
    first = background(expanded(), people)[0].submitter
    others = {one.submitter for one in background(expanded(mother=first), people)}
    assert first not in others
    assert not others & set(people.posts)
    heads = {home.head for home in people.rows(Household)}
    assert others <= heads


def test_days_are_working_days_and_each_state_comes_after_the_last(people: Any) -> None:
    calendar = load()
    for one in background(expanded(), people):
        moments = (one.submitted_at, one.received_at, one.asked_at, one.completed_at, one.returned_at, one.stopped_at)
        known = [moment for moment in moments if moment is not None]
        assert known == sorted(known), one.id
        assert all(calendar.is_working_day(moment) and moment < NOW for moment in known), one.id


def test_what_was_stopped_had_fifteen_working_days(people: Any) -> None:
    (stopped,) = (one for one in background(expanded(), people) if one.state == "stopped")
    assert load().working_days_between(stopped.asked_at.date(), stopped.stopped_at.date()) == 15


def test_papers_asked_for_belong_to_the_procedure() -> None:
    for row in rows():
        assert all(catalogue()[row.procedure].component(one) for one in row.asked), row.content


def test_the_file_has_many_kinds_of_work() -> None:
    states = Counter(row.state for row in rows())
    assert set(states) == {"processing", "supplement_requested", "completed", "result_returned", "rejected", "stopped"}
    assert len({row.procedure for row in rows()}) > 10
