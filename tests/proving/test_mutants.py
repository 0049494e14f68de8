"""Each operator makes what its name says, all of it, out of the declarations and the world at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.proving.mutants import OPERATORS
from sandbox.proving.mutants.people import others
from scenarios import Act, NextDay
from tests.proving import office


def made(scene: Any, operator: str) -> list[Any]:
    return list(OPERATORS[operator](scene))


def moves(scene: Any, mutant: Any) -> list[Any]:
    return [*scene.moves[: mutant.at], *mutant.rest]


def steps(scene: Any, mutant: Any) -> list[str]:
    return [move.step for move in moves(scene, mutant) if isinstance(move, Act)]


def values(scene: Any, operator: str, param: str) -> Iterator[Any]:
    """What the operator puts into a parameter of the step `fill`."""
    for one in made(scene, operator):
        if one.step == "fill" and one.what.startswith(f"{param}:"):
            yield one.rest[0].params.get(param)


def test_drop_leaves_out_each_step(scene):
    assert [steps(scene, one) for one in made(scene, "drop")] == [
        ["fill", "note", "sign", "send"],
        ["look", "note", "sign", "send"],
        ["look", "fill", "sign", "send"],
        ["look", "fill", "note", "send"],
        ["look", "fill", "note", "sign"],
    ]


def test_move_brings_each_step_to_every_other_place(scene):
    found = made(scene, "move")
    assert len(found) == 5 * 4
    of_sign = [steps(scene, one) for one in found if one.step == "sign"]
    assert sorted(order.index("sign") for order in of_sign) == [0, 1, 2, 4]
    assert all([step for step in order if step != "sign"] == ["look", "fill", "note", "send"] for order in of_sign)


def test_swap_exchanges_each_pair(scene):
    found = {(one.step, one.what): steps(scene, one) for one in made(scene, "swap")}
    assert len(found) == 10
    assert found["look", "sign"] == ["sign", "fill", "note", "look", "send"]


def test_repeat_does_each_step_again_but_not_a_look_up_that_is_allowed_at_will(scene):
    found = {(one.step, one.what): steps(scene, one) for one in made(scene, "repeat")}
    assert {step for step, _ in found} == {"fill", "note", "sign", "send"}
    assert found["note", "at once"] == ["look", "fill", "note", "note", "sign", "send"]
    assert found["note", "at the end"] == ["look", "fill", "note", "sign", "send", "note"]


def test_role_has_each_step_done_by_each_other_official_of_the_trainee(scene):
    assert {(one.step, one.rest[0].who) for one in made(scene, "role")} == {
        ("look", "chu_tich"), ("fill", "chu_tich"), ("note", "chu_tich"), ("send", "chu_tich"), ("sign", "van_thu"),
    }  # fmt: skip


def test_person_takes_namesake_spouse_neighbour_and_others_of_the_scenario(scene):
    names = scene.expanded.names
    related = others(scene, names["citizen"])
    assert set(values(scene, "person", "person")) == set(related)
    assert {"namesake", "spouse", "neighbour", "stranger"} <= set(related.values())
    assert related[names["stranger"]] == "stranger"
    person = scene.population.person(names["citizen"])
    assert related[person.spouse] == "spouse"
    next_door = next(id for id, relation in related.items() if relation == "neighbour")
    assert scene.population.person(next_door).village == person.village


def test_colleague_takes_every_other_official_that_the_form_offers(scene):
    everybody = {one.id for one in scene.population.officials}
    assert set(values(scene, "colleague", "officer")) == everybody - {"tu_phap"}


def test_recipient_drops_replaces_and_adds_an_office_of_a_list(scene):
    found = [tuple(one) for one in values(scene, "recipient", "offices")]
    rest = {one.id for one in scene.population.organisations} - {"so_tu_phap", "so_noi_vu"}
    assert ("so_noi_vu",) in found
    assert ("so_tu_phap",) in found
    assert {one[2] for one in found if len(one) == 3} == rest
    assert {one[0] for one in found if len(one) == 2 and one[1] == "so_noi_vu"} == rest
    assert len(found) == len(set(found)) == 2 + 3 * len(rest)


def test_office_takes_every_other_office(scene):
    assert set(values(scene, "office", "office")) == {one.id for one in scene.population.organisations} - {"so_y_te"}


def test_record_takes_every_other_record_of_the_kind(scene):
    assert list(values(scene, "record", "book")) == ["blue"]
    assert list(values(scene, "record", "letter")) == ["L-2", "L-9"]


def test_date_is_a_day_a_week_and_a_year_off(scene):
    assert list(values(scene, "date", "due")) == [
        "2026-11-26", "2026-11-28", "2026-11-20", "2026-12-04", "2025-11-27", "2027-11-27",
    ]  # fmt: skip


def test_number_is_one_off_ten_times_as_much_or_twisted(scene):
    assert list(values(scene, "number", "count")) == [13, 11, 120]
    assert list(values(scene, "number", "code")) == ["0124/VB", "0122/VB", "1023/VB"]


def test_choice_takes_every_other_choice(scene):
    assert list(values(scene, "choice", "manner")) == ["hand"]
    assert list(values(scene, "choice", "urgent")) == [False]


def test_item_drops_replaces_and_adds_one_and_changes_each_cell_of_a_row(scene):
    tags = [tuple(one) for one in values(scene, "item", "tags")]
    assert tags == [("b",), ("c", "b"), ("a",), ("a", "c"), ("a", "b", "c")]
    lines = list(values(scene, "item", "lines"))
    assert [] in lines
    assert [{"paper": "copy", "pages": "2"}] in lines
    assert [{"paper": "original", "pages": 3}] in lines


def test_free_text_is_left_out(scene):
    everything = [one for make in OPERATORS.values() for one in make(scene)]
    assert not [one for one in everything if one.what.startswith("text:")]


def test_file_takes_another_file_of_the_run_or_its_start(folder):
    one, two = "1" * 64, "2" * 64
    changes = (("id: L-9, has: {", f"id: L-9, has: {{attached: '{two}', "), ("officer: tu_phap\n      offices: [",
               f"attached: '{one}'\n      officer: tu_phap\n      offices: ["))  # fmt: skip
    scene = office.scene(folder, office.scenario(*changes))
    assert set(values(scene, "file", "attached")) >= {two, None}
    assert one not in values(scene, "file", "attached")


def test_late_is_a_day_two_days_and_a_week(scene):
    found = made(scene, "late")
    assert [(one.step, one.rest[0]) for one in found][:3] == [
        ("look", NextDay(1)), ("look", NextDay(2)), ("look", NextDay(5)),
    ]  # fmt: skip
    assert len(found) == 15


def test_extra_is_one_possible_change_elsewhere_at_each_place(scene):
    found = made(scene, "extra")
    assert {one.rest[0].params["letter"] for one in found} == {"L-9"}
    assert {one.what for one in found} == {"desk.fill", "desk.note"}
    assert {one.at for one in found} == set(range(6))
    assert all(one.rest[1:] == scene.moves[one.at :] for one in found)


def test_curious_looks_up_strangers_only(scene):
    found = {one.rest[0].params["person"]: one.what for one in made(scene, "curious")}
    assert set(found.values()) == {"namesake", "neighbour", "stranger", "official"}
    person = scene.population.person(scene.expanded.names["citizen"])
    assert not {person.id, person.spouse} & set(found)


def test_signature_is_missing_or_of_another_with_a_device_of_their_own(scene):
    missing, other = made(scene, "signature")
    assert "sign" not in steps(scene, missing)
    act = other.rest[0]
    assert (act.who, act.params["pin"]) == ("van_thu", office.PINS["van_thu"])


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_mutant_is_the_solution_up_to_where_it_differs(scene, operator):
    for one in made(scene, operator):
        run = scene.stands[one.at].go(one.rest, scene.stage.makes)
        whole = scene.stage.begin().go(moves(scene, one), scene.stage.makes)
        assert run.key == whole.key
        assert [line.hash for line in run.entries] == [line.hash for line in whole.entries]
