"""Each check by small rubrics over small stories: what is met, missed, undecided, and what it says."""

import dataclasses
import hashlib
from typing import Any

import pytest

from grader import Finding, grade
from scenarios.load import loads
from scenarios.model import Scenario
from tests.grader.story import FILE, VOCABULARY, Story, expanded, scenario, solved


def rubric(*criteria: str) -> Scenario:
    """The small scenario with these criteria instead of its own, and one that is always needed: `base`."""
    head = FILE.read_text("utf-8").partition("criteria:\n")[0].partition("mistakes:\n")[0]
    base = "{id: base, title: t, points: 1, missed: m, check: happened, what: ask}"
    rows = [base, *(f"{{id: c{n}, title: t, points: 1, missed: m, {one}}}" for n, one in enumerate(criteria))]
    return loads((head + "criteria:\n" + "".join(f"  - {row}\n" for row in rows)).encode())


def found(criterion: str, story: Story, **other: Any) -> Finding:
    return grade(story.record(**other), rubric(criterion)).finding("c0")


def outcome(criterion: str, story: Story, **other: Any) -> str:
    return found(criterion, story, **other).outcome


def test_a_second_record_of_a_thing_is_noticed_and_counted():
    story = solved(upto="return").draft("doc2")
    told = found("check: ends_with, record: $certificate, has: {form: birth_certificate}", story)
    assert told.outcome == "missed"
    assert "nhiều hơn một “Văn bản”, lẽ ra chỉ một (2)" in told.seen
    assert {one.record for one in told.evidence} == {"document/doc1", "document/doc2"}


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


def test_paths_reach_into_maps_and_rows():
    story = solved()
    assert outcome("check: ends_with, record: $certificate, has: {signatures.1.kind: org}", story) == "met"
    assert outcome("check: ends_with, record: $certificate, has: {fields.no_such: {is: empty}}", story) == "met"
    assert outcome("check: ends_with, record: $certificate, has: {signatures.7.kind: org}", story) == "missed"


def test_a_property_of_a_person_who_was_not_changed_cannot_be_told():
    assert outcome("check: ends_with, record: $mother, has: {full_name: x}", Story()) == "undecided"


def test_happened_counts_only_the_trainees_own_acts():
    story = Story().papers().ask()
    assert outcome("check: happened, what: papers", story) == "missed"
    assert outcome("check: happened, what: ask", story) == "met"
    assert outcome("check: happened, what: ask, times: 2", story) == "missed"
    assert outcome("check: happened, what: ask, times: 2", story.ask()) == "met"


def test_never_is_missed_by_one_act_of_the_trainee_and_names_it():
    criterion = "check: never, needs: base, what: [{does: eoffice.submit}, {who: van_thu, does: onestop.verify}]"
    assert outcome(criterion, Story().ask()) == "met"
    assert outcome(criterion, Story()) == "blocked"
    told = found(criterion, solved())
    assert (told.outcome, [one.entry for one in told.evidence]) == ("missed", [8])


def test_a_step_is_only_a_step_when_doer_action_and_subject_fit():
    assert outcome("check: happened, what: ask", Story().ask(who="van_thu")) == "missed"
    other = Story().act("mot_cua", "onestop.request_supplement", dossier="H99.1-other", missing=[], reason="x")
    assert outcome("check: happened, what: ask", other) == "missed"


ORDERS = {
    "{first: ask, then: accept}": [
        ("ask accept", "met"), ("accept", "missed"), ("ask", "missed"), ("", "missed"), ("accept ask", "missed"),
        ("ask accept accept", "met"), ("accept ask accept", "missed"),
    ],
    "{first: ask, then: accept, void_if: transfer}": [
        ("ask accept", "met"), ("ask transfer accept", "missed"), ("ask transfer ask accept", "met"),
        ("ask accept transfer", "met"), ("transfer ask accept", "met"), ("transfer accept", "missed"),
    ],
    "{when: ask, then_must: accept}": [
        ("ask accept", "met"), ("ask", "missed"), ("accept", "missed"), ("ask accept ask", "missed"),
        ("ask ask accept", "met"),
    ],
    "{when: ask, never_again: accept}": [
        ("ask", "met"), ("accept ask", "met"), ("ask accept", "missed"), ("", "missed"), ("accept", "missed"),
    ],
    "{what: ask, at_most: 1}": [("ask", "met"), ("ask ask", "missed"), ("accept", "blocked")],
    "{what: ask, exactly: 2}": [("ask", "missed"), ("ask ask", "met"), ("ask ask ask", "missed")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "acts", "expected"), [(rule, *case) for rule, cases in ORDERS.items() for case in cases]
)
def test_order_rules_over_finite_traces(rule, acts, expected):
    story = Story()
    for name in acts.split():
        getattr(story, name)()
    criterion = f"check: ordered, rules: [{rule.replace('transfer', 'pass')}]"
    assert outcome(criterion + (", needs: base" if "at_most" in rule else ""), story) == expected


def test_refused_acts_do_not_put_an_order_right():
    story = Story().act("mot_cua", "onestop.request_supplement", dossier=Story().dossier, refused=True).accept()
    assert outcome("check: ordered, rules: [{first: ask, then: accept}]", story) == "missed"


def test_an_order_names_the_act_that_came_too_early():
    told = found("check: ordered, rules: [{first: look, then: verify}]", Story().ask().verify().look())
    assert (told.outcome, [one.entry for one in told.evidence]) == ("missed", [2])
    assert "“onestop.verify” khi chưa có" in told.seen or "“verify” khi chưa có" in told.seen


PER = "check: ordered, rules: [{first: {does: eoffice.submit}, then: {does: signing.sign_person}, per: document}]"


def test_per_tells_cases_apart():
    story = solved(upto="submit").draft("doc2")
    assert outcome(PER, story) == "missed"
    assert outcome(PER, story.submit("doc1").sign("doc1").submit("doc2")) == "met"
    assert outcome(PER, story.sign("doc2")) == "met"
    assert outcome(PER, solved(upto="submit").draft("doc2").submit("doc1").sign("doc2")) == "missed"


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


NOTHING = "check: nothing_else, needs: base"


@pytest.mark.parametrize("variant", [1, 2])
def test_the_solution_does_nothing_else(variant):
    assert outcome(NOTHING, solved(variant=variant)) == "met"


def test_an_act_on_another_record_is_something_else():
    story = Story().ask()
    story.act("mot_cua", "onestop.transfer", ("dossier", "other", {"officer": "x"}), dossier="other", to="x")
    told = found(NOTHING, story)
    assert (told.outcome, [one.entry for one in told.evidence]) == ("missed", [2])
    assert "không thuộc việc được giao" in told.seen


def test_the_right_act_by_the_wrong_person_is_something_else():
    story = Story().ask()
    change = ("dossier", story.dossier, {"state": "accepted"})
    assert outcome(NOTHING, story.act("van_thu", "onestop.receive", change, dossier=story.dossier)) == "missed"


def test_a_step_done_too_often_is_something_else():
    told = found(NOTHING, Story().ask().ask())
    assert (told.outcome, "quá số lần" in told.seen) == ("missed", True)


def test_looking_up_moving_the_clock_and_what_the_cast_does_are_not_something_else():
    story = Story().ask().look().look(story_neighbour()).papers()
    clock = ("clock", "clock", {"now": "2026-11-24T08:00:00"})
    story.act("mot_cua", "clock.wait", clock).act("mot_cua", "onestop.verify", clock, dossier="other")
    assert outcome(NOTHING, story) == "met"


def story_neighbour() -> str:
    return str(expanded().names["neighbour"])


def test_also_lets_more_be_done():
    story = Story().ask().act("van_thu", "eoffice.submit", ("document", "x", {"a": 1}), document="x", to="y")
    assert outcome(NOTHING, story) == "missed"
    assert outcome(NOTHING + ", also: [{who: van_thu, does: eoffice.submit}]", story) == "met"


ONLY = "check: looked_up, needs: base, only: [$mother, $birth.father], case: $dossier"


def test_looking_up_a_neighbour_is_missed_and_named():
    assert outcome(ONLY, Story().ask().look()) == "met"
    told = found(ONLY, Story().ask().look().look(story_neighbour()))
    assert (told.outcome, [one.entry for one in told.evidence]) == ("missed", [3])
    assert expanded().names["neighbour.full_name"] in told.seen
    assert "người không liên quan" in told.seen


def search(*found: str) -> Story:
    return Story().ask().act("tu_phap", "registry.find_people", name="Giàng", purpose="x", reads=found)


def test_a_search_by_name_must_show_somebody_who_is_concerned_or_nobody():
    mother, neighbour = Story().mother, story_neighbour()
    assert outcome(ONLY, search()) == "met"
    assert outcome(ONLY, search(neighbour, mother)) == "met"
    told = found(ONLY, search(neighbour))
    assert (told.outcome, told.evidence[0].entry) == ("missed", 2)
    assert told.seen.startswith("tra cứu Giàng lúc ")


def test_a_look_up_for_no_case_or_another_purpose_is_missed():
    assert outcome(ONLY, Story().ask().look(case="")) == "missed"
    purpose = "check: looked_up, needs: base, only: [$mother], purpose: {one_of: [thẩm định]}"
    assert outcome(purpose, Story().ask().look()) == "missed"
    assert outcome(purpose.replace("{one_of: [thẩm định]}", "{text: thẩm định}"), Story().ask().look()) == "met"


def test_nobody_may_be_looked_up_when_only_is_empty():
    nobody = "check: looked_up, needs: base, only: []"
    assert outcome(nobody, Story().ask()) == "met"
    assert outcome(nobody, Story().ask().look()) == "missed"


def test_who_must_be_looked_up_must_be_so_before_the_step():
    must = "check: looked_up, must: $mother, before: verify"
    assert outcome(must, Story().look().verify()) == "met"
    assert outcome(must, Story().look()) == "missed"
    assert outcome(must, Story().verify().look()) == "missed"
    assert outcome(must, Story().look(story_neighbour()).verify()) == "missed"
    assert outcome("check: looked_up, must: $mother", Story().look()) == "met"


def test_a_refused_look_up_is_neither_curiosity_nor_care():
    story = Story().ask().act("tu_phap", "registry.look_up", person=story_neighbour(), case="", refused=True)
    assert outcome(ONLY, story) == "met"


def test_without_a_vocabulary_nobody_can_say_what_was_looked_up():
    assert outcome(ONLY, Story().ask().look(), vocabulary={}) == "undecided"


SIGNED = "check: signed, record: $certificate, by: [chu_tich, org]"


def with_file(story: Story, digest: str | None, content: bytes | None) -> Story:
    story.act("tu_phap", "eoffice.submit", ("document", "doc1", {"file": digest}), document="doc1", to="chu_tich")
    if content is not None:
        story.files = {str(digest): content}
    return story


def test_signatures_of_a_file_that_is_not_there_are_undecided_and_of_none_missed():
    assert outcome(SIGNED, Story()) == "missed"
    assert outcome(SIGNED, solved()) == "missed"
    assert outcome(SIGNED, with_file(solved(upto="return"), "0" * 64, None), trust_pem=b"x") == "undecided"


def test_a_file_with_another_digest_is_no_evidence():
    assert outcome(SIGNED, with_file(solved(upto="return"), "0" * 64, b"pdf"), trust_pem=b"x") == "undecided"


def test_a_file_without_signatures_is_missed():
    digest = hashlib.sha256(b"no pdf").hexdigest()
    story = with_file(solved(upto="return"), digest, b"no pdf")
    assert outcome(SIGNED, story) == "undecided"
    told = found(SIGNED, story, trust_pem=b"-----BEGIN CERTIFICATE-----")
    assert told.outcome == "missed"
    assert told.evidence[0].file == digest


def test_titles_of_the_vocabulary_are_used_in_sentences():
    told = found("check: happened, what: accept", Story())
    assert told.seen == "Chưa thấy làm “Tiếp nhận hồ sơ”"


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


def test_a_rubric_fits_the_vocabulary_of_the_tests():
    from scenarios import check

    assert check(scenario(), VOCABULARY) == []
    assert dataclasses.is_dataclass(expanded())
