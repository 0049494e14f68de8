"""The proof believes no scenario: it sees a solution that loses, idleness that earns, mistakes that say too much."""

from typing import Any

import pytest

from grader import RunRecord
from grader.proof import prove, variant_points
from scenarios import Act, Expanded, NextDay, WaitFor, expand, loads
from tests.grader.story import FILE, VOCABULARY, Story, expanded

STEPS = {
    "onestop.request_supplement": "ask", "onestop.receive": "accept", "onestop.transfer": "transfer",
    "onestop.verify": "verify", "registry.draft_certificate": "draft", "eoffice.submit": "submit",
    "signing.sign_org": "seal", "onestop.return_result": "hand_over",
}  # fmt: skip


def played(moves: Any, variant: int = 1) -> RunRecord:
    """A player for the small office of these tests."""
    story = Story(variant)
    for move in moves:
        story.passes(minutes=5)
        if isinstance(move, WaitFor):
            getattr(story.passes(days=2) if move.step == "papers" else story, move.step)()
        elif isinstance(move, NextDay):
            story.passes(days=2 * move.count)
        elif move.does == "registry.look_up":
            story.look(move.params["person"], move.params["case"])
        elif move.does == "onestop.request_supplement":
            story.ask(*move.params["missing"])
        else:
            _plain(story, move)
    return story.record()


def _plain(story: Story, move: Act) -> None:
    getattr(story, STEPS[move.does])()


def changed(old: str, new: str) -> Expanded:
    text = FILE.read_text("utf-8")
    assert old in text
    made = loads(text.replace(old, new).encode())
    from seed.calendar import load
    from seed.population import population

    return expand(made, 1, population(2026, 2000), load(), VOCABULARY)


def failures(made: Expanded) -> dict[tuple[str, str], str]:
    return {(one.point, one.name): one.told for one in variant_points(made, played) if not one.holds}


def test_the_small_scenario_is_proven_for_several_variants():
    proof = prove((expanded(n), lambda moves, n=n: played(moves, n)) for n in (1, 2, 3))
    assert proof.failures == ()
    assert (proof.id, proof.proven, proof.variants) == ("birth", True, (1, 2, 3))
    assert len(proof.points) == 3 * (1 + 2 + 6)


def test_what_is_blocked_by_a_mistake_is_derived():
    points = {one.name: one for one in variant_points(expanded(), played)}
    assert points["gives_up"].blocked == ("papers_done", "on_time", "need_to_know", "nothing_else")


def test_no_points_are_no_proof():
    assert not prove([]).proven


def test_a_solution_that_loses_something_fails_and_says_what():
    told = failures(changed("supplements: 1,", "supplements: 2,"))
    assert "asked_once: missed, Số lần yêu cầu bổ sung: 1" in told["solution", "main"]


def test_a_criterion_that_idleness_meets_fails():
    told = failures(
        changed("has: {supplements: 1, asked: {same_set: [chung_sinh, cccd]}}", "has: {procedure: '2.000635'}")
    )
    assert told["idle", ""] == "không làm gì mà vẫn có thể được: asked_once"


def test_a_score_that_falls_on_the_way_fails():
    old = "has: {supplements: 1, asked: {same_set: [chung_sinh, cccd]}}"
    told = failures(changed(old, "has: {state: {one_of: [accepted, returned]}}"))
    assert "làm giảm điểm" in told["prefix", "main"]
    assert "asked_once" in told["prefix", "main"]


def test_a_score_that_is_full_too_early_fails():
    text = FILE.read_text("utf-8")
    base = "criteria:\n  - {id: only, title: t, points: 1, check: happened, what: ask, missed: m}\n"
    made = loads((text.partition("mistakes:\n")[0] + base).encode())
    from seed.calendar import load
    from seed.population import population

    told = failures(expand(made, 1, population(2026, 2000), load(), VOCABULARY))
    assert told["prefix", "main"] == "đã đủ điểm từ mục 1, trước khi làm xong (mục 11)"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("loses: asked_once}", "loses: [asked_once, checked]}", "nói mất mà không mất: checked"),
        ("loses: [asked_once, nothing_else]}", "loses: [asked_once]}", "mất thêm: nothing_else"),
    ],
)
def test_a_mistake_must_name_exactly_what_it_misses(old, new, words):
    assert words in failures(changed(old, new)).values()


def test_a_mistake_whose_evidence_is_missing_is_not_proven():
    made = expanded()
    lost = [one for one in variant_points(made, lambda moves: _lost(played(moves))) if one.point == "mistake"]
    assert all("chưa quyết được" in one.told for one in lost)


def _lost(record: RunRecord) -> RunRecord:
    import dataclasses

    return dataclasses.replace(record, count=len(record.lines) + 1)


def test_the_proof_can_be_printed_as_json():
    plain = prove([(expanded(), played)]).to_plain()
    assert (plain["id"], plain["proven"]) == ("birth", True)
    assert plain["points"][0]["point"] == "idle"
