"""The report on late dossiers: the right answers are what the list says, whatever other dossiers lie in it."""

from __future__ import annotations

from datetime import date

import pytest

from sandbox.app import open_grounds
from sandbox.config import Config
from sandbox.services.onestop.procedures import catalogue
from sandbox.services.onestop.records import Dossier
from scenarios import library
from scenarios.questions import as_number
from seed.worktime import parse_term

SCENARIO, PROCEDURE = library()["bao-cao-ho-so-qua-han"], "1.004873"
RIGHT = {one.id: one.right for one in SCENARIO.criteria if one.check == "answer"}
VARIANTS = range(1, 7)


@pytest.fixture(scope="module")
def grounds(tmp_path_factory):
    return open_grounds(Config.for_tests(tmp_path_factory.mktemp("figures"), population_size=3_000))


@pytest.fixture(scope="module", params=VARIANTS)
def beginning(grounds, request):
    return grounds.begin(SCENARIO, request.param)


def asked_about(beginning) -> list[Dossier]:
    """The procedure's dossiers that were received in the letter's period, by the list as it stands at the start."""
    body = beginning.start.records["incoming"][beginning.expanded.names["incoming"]].fields["body"]
    first, last = (day_after(body, words) for words in ("tiếp nhận từ ngày", "đến hết ngày"))
    found = [one for one in beginning.start.records["dossier"].values() if one.procedure == PROCEDURE]
    return [one for one in found if one.received_at and first <= one.received_at.date() <= last]


def day_after(text: str, words: str) -> date:
    day, month, year = text.partition(words)[2].strip()[:10].split("/")
    return date(int(year), int(month), int(day))


def is_late(one: Dossier, today: date) -> bool:
    """By the letter: days, not hours; the last appointed day; not while papers are waited for."""
    return one.due_at is not None and (one.completed_at.date() if one.completed_at else today) > one.due_at.date()


def late(beginning) -> set[str]:
    yesterday = day_after(
        beginning.start.records["incoming"][beginning.expanded.names["incoming"]].fields["body"], "đến hết ngày"
    )
    return {one.id for one in asked_about(beginning) if is_late(one, yesterday)}


def test_so_many_were_received(beginning):
    assert len(asked_about(beginning)) == int(RIGHT["received"])


def test_these_are_late(beginning):
    choices = beginning.expanded.questions["late_ones"].choices
    assert {choices[one] for one in RIGHT["late_ones"]} == late(beginning)


def test_the_share_is_that_of_those_not_late(beginning):
    received = len(asked_about(beginning))
    share = 100 * (received - len(late(beginning))) / received
    assert f"{share:.1f}" == str(as_number(RIGHT["rate"]))


def test_every_appointed_day_is_that_of_the_procedure(grounds, beginning):
    procedure = catalogue()[PROCEDURE]
    for one in asked_about(beginning):
        assert one.first_due_at == procedure.due(one.received_at, beginning.expanded.calendar), one.id


def test_one_lay_at_the_counter_and_the_others_were_handed_on_at_once(beginning):
    calendar, hour = beginning.expanded.calendar, parse_term("1 working hour")
    slow = [one.id for one in asked_about(beginning) if one.transfers[0].at > hour.due(one.received_at, calendar)]
    assert slow == [beginning.expanded.names["kept_dossier"]]
