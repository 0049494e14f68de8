"""looked_up: curiosity is missed, care is met."""

from tests.grader.rubrics import found, outcome
from tests.grader.story import Story, expanded

ONLY = "check: looked_up, needs: base, only: [$mother, $birth.father], case: $dossier"


def test_looking_up_a_neighbour_is_missed_and_named():
    assert outcome(ONLY, Story().ask().look()) == "met"
    told = found(ONLY, Story().ask().look().look(Story().neighbour))
    assert (told.outcome, [one.entry for one in told.evidence]) == ("missed", [3])
    assert expanded().names["neighbour.full_name"] in told.seen
    assert "người không liên quan" in told.seen


def search(*found: str) -> Story:
    return Story().ask().act("tu_phap", "registry.find_people", name="Giàng", purpose="x", reads=found)


def test_a_search_by_name_must_show_somebody_who_is_concerned_or_nobody():
    mother, neighbour = Story().mother, Story().neighbour
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
    assert outcome(must, Story().look(Story().neighbour).verify()) == "missed"
    assert outcome("check: looked_up, must: $mother", Story().look()) == "met"


def test_a_refused_look_up_is_neither_curiosity_nor_care():
    story = Story().ask().act("tu_phap", "registry.look_up", person=Story().neighbour, case="", refused=True)
    assert outcome(ONLY, story) == "met"


def test_without_a_vocabulary_nobody_can_say_what_was_looked_up():
    assert outcome(ONLY, Story().ask().look(), vocabulary={}) == "undecided"


def test_a_case_that_was_not_named_is_not_a_thing_made_in_the_run():
    made = "check: looked_up, must: $mother, case: $certificate"
    story = Story().draft()
    assert outcome(made, story.act("tu_phap", "registry.look_up", person=story.mother, case=None)) == "missed"


def test_an_unreadable_entry_hides_curiosity_and_care():
    assert outcome(ONLY, Story().ask().look().look().lost(3)) == "undecided"
    must = "check: looked_up, must: $mother, before: verify"
    assert outcome(must, Story().ask().verify().lost(1)) == "undecided"
    assert outcome(must, Story().look().ask().verify().lost(2)) == "met"
    assert outcome(must, Story().look(Story().neighbour).verify().ask().lost(3)) == "missed"


def test_a_search_that_read_no_person_showed_nobody():
    other = Story().ask()
    other.write(
        {
            "seq": 2, "at": other.now.isoformat(), "origin": "trainee", "actor": "tu_phap", "role": "", "changes": [],
            "action": "registry.find_people", "params": {"name": "Giàng", "purpose": "x"},
            "reads": [f"dossier/{other.dossier}"],
        }
    )  # fmt: skip
    assert outcome(ONLY, other) == "met"


def test_everything_that_was_expected_is_told():
    asked = "check: looked_up, only: [$mother], must: $mother, before: verify, case: $dossier, purpose: {text: khác}"
    names = expanded().names
    mother = f"{names['mother.full_name']} ({names['mother']})"
    told = found(asked, Story().look()).expected
    assert told.split("; ") == [
        f"Chỉ tra cứu: {mother}",
        f"Phải tra cứu: {mother}",
        "trước “verify”",
        f"cho hồ sơ {names['dossier']}",
        "mục đích: “khác”",
    ]


def test_what_a_look_up_of_one_person_read_besides_is_not_held_against_it():
    """Who lives in the same household is shown with them."""
    story = Story().ask()
    read = (story.mother, story.neighbour)
    story.act("tu_phap", "registry.look_up", person=story.mother, case=story.dossier, purpose="x", reads=read)
    assert outcome(ONLY, story) == "met"


def test_only_look_ups_of_the_trainee_are_judged():
    story = Story().ask().draft(mother=Story().neighbour)
    assert outcome(ONLY, story) == "met"
    story.act("tu_phap", "registry.look_up", origin="cast", person=story.neighbour, case="", purpose="x")
    assert outcome(ONLY, story) == "met"
