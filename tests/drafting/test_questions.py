"""Questions beside the work go over into a draft: asked as in the source, answered as in the run, judged by either."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

import scenarios
from grader.proof import Proof
from grader.record import RunRecord
from sandbox.drafting import CannotDraft, Draft, draft
from sandbox.runs import drill as _drill  # noqa: F401  declares giving an answer
from sandbox.runs.play import Player
from sandbox.runs.proof import proof_of
from sandbox.runs.records import record_of
from scenarios.source import read

ASKED = """
questions:
  letters: {text: "Sở hỏi mấy ý?", kind: number, unit: ý}
  until: {text: "Hạn trả lời là ngày nào?", kind: date}
  desk: {text: "Ai được giao?", kind: choice, choices: {tu_phap: Tư pháp, kinh_te: Kinh tế}}
  lacking: {text: "Thiếu gì?", kind: set, choices: {so: Số liệu, ky: Chữ ký, dau: Con dấu}}
  why: {text: Vì sao phải trả lời hôm nay?, kind: text}
  never: {text: Câu không ai trả lời, kind: text}
criteria:
  - {id: letters, title: Đếm đúng, points: 2, check: answer, question: letters, right: 3, tolerance: 0, law: NĐ 30/2020,
     missed: Đọc văn bản., needs: registered, critical: true, hints: [{text: Đếm lại, cost: 1}]}
  - {id: in_order_too, title: Nói vì sao, points: 2, check: written, question: why, missed: Viết rõ.,
     elements: [{title: lời dặn, any: [Chủ tịch dặn]}]}
"""
RIGHT = {
    "letters": {"answer": "3 ý"},
    "desk": {"answer": "tu_phap"},
    "lacking": {"chosen": ["ky", "so"]},
    "why": {"answer": "Vì Chủ tịch dặn làm ngay"},
}
VARIANT = 5


def drafted(grounds, makers, given: dict[str, Any], *more: tuple[str, dict[str, Any]]) -> Draft:
    return draft(grounds, recorded(grounds, makers, given, *more))


def recorded(grounds, makers, given: dict[str, Any], *more: tuple[str, dict[str, Any]]) -> RunRecord:
    """The record of a run that gives these answers, then does the work, then gives `more`."""
    text = grounds.scenarios["tra-loi-van-ban-den"].text.replace("\ncriteria:\n", ASKED, 1)
    beginning = grounds.begin(scenarios.loads(text.encode()), VARIANT)
    one = Player(beginning.start, makers)
    for question, answer in given.items():
        one.perform("drill.answer", {"question": question, **answer})
    makes = {name: step.makes for name, step in beginning.expanded.steps.items() if step.makes}
    one.play(scenarios.plan(beginning.expanded), makes)
    for question, answer in more:
        one.perform("drill.answer", {"question": question, **answer})
    return record_of(grounds, beginning, one.entries, one.files)


@pytest.fixture(scope="module")
def made(grounds, makers) -> Draft:
    deadline = grounds.begin(grounds.scenarios["tra-loi-van-ban-den"], VARIANT).expanded.names["deadline"]
    return drafted(grounds, makers, {**RIGHT, "until": {"answer": str(deadline)}})


def told(made: Draft) -> Any:
    return read(made.text.encode()).tree


def criterion(made: Draft, id: str) -> Any:
    return next(one for one in told(made)["criteria"] if one["id"] == id)


def test_the_questions_stand_in_the_draft_as_they_were_asked(made):
    asked = read(ASKED.encode()).tree["questions"]
    assert told(made)["questions"] == asked


def test_the_draft_proves_its_own_solution_with_the_answers_in_every_variant(grounds, made):
    assert made.proven == (VARIANT, 1, 2, 3), made.open
    proof: Proof = proof_of(grounds, made.scenario, [VARIANT, 8])
    assert proof.proven, [one.told for one in proof.failures]


def test_answers_are_steps_and_moves(made):
    moves = {next(iter(one)): one for one in told(made)["solution"] if isinstance(one, dict)}
    assert moves["answer_letters"] == {"answer_letters": {"answer": "3 ý"}}
    assert moves["answer_lacking"] == {"answer_lacking": {"chosen": ["ky", "so"]}}
    assert told(made)["steps"]["answer_desk"]["about"] == {"question": "desk"}
    assert told(made)["steps"]["answer_desk"]["times"] == "any"


def test_a_criterion_of_the_source_that_the_run_meets_is_taken_over_without_what_it_hung_on(made):
    asked = read(ASKED.encode()).tree["criteria"]
    kept = {key: value for key, value in asked[0].items() if key not in ("needs", "critical", "hints")}
    assert criterion(made, "letters") == kept
    assert criterion(made, "in_order_too") == asked[1]
    assert any(one.startswith("letters: đáp án") and "tình huống gốc" in one for one in made.open)


def test_what_the_source_does_not_judge_is_judged_by_the_answer_of_the_run(made):
    assert criterion(made, "desk")["right"] == "tu_phap"
    assert criterion(made, "lacking")["right"] == ["ky", "so"]
    assert criterion(made, "until")["right"].startswith("$"), "a day reckoned from the start"
    assert any("desk: đáp án lấy từ câu trả lời trong lượt làm" in one for one in made.open)


def test_a_question_nobody_answered_is_told_and_not_judged(made):
    assert any("questions: lượt này không trả lời câu “never”" in one for one in made.open)
    assert not [one for one in told(made)["criteria"] if one.get("question") == "never"]
    assert "# TODO(author): câu hỏi chép từ tình huống gốc" in made.text


def test_an_answer_that_the_source_calls_wrong_is_left_to_the_author(grounds, makers):
    found = drafted(grounds, makers, {"letters": {"answer": "1.250,5"}, "why": {"answer": "Cho nhanh"}})
    assert criterion(found, "letters")["right"] == "1.250,5"
    assert "elements" not in criterion(found, "why")
    assert any("letters: đáp án lấy từ câu trả lời" in one and "tình huống gốc chấm khác" in one for one in found.open)
    assert found.proven == (VARIANT, 1, 2, 3)


def test_only_the_last_answer_counts_and_one_that_was_taken_back_or_cannot_be_read_does_not(grounds, makers):
    first = {"letters": {"answer": "5"}, "desk": {"answer": "kinh_te"}, "why": {"answer": "Chưa rõ"}}
    last = (("letters", {"answer": "3"}), ("desk", {}))
    found = drafted(grounds, makers, first, *last)
    moves = [one for one in told(found)["solution"] if "answer" in str(one)]
    assert moves == [{"answer_why": {"answer": "Chưa rõ"}}, {"answer_letters": {"answer": "3"}}]
    assert not [one for one in told(found)["criteria"] if one.get("question") == "desk"]


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"question": ["letters"], "answer": {"x": 1}}, "không đúng dạng"),
        ({"question": "letters", "chosen": [{"a": 1}]}, "không đúng dạng"),
        ({"question": "nothing", "answer": "1"}, None),
        ({}, None),
    ],
)
def test_an_odd_answer_in_a_record_from_elsewhere_is_told_or_left_out(grounds, makers, params, told):
    record = recorded(grounds, makers, {"letters": {"answer": "3"}})
    first = msgspec.structs.replace(record.entries[0], params=params)
    record.__dict__["entries"] = (first, *record.entries[1:])
    if told is None:
        assert "answer_" not in draft(grounds, record).text.partition("solution:")[2]
    else:
        with pytest.raises(CannotDraft, match=told):
            draft(grounds, record)
