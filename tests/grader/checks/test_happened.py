"""happened: the trainee's own acts, often enough."""

from tests.grader.rubrics import found, outcome
from tests.grader.story import Story


def test_happened_counts_only_the_trainees_own_acts():
    story = Story().papers().ask()
    assert outcome("check: happened, what: papers", story) == "missed"
    assert outcome("check: happened, what: ask", story) == "met"
    assert outcome("check: happened, what: ask, times: 2", story) == "missed"
    assert outcome("check: happened, what: ask, times: 2", story.ask()) == "met"


def test_a_step_is_only_a_step_when_doer_action_and_subject_fit():
    assert outcome("check: happened, what: ask", Story().ask(who="van_thu")) == "missed"
    other = Story().act("mot_cua", "onestop.request_supplement", dossier="H99.1-other", missing=[], reason="x")
    assert outcome("check: happened, what: ask", other) == "missed"


def test_titles_of_the_vocabulary_are_used_in_sentences():
    told = found("check: happened, what: accept", Story())
    assert told.seen == "Chưa thấy làm “Tiếp nhận hồ sơ”"


def test_what_was_seen_is_told_with_its_moment_or_how_often():
    once = found("check: happened, what: {does: onestop.receive, about: {dossier: x}}", Story())
    assert (once.seen, once.expected) == ("Chưa thấy làm “Tiếp nhận hồ sơ”", "Làm “Tiếp nhận hồ sơ”")
    twice = found("check: happened, what: accept, times: 3", Story().accept().accept())
    assert twice.seen == "Đã làm “Tiếp nhận hồ sơ” 2 lần"
    assert twice.expected == "Làm “Tiếp nhận hồ sơ” ít nhất 3 lần"
    assert [one.entry for one in twice.evidence] == [1, 2]
