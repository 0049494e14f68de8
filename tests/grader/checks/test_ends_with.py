"""ends_with: the record at the end, near misses and what the finding says."""

from grader import grade
from tests.grader.rubrics import found, outcome, rubric
from tests.grader.story import Story, expanded, solved


def test_a_second_record_of_a_thing_is_noticed_and_counted():
    story = solved(upto="return").draft("doc2")
    told = found("check: ends_with, record: $certificate, has: {form: birth_certificate}", story)
    assert told.outcome == "missed"
    assert "nhiều hơn một “Văn bản”, lẽ ra chỉ một (2)" in told.seen
    assert [(one.record, one.entry) for one in told.evidence] == [("document/doc1", 7), ("document/doc2", 11)]


def test_a_thing_that_was_never_made_is_missed_and_says_so():
    told = found("check: ends_with, record: $certificate, has: {form: birth_certificate}", Story())
    assert (told.outcome, told.seen) == ("missed", "Chưa có “Văn bản” nào")


def test_a_removed_record_is_missed():
    story = Story()
    story.act("mot_cua", "onestop.receive", ("dossier", story.dossier, None))
    told = found("check: ends_with, record: $dossier, has: {supplements: 0}", story)
    assert (told.outcome, told.seen) == ("missed", "“Hồ sơ” đã bị xóa")


def test_a_removed_thing_does_not_count():
    story = solved(upto="return").draft("doc2").act("tu_phap", "eoffice.submit", ("document", "doc2", None))
    assert outcome("check: ends_with, record: $certificate, has: {form: birth_certificate}", story) == "met"


ANY_OF = (
    "check: ends_with, record: $dossier, has: {supplements: 1}, "
    "any_of: [{officer: dat}, {officer: tu_phap, state: processing}]"
)


def test_any_of_several_right_ways_is_enough_and_the_nearest_is_explained():
    assert outcome(ANY_OF, Story().ask().transfer()) == "met"
    assert outcome(ANY_OF, Story().transfer()) == "missed"
    told = found(ANY_OF, Story().ask().transfer("van_thu"))
    assert told.outcome == "missed"
    assert told.seen.startswith("Người giải quyết: ")
    assert told.expected.endswith("(Công chức tư pháp - hộ tịch)")


def test_paths_reach_into_maps_and_rows():
    story = solved()
    assert outcome("check: ends_with, record: $certificate, has: {signatures.1.kind: org}", story) == "met"
    assert outcome("check: ends_with, record: $certificate, has: {fields.no_such: {is: empty}}", story) == "met"
    assert outcome("check: ends_with, record: $certificate, has: {signatures.7.kind: org}", story) == "missed"


def test_a_property_of_a_person_who_was_not_changed_cannot_be_told():
    assert outcome("check: ends_with, record: $mother, has: {full_name: x}", Story()) == "undecided"


def test_states_people_and_posts_are_told_in_words():
    story = Story().transfer("van_thu")
    told = found("check: ends_with, record: $dossier, has: {state: submitted, officer: tu_phap}", story)
    assert told.seen.startswith("Trạng thái: đang xử lý; Người giải quyết: ")
    assert "(Công chức văn thư)" in told.seen
    assert told.expected.startswith("Trạng thái: mới đăng ký; ")


def test_records_that_are_referred_to_are_told_by_what_they_are_called():
    told = found("check: ends_with, record: $certificate, has: {dossier: nowhere}", solved())
    assert told.outcome == "missed"
    name = expanded().names["dossier.owner_name"]
    assert told.seen == f"Hồ sơ: {name} ({expanded().names['dossier']})"
    assert told.expected == "Hồ sơ: nowhere"


def test_a_scenario_has_its_own_words_for_its_codes():
    made = rubric("check: ends_with, record: $dossier, has: {asked: [chung_sinh]}")
    named = made.model_copy(update={"words": {"chung_sinh": "Giấy chứng sinh"}})
    assert grade(Story().record(), named).finding("c0").expected == "Giấy tờ đã yêu cầu bổ sung: Giấy chứng sinh"


def test_bounds_on_moments_read_as_time():
    told = found("check: ends_with, record: $dossier, has: {due: {at_least: 2026-11-24, at_most: 2026-11-26}}", Story())
    assert told.expected == "Thời hạn: không sớm hơn 24/11/2026 và không muộn hơn 26/11/2026"


def test_evidence_is_what_is_wrong_or_everything_when_all_is_right():
    has = "check: ends_with, record: $dossier, has: {supplements: 1, officer: tu_phap}"
    right = found(has, Story().ask().transfer())
    assert [(one.entry, one.field) for one in right.evidence] == [(1, "supplements"), (2, "officer")]
    wrong = found(has, Story().ask().transfer("van_thu"))
    assert [(one.entry, one.field) for one in wrong.evidence] == [(2, "officer")]
