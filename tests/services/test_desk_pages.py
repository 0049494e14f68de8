"""Pages of the one-stop desk and of the registers, in the whole application."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from bs4 import BeautifulSoup

from scenarios import Act, plan
from tests.players.commune import open_commune
from tests.players.http import HttpPlayer
from tests.players.web import ClientWeb


class Desk:
    """A run of one scenario, played to a certain move; pages are asked by their path below the run."""

    def __init__(self, commune, scenario: str, moves: int = 0):
        self.run = commune.runs.start_run(commune.me, scenario, variant=1)
        self.names = self._beginning(commune).expanded.names
        self.web = ClientWeb(commune.app.test_client(), commune.login(commune.me))
        homes, grounds = commune.app.extensions["office"].homes, commune.runs.grounds
        self.player = HttpPlayer(self.web, self.run, grounds.vocabulary, homes, lambda step: False)
        expanded = self._beginning(commune).expanded
        self.player.play(plan(expanded)[:moves], {n: step.makes for n, step in expanded.steps.items()})

    def _beginning(self, commune):
        return commune.runs.beginning(commune.runs.row(self.run))

    def page(self, path: str, status: int = 200) -> BeautifulSoup:
        _url, found, text = self.web.get(f"/r/{self.run}/{path}")
        assert found == status, path
        return BeautifulSoup(text, "html.parser")

    def text(self, path: str) -> str:
        return " ".join(self.page(path).get_text(" ").split())


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    return open_commune(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def counter(commune) -> Desk:
    """Papers on the counter, nothing done yet."""
    return Desk(commune, "khai-sinh-tai-quay")


@pytest.fixture(scope="module")
def handed(commune) -> Desk:
    """A dossier received at the counter and handed to the officer."""
    return Desk(commune, "khai-sinh-tai-quay", moves=4)


@pytest.fixture(scope="module")
def looked(commune) -> Desk:
    """Two people looked up for a dossier."""
    return Desk(commune, "khai-sinh-lech-du-lieu", moves=2)


PAGES = (
    "onestop/",
    "onestop/?tab=soon",
    "onestop/quay",
    "onestop/thu-tuc",
    "onestop/thu-tuc/1.001193",
    "onestop/so-theo-doi",
    "registry/",
    "registry/nhat-ky",
    "registry/so-khai-sinh",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_and_tells_where_it_is(counter: Desk, path: str) -> None:
    page = counter.page(path)
    assert len(page.find_all("h1")) == 1
    assert page.find(id="office")["data-page"]


def test_the_in_tray_counts_what_waits(counter: Desk) -> None:
    tabs = counter.page("onestop/").select("nav.tabs a")
    counts = {tab.get_text(" ").rsplit(" ", 1)[0].strip(): int(tab.b.text) for tab in tabs}
    assert counts["Chờ tiếp nhận"] == 0
    assert counts["Chờ bổ sung"] == 3
    assert counts["Tất cả"] == 23


@pytest.mark.parametrize("spelling", ["NFC", "NFD"])
def test_a_dossier_is_found_by_its_owners_name_however_it_is_typed(counter: Desk, spelling: str) -> None:
    name = normalize(spelling, counter.names["other1.full_name"])
    _url, _status, text = counter.web.get(f"/r/{counter.run}/onestop/", [("q", name)])
    assert f"dossier {counter.names['older1']}" in text


def test_dossiers_are_found_by_the_code_of_their_procedure(counter: Desk) -> None:
    codes = [row["data-record"] for row in counter.page("onestop/?q=1.004873").select("tr[data-record]")]
    assert f"dossier {counter.names['older1']}" in codes
    assert f"dossier {counter.names['older2']}" not in codes


def test_the_counter_shows_each_paper_with_its_words(counter: Desk) -> None:
    said = counter.text("onestop/quay")
    assert "Giấy chứng sinh" in said
    assert counter.names["birth.birth_notice_code"] in said


def test_the_page_never_says_what_is_missing(counter: Desk) -> None:
    said = counter.text(f"onestop/dossier/{counter.names['older2']}").casefold()
    assert "còn thiếu" not in said


def test_a_dossier_shows_its_receipt_and_its_way(handed: Desk) -> None:
    row = handed.page("onestop/so-theo-doi").select("tr[data-record]")[-1]
    code = row["data-record"].partition(" ")[2]
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01)" in handed.text(f"onestop/dossier/{code}")
    legs = handed.page(f"onestop/phieu-kiem-soat/{code}").select("tbody tr")
    assert legs[0].td.get_text() == handed.names["father.full_name"]
    assert len(legs) == 2


def test_papers_have_pages_of_their_own(handed: Desk) -> None:
    assert handed.page(f"onestop/paper/{handed.names['notice']}").find("a", string="Mở PDF")


def test_a_procedure_says_who_handles_it(counter: Desk) -> None:
    assert "Công an xã" in counter.text("onestop/thu-tuc/1.004222")


def test_procedures_are_found_without_diacritics(counter: Desk) -> None:
    found = counter.page("onestop/thu-tuc?q=ket+hon").select("tbody tr")
    assert len(found) == 4


@pytest.fixture(scope="module")
def late(commune) -> Desk:
    """A dossier whose extension was asked for and granted."""
    desk = Desk(commune, "xin-loi-gia-han", moves=5)
    desk.player.press("clock.wait")
    return desk


def test_an_apology_shows_its_letter_the_new_day_and_the_first_one(late: Desk) -> None:
    path = f"onestop/dossier/{late.names['late_dossier']}"
    said = late.text(path)
    assert "Văn bản xin lỗi và đề nghị gia hạn (Mẫu 04)" in said
    assert f"Ủy ban nhân dân xã {late.names['away']}" in said
    rows = late.page(path).find("h2", string="Các lần thay đổi hẹn trả").find_parent("section").select("tbody tr")
    assert [row.select("td")[1].get_text() for row in rows] == ["Xin lỗi, gia hạn"]


def test_a_letter_of_apology_opens_as_a_pdf(late: Desk) -> None:
    page = late.page(f"onestop/dossier/{late.names['late_dossier']}")
    link = next(one for one in page.select("ul.papers li") if "Mẫu 04" in one.get_text()).a["href"]
    response = late.web.client.get(link)
    assert (response.status_code, response.data[:5]) == (200, b"%PDF-")


def test_what_was_extended_offers_no_second_letter(late: Desk) -> None:
    offers = {
        one["data-action"]
        for one in late.page(f"onestop/dossier/{late.names['again_dossier']}").select("[data-action]")
    }
    fresh = {
        one["data-action"]
        for one in late.page(f"onestop/dossier/{late.names['ready_dossier']}").select("[data-action]")
    }
    assert "onestop.ask_extension" in fresh
    assert "onestop.ask_extension" not in offers


def test_reception_proposes_where_the_citizen_wants_the_result(commune) -> None:
    desk = Desk(commune, "nam-ho-so-khai-sinh")
    page = desk.page(f"do/onestop.receive?dossier={desk.names['morning']}")
    chosen = page.select("[name=delivery][checked], [name=delivery] option[selected]")
    assert [one["value"] for one in chosen] == ["electronic"]


@pytest.mark.parametrize(
    "path", ["onestop/thu-tuc/9.999999", "onestop/phieu-kiem-soat/x", "onestop/dossier/x", "registry/found/999"]
)
def test_what_does_not_exist_is_not_found(counter: Desk, path: str) -> None:
    counter.page(path, status=404)


def test_a_look_up_shows_the_person_and_why_they_were_looked_up(looked: Desk) -> None:
    link = looked.page("registry/nhat-ky").select("tbody tr")[-1].a["href"]
    said = looked.text(link.partition(f"{looked.run}/")[2])
    assert looked.names["mother.full_name"] in said
    assert looked.names["father.full_name"] in said
    assert "Đối chiếu giấy tờ công dân nộp" in said
    assert looked.names["birth.birth_notice_code"] in said


def test_the_log_names_who_looked_up_whom_for_which_dossier(looked: Desk) -> None:
    rows = looked.page("registry/nhat-ky").select("tbody tr")
    assert [row.a.get_text() for row in rows] == [looked.names["namesake.full_name"], looked.names["mother.full_name"]]
    assert all(looked.names["dossier"] in row.get_text() for row in rows)


def test_an_entry_that_is_no_look_up_shows_nobody(looked: Desk) -> None:
    looked.page("registry/found/999999", status=404)


def test_markup_in_a_search_is_only_text(counter: Desk) -> None:
    page = counter.page("onestop/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert not [one for one in page.find_all("script") if "alert" in one.get_text()]
    assert "<script>alert(1)</script>" in page.get_text()


def test_a_search_by_name_shows_all_who_bear_it_and_is_logged(commune) -> None:
    desk = Desk(commune, "khai-sinh-lech-du-lieu")
    asked = {"name": desk.names["father.full_name"], "purpose": "check_paper", "case": desk.names["dossier"]}
    desk.player.play([Act("", "tu_phap", "registry.find_people", asked)], {})
    link = desk.page("registry/nhat-ky").select_one("tbody a")["href"]
    found = desk.page(link.partition(f"{desk.run}/")[2]).select("tr[data-record]")
    shown = {row["data-record"].partition(" ")[2] for row in found}
    assert {desk.names["father"], desk.names["namesake"]} <= shown


def test_a_drafted_certificate_is_mended_in_a_form_that_says_what_it_says(commune) -> None:
    desk = Desk(commune, "khai-sinh-lech-du-lieu")
    names = desk.names
    given = {
        "dossier": names["dossier"],
        "child_name": names["child_name"],
        "birth_date": "2026-11-01",
        "sex": "male",
        "birth_place": "Trạm Y tế",
        "ethnicity": "Thái",
        "mother": names["mother"],
        "signer": "chu_tich",
    }
    desk.player.play([Act("", "tu_phap", "registry.draft_certificate", given)], {})
    page = desk.page("do/registry.revise_certificate?birth=ks-2026-0001")
    assert page.find(attrs={"name": "child_name"})["value"] == names["child_name"]
    assert page.find(attrs={"name": "birth_date"})["value"] == "01/11/2026"
    assert page.find(attrs={"name": "mother"})["value"].replace(" ", "") == names["mother"]
