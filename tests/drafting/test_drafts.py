"""Drafts from recorded runs: they load, prove their own solution, and leave out what did not belong to the way."""

from __future__ import annotations

import dataclasses
import re
from datetime import datetime

import pytest
import yaml

import scenarios
from grader import grade
from sandbox.drafting import CannotDraft, draft
from sandbox.runs import drill as _drill  # noqa: F401  declares taking a hint
from sandbox.runs.play import Player
from sandbox.runs.proof import player, proof_of
from sandbox.runs.records import record_of
from seed.records import Person

VARIANT = 5
RECORDED = (
    "khai-sinh-thieu-giay",
    "ky-sai-tham-quyen",
    "sau-van-ban-mot-bi-mat",
    "tra-loi-van-ban-den",
    "khai-sinh-tai-quay",
    "bo-sung-nham-giay",
    "sua-the-thuc-cong-van",
)


def recorded(grounds, makers, id, before=(), variant=VARIANT, upto=None):
    """The record of a library scenario's solution, after `before`: acts of the player's own."""
    beginning = grounds.begin(grounds.scenarios[id], variant)
    one = Player(beginning.start, makers)
    for action, params in before:
        one.perform(action, params)
    makes = {name: step.makes for name, step in beginning.expanded.steps.items() if step.makes}
    one.play(scenarios.plan(beginning.expanded)[:upto], makes)
    return record_of(grounds, beginning, one.entries, one.files)


def told(made):
    return yaml.load(made.text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("id", RECORDED)
def test_a_draft_loads_and_proves_its_own_solution_in_other_variants_too(grounds, makers, id):
    made = draft(grounds, recorded(grounds, makers, id), f"nhap-{id}"[:40])
    assert made.proven == (VARIANT, 1, 2, 3), made.open
    again = scenarios.must_fit(scenarios.loads(made.text.encode()), grounds.vocabulary)
    proof = proof_of(grounds, again, [VARIANT, 8])
    assert proof.proven, [one.told for one in proof.failures]


@pytest.mark.parametrize("id", RECORDED[:4])
def test_what_is_wrong_by_the_author_of_the_source_is_mostly_wrong_by_the_draft(grounds, makers, id):
    source = grounds.scenarios[id]
    made = draft(grounds, recorded(grounds, makers, id))
    beginning = grounds.begin(source, VARIANT)
    play = player(grounds, beginning, makers)
    plans = {wrong.id: scenarios.plan(beginning.expanded, mistake=wrong.id) for wrong in source.mistakes}
    noticed = [id for id, moves in plans.items() if not _full(play(moves), made)]
    assert len(noticed) >= 0.8 * len(source.mistakes), sorted({one.id for one in source.mistakes} - set(noticed))


def _full(record, made):
    sheet = grade(record, made.scenario)
    return sheet.score == sheet.max_score


def test_refusals_hints_changes_of_role_and_waiting_are_left_out(grounds, makers):
    id = "van-ban-gui-nham"
    beginning = grounds.begin(grounds.scenarios[id], VARIANT)
    before = (
        ("eoffice.submit_incoming", {"incoming": beginning.expanded.names["ours"], "to": "chu_tich"}),
        ("drill.take_hint", {"criterion": "returned"}),
        ("cast.take_role", {"staff": "van_thu"}),
        ("clock.wait", {}),
    )
    disturbed = recorded(grounds, makers, id, before)
    assert sum(one.refused is not None for one in disturbed.entries) == 2
    calm = draft(grounds, recorded(grounds, makers, id))
    assert told(draft(grounds, disturbed))["solution"] == told(calm)["solution"]
    assert [next(iter(one)) for one in told(calm)["solution"]] == ["send_back", "register", "put"]


def test_a_draft_speaks_of_the_start_by_name_and_not_by_what_this_variant_drew(grounds, makers):
    record = recorded(grounds, makers, "tra-loi-van-ban-den")
    text = draft(grounds, record).text
    way = text[text.index("\nsteps:") :]
    for name in ("letter_code", "births", "incoming", "deadline"):
        assert str(record.names[name]) not in way
        assert f"${name}" in way or f"${{{name}" in way


def test_only_orders_between_different_roles_on_the_same_record_are_proposed(grounds, makers):
    made = draft(grounds, recorded(grounds, makers, "tra-loi-van-ban-den"))
    (ordered,) = [one for one in made.scenario.criteria if one.check == "ordered"]
    pairs = {(rule.first, rule.then) for rule in ordered.rules}
    assert {("put", "assign"), ("sign", "number")} <= pairs
    assert not {("register", "put"), ("number", "seal")} & pairs


def test_the_author_is_told_what_is_left_to_decide_beside_the_place_and_in_a_list(grounds, makers):
    made = draft(grounds, recorded(grounds, makers, "khai-sinh-thieu-giay"))
    for word in ("briefing", "law", "mistakes", "solutions", "tra cứu", "thứ tự"):
        assert any(word in one for one in made.open), word
    comments = [line.strip() for line in made.text.splitlines() if "TODO(author)" in line]
    assert len(comments) == len(made.open)
    assert all(line.startswith("# TODO(author): ") for line in comments)


def test_the_cast_that_did_nothing_in_the_run_is_left_out_and_told(grounds, makers):
    made = draft(grounds, recorded(grounds, makers, "tra-loi-van-ban-den"))
    assert made.scenario.cast == {}
    assert any("“received”" in one for one in made.open)


def test_looking_up_somebody_who_has_no_name_is_told_and_not_allowed_for(grounds, makers):
    record = recorded(grounds, makers, "khai-sinh-thieu-giay")
    beginning = grounds.begin(grounds.scenarios["khai-sinh-thieu-giay"], VARIANT)
    known = set(map(str, beginning.expanded.names.values()))
    stranger = next(one.id for one in grounds.population.rows(Person) if one.id not in known)
    params = {"person": stranger, "purpose": "procedure", "case": record.names["dossier"]}
    seen = recorded(grounds, makers, "khai-sinh-thieu-giay", [("registry.look_up", params)])
    made = draft(grounds, seen)
    assert not [one for one in made.scenario.criteria if one.check == "looked_up"]
    assert any(stranger in one for one in made.open)


def test_who_was_looked_up_had_to_be_for_this_case_and_purpose(grounds, makers):
    made = draft(grounds, recorded(grounds, makers, "khai-sinh-thieu-giay"))
    (one,) = [one for one in made.scenario.criteria if one.check == "looked_up"]
    assert (one.only, one.must, one.case) == (("$mother",), ("$mother",), "$dossier")
    assert one.purpose == {"one_of": ["procedure"]}


def test_a_late_end_is_noticed(grounds, makers):
    id = "tra-loi-van-ban-den"
    made = draft(grounds, recorded(grounds, makers, id))
    play = player(grounds, grounds.begin(grounds.scenarios[id], VARIANT), makers)
    expanded = grounds.begin(grounds.scenarios[id], VARIANT).expanded
    sheet = grade(play(scenarios.plan(expanded, mistake="overnight")), made.scenario)
    assert [one.criterion for one in sheet.findings if one.outcome == "missed"] == ["finished_in_time"]


def test_a_broken_off_run_gives_a_draft_of_what_was_done(grounds, makers):
    made = draft(grounds, recorded(grounds, makers, "tra-loi-van-ban-den", upto=2))
    assert [next(iter(one)) for one in told(made)["solution"]] == ["register", "put"]
    assert not [one for one in made.scenario.criteria if one.check == "signed"]


def test_a_run_without_acts_gives_no_draft(grounds, makers):
    with pytest.raises(CannotDraft, match="chưa có thao tác"):
        draft(grounds, recorded(grounds, makers, "tra-loi-van-ban-den", upto=0))


def test_a_record_with_a_gap_or_without_its_scenario_gives_no_draft(grounds, makers):
    record = recorded(grounds, makers, "van-ban-gui-nham")
    with pytest.raises(CannotDraft, match="mục 2"):
        draft(grounds, dataclasses.replace(record, doubted=frozenset({2})))
    with pytest.raises(CannotDraft, match="không còn tình huống"):
        draft(grounds, dataclasses.replace(record, scenario_text=""))


def test_days_are_reckoned_from_the_start(grounds, makers):
    from sandbox.drafting.names import Names

    record = dataclasses.replace(recorded(grounds, makers, "van-ban-gui-nham"), now=datetime(2026, 11, 23, 8))
    names = Names(record, grounds.scenarios["van-ban-gui-nham"])
    date = {"type": "date"}
    assert names.written("2026-11-23", date) == "$start|day"
    assert names.written("2026-11-26", date) == "$start + 2 working days|day"  # the 24th is a holiday
    assert names.written("2026-11-20", date) == "$start - 1 working days|day"
    assert names.written("2026-11-29", date) == "$start + 6 days|day"
    assert names.written("2026-11-25T09:30", {"type": "datetime"}) == "$start + 1 working days at 09:30"


def test_other_runs_tell_how_many_of_them_keep_an_order(grounds, makers):
    record = recorded(grounds, makers, "tra-loi-van-ban-den")
    half_way = recorded(grounds, makers, "tra-loi-van-ban-den", upto=9)
    questions = "\n".join(draft(grounds, record, others=[record, half_way, record]).open)
    kept = re.findall(r"“(\w+)” trước “(\w+)”: (\d) trên (\d) lượt làm khác", questions)
    assert ("sign", "number", "3", "3") in kept
    assert ("assign", "close", "2", "2") in kept, "only runs that came so far are counted"
    assert "lượt làm khác" not in "\n".join(draft(grounds, record).open)
