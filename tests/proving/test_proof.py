"""The proof believes no rubric: it sees holes, false alarms, limits that are off, laws that are missing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from grader.checks import CHECKS, in_time
from sandbox.proving.many import library_proof, prove_all, tasks
from sandbox.proving.merged import scenario_proof
from sandbox.proving.variant import Wanted, prove_variant
from tests.proving import office

REASON = "  - {operator: [late], step: [look, fill], reason: Việc tra cứu và điền chỉ phải xong trong ngày gửi.}"


def proof(folder, *changes: tuple[str, str], variants: int = 1, mutated: int = 1) -> dict[str, Any]:
    made = office.scenario(*changes)
    here = office.grounds(folder)
    return scenario_proof(made, [prove_variant(here, made, Wanted(n, n <= mutated)) for n in range(1, variants + 1)])


def problems(folder, *changes: tuple[str, str], **how: Any) -> str:
    return "\n".join(proof(folder, *changes, **how)["problems"])


def test_the_small_scenario_is_proven(folder):
    found = proof(folder, (REASON, "  []"), ("survivors:\n  []", "survivors: []"), variants=3, mutated=2)
    assert found["problems"] == []
    assert (found["proven"], found["solution"], found["idle"], found["boundaries"]) == (True, 1.0, 0.0, 1.0)
    assert (found["variants"], found["mutated_variants"]) == ([1, 2, 3], [1, 2])
    assert found["mutation_score"] == 1.0
    assert found["survivors"] == 0
    assert found["false_alarm_rate"] == 0.0
    assert found["mutants"] == found["noticed"] > 400


def test_equivalent_mutants_are_not_in_the_denominator(folder):
    found = proof(folder)
    assert found["equivalent"] > 5
    assert found["operator_counts"]["move"] == [3, 3], (
        "20 moves: the others are refused, make no difference, or are one run"
    )


def test_a_hole_in_the_rubric_shows_as_a_story_and_lowers_the_operator(folder):
    found = proof(folder, ("cơ quan]}\n      office: so_y_te\n", "cơ quan]}\n"))
    assert found["operators"]["office"] == 0.0
    assert found["operators"]["recipient"] == 1.0
    (story,) = found["stories"]
    assert (story["operator"], story["step"], story["reason"]) == ("office", "fill", "")
    assert "ghi sai cơ quan" in story["told"]
    assert not found["proven"]
    assert any("“office”" in one for one in found["problems"])
    assert any(one.startswith("chưa có lý do") for one in found["problems"])


def test_a_reason_explains_its_story_and_no_other(folder):
    hole = ('manner: post\n      urgent: "true"\n      tags: {same_set', 'urgent: "true"\n      tags: {same_set')
    told = problems(
        folder, hole, (REASON, "  - {operator: choice, step: fill, what: manner, reason: Gửi cách nào cũng được.}")
    )
    assert "chưa có lý do" not in told
    assert "“choice”: chỉ nhận ra 1/2" in told, "a reason does not lift the floor"
    other = problems(folder, hole, (REASON, "  - {operator: choice, step: send, reason: Gửi cách nào cũng được.}"))
    assert "chưa có lý do" in other


def test_a_reason_that_fits_no_survivor_is_a_problem(folder):
    told = problems(folder, variants=2, mutated=2)
    assert "lý do survivors thứ 1 không khớp" in told


def test_a_solution_a_mistake_and_idleness_are_judged_in_every_variant(folder):
    told = problems(folder, ("loses: [noted, note_in_time]", "loses: noted"), variants=2, mutated=0)
    assert "biến thể 1, mistake forgets_the_note: mất thêm: note_in_time" in told
    assert "biến thể 2, mistake forgets_the_note: mất thêm: note_in_time" in told


def test_what_cannot_be_played_is_told(folder):
    assert "biến thể 1: biến thể 1, sau 2 mục" in problems(
        folder, ("  - note: {text: Đã xem}\n", "  - note: {text: ''}\n")
    )


def test_a_limit_that_is_off_by_a_minute_is_seen(folder, monkeypatch):
    def strict(criterion: Any, case: Any) -> Any:
        found = in_time.in_time(criterion, case)
        act = case.matches(criterion.what)
        limit = in_time._limit(criterion, case, act[0]).moment if act else None
        return found._replace(met=False) if found.met and act[0].entry.moment == limit else found

    monkeypatch.setitem(CHECKS, "in_time", strict)
    found = proof(folder, mutated=0)
    assert found["boundaries"] == 0.0
    assert "đúng hạn 17:00 23/11/2026 mà vẫn bị coi là trễ" in "\n".join(found["problems"])


def test_a_limit_that_is_never_reached_is_seen(folder, monkeypatch):
    monkeypatch.setitem(CHECKS, "in_time", lambda criterion, case: in_time.in_time(criterion, case)._replace(met=True))
    assert "trễ một phút" in problems(folder, mutated=0)


def test_a_rubric_that_takes_offence_at_wording_raises_a_false_alarm(folder):
    found = proof(folder, ("has: {note: {mentions: xem}}", "has: {note: Đã xem}"), mutated=0)
    assert [(one["family"], one["step"], one["lost"]) for one in found["alarms"]] == [("wording", "note", ("noted",))]
    assert "bị trừ điểm oan: wording note text mất noted" in "\n".join(found["problems"])


LOSES = ("[noted, note_in_time]", "[noted, note_in_time, note_last]")
ORDER = "  - {id: nothing_else"
RULE = "  - {id: note_last, title: Ghi chú sau cùng, points: 1, missed: Sau, LAWcheck: ordered, needs: signed, rules: [{first: sign, then: note}]}\n"  # noqa: E501


def test_pairs_left_free_and_pairs_that_the_rubric_forbids_are_told(folder):
    free = {(one["first"], one["second"]) for one in proof(folder, mutated=0)["free_swaps"]}
    assert free == {("look", "note"), ("fill", "note"), ("note", "sign"), ("note", "send")}
    later = (
        "  - note: {text: Đã xem}\n  - sign: {pin: $pins.chu_tich}\n",
        "  - sign: {pin: $pins.chu_tich}\n  - note: {text: Đã xem}\n",
    )
    lawless = proof(folder, later, (ORDER, RULE.replace("LAW", "") + ORDER), mutated=0)
    forbidden = [(one["first"], one["second"], one["by"]) for one in lawless["forbidden_swaps"]]
    assert ("sign", "note", ("note_last",)) in forbidden
    assert "cấm đổi chỗ sign và note mà không nêu căn cứ" in "\n".join(lawless["problems"])
    lawful = proof(folder, later, (ORDER, RULE.replace("LAW", "law: Điều 6, ") + ORDER), LOSES, mutated=0)
    assert lawful["problems"] == []


def test_weaker_rubrics_that_nobody_would_notice_are_listed(folder):
    weak = proof(folder)["nobody_notices"]
    assert {"criterion": "filled", "weakening": "bỏ điều kiện text"} in weak, "free text has no mutants"
    assert not [one for one in weak if one["weakening"] == "bỏ điều kiện office"]


def test_an_unexpected_error_of_the_office_is_told_and_stops_nothing(folder, monkeypatch):
    def broken(desk: Any, ask: Any) -> Any:
        if ask.office == "so_noi_vu":
            raise ZeroDivisionError("half-way")
        return office.fill(desk, ask)

    monkeypatch.setitem(office.registry.actions, "desk.fill", replace(office.registry["desk.fill"], handler=broken))
    found = proof(folder)
    assert found["faults"] == ["fill: ZeroDivisionError: half-way"]
    assert any("lỗi ngoài dự kiến" in one for one in found["problems"])


def test_the_library_has_floors_of_its_own():
    good = {"proven": True, "noticed": 96, "mutants": 100, "false_alarms": 0, "right_runs": 50}
    part, whole = library_proof([good], whole=False), library_proof([good], whole=True)
    assert part["library"] == {"proven": True, "mutation_score": 0.96, "false_alarm_rate": 0.0, "problems": []}
    assert not whole["library"]["proven"]
    assert "cần 97%" in whole["library"]["problems"][0]


@pytest.mark.slow
def test_many_processes_find_what_one_finds(folder):
    made = [office.scenario()]
    opened = partial(office.grounds, folder)
    seen: list[tuple[int, int, str]] = []
    work = tasks(made, variants=3, mutated=1, real=0)
    alone = prove_all(opened, made, work)
    together = prove_all(opened, made, work, jobs=2, progress=lambda *told: seen.append(told))
    assert together == alone
    assert seen == [(1, 3, "letter"), (2, 3, "letter"), (3, 3, "letter")]
