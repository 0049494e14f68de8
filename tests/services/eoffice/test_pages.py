"""The pages of the document and signing systems, in a run of the scenario that goes through all of them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sandbox.services.eoffice.records import Document
from sandbox.services.signing.records import Token
from scenarios import plan
from tests.players.commune import open_commune
from tests.players.web import ClientWeb

SCENARIO = "tra-loi-van-ban-den"
INCOMING_BOOK = [
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu",
    "Ngày tháng",
    "Tên loại và trích yếu nội dung",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]
OUTGOING_BOOK = [
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]


class Desk:
    """One run in one browser; acts are done behind the pages, pages are looked at."""

    def __init__(self, commune):
        self.commune = commune
        self.run = commune.runs.start_run(commune.me, SCENARIO, variant=1)
        self.web = ClientWeb(commune.app.test_client(), commune.login(commune.me))
        self.expanded = commune.runs.beginning(commune.runs.row(self.run)).expanded
        self.incoming = self.expanded.names["incoming"]
        self.reply = ""

    def until(self, step: str) -> Desk:
        """Carry the reference solution on up to and including this step."""
        for move in plan(self.expanded):
            self.act("cast.take_role", staff=move.who)
            params = {n: self.reply if v == "$reply" else v for n, v in move.params.items()}
            outcome = self.act(move.does, **params)
            if move.step == "draft":
                self.reply = outcome.record.id
            if move.step == step:
                return self
        raise LookupError(step)

    def act(self, action: str, **params):
        outcome = self.commune.act(self.run, action, **params)
        assert outcome.refused is None, outcome.refused
        return outcome

    def sits_as(self, staff: str) -> Desk:
        self.act("cast.take_role", staff=staff)
        return self

    def page(self, path: str) -> BeautifulSoup:
        _, status, text = self.web.get(f"/r/{self.run}/{path}")
        assert status == 200
        return BeautifulSoup(text, "html.parser")

    def tabs(self) -> dict[str, int]:
        found = self.page("eoffice/").select(".tabs a")
        return {one.get_text(" ", strip=True).rsplit(" ", 1)[0]: int(one.b.get_text()) for one in found}


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    return open_commune(tmp_path_factory.mktemp("commune"))


@pytest.fixture
def desk(commune):
    return Desk(commune)


@pytest.fixture(scope="module")
def done(commune):
    """A run that was carried to its end."""
    return Desk(commune).until("close")


def heads(page: BeautifulSoup) -> list[str]:
    return [one.get_text(strip=True) for one in page.select("table.register th")]


def rows(page: BeautifulSoup) -> list[str]:
    return [one["data-record"] for one in page.select("tr[data-record]")]


def test_the_clerk_finds_what_arrived_the_leader_what_was_put_before_them(desk):
    assert desk.tabs()["Chờ vào sổ"] == 1
    assert f"incoming {desk.incoming}" in rows(desk.page("eoffice/"))
    desk.until("put").sits_as("chu_tich")
    assert desk.tabs()["Chờ phân công"] == 1
    assert "Chờ vào sổ" not in desk.tabs()


def test_each_official_sees_only_their_own_in_the_tabs_of_their_role(desk):
    desk.until("put").sits_as("pho_chu_tich")
    assert desk.incoming not in desk.page("eoffice/").select_one("#main table").get_text()


def test_a_document_is_found_by_its_sender_without_diacritics(desk):
    assert rows(desk.page("eoffice/?q=so tu phap")) == [f"incoming {desk.incoming}"]


def test_an_arrived_document_shows_its_paper_and_says_what_cannot_be_done_yet(desk):
    page = desk.page(f"eoffice/incoming/{desk.incoming}")
    assert page.select_one("a[data-action='eoffice.register_incoming']")["data-on"] == f"incoming {desk.incoming}"
    assert page.select_one("[data-not='eoffice.assign'] dd").get_text() == "Văn bản chưa vào sổ đến"
    assert "Kính gửi" in page.select_one("figcaption").get_text()


def test_the_paper_lies_beside_the_form_that_registers_it(desk):
    page = desk.page(f"do/eoffice.register_incoming?incoming={desk.incoming}")
    assert page.select_one("figure.paper img") is not None
    assert page.select_one("[name=code]")["value"] == ""


def test_a_draft_is_changed_from_how_it_stands(desk):
    desk.until("draft")
    page = desk.page(f"do/eoffice.revise_draft?document={desk.reply}")
    assert page.select_one("[name=subject]")["value"] == "Kết quả rà soát đăng ký khai sinh năm 2026"
    assert page.select_one("input[name=addressees][checked]")["value"] == "so_tu_phap"


def test_the_incoming_register_has_its_ten_columns_and_the_new_row(done):
    page = done.page("eoffice/so-den")
    assert heads(page) == INCOMING_BOOK
    assert rows(page)[-1] == f"incoming {done.incoming}"
    assert done.page("eoffice/so-den?nam=2020").select_one(".empty") is not None


def test_the_outgoing_register_has_its_ten_columns_and_names_who_signed(done):
    page = done.page("eoffice/so-di")
    assert heads(page) == OUTGOING_BOOK
    last = page.select(f"tr[data-record='document {done.reply}'] td")
    chairman = done.commune.world(done.run).population
    assert last[3].get_text() == next(one.full_name for one in chairman.officials if one.id == "chu_tich")
    assert last[0].get_text().endswith("/UBND-VP")


def test_the_following_book_has_its_seven_columns_and_the_reply(done):
    page = done.page("eoffice/theo-doi")
    assert len(heads(page)) == 7
    row = page.select_one(f"tr[data-record='incoming {done.incoming}']")
    assert row.select("td")[5].get_text().endswith("/UBND-VP")


def test_before_signing_the_document_lies_beside_the_pin(desk):
    desk.until("approve")
    page = desk.page(f"do/signing.sign_person?document={desk.reply}")
    assert page.select_one("input[name=pin]") is not None
    assert page.select_one("figure.paper img") is not None


def test_who_holds_what_shows_the_overdue(done):
    page = done.page("eoffice/dang-giu")
    assert page.select_one("tr .due.late") is not None
    assert f"incoming {done.incoming}" not in rows(page)


def test_the_closed_document_leads_to_its_reply_and_its_work_file(done):
    page = done.page(f"eoffice/incoming/{done.incoming}")
    links = [one["href"] for one in page.select("#main a[href]")]
    assert any(one.endswith(f"/document/{done.reply}") for one in links)
    work_file = done.page("eoffice/work_file/hs-03-ht")
    assert len(work_file.select("tbody tr")) == 2


def test_the_work_files_are_listed_with_how_much_is_in_them(done):
    row = done.page("eoffice/ho-so").select_one("tr[data-record='work_file hs-03-ht']")
    assert row.select("td")[-1].get_text() == "2"


def test_the_issued_document_says_who_received_it(done):
    page = done.page(f"eoffice/document/{done.reply}")
    assert "Đã đến, chưa xử lý" in page.get_text()
    assert page.select_one("h1").get_text(strip=True).startswith("Kết quả rà soát")


def test_the_signatures_are_checked_in_the_words_of_the_standard(done):
    page = done.page(f"signing/kiem-tra?document={done.reply}")
    chips = [one.get_text() for one in page.select("h2 .chip")]
    assert chips == ["Hợp lệ", "Hợp lệ"]
    assert "có, hợp lệ" in page.get_text()


def test_what_waits_for_a_signature_is_in_the_signers_tray(desk):
    desk.until("approve").sits_as("chu_tich")
    assert rows(desk.page("signing/")) == [f"document {desk.reply}"]
    desk.act("signing.sign_person", document=desk.reply, pin="264913")
    assert rows(desk.page("signing/")) == []
    assert rows(desk.page("signing/?tab=signed")) == [f"document {desk.reply}"]


def test_a_locked_token_says_so_and_offers_to_have_it_unlocked(desk):
    desk.until("approve")
    for _ in range(5):
        desk.commune.act(desk.run, "signing.sign_person", document=desk.reply, pin="111111")
    world = desk.commune.world(desk.run)
    assert world.get(Token, "chu_tich").locked
    assert world.get(Document, desk.reply).signatures == ()
    assert "Đã khóa" in desk.page("signing/chung-thu").get_text()
    page = desk.page("signing/token/chu_tich")
    assert page.select_one("a[data-action='signing.unlock_request']") is not None
    assert "SANDBOX" in page.get_text()


def test_a_role_without_a_token_is_told_so(desk):
    desk.sits_as("tu_phap")
    assert desk.page("signing/chung-thu").select_one(".empty") is not None
