"""House rules of every real page: a whole matter is played through the pages in the pseudo-language, then every link of
the office is followed; each page keeps the contract, stays small, and holds no text that cannot be translated."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import msgspec
import pytest
from bs4 import BeautifulSoup

from sandbox.services.onestop import procedures
from sandbox.ui import catalogue
from scenarios import plan
from seed.records import Official, Organisation, Village
from tests.players.commune import open_commune
from tests.players.http import HttpPlayer
from tests.players.web import ClientWeb
from tests.ui.pseudo import untranslated

pytestmark = pytest.mark.slow
SCENARIOS = ("khai-sinh-thieu-giay", "tra-loi-van-ban-den")
LATER = 30_000
MOST_PAGES = 90
CHOICES = re.compile(r"[?&](done|lang|brief)=")
# Names and codes that are the same in every language: the commune, archive codes, indications of ETSI EN 319 102-1.
NAMES = {"Pà Vầy", "VT", "VP", "KT", "VHXH", "SANDBOX", "PDF", "passed", "indeterminate", "failed",
         "TOTAL-PASSED", "TOTAL-FAILED", "INDETERMINATE"}  # fmt: skip
NAMES |= {"English", "Tiếng Việt"}


class Visit(ClientWeb):
    """A reader in the pseudo-language who keeps every page they saw."""

    def __init__(self, client: Any, cookie: str):
        super().__init__(client, cookie)
        client.set_cookie("lang", "pseudo")
        self.pages: dict[str, tuple[int, str]] = {}

    def _answer(self, response: Any) -> tuple[str, int, str]:
        url, status, text = super()._answer(response)
        self.pages[url] = (status, text)
        return url, status, text


def texts(value: Any) -> Iterator[str]:
    """Every text inside a plain value, a record or a declaration, and each of its lines."""
    if isinstance(value, str):
        yield value
        yield from re.split(r"\n|; ", value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts(one)
    elif isinstance(value, msgspec.Struct):
        yield from texts(msgspec.to_builtins(value))
    elif hasattr(value, "__dict__"):
        yield from texts(vars(value))


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    house = open_commune(tmp_path_factory.mktemp("pages"))
    folder = tmp_path_factory.mktemp("pseudo")
    catalogue.pseudo(folder)
    house.app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    house.app.extensions["babel"].translation_directories = [str(folder)]
    return house


def walk(web: Visit, first: str) -> None:
    """Follow the links of the office and of the briefing."""
    todo, seen = [first], set()
    while todo and len(seen) < MOST_PAGES:
        asked = todo.pop(0)
        if asked in seen:
            continue
        seen.add(asked)
        url, _status, text = web.get(asked)
        for link in BeautifulSoup(text, "html.parser").select("#office a[href], .brief a[href]"):
            to = urljoin(url, str(link["href"])).split("#")[0]
            if to.startswith(first) and not to.endswith((".pdf", ".png")) and not CHOICES.search(to):
                todo.append(to)


@pytest.fixture(scope="module", params=SCENARIOS)
def visited(request, commune):
    """Pages by address, and the texts that are data of the world and the exercise."""
    runs = commune.runs
    run = runs.start_run(commune.me, request.param, variant=2)
    beginning = runs.beginning(runs.row(run))

    def came(step: str) -> bool:
        return any(entry.content.rule == step for entry in runs.live(runs.row(run)).journal)

    web = Visit(commune.app.test_client(), commune.login(commune.me))
    homes = commune.app.extensions["office"].homes
    player = HttpPlayer(web, run, runs.grounds.vocabulary, homes, came, beginning.expanded.files)
    makes = {name: step.makes for name, step in beginning.expanded.steps.items()}
    player.play(plan(beginning.expanded), makes)
    walk(web, f"/r/{run}/")
    return web.pages, data_of(runs, run, beginning)


def data_of(runs: Any, run: str, beginning: Any) -> set[str]:
    live = runs.live(runs.row(run))
    population = live.world.population
    law = procedures.catalogue().values()
    found = {*NAMES, *texts(live.world.plain()), *texts(beginning.expanded), *texts(list(law))}
    found |= {one.time.words for one in law}
    found |= set(texts([entry.content for entry in live.journal]))
    for kind in (Official, Organisation, Village):
        found |= set(texts(population.rows(kind)))
    for entry in live.journal:
        for read in entry.content.reads:
            kind, _slash, id = read.partition("/")
            cls = live.world.start.registry.kinds[kind]
            found |= set(texts(live.world.peek(cls, id)))
    return {one for one in found if len(one) > 1}


def test_every_page_is_shown_and_small(visited):
    pages, _data = visited
    assert len(pages) > 40
    failed = {url: status for url, (status, _text) in pages.items() if status not in (200, 409, 422)}
    assert failed == {}
    large = {url: len(text) for url, (_, text) in pages.items() if len(gzip.compress(text.encode())) >= LATER}
    assert large == {}


def test_every_page_keeps_the_contract(visited):
    pages, _data = visited
    wrong = {url: faults for url, (_status, text) in pages.items() if (faults := list(faults_of(text)))}
    assert wrong == {}


def faults_of(text: str) -> Iterator[str]:
    page = BeautifulSoup(text, "html.parser")
    if len(page.select("h1")) != 1:
        yield f"{len(page.select('h1'))} headings"
    if page.select_one("#office[data-page][data-seq]") is None:
        yield "the office does not name itself"
    if page.select_one(".drill") is None:
        yield "nothing says that this is a drill"
    if page.select("[style], style, script:not([src]), [onclick], [onchange]"):
        yield "something is inline"
    ids = [str(one["id"]) for one in page.select("[id]")]
    yield from (f"id {one} is there twice" for one in {one for one in ids if ids.count(one) > 1})
    for one in page.select("input:not([type=hidden]), select, textarea"):
        if not (one.get("aria-label") or one.find_parent("label") or page.select_one(f'label[for="{one.get("id")}"]')):
            yield f"{one.get('name')} has no label"
    yield from (f"{one['src']} has no alt" for one in page.select("img:not([alt])"))


def test_every_text_of_ours_can_be_translated(visited):
    pages, data = visited
    found = {text: url for url, (_status, html) in pages.items() for text in untranslated(html, data)}
    assert found == {}
