"""Answers in the proof: wrong ones are made as their question asks, the last one counts, and right ones stay right."""

from __future__ import annotations

import pytest

from sandbox.proving.also_right import rights
from sandbox.proving.equivalence import Judge
from sandbox.proving.mutants import OPERATORS
from sandbox.proving.mutation import mutation
from sandbox.proving.otherwise import otherwise
from sandbox.runs import drill
from scenarios import Act, NextDay
from tests.proving import office

drill.declare(office.registry)

QUESTIONS = """questions:
  count: {text: Có mấy văn bản?, kind: number, unit: văn bản}
  share: {text: Bao nhiêu phần trăm?, kind: number}
  due: {text: Ngày nào trả?, kind: date}
  desk: {text: Ai giữ?, kind: choice, choices: {clerk: Văn thư, head: Chủ tịch, nobody: Không ai}}
  lacking: {text: Thiếu gì?, kind: set, choices: {cover: Bìa, seal: Dấu, date: Ngày}}
  why: {text: Vì sao?, kind: text}
steps:
"""
GIVEN = {
    "count": {"answer": "1.250"},
    "share": {"answer": "72,7"},
    "due": {"answer": "26/11/2026"},
    "desk": {"answer": "clerk"},
    "lacking": {"chosen": ["cover", "seal"]},
    "why": {"answer": "Vì còn chờ con dấu"},
}
RIGHT = {"count": "1.250", "share": "'72,7'", "due": "2026-11-26", "desk": "clerk", "lacking": "[cover, seal]"}
STEPS = "".join(f"  a_{one}: {{who: van_thu, does: drill.answer, about: {{question: {one}}}}}\n" for one in GIVEN)
MOVES = "".join(f"  - a_{one}: {given}\n" for one, given in GIVEN.items()).replace("'", '"')
CRITERIA = "".join(
    f"  - {{id: c_{one}, title: T, points: 1, missed: M, check: answer, question: {one}, right: {right}}}\n"
    for one, right in RIGHT.items()
)
WRITTEN = """  - {id: c_why, title: T, points: 2, missed: M, check: written, question: why,
     elements: [{title: con dấu, any: con dấu}], by_hand: 1}
"""


@pytest.fixture(scope="module")
def scene(folder):
    made = office.scenario(
        ("steps:\n", QUESTIONS),
        ("\nsolution:\n", f"\n{STEPS}solution:\n"),
        ("\nmistakes:\n", f"\n{MOVES}mistakes:\n"),
        ("survivors:\n", f"{CRITERIA}{WRITTEN}survivors:\n"),
    )
    return office.scene(folder, made)


def others(scene, question: str) -> list:
    """What the operators of values answer instead, with the name of the operator."""
    made = [one for name in ("number", "date", "choice", "item") for one in OPERATORS[name](scene)]
    changed = [(one.operator, one.rest[0].params) for one in made if one.step == f"a_{question}"]
    return [(operator, params.get("answer", params.get("chosen"))) for operator, params in changed]


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("count", [("number", "1.251"), ("number", "1.249"), ("number", "12.500"), ("number", None)]),
        ("share", [("number", "73,7"), ("number", "71,7"), ("number", "727"), ("number", None)]),
        ("desk", [("choice", "head"), ("choice", "nobody"), ("choice", None)]),
    ],
)
def test_another_answer_is_of_the_kind_that_is_asked_for(scene, question, wrong):
    assert others(scene, question) == wrong


def test_another_day_is_near(scene):
    assert [given for _, given in others(scene, "due")][:2] == ["2026-11-25", "2026-11-27"]


def test_a_set_loses_gains_and_exchanges_items(scene):
    given = [tuple(one) for operator, one in others(scene, "lacking") if operator == "item" and one is not None]
    assert given == [("seal",), ("date", "seal"), ("cover",), ("cover", "date"), ("cover", "seal", "date")]


def test_a_free_text_is_left_out(scene):
    assert others(scene, "why") == []


def test_every_wrong_answer_is_noticed(scene):
    found = mutation(scene.stage, [("main", scene.moves)])
    steps = {step for _, step, _ in found.survivors}
    assert not [step for step in steps if step.startswith("a_")]
    assert not found.faults


def test_right_answers_are_told_in_other_words_only_where_words_are_free(scene):
    reworded = {one.step for one in rights(scene) if one.family == "wording"}
    assert "a_why" in reworded
    assert not reworded & {"a_count", "a_share", "a_due", "a_desk", "a_lacking"}


def test_a_wrong_answer_that_is_put_right_is_right(scene):
    again = [one for one in rights(scene) if one.family == "corrected" and one.step == "a_count"]
    assert [[move.params["answer"] for move in one.rest[:2]] for one in again] == [["1.251", "1.250"]]
    assert not otherwise(scene.stage, "main", scene.moves).alarms


def test_an_answer_counts_as_it_was_given_last_by_whomever_on_whatever_day(scene):
    judge = Judge(scene.stage, scene.moves)

    def same(moves) -> bool:
        return judge.same(scene.stage.begin().go(moves, scene.stage.makes), moves)

    *office_, answer = scene.moves
    wrong = Act(answer.step, answer.who, answer.does, {**answer.params, "answer": "Vì bận"})
    assert same([answer, *office_])
    assert same([*office_, wrong, answer])
    assert same([*office_, Act(answer.step, "chu_tich", answer.does, answer.params)])
    assert same([*office_, NextDay(1), answer])
    assert not same([*office_, answer, wrong])
    assert not same(office_)
