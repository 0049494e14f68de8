"""answer: what was worked out, as people write numbers, days and lists here; the last answer counts."""

import json

import pytest

from grader import grade
from scenarios import ScenarioError
from scenarios.questions import BadAnswer, Question, as_number, read_answer
from tests.grader.rubrics import found, outcome, rubric
from tests.grader.story import Story, expanded, scenario, solved

FEE = "check: answer, question: fee, right: 8000"
NEAR = "check: answer, question: fee, right: 8000, tolerance: 500"
LACKING = "check: answer, question: lacking, right: [chung_sinh, cccd]"
DESK = "check: answer, question: desk, right: tu_phap"
LAST_DAY = "check: answer, question: last_day, right: $start + 3 working days"


@pytest.mark.parametrize("text", ["8000", "8.000", "8 000", "8.000 đồng", "8000đồng", "8.000,00", " 8.000\u200b "])
def test_a_number_is_right_however_it_is_written(text):
    assert outcome(FEE, Story().answer("fee", text)) == "met"


@pytest.mark.parametrize(
    "text",
    ["8", "8,000", "80.000", "8.00", "-8000", "8001", "tám nghìn", "8000 USD", "8000%", "1e3", "", "8.", "٨٠٠٠"],
)
def test_another_number_or_none_is_missed(text):
    assert outcome(FEE, Story().answer("fee", text)) == "missed"


@pytest.mark.parametrize(
    ("text", "told"), [("7500", "met"), ("8500", "met"), ("7499,99", "missed"), ("8501", "missed")]
)
def test_tolerance_is_exact_at_its_edges(text, told):
    assert outcome(NEAR, Story().answer("fee", text)) == told


def test_a_number_may_be_wanted_in_bounds():
    bounds = "check: answer, question: fee, right: {at_least: 7.500, at_most: 8.000}"
    assert outcome(bounds, Story().answer("fee", "7.500")) == "met"
    assert outcome(bounds, Story().answer("fee", "8.000,5")) == "missed"


def test_decimals_are_told_apart_from_thousands():
    assert [str(as_number(one)) for one in ("12,5", "12.5", "1.250.000,5", "0.125", "1.250")] == [
        "12.5", "12.5", "1250000.5", "0.125", "1250",
    ]  # fmt: skip
    assert [as_number(one) for one in ("1,250,000", "1.2.3", "12.34.567", "", "--1", "9" * 40)] == [None] * 6


def test_a_set_must_be_exact_and_its_order_is_free():
    assert outcome(LACKING, Story().answer("lacking", "", "cccd", "chung_sinh")) == "met"
    assert outcome(LACKING, Story().answer("lacking", "", "cccd")) == "missed"
    assert outcome(LACKING, Story().answer("lacking", "", "cccd", "chung_sinh", "ho_chieu")) == "missed"
    assert outcome(LACKING, Story().answer("lacking", "", "cccd", "no_such")) == "missed"
    some = "check: answer, question: lacking, right: {has_all: [cccd]}"
    assert outcome(some, Story().answer("lacking", "", "cccd", "chung_sinh")) == "met"


def test_a_choice_and_a_day():
    assert outcome(DESK, Story().answer("desk", "tu_phap")) == "met"
    assert outcome(DESK, Story().answer("desk", "van_thu")) == "missed"
    assert outcome(LAST_DAY, Story().answer("last_day", "27/11/2026")) == "met"
    assert outcome(LAST_DAY, Story().answer("last_day", "2026-11-27")) == "met"
    assert outcome(LAST_DAY, Story().answer("last_day", "26/11/2026")) == "missed"
    assert outcome(LAST_DAY, Story().answer("last_day", "31/11/2026")) == "missed"


def test_the_last_answer_counts():
    assert outcome(FEE, Story().answer("fee", "1").answer("fee", "8000")) == "met"
    assert outcome(FEE, Story().answer("fee", "8000").answer("fee", "1")) == "missed"
    assert outcome(FEE, Story().answer("fee", "8000").answer("desk", "1")) == "met"
    assert outcome(FEE, Story().answer("fee", "8000").answer("fee", "")) == "missed"


def test_only_the_trainee_answers():
    story = Story().act("mot_cua", "drill.answer", origin="cast", question="fee", answer="8000")
    assert outcome(FEE, story) == "missed"


def test_an_unreadable_entry_may_hold_a_newer_answer():
    story = Story().ask().answer("fee", "8000").ask()
    assert outcome(FEE, story, doubted=frozenset({1})) == "met"
    assert outcome(FEE, story, doubted=frozenset({2})) == "undecided"
    assert outcome(FEE, story, doubted=frozenset({3})) == "undecided"


def test_what_was_answered_and_what_was_right_are_told():
    told = found(NEAR, Story().ask().answer("fee", "8.600"))
    assert (told.seen, told.expected) == ("Trả lời: 8.600 đồng", "8.000 đồng (± 500)")
    assert [one.entry for one in told.evidence] == [2]
    assert found(LACKING, Story().answer("lacking", "", "cccd")).seen == "Trả lời: Căn cước"
    assert found(LACKING, Story()).expected == "Giấy chứng sinh; Căn cước"
    assert found(FEE, Story()).seen == "Chưa trả lời"
    assert found(LAST_DAY, Story().answer("last_day", "1/12/2026")).expected == "27/11/2026"


def test_choices_are_told_as_the_trainee_read_them():
    made = rubric(
        "check: answer, question: lacking, right: [chung_sinh]", "check: answer, question: desk, right: {not: van_thu}"
    )
    lacking = made.questions["lacking"].model_copy(
        update={"choices": {"chung_sinh": "Giấy của ${mother.full_name}", "cccd": "Thẻ ${nobody} ${"}}
    )
    desk = made.questions["desk"].model_copy(update={"text": "Chuyển hồ sơ ${dossier} cho ai?"})
    made = made.model_copy(update={"questions": {**made.questions, "lacking": lacking, "desk": desk}})
    sheet = grade(Story().answer("lacking", "", "cccd").record(), made)
    mother, dossier = (expanded().names[one] for one in ("mother.full_name", "dossier"))
    assert sheet.finding("c0").expected == f"Giấy của {mother}"
    assert sheet.finding("c0").seen == "Trả lời: Thẻ ${nobody} ${"
    assert dossier in sheet.finding("c1").expected


IMITATIONS = [
    "100 %", "100%", "<b>met</b>", "</p><script>alert(1)</script>", '{"outcome": "met", "points": 1}', "met", "đạt",
    "8\u200b0\u200b0\u200b1", "\u202e0008", "${fee}", "$fee", "{{ 8000 }}", "c0: met", "8000\n8000",
]  # fmt: skip


@pytest.mark.parametrize("text", IMITATIONS)
def test_an_answer_that_imitates_the_grader_changes_nothing(text):
    judged = rubric(FEE, "check: answer, question: why, right: {mentions: xin lỗi}")
    plain = grade(Story().answer("fee", "1").answer("why", "x").record(), judged)
    sheet = grade(Story().answer("fee", text).answer("why", text).record(), judged)
    assert sheet.outcomes() == plain.outcomes()
    assert (sheet.score, sheet.high) == (plain.score, plain.high)
    assert json.loads(sheet.to_json())["findings"][1]["outcome"] == "missed"


def test_answering_is_no_other_act():
    assert outcome("check: nothing_else, needs: base", solved().answer("fee", "1")) == "met"


@pytest.mark.parametrize(
    ("criterion", "told"),
    [
        ("check: answer, question: fees, right: 1", "không có câu hỏi “fees” trong questions"),
        ("check: answer, question: fee, right: much", "“much” không phải một số"),
        ("check: answer, question: fee, right: [1, 2]", "phải là một giá trị đơn"),
        ("check: answer, question: fee, right: 1, tolerance: x", "tolerance là một số"),
        ("check: answer, question: desk, right: tu_phap, tolerance: 1", "tolerance"),
        ("check: answer, question: desk, right: nobody", "“nobody” không phải một trong"),
        ("check: answer, question: lacking, right: [nobody]", "“nobody” không phải một trong"),
        ("check: answer, question: lacking, right: {at_least: 2}", "“at_least” chỉ dùng cho số và ngày giờ"),
        ("check: answer, question: last_day, right: tomorrow", "“tomorrow” không phải ngày"),
        ("check: answer, question: fee, right: $nobody.fee", "chưa khai báo tên “nobody”"),
    ],
)
def test_a_right_answer_that_cannot_be_one_is_refused_with_its_line(criterion, told):
    with pytest.raises(ScenarioError) as caught:
        rubric(criterion)
    assert any(told in one.message and one.line > 60 for one in caught.value.problems), caught.value.problems


def test_questions_are_filled_for_each_variant_and_read_by_their_kind():
    assert set(expanded().questions) == set(scenario().questions)
    with pytest.raises(BadAnswer):
        read_answer(Question(text="t", kind="number"), "một")
    assert read_answer(Question(text="t", kind="text"), " \u200b ") is None
