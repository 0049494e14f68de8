"""Every text can be translated: pages in the pseudo-language show what is not marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from sandbox.ui import catalogue
from tests.ui import demo, demo_pages, stage
from tests.ui.conftest import Reader
from tests.ui.demo import MOTHER_RECORD, OFFICIALS, PAPERS, STATES
from tests.ui.pseudo import untranslated
from tests.ui.stage import requests_of
from tests.ui.test_contract import PAGES


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("pseudo")
    catalogue.pseudo(made)
    return made


@pytest.fixture
def reader(folder):
    reader = Reader()
    reader.app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    reader.app.extensions["babel"].translation_directories = [str(folder)]
    reader.client.set_cookie("lang", "pseudo")
    return reader


def demo_words() -> set[str]:
    """Texts of the demo office and its world, which no catalogue of the product holds."""
    words = {*PAPERS.values(), *(one.words for one in STATES.values()), MOTHER_RECORD.full_name}
    words |= {"English", "Tiếng Việt"}
    words |= {text for one in OFFICIALS for text in (one.full_name, one.post)}
    words |= {text for one in requests_of(9).values() for text in (one.id, one.name, one.procedure)}
    sources = [Path(one.__file__).read_text(encoding="utf-8") for one in (demo, demo_pages, stage)]
    literals = re.findall(r'"([^"\n]{2,})"', "\n".join(sources))
    return words | {part for one in literals for part in re.split(r"%\(\w+\)s", one)}


@pytest.mark.parametrize("url", [*PAGES, "/", "/nope", "/r/demo/demo/request/none"])
def test_no_text_of_ours_stands_outside_the_catalogue(reader, url):
    reader.open(url)
    assert "⟦" in reader.answer.text
    assert untranslated(reader.answer.text, demo_words()) == []


def test_errors_and_confirmations_are_translated_too(reader):
    reader.open("/r/demo/do/demo.receive", request="H99.1-261114-0002")
    reader.press("demo.receive", due="mai")
    assert untranslated(reader.answer.text, {*demo_words(), "mai"}) == []


def test_a_text_that_is_not_marked_is_found():
    assert untranslated("<p>⟦Đã dịch ⟦Lan⟧⟧ 12/11</p><p>Chưa dịch</p>") == ["Chưa dịch"]
    assert untranslated('<img alt="Chưa dịch">') == ["Chưa dịch"]
    assert untranslated("<p>⟦Của⟧ Lò Thị Lan</p>", {"Lò Thị Lan"}) == []


def test_texts_of_python_and_of_templates_are_extracted():
    texts = {message.id for message in catalogue.extracted()}
    assert "chưa điền" in texts
    assert "Chưa làm được (%(n)s)" in texts


def test_the_catalogue_is_the_same_bytes_when_nothing_changed():
    once = catalogue.po_bytes(catalogue.updated("en"))
    assert once == catalogue.po_bytes(catalogue.updated("en"))
    assert b"POT-Creation-Date" not in once


def test_the_catalogues_follow_the_source():
    assert list(catalogue.behind()) == []


def test_translations_keep_the_places_for_values():
    wrong = []
    for message in catalogue.read("en"):
        if message.id and message.string:
            wrong += [str(message.id) for _error in message.check()]
            wrong += [str(message.id) for id in [message.id] if _places(id) != _places(message.string)]
    assert wrong == []


def _places(text):
    return sorted(set(re.findall(r"%\((\w+)\)", text if isinstance(text, str) else " ".join(text))))


def test_a_new_text_is_missing_until_it_is_translated(monkeypatch):
    held = Catalog(locale="en")
    held.add("cũ", "old")
    fresh = Catalog()
    fresh.add("cũ")
    fresh.add("mới")
    monkeypatch.setattr(catalogue, "read", lambda language: held)
    monkeypatch.setattr(catalogue, "extracted", lambda: fresh)
    assert catalogue.missing("en") == ["mới"]
    assert catalogue.updated("en").get("cũ").string == "old"
