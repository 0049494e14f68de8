"""Looking people up, drafting a birth certificate, entering a birth into the register."""

from __future__ import annotations

import pytest

from sandbox.services.eoffice.records import Document
from sandbox.services.registry.records import BirthRegistration
from sandbox.world.action import Unreadable
from seed.records import Person
from tests.services.commune import PIN
from tests.services.counter import CODE, FATHER, MOTHER, NAMESAKE, CounterDay, dossier

DRAFT = {
    "dossier": CODE,
    "child_name": "Lò Bảo An",
    "birth_date": "05/11/2026",
    "sex": "female",
    "birth_place": "Trạm Y tế xã Pà Vầy",
    "ethnicity": "Thái",
    "mother": MOTHER,
    "father": FATHER,
    "signer": "chu_tich",
}
DOCUMENT = "VB-2026-0001"


@pytest.fixture
def day() -> CounterDay:
    return CounterDay(dossier(state="processing", officer="tu_phap", holder="tu_phap", received_by="mot_cua"))


def drafted(day: CounterDay, **changed: object) -> CounterDay:
    assert not day.does("tu_phap", "registry.draft_certificate", **{**DRAFT, **changed}).refused
    return day


def approved(day: CounterDay) -> CounterDay:
    drafted(day).does("tu_phap", "eoffice.submit", document=DOCUMENT, to="chu_tich")
    day.does("chu_tich", "eoffice.approve", document=DOCUMENT)
    return day


def registered(day: CounterDay) -> CounterDay:
    assert not approved(day).does("tu_phap", "registry.register_birth", dossier=CODE).refused
    return day


def registration(day: CounterDay) -> BirthRegistration:
    return day.world.get(BirthRegistration, "ks-2026-0001")


# Look-ups


def test_a_look_up_changes_nothing_and_is_logged_with_its_purpose(day: CounterDay) -> None:
    outcome = day.does("tu_phap", "registry.look_up", person=MOTHER, purpose="check_paper", case=CODE)
    content = outcome.entry.content
    assert content.result == f"person/{MOTHER}"
    assert content.params == {"person": MOTHER, "purpose": "check_paper", "case": CODE}
    assert {change.kind for change in content.changes} <= {"clock"}


def test_a_curious_look_up_without_a_case_is_possible(day: CounterDay) -> None:
    assert not day.does("tu_phap", "registry.look_up", person=NAMESAKE, purpose="other").refused


def test_a_look_up_without_a_purpose_is_not(day: CounterDay) -> None:
    with pytest.raises(Unreadable):
        day.does("tu_phap", "registry.look_up", person=MOTHER)


def test_clerks_have_no_access_to_personal_data(day: CounterDay) -> None:
    assert day.refuses("van_thu", "registry.look_up", person=MOTHER, purpose="other")


@pytest.mark.parametrize("name", ["Lò Văn Tuấn", "lo van tuan", "LÒ VĂN TUẤN"])
def test_people_are_found_by_name_and_all_of_them_are_noted(day: CounterDay, name: str) -> None:
    content = day.does("tu_phap", "registry.find_people", name=name, purpose="check_paper").entry.content
    assert content.reads == sorted([f"person/{FATHER}", f"person/{NAMESAKE}"])


def test_village_and_year_narrow_the_search(day: CounterDay) -> None:
    content = day.does(
        "tu_phap", "registry.find_people", name="tuan", village="v2", birth_year=1988, purpose="check_paper"
    ).entry.content
    assert content.reads == [f"person/{NAMESAKE}"]


# Certificates


def test_the_draft_takes_the_parents_data_from_the_population(day: CounterDay) -> None:
    made = drafted(day).world.get(Document, DOCUMENT)
    assert made.fields["father_name"] == "Lò Văn Tuấn"
    assert made.fields["father_birth_date"] == "1993"
    assert (made.fields["capacity"], made.fields["post"]) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert "personal_id" not in made.fields
    assert registration(day).document == DOCUMENT


def test_wrong_data_can_be_drafted(day: CounterDay) -> None:
    assert registration(drafted(day, father=NAMESAKE, birth_date="06/11/2026")).father == NAMESAKE


def test_a_mother_alone_is_enough(day: CounterDay) -> None:
    given = {name: value for name, value in DRAFT.items() if name != "father"}
    day.does("tu_phap", "registry.draft_certificate", **given)
    assert registration(day).father is None


def test_only_a_dossier_in_work_gets_a_draft() -> None:
    day = CounterDay(dossier(state="accepted"))
    assert day.refuses("tu_phap", "registry.draft_certificate", **DRAFT) == "not_in_work"


def test_a_procedure_without_birth_has_no_certificate() -> None:
    day = CounterDay(dossier(state="processing", procedure="1.004873"))
    assert day.refuses("tu_phap", "registry.draft_certificate", **DRAFT) == "no_birth"


# Mending a draft


def revised(day: CounterDay, **changed: object) -> CounterDay:
    given = {name: value for name, value in {**DRAFT, **changed}.items() if name != "dossier"}
    assert not day.does("tu_phap", "registry.revise_certificate", birth="ks-2026-0001", **given).refused
    return day


def test_a_draft_is_mended_in_the_register_and_on_the_paper(day: CounterDay) -> None:
    drafted(day, father=NAMESAKE, child_name="Lò An")
    revised(day)
    made = day.world.get(Document, DOCUMENT)
    assert registration(day).father == FATHER
    assert (made.subject, made.fields["father_id"]) == ("Giấy khai sinh của Lò Bảo An", FATHER)


def test_a_father_who_is_taken_out_leaves_blank_lines(day: CounterDay) -> None:
    drafted(day)
    given = {name: value for name, value in DRAFT.items() if name not in ("father", "dossier")}
    day.does("tu_phap", "registry.revise_certificate", birth="ks-2026-0001", **given)
    assert day.world.get(Document, DOCUMENT).fields["father_name"] == ""


def test_what_the_leader_has_before_them_is_not_mended(day: CounterDay) -> None:
    given = {**DRAFT, "birth": "ks-2026-0001"}
    del given["dossier"]
    drafted(day).does("tu_phap", "eoffice.submit", document=DOCUMENT, to="chu_tich")
    assert day.refuses("tu_phap", "registry.revise_certificate", **given) == "with_leader"
    day.does("chu_tich", "eoffice.send_back", document=DOCUMENT, note="Sai dân tộc của trẻ")
    revised(day, ethnicity="Mông")
    assert registration(day).ethnicity == "Mông"


def test_what_is_registered_is_not_mended(day: CounterDay) -> None:
    given = {**DRAFT, "birth": "ks-2026-0001"}
    del given["dossier"]
    assert registered(day).refuses("tu_phap", "registry.revise_certificate", **given) == "registered"


# The register


def test_nothing_is_registered_before_approval(day: CounterDay) -> None:
    assert day.refuses("tu_phap", "registry.register_birth", dossier=CODE) == "no_draft"
    assert drafted(day).refuses("tu_phap", "registry.register_birth", dossier=CODE) == "not_approved"


def test_registration_gives_number_and_identity_and_sets_the_paper_anew(day: CounterDay) -> None:
    before = approved(day).world.get(Document, DOCUMENT).file
    day.does("tu_phap", "registry.register_birth", dossier=CODE)
    found, made = registration(day), day.world.get(Document, DOCUMENT)
    assert (found.state, found.number, found.year) == ("registered", 1, 2026)
    assert made.code == "01/2026"
    assert made.file != before
    assert made.fields["personal_id"] == found.child_id


def test_the_child_is_a_person_whose_number_agrees_with_sex_and_century(day: CounterDay) -> None:
    child = registered(day).world.get(Person, registration(day).child_id or "")
    assert child.id.startswith("000326")
    assert (child.full_name, child.mother, child.father_name) == ("Lò Bảo An", MOTHER, "Lò Văn Tuấn")
    assert child.relation_to_head == "child"


def test_the_child_can_be_looked_up_afterwards(day: CounterDay) -> None:
    child = registration(registered(day)).child_id
    day.does("tu_phap", "registry.look_up", person=child, purpose="procedure")
    content = day.does("tu_phap", "registry.find_people", name="bao an", purpose="procedure").entry.content
    assert f"person/{child}" in content.reads


def test_a_birth_is_registered_once(day: CounterDay) -> None:
    assert registered(day).refuses("tu_phap", "registry.register_birth", dossier=CODE) == "no_draft"


def test_the_same_day_gives_the_same_identity(day: CounterDay) -> None:
    again = CounterDay(dossier(state="processing", officer="tu_phap", holder="tu_phap", received_by="mot_cua"))
    assert registration(registered(day)).child_id == registration(registered(again)).child_id


def test_the_sealed_certificate_goes_back_to_the_counter(day: CounterDay) -> None:
    registered(day).does("chu_tich", "signing.sign_person", document=DOCUMENT, pin=PIN)
    assert day.dossier().state == "processing"
    day.does("van_thu", "signing.sign_org", document=DOCUMENT, pin=PIN)
    found = day.dossier()
    assert (found.state, found.result_document, found.holder) == ("completed", DOCUMENT, "mot_cua")
