"""written: required elements by rule, lengths, and the part that waits for a person."""

import random
import time

import pytest

from grader import grade
from grader.checks.written import Told
from scenarios import ScenarioError
from tests.grader.rubrics import found, outcome, rubric
from tests.grader.story import Story

LETTER = (
    "check: written, question: why, elements: [{title: lời xin lỗi, any: [xin lỗi, cáo lỗi]}, "
    "{title: hẹn lại ngày trả, any: [hẹn, trả kết quả], near: ['26/11/2026', ngày 26], within: 4}], "
    "words: {at_least: 8, at_most: 20}"
)
GOOD = "Kính gửi chị, chúng tôi xin lỗi vì trễ và hẹn chị ngày 26 tháng 11."


def hand(text: str, **other):
    """The criterion of five points, two of them by hand."""
    made = rubric(LETTER + ", by_hand: 1")
    judged = made.criteria[1].model_copy(update={"points": 5, "by_hand": 2})
    made = made.model_copy(update={"criteria": (made.criteria[0], judged)})
    return grade((Story().answer("why", text) if text else Story()).record(**other), made)


def test_all_elements_are_enough():
    assert outcome(LETTER, Story().answer("why", GOOD)) == "met"
    assert outcome(LETTER, Story().answer("why", GOOD.upper().replace("Ỗ", "O"))) == "met"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (GOOD.replace("xin lỗi", "xin cảm ơn"), "chưa thấy: lời xin lỗi"),
        (GOOD.replace("xin lỗi", "xin chị đừng nêu lỗi"), "chưa thấy: lời xin lỗi"),
        (GOOD.replace("ngày 26", "ngày 27"), "chưa thấy: hẹn lại ngày trả"),
        (GOOD.replace("ngày 26", "hôm nào đó rồi sẽ nói sau ngày 26"), "chưa thấy: hẹn lại ngày trả"),
        (GOOD.replace("ngày 26", "ngày 266"), "chưa thấy: hẹn lại ngày trả"),
        ("Xin lỗi, hẹn ngày 26", "5 từ"),
        (GOOD + " Trân trọng" * 5, "26 từ"),
        ("", "Chưa viết gì"),
        (" \u200b\n . — ", "Chưa viết gì"),
    ],
)
def test_near_misses_are_missed_and_say_what_lacks(text, seen):
    told = found(LETTER, Story().answer("why", text))
    assert (told.outcome, seen in told.seen) == ("missed", True), told.seen
    assert "có nêu lời xin lỗi" in told.expected


def test_invisible_characters_and_markup_neither_hide_nor_help():
    assert outcome(LETTER, Story().answer("why", GOOD.replace("lỗi", "l\u200bỗi"))) == "met"
    assert outcome(LETTER, Story().answer("why", GOOD.replace("xin lỗi", "xin<br>lỗi"))) == "missed"


@pytest.mark.parametrize(
    ("wording", "text", "there"),
    [
        ("05/12", "ngày 5/12/2026", True),
        ("5/12", "ngày 05-12-2026", True),
        ("ngày 05 tháng 01", "Ngày 5 tháng 1", True),
        ("3 hồ sơ", "03 hồ sơ", True),
        ("5/12", "ngày 15/12", False),
        ("5/12", "ngày 50/12", False),
        ("72,5", "72,05", False),
        ("1.050", "1.50", False),
        ("0", "00", True),
    ],
)
def test_numbers_are_the_same_with_and_without_zeros_before_them(wording, text, there):
    one = f"check: written, question: why, elements: [{{title: con số, any: ['{wording}']}}]"
    assert outcome(one, Story().answer("why", text)) == ("met" if there else "missed")


def test_a_text_may_be_a_field_of_a_record():
    field = "check: written, record: $certificate, field: fields.child_name, elements: [{title: họ, any: Gia}]"
    assert outcome(field, Story().draft(child_name="Lò Gia An")) == "met"
    assert outcome(field, Story().draft(child_name="Lò Giang")) == "missed"
    assert outcome(field, Story()) == "missed"
    assert outcome(field, Story().draft().draft("doc2")) == "missed"
    assert outcome(field, Story().draft(child_name="Gia"), doubted=frozenset({1})) == "undecided"


def test_a_wording_may_be_what_a_name_stands_for():
    named = "check: written, question: why, elements: [{title: tên, any: $mother.full_name}]"
    story = Story()
    assert outcome(named, story.answer("why", f"Kính gửi {story.expanded.names['mother.full_name']}")) == "met"
    assert outcome(named, Story().answer("why", "Kính gửi chị")) == "missed"
    assert outcome(named, Story().answer("why", "Kính gửi chị"), names={}) == "undecided"


def test_the_part_for_a_person_waits_for_one():
    told = hand(GOOD).finding("c0")
    assert (told.outcome, told.points, told.high, told.by_hand) == ("undecided", 3, 5, 2)
    assert "chờ người chấm" in told.seen
    assert (hand(GOOD).low, hand(GOOD).high, hand(GOOD).passed) == (3, 5, None)


def test_nothing_waits_for_a_person_when_nothing_was_written_or_elements_lack():
    for text in ("", "\u200b", GOOD.replace("xin lỗi", "cảm ơn")):
        told = hand(text).finding("c0")
        assert (told.outcome, told.points, told.high, told.by_hand) == ("missed", 0, 0, 0)


def test_lost_evidence_of_a_text_leaves_all_its_points_open():
    told = hand(GOOD, doubted=frozenset({1})).finding("c0")
    assert (told.outcome, told.points, told.high) == ("undecided", 0, 5)


@pytest.mark.parametrize(
    ("criterion", "told"),
    [
        ("check: written, question: fee", "phải là câu hỏi kind: text"),
        ("check: written, question: whyy", "không có câu hỏi “whyy”"),
        ("check: written, question: why, by_hand: 2", "by_hand không được quá điểm"),
        ("check: written, question: why, record: $dossier, field: state", "đúng một nơi"),
        ("check: written, record: $dossier", "đúng một nơi"),
        ("check: written, question: why, elements: [{title: t, any: []}]", "cần ít nhất 1 mục"),
        ("check: any_of, ways: [{check: written, question: why, by_hand: 1}, {check: happened, what: ask}]", "by_hand"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_its_line(criterion, told):
    with pytest.raises(ScenarioError) as caught:
        rubric(criterion)
    assert any(told in one.message and one.line for one in caught.value.problems), caught.value.problems


def test_the_answer_is_shown_by_its_entry_and_the_field_by_who_set_it():
    told = found(LETTER, Story().ask().answer("why", GOOD))
    assert [one.entry for one in told.evidence] == [2]
    assert found(LETTER, Story()).evidence == ()
    field = "check: written, record: $certificate, field: fields.child_name, elements: [{title: họ, any: Gia}]"
    (shown,) = found(field, Story().ask().draft(child_name="Lò Gia An")).evidence
    assert (shown.entry, shown.record, shown.field) == (2, "document/doc1", "fields.child_name")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{at_least: 2}", "có nêu lời chào; ít nhất 2 từ"),
        ("{at_least: 1, at_most: 9}", "có nêu lời chào; nhiều nhất 9 từ"),
        ("{at_least: 2, at_most: 9}", "có nêu lời chào; ít nhất 2 từ; nhiều nhất 9 từ"),
    ],
)
def test_how_long_it_should_be_is_told_where_that_was_asked(words, told):
    asked = f"check: written, question: why, elements: [{{title: lời chào, any: [chào]}}], words: {words}"
    assert found(asked, Story()).expected == told


def slowly_near(told, one, other, within):
    """The rule as it is written in the docs, pair by pair."""
    first, second = (
        [at for at in range(len(told)) if told[at : at + len(wording)] == wording] for wording in (one, other)
    )
    pairs = [(a, a + len(one) - 1, b, b + len(other) - 1) for a in first for b in second]
    return any(max(c - b, a - d) <= within for a, b, c, d in pairs)


def test_nearness_is_what_comparing_every_pair_gives():
    rng = random.Random(11)
    seen = set()
    for _ in range(3_000):
        told, one, other = (
            [rng.choice("abc") for _ in range(rng.randint(*size))] for size in ((0, 14), (1, 3), (1, 3))
        )
        text, within = Told(" ".join(told)), rng.randint(0, 5)
        near = text.places(" ".join(one)).near(text.places(" ".join(other)), within)
        assert near == slowly_near(told, one, other, within), (told, one, other, within)
        seen.add(near)
    assert seen == {True, False}


def test_a_long_text_of_the_same_words_is_judged_in_little_time():
    near = "check: written, question: why, elements: [{title: t, any: [a], near: [b], within: 4}]"
    story = Story().answer("why", "a " * 100_000 + "c " * 20 + "b " * 100_000)
    began = time.process_time()
    assert outcome(near, story) == "missed"
    assert time.process_time() - began < 10
