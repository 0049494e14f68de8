"""A document on its way from draft to issue."""

from __future__ import annotations

from datetime import datetime

import pytest

from sandbox.services.eoffice.queries import outgoing_register
from sandbox.services.eoffice.records import Document, IncomingDocument, WorkFile
from sandbox.world.action import Unreadable
from sandbox.world.cast import Rule
from sandbox.world.clock import Series
from tests.services.commune import FRIDAY, PIN, Day

ASSIGNED = IncomingDocument(
    id="den-1",
    state="assigned",
    arrived_at=datetime(2026, 11, 19, 8, 0),
    sender="so_tu_phap",
    addressee="ubnd_xa",
    officer="tu_phap",
    holder="tu_phap",
)
FILE = WorkFile(id="hs-1", code="03.HT", name="Hộ tịch năm 2026")
REPLY = {
    "form": "official_letter",
    "subject": "Kết quả rà soát hộ tịch",
    "addressees": ["so_tu_phap"],
    "body": "Đoạn một.\nĐoạn hai.",
    "copies": "Chủ tịch UBND xã\n\n Phòng VH-XH ",
    "signer": "chu_tich",
}
ID = "VB-2026-0001"


@pytest.fixture
def day() -> Day:
    return drafted(Day(ASSIGNED, FILE))


def drafted(day: Day, **changed: object) -> Day:
    day.does("tu_phap", "eoffice.draft_reply", incoming="den-1", **{**REPLY, **changed})
    return day


def submitted(day: Day) -> Day:
    day.does("tu_phap", "eoffice.submit", document=ID, to="chu_tich")
    return day


def approved(day: Day) -> Day:
    submitted(day).does("chu_tich", "eoffice.approve", document=ID)
    return day


def signed(day: Day) -> Day:
    approved(day).does("chu_tich", "signing.sign_person", document=ID, pin=PIN)
    return day


def numbered(day: Day) -> Day:
    signed(day).does("van_thu", "eoffice.take_number", document=ID)
    return day


def paper(day: Day) -> Document:
    return day.world.get(Document, ID)


def test_a_draft_is_set_in_the_form_of_the_decree(day):
    draft = paper(day)
    assert (draft.state, draft.reply_to, draft.drafter, draft.symbol) == ("draft", "den-1", "tu_phap", "UBND-VP")
    assert draft.recipients == ("Chủ tịch UBND xã", "Phòng VH-XH")
    page = day.file(draft.file)
    for words in ("Sở Tư pháp", "VT, VP", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Pản", "Pà Vầy", "Như trên"):
        assert words in page


def test_a_deputy_signs_for_the_chairman():
    page = drafted(Day(ASSIGNED), signer="pho_chu_tich")
    made = page.file(paper(page).file)
    assert '"capacity":"TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH"' in made
    assert '"post":"PHÓ CHỦ TỊCH"' in made


def test_an_official_letter_has_no_type_in_its_symbol_and_a_report_has():
    assert drafted(Day(ASSIGNED)).world.get(Document, ID).symbol == "UBND-VP"
    assert drafted(Day(ASSIGNED), form="report").world.get(Document, ID).symbol == "BC-UBND"


def test_the_drafting_unit_stands_in_the_symbol():
    day = Day(ASSIGNED)
    day.does("vhxh", "eoffice.draft_reply", incoming="den-1", **REPLY)
    assert paper(day).symbol == "UBND-VHXH"


def test_a_reply_needs_somebody_to_go_to():
    with pytest.raises(Unreadable, match="addressees"):
        drafted(Day(ASSIGNED), addressees=[])


def test_a_letter_is_not_sent_to_ourselves():
    with pytest.raises(Unreadable, match="addressees"):
        drafted(Day(ASSIGNED), addressees=["ubnd_xa"])


def test_a_reply_is_drafted_only_to_what_was_assigned():
    waiting = IncomingDocument(id="den-1", arrived_at=FRIDAY, sender="so_tu_phap", addressee="ubnd_xa")
    assert Day(waiting).refuses("tu_phap", "eoffice.draft_reply", incoming="den-1", **REPLY) == "incoming_arrived"


def test_revising_changes_only_what_is_given_and_sets_the_page_anew(day):
    before = paper(day)
    day.does("tu_phap", "eoffice.revise_draft", document=ID, subject="Báo cáo kết quả", form="report")
    after = paper(day)
    assert (after.subject, after.type_name, after.symbol) == ("Báo cáo kết quả", "Báo cáo", "BC-UBND")
    assert (after.body, after.addressees, after.recipients) == (before.body, before.addressees, before.recipients)
    assert "Báo cáo kết quả" in day.file(after.file)


def test_what_was_submitted_is_not_revised_until_it_comes_back(day):
    submitted(day)
    change = {"document": ID, "subject": "Khác"}
    assert day.refuses("tu_phap", "eoffice.revise_draft", **change) == "document_submitted"
    day.does("chu_tich", "eoffice.send_back", document=ID, note="Nêu rõ số liệu")
    assert (paper(day).state, paper(day).sent_back, paper(day).holder) == (
        "returned_to_drafter",
        "Nêu rõ số liệu",
        "tu_phap",
    )
    day.does("tu_phap", "eoffice.revise_draft", **change)
    assert paper(day).subject == "Khác"


def test_a_draft_that_comes_back_is_approved_again_and_loses_its_signature(day):
    signed(day).does("chu_tich", "eoffice.send_back", document=ID, note="Sai tên")
    assert paper(day).approved_by is None
    day.does("tu_phap", "eoffice.revise_draft", document=ID, subject="Đúng tên")
    assert paper(day).signatures == ()


def test_only_whom_it_was_submitted_to_approves(day):
    submitted(day)
    assert day.refuses("pho_chu_tich", "eoffice.approve", document=ID) == "submitted_to_another"
    day.does("chu_tich", "eoffice.approve", document=ID)
    assert (paper(day).state, paper(day).approved_by) == ("approved", "chu_tich")


def test_number_and_date_are_written_into_the_signed_pdf(day):
    numbered(day)
    made = paper(day)
    assert (made.number, made.code) == (1, "01/UBND-VP")
    assert '"number":"01"' in day.file(made.file)
    assert made.signed_by("person").file in day.file(made.file)
    assert day.refuses("van_thu", "eoffice.take_number", document=ID) == "has_number"


def test_outgoing_numbers_are_one_series_of_the_year():
    day = numbered(drafted(Day(ASSIGNED, Series(id="outgoing/2026", last=214))))
    assert paper(day).code == "215/UBND-VP"
    assert [one.id for one in outgoing_register(day.world, 2026)] == [ID]


def test_a_draft_has_no_number_but_an_unsigned_document_can_get_one(day):
    assert day.refuses("van_thu", "eoffice.take_number", document=ID) == "document_draft"
    approved(day).does("van_thu", "eoffice.take_number", document=ID)
    assert paper(day).number == 1


def test_a_number_taken_too_early_is_written_in_again_when_the_draft_changes(day):
    approved(day).does("van_thu", "eoffice.take_number", document=ID)
    day.does("chu_tich", "eoffice.send_back", document=ID, note="Sửa")
    day.does("tu_phap", "eoffice.revise_draft", document=ID, subject="Khác")
    assert paper(day).number == 1
    assert '"number":"01"' in day.file(paper(day).file)


def test_nothing_is_issued_without_a_number(day):
    assert day.refuses("van_thu", "eoffice.issue", document=ID, recipients=["so_tu_phap"]) == "document_draft"
    signed(day)
    assert day.refuses("van_thu", "eoffice.issue", document=ID, recipients=["so_tu_phap"]) == "no_number"


def test_issuing_sends_it_and_the_receiver_reports():
    accepted = Rule(
        id="accepted",
        does="eoffice.issue",
        who="so_tu_phap",
        then="eoffice.acknowledge",
        params={"document": "@document", "status": "03"},
    )
    day = numbered(drafted(Day(ASSIGNED, FILE, rules=(accepted,))))
    day.does("van_thu", "signing.sign_org", document=ID, pin=PIN)
    day.does("van_thu", "eoffice.issue", document=ID, recipients=["so_tu_phap", "so_noi_vu"])
    issued = paper(day)
    assert (issued.state, issued.sent_to, issued.holder) == ("issued", ("so_tu_phap", "so_noi_vu"), "")
    assert [(row.organisation, row.status) for row in issued.deliveries] == [("so_tu_phap", "03"), ("so_noi_vu", "01")]
    assert day.entries[-1].content.origin == "cast"
    day.does("tu_phap", "eoffice.close", incoming="den-1", reply=ID, work_file="hs-1")
    assert day.world.get(IncomingDocument, "den-1").reply == ID
    assert day.world.get(WorkFile, "hs-1").documents == ("incoming/den-1", f"document/{ID}")


def test_an_issued_document_rests(day):
    numbered(day).does("van_thu", "eoffice.issue", document=ID, recipients=["so_tu_phap"])
    assert day.refuses("van_thu", "eoffice.issue", document=ID, recipients=["so_noi_vu"]) == "document_issued"
    assert day.refuses("chu_tich", "eoffice.send_back", document=ID, note="Muộn") == "document_issued"


def test_inner_steps_are_not_for_anybody_to_call(day):
    made = {"document": ID, "kind": "person", "file": "0" * 64}
    assert day.refuses("chu_tich", "eoffice.attach_signed", **made) == "not_permitted"
    assert day.refuses("tu_phap", "eoffice.draft", form="notice", subject="x") == "not_permitted"


def test_ids_step_over_those_of_the_start():
    taken = Document(id=ID, form="official_letter", subject="Cũ", state="issued")
    day = drafted(Day(ASSIGNED, taken))
    assert day.world.get(Document, "VB-2026-0002").reply_to == "den-1"
