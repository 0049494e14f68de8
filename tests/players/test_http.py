"""The player over HTTP against the tiny office: it finds its way by the naming contract alone."""

from __future__ import annotations

import pytest

from sandbox.runs.play import Keeping, Player, Stuck
from sandbox.runs.records import record_of
from scenarios import Act, plan
from tests.players.http import HttpPlayer, OffContract
from tests.players.web import ClientWeb


def player(house, run) -> HttpPlayer:
    def came(step: str) -> bool:
        return any(entry.content.rule == step for entry in house.runs.live(house.runs.row(run)).journal)

    web = ClientWeb(house.app.test_client(), house.login(house.me))
    return HttpPlayer(web, run, house.runs.grounds.vocabulary, house.app.extensions["office"].homes, came)


def played(house, **which):
    run = house.begin()
    beginning = house.runs.beginning(house.runs.row(run))
    makes = {name: one.makes for name, one in beginning.expanded.steps.items()}
    player(house, run).play(plan(beginning.expanded, **which), makes)
    return run, house.runs.grading.submit(house.runs.row(run))


def test_the_solution_played_through_the_pages_earns_everything(house):
    _, sheet = played(house)
    assert sheet.score == sheet.max_score


@pytest.mark.parametrize("mistake", ["passes_to_nobody", "never_closes"])
def test_a_mistake_played_through_the_pages_loses_what_it_names(house, mistake):
    _, sheet = played(house, mistake=mistake)
    lost = [one.criterion for one in sheet.findings if one.outcome == "missed"]
    named = {one.id: one for one in house.runs.grounds.scenarios["tiny"].mistakes}[mistake]
    assert lost == list(named.loses)


def test_pages_and_headless_player_leave_the_same_contents(house):
    run, _ = played(house)
    beginning = house.runs.beginning(house.runs.row(run))
    made = Player(beginning.start, Keeping(house.runs.grounds.makers).makers).play(plan(beginning.expanded), {})
    through_pages = [entry.content_bytes for entry in house.runs.store.entries(run)]
    assert through_pages == [entry.content_bytes for entry in made.entries]


def test_the_headless_record_is_graded_as_the_submitted_one(house):
    run, sheet = played(house)
    beginning = house.runs.beginning(house.runs.row(run))
    made = Player(beginning.start, house.runs.grounds.makers).play(plan(beginning.expanded), {})
    from grader import grade

    record = record_of(house.runs.grounds, beginning, made.entries, made.files)
    assert grade(record, beginning.scenario).outcomes() == sheet.outcomes()


def test_the_player_says_where_a_page_breaks_the_contract(house):
    run = house.begin()
    with pytest.raises(OffContract):
        player(house, run).act(Act("", "van_thu", "tiny.remark", {"case": "V-0000", "other": "x"}), {})


def test_the_player_is_stuck_on_what_cannot_be_read(house):
    run = house.begin()
    with pytest.raises(Stuck):
        player(house, run).act(Act("", "van_thu", "tiny.remark", {"case": "V-0000", "text": ""}), {})


def test_an_act_that_is_not_possible_is_sent_all_the_same_and_refused(house):
    run = house.begin()
    one = player(house, run)
    one.act(Act("", "van_thu", "tiny.close", {"case": "V-0000", "pin": "123456"}), {})
    assert len(one.refused) == 1
    assert house.runs.store.entries(run)[-1].content.refused is not None
