"""A variant: the same every time, people who belong together, references worked out, records typed."""

import dataclasses

import pytest

from scenarios import CannotExpand, NobodyFits, expand, loads
from seed.calendar import load as load_calendar
from seed.population import population
from seed.records import Birth, Person
from tests.grader.story import VOCABULARY, expanded, scenario
from tests.scenarios.test_load import TEXT, changed


def made(text: str, variant: int = 1):
    return expand(loads(text.encode()), variant, population(2026, 2000), load_calendar(), VOCABULARY)


def with_people(people: str):
    head, _, rest = TEXT.partition("  birth: {birth_of: mother}\n")
    return made(head + f"  birth: {{birth_of: mother}}\n  {people}\n" + rest)


def test_the_same_variant_is_the_same_and_variants_differ():
    one, again = expanded(1), made(TEXT)
    assert (one.names, one.records, one.rules, one.briefing) == (
        again.names,
        again.records,
        again.rules,
        again.briefing,
    )
    assert len({expanded(n).names["mother"] for n in range(1, 9)}) > 1
    assert {expanded(n).now.isoformat() for n in range(1, 9)} == {"2026-11-23T08:10:00", "2026-11-25T08:10:00"}


def test_people_belong_together():
    people = population(2026, 2000)
    for variant in range(1, 6):
        names = expanded(variant).names
        mother = people.get(Person, names["mother"])
        neighbour = people.get(Person, names["neighbour"])
        assert people.get(Birth, names["birth"]).mother == mother.id
        assert (neighbour.village, neighbour.id != mother.id) == (mother.village, True)
        assert neighbour.household != mother.household


@pytest.mark.parametrize("relation", ["spouse", "father", "mother", "head"])
def test_relatives_are_drawn_by_their_relation(relation):
    one = with_people(f"relative: {{of: neighbour, is: {relation}}}".replace("neighbour", "mother"))
    people = population(2026, 2000)
    mother, relative = (people.get(Person, one.names[name]) for name in ("mother", "relative"))
    wanted = people.household(mother.household).head if relation == "head" else getattr(mother, relation)
    assert relative.id == wanted


def test_a_namesake_has_the_same_name_and_is_somebody_else():
    one = with_people("known: {pick: {has_namesake: true, sex: female}}\n  namesake: {namesake_of: known}")
    assert one.names["known"] != one.names["namesake"]
    assert one.names["known.sex"] == one.names["namesake.sex"]


def test_queries_may_refer_to_who_was_drawn_before():
    one = with_people("other: {pick: {village: $mother.village, unrelated_to: [$mother], age: [18, 60]}}")
    assert one.names["other.village"] == one.names["mother.village"]


def test_a_query_that_nobody_fits_is_told():
    with pytest.raises(NobodyFits, match="không có ai hợp với “mother”"):
        made(changed("age: [20, 40]", "age: [99, 100]"))


def test_a_query_the_population_does_not_know_is_told():
    with pytest.raises(NobodyFits, match="không hỏi dân số được"):
        made(changed("sex: female,", "gender: female,"))


def test_records_are_typed_and_hold_what_references_mean():
    one = expanded(1)
    (kind, dossier), (_, notice) = one.records
    assert (kind, dossier["id"]) == ("dossier", f"H99.1-{one.now:%y%m%d}-0001")
    assert (dossier["supplements"], dossier["asked"], dossier["submitter"]) == (0, [], one.names["mother"])
    assert dossier["submitted_at"].endswith("T16:20:00")
    assert dossier["owner_name"].split()[0] == one.names["mother.full_name"].split()[0]
    assert notice["fields"]["mother_name"] == one.names["mother.full_name"]
    assert one.papers == ("notice",)


def test_names_tell_everything_but_the_pins():
    one = expanded(1)
    assert one.names["dossier.supplements"] == 0
    assert one.names["start"] == one.now.isoformat()
    assert 10 <= int(one.names["number"]) <= 99
    assert one.names["staff.mot_cua.full_name"]
    assert one.kinds == {
        "mother": "person", "birth": "birth", "neighbour": "person", "dossier": "dossier", "notice": "paper",
    }  # fmt: skip
    assert not [name for name in one.names if name.startswith("pins")]
    assert one.pins == {"van_thu": "135790"}


def test_rules_of_the_cast_are_complete_and_fit_the_kernel():
    papers, sign = expanded(1).rules
    dossier, mother = expanded(1).names["dossier"], expanded(1).names["mother"]
    assert papers == {
        "id": "papers", "does": "onestop.request_supplement", "when": {"dossier": dossier}, "about": {}, "who": mother,
        "then": "onestop.bring_papers", "params": {"dossier": dossier, "papers": ["cccd"]}, "after": "2 working days",
        "times": 1,
    }  # fmt: skip
    assert (sign["does"], sign["when"], sign["params"]) == ("eoffice.submit", {}, {"document": "@document"})


def test_a_thing_that_the_cause_makes_is_its_result():
    text = changed("sign: {upon: submit, after: 30 minutes}", "sign: {upon: draft}")
    assert made(text).rules[1]["params"] == {"document": "@result"}


def test_the_briefing_tells_in_words():
    text, quote, rows, paper = expanded(1).briefing
    name = expanded(1).names["mother.full_name"]
    assert (text["kind"], name in text["text"]) == ("text", True)
    assert (quote["kind"], quote["by"]) == ("quote", name)
    assert (rows["kind"], len(rows["items"])) == ("list", 2)
    assert paper == {"kind": "paper", "id": "notice"}
    assert name in expanded(1).guide["ask"]
    assert expanded(1).hints["asked_once"] == ({"text": "Đối chiếu từng giấy với danh mục.", "cost": 1},)
    assert set(expanded(1).hints) == {one.id for one in scenario().criteria if one.hints}


def test_questions_are_asked_in_words():
    text = changed("Viết thư xin lỗi chị ấy", '"Viết thư xin lỗi chị ${mother.full_name}"').replace(
        "choices: {tu_phap: Tư pháp,", 'choices: {tu_phap: "${staff.tu_phap.full_name}",'
    )
    one = made(text)
    assert one.questions["why"].text == f"Viết thư xin lỗi chị {one.names['mother.full_name']}"
    assert one.questions["desk"].choices["tu_phap"] == one.names["staff.tu_phap.full_name"]


def test_what_only_the_rubric_names_has_a_value_too():
    assert "commune.name" not in expanded(1).names
    one = made(changed("has: {supplements: 1,", "has: {owner_name: $commune.name, supplements: 1,"))
    assert one.names["commune.name"] == population(2026, 2000).commune.name


def test_officials_offices_and_the_commune_can_be_named():
    text = changed(
        "Chị ${mother.full_name} nộp", "${staff.chu_tich.full_name}, ${office.so_tu_phap.name}, ${commune.name} nộp"
    )
    told = made(text).briefing[0]["text"]
    commune = population(2026, 2000)
    assert commune.official("chu_tich").full_name in told
    assert commune.organisation("so_tu_phap").name in told
    assert commune.commune.name in told


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Chị ${mother.full_name} nộp", "Chị ${mother.fullname} nộp", "“mother.fullname” không có"),
        ("Chị ${mother.full_name} nộp", "Chị ${staff.chu_tit.post} nộp", "không có “staff.chu_tit.post”"),
        ("supplements: 0", "supplements: $mother.full_name", "dossier.supplements"),
        ("given: {one_of: [An, Bình]}", "given: ${child_name}", "“child_name” không có, hoặc được khai báo sau"),
        ("now: {one_of: [2026-11-23T08:10, 2026-11-25T08:10]}", "now: 2026-11-23", "now phải là một thời điểm"),
    ],
)
def test_what_cannot_be_worked_out_is_told_with_scenario_and_variant(old, new, words):
    with pytest.raises(CannotExpand, match=words) as caught:
        made(changed(old, new))
    assert str(caught.value).startswith("birth, biến thể 1: ")


def test_without_a_vocabulary_values_stay_as_written():
    one = expand(scenario(), 1, population(2026, 2000), load_calendar())
    assert one.records[0][1]["supplements"] == "0"
    assert dataclasses.is_dataclass(one)
