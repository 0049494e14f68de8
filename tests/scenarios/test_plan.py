"""Moves: solutions as they are written, mistakes as differences from them."""

import pytest

from scenarios import Act, NextDay, WaitFor, loads, plan
from tests.grader.story import expanded
from tests.scenarios.test_expand import made
from tests.scenarios.test_load import TEXT

SOLUTION = ["ask", "papers", "accept", "pass", "look", "verify", "draft", "submit", "sign", "seal", "return"]


def names(moves):
    return ["next_day" if isinstance(one, NextDay) else one.step for one in moves]


def wrong(mistake: str):
    """Step names of the mistake `mistake` (without id and loses)."""
    line = f"mistakes:\n  - {{id: m, loses: checked, {mistake}}}\n"
    head, _, rest = TEXT.partition("mistakes:\n")
    return plan(made(head + line + rest[rest.index("criteria:") :]), mistake="m")


def test_a_solution_is_acts_and_waits():
    moves = plan(expanded())
    assert names(moves) == SOLUTION
    assert [type(one) for one in moves if one.step in ("papers", "sign")] == [WaitFor, WaitFor]
    dossier = expanded().names["dossier"]
    asked = {"dossier": dossier, "missing": ["chung_sinh", "cccd"], "reason": "Thiếu giấy chứng sinh và căn cước"}
    assert moves[0] == Act("ask", "mot_cua", "onestop.request_supplement", asked)


def test_things_stay_to_be_found_while_playing_and_pins_are_told():
    seal = next(one for one in plan(expanded()) if one.step == "seal")
    assert seal.params == {"document": "$certificate", "pin": "135790"}


def test_references_and_texts_are_worked_out():
    draft = next(one for one in plan(expanded()) if one.step == "draft")
    assert draft.params["mother"] == expanded().names["mother"]
    assert draft.params["child_name"] == expanded().names["child_name"]


@pytest.mark.parametrize(
    ("mistake", "steps"),
    [
        ("drop: seal", [one for one in SOLUTION if one != "seal"]),
        ("drop: [seal, look]", [one for one in SOLUTION if one not in ("seal", "look")]),
        ("repeat: accept", [*SOLUTION[:3], "accept", *SOLUTION[3:]]),
        ("stop_after: accept", SOLUTION[:3]),
        ("move: seal, before: submit", [*SOLUTION[:7], "seal", "submit", "sign", "return"]),
        ("move: look, after: verify", [*SOLUTION[:4], "verify", "look", *SOLUTION[6:]]),
        ("before: return, do: [{next_day: 2}]", [*SOLUTION[:10], "next_day", "return"]),
        ("after: return, do: [look, {wait_for: sign}]", [*SOLUTION, "look", "sign"]),
        ("instead: [ask, {wait_for: papers}, accept]", SOLUTION[:3]),
        ("instead: [ask, accept], drop: ask", ["accept"]),
        ("drop: papers, after: accept, do: [{who: van_thu, does: onestop.receive, about: {dossier: x}}]",
         ["ask", "accept", "", *SOLUTION[3:]]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_as_a_difference(mistake, steps):
    assert names(wrong(mistake)) == steps


def test_changed_parameters_and_persons_replace_those_of_the_step():
    changed = next(one for one in wrong("change: pass, to: {to: van_thu}, who: van_thu") if one.step == "pass")
    assert (changed.who, changed.params["to"], "dossier" in changed.params) == ("van_thu", "van_thu", True)


def test_an_act_that_is_no_step_says_who_does_what():
    extra = wrong("after: look, do: [{who: tu_phap, does: registry.look_up, about: {person: $neighbour, case: ''}}]")[5]
    params = {"person": expanded().names["neighbour"], "case": ""}
    assert extra == Act("", "tu_phap", "registry.look_up", params)


def test_several_solutions_have_names():
    text = TEXT.replace("mistakes:\n", "solutions:\n  short: [ask, {wait_for: papers}, accept]\nmistakes:\n")
    one = made(text)
    assert one.solutions == ("main", "short")
    assert names(plan(one, "short")) == SOLUTION[:3]
    assert loads(text.encode()).ways["short"]


def test_what_does_not_exist_is_a_key_error():
    with pytest.raises(KeyError):
        plan(expanded(), "other")
    with pytest.raises(KeyError):
        plan(expanded(), mistake="other")
