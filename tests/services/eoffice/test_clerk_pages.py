"""What the clerk sees: a closed envelope, what was handed over, who signed, what was given back."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sandbox.pages.demo import KeptPlayer
from scenarios import plan
from tests.players.commune import open_commune
from tests.players.web import ClientWeb


class Desk:
    """A run with the first moves of its solution made, in one browser."""

    def __init__(self, commune, scenario: str, moves: int):
        self.commune = commune
        self.run = commune.runs.start_run(commune.me, scenario, variant=1)
        expanded = commune.runs.beginning(commune.runs.row(self.run)).expanded
        self.names, self.player = expanded.names, KeptPlayer(commune.runs, self.run)
        self.player.play(list(plan(expanded))[:moves])
        self.web = ClientWeb(commune.app.test_client(), commune.login(commune.me))

    def page(self, path: str) -> BeautifulSoup:
        _, status, text = self.web.get(f"/r/{self.run}/{path}")
        assert status == 200
        return BeautifulSoup(text, "html.parser")

    def facts(self, path: str) -> str:
        return " ".join(one.get_text(" ", strip=True) for one in self.page(path).select(".facts"))


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    return open_commune(tmp_path_factory.mktemp("clerk"))


@pytest.fixture(scope="module")
def tray(commune) -> Desk:
    return Desk(commune, "sau-van-ban-mot-bi-mat", 0)


@pytest.fixture(scope="module")
def handed(commune) -> Desk:
    return Desk(commune, "sau-van-ban-mot-bi-mat", 14)


def offered(page: BeautifulSoup) -> set[str]:
    return {str(one["data-action"]) for one in page.select("[data-action^='eoffice.']")}


def test_an_envelope_shows_its_outside_and_can_be_handed_over_or_wrongly_registered(tray):
    page = tray.page(f"eoffice/incoming/{tray.names['secret']}")
    assert {"eoffice.hand_over", "eoffice.register_incoming"} <= offered(page)
    assert "Dấu chữ trên bì" in page.get_text()
    assert "Trạng thái báo nơi gửi" not in page.get_text()


def test_an_electronic_document_is_not_handed_over_on_paper(tray):
    page = tray.page(f"eoffice/incoming/{tray.names['land']}")
    assert "eoffice.hand_over" not in offered(page)
    assert "không có bản giấy để bàn giao" in page.get_text()


def test_what_was_handed_over_says_to_whom_and_how_and_is_in_no_register(handed):
    facts = handed.facts(f"eoffice/incoming/{handed.names['secret']}")
    for words in ("Chánh Văn phòng", "Sổ đăng ký bí mật nhà nước đến", "Nguyên bì, chưa bóc"):
        assert words in facts
    assert "PA03" not in handed.page("eoffice/so-den").get_text()


def test_what_was_passed_for_information_names_its_readers(handed):
    facts = handed.facts(f"eoffice/incoming/{handed.names['notice']}")
    assert "Xem để biết" in facts
    assert "Giám đốc Trung tâm" in facts
    assert "Thời hạn" not in facts


def test_the_check_of_signatures_shows_who_should_have_signed_and_who_did(commune):
    desk = Desk(commune, "ky-sai-tham-quyen", 3)
    facts = desk.facts(f"signing/kiem-tra?document={desk.names['letter']}")
    assert f"Người ký ghi trên văn bản {desk.names['staff.chu_tich.full_name']}" in facts
    assert f"Người ký {desk.names['staff.pho_chu_tich.full_name']}" in facts
    assert "Phó Chủ tịch" in facts


def test_a_document_given_back_says_why_and_whose_signature_was_not_used(commune):
    desk = Desk(commune, "ky-sai-tham-quyen", 4)
    facts = desk.facts(f"eoffice/document/{desk.names['letter']}")
    assert "Chữ ký không dùng" in facts
    assert desk.names["staff.pho_chu_tich.full_name"] in facts
    assert "Người ký không đúng thẩm quyền" in facts
