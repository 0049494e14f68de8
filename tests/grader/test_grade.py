"""What a whole run earns: the solution everything, idleness nothing, a slip what belongs to it."""

import pytest

from grader import grade, read_sheet
from tests.grader.story import Story, scenario, solved


def outcomes(story: Story) -> dict[str, str]:
    return {name: one for name, one in grade(story.record(), scenario()).outcomes().items() if one != "met"}


@pytest.mark.parametrize("variant", [1, 2, 3])
def test_the_solution_earns_everything(variant):
    sheet = grade(solved(variant=variant).record(), scenario())
    assert {one.criterion: (one.outcome, one.seen) for one in sheet.findings if one.outcome != "met"} == {}
    assert (sheet.score, sheet.max_score, sheet.passed, sheet.percent) == (22, 22, True, 100)


def test_doing_nothing_earns_nothing_for_certain():
    sheet = grade(Story().record(), scenario())
    assert (sheet.low, sheet.high, sheet.passed) == (0, 0, False)
    assert set(sheet.outcomes().values()) == {"missed", "blocked"}


def test_what_hangs_on_a_missed_criterion_is_blocked_by_it():
    sheet = grade(solved(upto="return").record(), scenario())
    assert sheet.finding("returned").outcome == "missed"
    blocked = {"papers_done", "on_time", "need_to_know", "nothing_else"}
    assert {one.criterion for one in sheet.findings if one.outcome == "blocked"} == blocked
    assert {one.blocked_by for one in sheet.findings if one.outcome == "blocked"} == {("returned",)}


def test_a_wrong_name_fails_the_critical_criterion_and_with_it_the_run():
    story = solved(upto="draft").draft(child_name="Tên Khác").submit().sign().seal().hand_over()
    sheet = grade(story.record(), scenario())
    assert outcomes(story) == {"right_content": "missed"}
    assert (sheet.score, sheet.passed) == (18, False)


def test_asking_twice_misses_the_count_and_is_one_act_too_many():
    story = Story().ask("chung_sinh").ask("chung_sinh", "cccd").papers().accept().transfer().look().verify()
    story.draft().submit().sign().seal().hand_over()
    assert outcomes(story) == {"asked_once": "missed", "nothing_else": "missed"}


def test_a_hint_lowers_only_its_own_criterion():
    story = Story().hint("asked_once")
    for one in ("ask", "papers", "accept", "transfer", "look", "verify", "draft", "submit", "sign", "seal"):
        getattr(story, one)()
    sheet = grade(story.hand_over().record(), scenario())
    assert sheet.score == 21
    assert (sheet.finding("asked_once").points, sheet.finding("asked_once").hint_cost) == (2, 1)


def test_further_hints_than_there_are_cost_nothing_more():
    story = Story().hint("asked_once").hint("asked_once").hint("returned").ask()
    assert grade(story.record(), scenario()).finding("asked_once").points == 2


def test_the_same_record_gives_the_same_bytes_and_they_can_be_read_back():
    record = solved().record()
    first, second = grade(record, scenario()).to_json(), grade(solved().record(), scenario()).to_json()
    assert first == second
    assert read_sheet(first).to_json() == first


def test_a_record_is_graded_by_the_scenario_that_it_holds():
    assert grade(solved().record()) == grade(solved().record(), scenario())


def test_a_refused_act_does_not_count_for_anything():
    story = Story().act("mot_cua", "onestop.receive", dossier=Story().dossier, refused=True)
    assert grade(story.record(), scenario()).high == 0


def test_a_finding_says_what_was_seen_what_was_expected_and_what_shows_it():
    story = solved(upto="return").hand_over(to=Story().expanded.names["neighbour"])
    found = grade(story.record(), scenario()).finding("returned")
    assert story.expanded.names["neighbour.full_name"] in found.seen
    assert story.expanded.names["mother.full_name"] in found.expected
    assert found.evidence[0].entry == 11
    assert found.evidence[0].record == f"dossier/{story.dossier}"
    assert found.missed == "Trả cho người nộp."


def test_the_score_never_falls_along_the_prefixes_of_the_solution():
    record = solved().record()
    scores = [grade(record.upto(n), scenario()).score for n in range(len(record.lines) + 1)]
    assert scores == sorted(scores)
    assert scores[-2] < 22
