"""in_time: exactly at the limit is in time, a minute later is not."""

import pytest

from tests.grader.rubrics import found, outcome
from tests.grader.story import Story


def promptly(within: str) -> str:
    return f"check: in_time, what: accept, since: ask, {within}"


@pytest.mark.parametrize(
    ("term", "begun", "last"),
    [
        ("within: 8 working hours", "2026-11-23T08:10:00", "2026-11-25T08:10:00"),  # 24/11/2026 is a holiday
        ("within: 30 minutes", "2026-11-23T08:10:00", "2026-11-23T08:40:00"),
        ("within: 1 working day", "2026-11-23T08:10:00", "2026-11-25T17:00:00"),
        ("within: 5 days", "2026-11-23T08:10:00", "2026-11-30T17:00:00"),
        ("same_day: true", "2026-11-25T08:10:00", "2026-11-25T17:00:00"),
        ("same_day: true", "2026-11-25T18:00:00", "2026-11-26T17:00:00"),
        ("within: same day until 15:00", "2026-11-25T15:01:00", "2026-11-26T17:00:00"),
        ("within: same day until 15:00", "2026-11-25T15:00:00", "2026-11-25T17:00:00"),
    ],
)
def test_exactly_at_the_limit_is_in_time_and_a_minute_later_is_not(term, begun, last):
    met = Story().at(begun).ask().at(last).accept()
    assert outcome(promptly(term), met) == "met"
    late = Story().at(begun).ask().at(last).passes(minutes=1).accept()
    assert outcome(promptly(term), late) == "missed"


def test_a_deadline_may_be_a_day_a_moment_or_a_field():
    for by in ("2026-11-25", "2026-11-25T17:00", "$start + 1 working day at 17:00"):
        assert outcome(f"check: in_time, what: accept, by: {by}", Story().at("2026-11-25T17:00:00").accept()) == "met"
        assert (
            outcome(f"check: in_time, what: accept, by: {by}", Story().at("2026-11-25T17:01:00").accept()) == "missed"
        )
    story = Story()
    story.act("mot_cua", "onestop.transfer", ("dossier", story.dossier, {"due": "2026-11-26"}), dossier=story.dossier)
    assert outcome("check: in_time, what: accept, by: $dossier.due", story.at("2026-11-26T17:00:00").accept()) == "met"
    story.act("mot_cua", "onestop.transfer", ("dossier", story.dossier, {"due": None}), dossier=story.dossier)
    told = found("check: in_time, what: accept, by: $dossier.due", story)
    assert (told.outcome, "chưa có mốc để tính hạn" in told.seen) == ("missed", True)


def test_what_never_happened_or_has_nothing_to_count_from_is_missed():
    assert outcome(promptly("within: 1 working day"), Story().ask()) == "missed"
    assert outcome(promptly("within: 1 working day"), Story().accept().ask()) == "missed"


def test_a_term_counts_from_the_last_time_before_the_act():
    story = Story().ask().passes(days=7).ask().passes(minutes=5).accept()
    assert outcome(promptly("within: 30 minutes"), story) == "met"


def test_which_occurrence_counts_can_be_chosen():
    story = Story().ask().accept().passes(days=2).accept()
    assert outcome(promptly("within: 30 minutes"), story) == "met"
    assert outcome(promptly("within: 30 minutes, which: last"), story) == "missed"
    assert outcome(promptly("within: 30 minutes, which: each"), story) == "missed"


def test_a_late_act_says_when_it_was_and_when_it_was_due():
    told = found(promptly("within: 30 minutes"), Story().ask().passes(minutes=31).accept())
    assert told.expected == "Chậm nhất 08:40 ngày 23/11/2026"
    assert "08:41 ngày 23/11/2026 (mục 2)" in told.seen
    assert [one.entry for one in told.evidence] == [2, 1]


def test_of_a_journal_with_a_hole_only_the_first_time_can_be_known():
    story = Story().ask().accept().passes(minutes=5).accept().lost(3)
    assert outcome(promptly("within: 30 minutes"), story) == "met"
    assert outcome(promptly("within: 30 minutes, which: last"), story) == "undecided"
    assert outcome(promptly("within: 30 minutes, which: each"), story) == "undecided"
