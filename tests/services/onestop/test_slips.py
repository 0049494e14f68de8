"""What the desk prints fits the forms of the makers."""

from __future__ import annotations

import json

import pytest

from sandbox.makers.forms import FORMS
from sandbox.services.onestop.records import SLIPS
from sandbox.services.onestop.views.papers import label
from tests.services.commune import FRIDAY
from tests.services.counter import CODE, CounterDay, dossier, filed, paper
from tests.services.onestop.test_counter import asked, received


def _printed(day: CounterDay) -> list[tuple[str, set[str]]]:
    questions = [json.loads(content) for content in day.effects.files.values()]
    return [(one["inputs"]["form"], set(one["inputs"]["fields"])) for one in questions]


def test_every_slip_has_only_fields_of_its_form() -> None:
    start = (paper("declaration", at="dossier"), dossier(papers=(filed("declaration"),)))
    day = asked(received(CounterDay(*start)), "giay_chung_sinh")
    for _ in range(16):
        day.does("mot_cua", "clock.next_day")
    other = CounterDay(dossier())
    other.does(
        "mot_cua",
        "onestop.reject",
        dossier=CODE,
        ground="not_competent",
        reason_text="Do Công an xã giải quyết.",
        competent_agency="so_tu_phap",
    )
    late = CounterDay(dossier(state="processing", due_at=FRIDAY, received_at=FRIDAY))
    late.does("tu_phap", "onestop.ask_extension", dossier=CODE, reason="Chờ xác minh", due_on="25/11/2026")
    late.does("chu_tich", "onestop.grant_extension", dossier=CODE)
    printed = _printed(day) + _printed(other) + _printed(late)
    assert {form for form, _ in printed} == set(SLIPS)
    for form, names in printed:
        assert names <= set(FORMS[form].fields), form


BROUGHT = (
    "birth_notice",
    "birth_declaration",
    "marriage_certificate",
    "identity_card",
    "residence_confirmation",
    "land_mediation_request",
    "authorisation",
    "generic_paper",
)


@pytest.mark.parametrize("form", BROUGHT)
def test_every_field_of_a_citizens_paper_has_a_name_for_who_cannot_see_it(form: str) -> None:
    assert not [name for name in FORMS[form].fields if label(name) == name]
