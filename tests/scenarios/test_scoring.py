"""What decides a score and what is only shown: words may change, anything that the grader goes by may not."""

from __future__ import annotations

import re

import pytest

from grader import grade
from grader.weaker import weakenings
from scenarios import library, loads
from scenarios.scoring import WORDS, scoring_digest
from tests.grader.story import FILE, Story, solved

TEXT = FILE.read_text("utf-8")
BEFORE = scoring_digest(loads(TEXT.encode()))


def changed(old: str, new: str):
    assert TEXT.count(old) == 1, old
    return loads(TEXT.replace(old, new).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chị ${mother.full_name} nộp hồ sơ", "Sáng nay chị ${mother.full_name} nộp hồ sơ"),
        ("title: Trả đúng người", "title: Trao tận tay người nộp"),
        ("missed: Xem ngày hẹn trả.", "missed: Hãy xem ngày hẹn trả trên giấy tiếp nhận."),
        ("law: Nghị định 118/2025/NĐ-CP", "law: Điều 18 Nghị định 118/2025/NĐ-CP"),
        ("text: Đối chiếu từng giấy với danh mục.", "text: Đọc kỹ danh mục thành phần."),
        ("text: Lệ phí là bao nhiêu?", "text: Lệ phí phải thu là bao nhiêu?"),
        ("van_thu: Văn thư}", "van_thu: Bộ phận văn thư}"),
        ("summary: Yêu cầu bổ sung một lần", "summary: Chỉ yêu cầu bổ sung một lần"),
        ("minutes: 30", "minutes: 45"),
        ("# A small but whole scenario", "# A whole scenario"),
        ("ask: Mở hồ sơ của", "ask: Mở ngay hồ sơ của"),
        ("{upon: submit, after: 30 minutes}", "{upon: submit, after: 45 minutes}"),
        ("- {id: seal_forgotten, drop", "- {id: unsealed, drop"),
        ("loses: asked_once}\n", "loses: asked_once}\n  - {id: idle, stop_after: ask, loses: returned}\n"),
    ],
)  # fmt: skip
def test_words_and_what_a_run_begins_with_decide_nothing(old, new):
    assert scoring_digest(changed(old, new)) == BEFORE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Trả đúng hạn, points: 1", "title: Trả đúng hạn, points: 2"),
        ("critical: true, ", ""),
        ("cost: 1}", "cost: 2}"),
        ("submitted_at, within: 8 working hours", "submitted_at, within: 4 working hours"),
        ("has: {supplements: 1,", "has: {supplements: {at_most: 1},"),
        ("[{first: papers, then: accept}]", "[{first: ask, then: accept}]"),
        ("only: [$mother, $birth.father]", "only: [$mother]"),
        ("times: any}", "times: 2}"),
        ("where: {form: birth_certificate, dossier: $dossier}", "where: {form: birth_certificate}"),
        ("unit: đồng", "unit: nghìn"),
        ("cccd: Căn cước, ho_chieu: Hộ chiếu}", "cccd: Căn cước}"),
        ("level: basic", "level: basic\npass_mark: 60"),
        ("needs: returned, what: return,", "what: return,"),
    ],
)  # fmt: skip
def test_whatever_the_grader_goes_by_decides(old, new):
    assert scoring_digest(changed(old, new)) != BEFORE


def test_the_order_of_criteria_and_the_version_decide_nothing():
    lines = TEXT.splitlines()
    first = next(number for number, line in enumerate(lines) if "{id: asked_in_time" in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    again = loads("\n".join(["version: '7'", *lines]).encode())
    assert scoring_digest(again) == BEFORE


def test_every_way_to_ask_less_is_another_scoring():
    """All weakenings of all rubrics of the library: none is taken for a change of words."""
    tried = 0
    for scenario in library().values():
        before = scoring_digest(scenario)
        for one in weakenings(scenario):
            assert scoring_digest(_weakened(scenario, one)) != before, (scenario.id, one.criterion, one.what)
            tried += 1
    assert tried > 500


def _weakened(scenario, weaker):
    kept = []
    for one in scenario.criteria:
        if one.id != weaker.criterion:
            kept.append(one)
        elif weaker.critical:
            kept.append(one.model_copy(update={"critical": False}))
        elif weaker.body is not None:
            kept.append(weaker.body)
    return scenario.model_copy(update={"criteria": tuple(kept)})


def _without_words(value):
    """The scenario's part with every word that decides nothing exchanged for another."""
    if isinstance(value, tuple):
        return tuple(map(_without_words, value))
    if isinstance(value, dict):
        return {name: _without_words(one) for name, one in value.items()}
    if not hasattr(value, "model_fields_set"):
        return value
    words = {name for kind, names in WORDS.items() if isinstance(value, kind) for name in names}
    told = {name: _without_words(getattr(value, name)) for name in type(value).model_fields if name not in words}
    told |= {name: _other(getattr(value, name)) for name in words}
    return value.model_copy(update=told)


def _other(value):
    return dict.fromkeys(value, "Khác") if isinstance(value, dict) else "Khác"


@pytest.mark.parametrize("upto", ["", "return", "verify", "accept"])
def test_other_words_give_every_criterion_the_same_points(upto):
    """What is left out is left out rightly: graded with all words exchanged, no point and no outcome is another."""
    scenario = loads(TEXT.encode())
    parts = ("criteria", "steps", "things", "questions")
    other = scenario.model_copy(update={name: _without_words(getattr(scenario, name)) for name in parts})
    assert other.criteria[0].title == "Khác"
    assert scoring_digest(other) == BEFORE
    record = (solved(upto=upto) if upto else Story()).record()
    told, again = (
        [(one.criterion, one.outcome, one.points, one.high) for one in grade(record, by).findings]
        for by in (scenario, other)
    )
    assert told == again


def test_two_exercises_of_the_library_never_score_alike():
    found = [scoring_digest(one) for one in library().values()]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in found)
