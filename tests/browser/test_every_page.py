"""Every kind of page that a person can reach by links, looked at as a whole: what can be measured of a good page."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
FIRST, LATER = 150_000, 30_000
MOST = 90
CHOICES = re.compile(r"[?&](lang|brief|done)=")
WIDTHS = (320, 360, 1366)

# Where each person begins, what is followed from there, and how many kinds of page that is at least.
WALKS = {
    "nobody": ("", "/login", r"/login", 1),
    "trainee": ("hv02", "/desk", r"/(?!r/)", 5),
    "trainee at work": ("hv04", "/desk", r"/r/[a-z2-7]{16}/", 25),
    "trainee looking back": ("hv02", "/desk", r"/r/[a-z2-7]{16}@\d+/", 10),
    "instructor": ("giaovien", "/classes", r"/(?!r/)", 5),
    "reviewer": ("nguoicham", "/review", r"/(?!r/)", 3),
    "administrator": ("quantri", "/admin", r"/", 7),
}

WHOLE = """() => {
  const faults = [], all = (what) => [...document.querySelectorAll(what)];
  const shown = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 1;
  if (all("h1").length !== 1) faults.push(`${all("h1").length} headings of the first order`);
  if (!document.title.trim()) faults.push("no title");
  if (document.documentElement.lang !== "vi") faults.push("not marked as Vietnamese");
  for (const one of all("input:not([type=hidden]), select, textarea"))
    if (!one.labels?.length && !one.ariaLabel) faults.push(`no label: ${one.name}`);
  for (const one of all("[tabindex]")) if (one.tabIndex > 0) faults.push(`its own tab order: ${one.outerHTML}`);
  for (const one of all("a:not([href])")) faults.push(`a link to nowhere: ${one.outerHTML}`);
  for (const one of all("a[href], button, input:not([type=hidden]), select, textarea, summary").filter(shown)) {
    if (one.tabIndex < 0 || one.disabled) continue;
    one.focus({preventScroll: true});
    if (parseFloat(getComputedStyle(one).outlineWidth) < 2) faults.push(`focus not seen: ${one.outerHTML}`);
  }
  return faults;
}"""
WIDE = """() => {
  const width = document.documentElement.scrollWidth, faults = width > innerWidth ? [`${width} px wide`] : [];
  for (const one of document.querySelectorAll("h1, h2, th, td, dt, dd, button, .button, .chip, .post, .tabs a")) {
    const style = getComputedStyle(one);
    const cut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
    const kept = style.clipPath === "none" && style.overflowX !== "visible" && one.checkVisibility();
    if (cut && kept) faults.push(`cut off: ${one.textContent.trim().slice(0, 60)}`);
  }
  return faults;
}"""
AXE_RULES = """axe.run({resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
  .then((said) => said.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 90)}`)))"""


def kind_of(routes: MapAdapter, address: str) -> str:
    """What page an address is of: its view, with the action of a form, and whether it is of the past."""
    path = urlsplit(address).path
    try:
        endpoint, values = routes.match(path)
    except HTTPException:
        return path
    return f"{endpoint} {values.get('name', '') if endpoint == 'do.draw' else ''} {'@' in path}"


def links(html: str, at: str) -> Iterator[str]:
    for link in BeautifulSoup(html, "html.parser").select("a[href]"):
        address = urljoin(at, str(link["href"])).partition("#")[0]
        if not CHOICES.search(address):
            yield address


def fetched(page: Any, address: str) -> tuple[str, str]:
    """Where an address leads and its HTML, nothing for a file."""
    answer = page.request.get(address)
    told = answer.text() if "text/html" in answer.headers["content-type"] else ""
    return urlsplit(answer.url)._replace(scheme="", netloc="").geturl(), told


def walk(page: Any, routes: MapAdapter, first: str, within: str) -> Iterator[tuple[str, str]]:
    """One address of each kind of page that is reached from `first` by links that match `within`, with its HTML."""
    todo, seen, known = [first], set(), set()
    while todo and len(seen) < MOST:
        address = todo.pop(0)
        kind = kind_of(routes, address)
        if address in seen or kind in known:
            continue
        seen.add(address)
        at, html = fetched(page, address)
        if not html:
            continue
        known.add(kind)
        todo += [one for one in links(html, at) if one.startswith("/")]
        if re.match(within, at):
            yield at, html


def faults_of(page: Any, address: str) -> Iterator[str]:
    page.goto(address)
    page.keyboard.press("Tab")
    yield from page.evaluate(WHOLE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        yield from (f"at {width}: {one}" for one in page.evaluate(WIDE))
        if width != 320:
            page.evaluate(AXE.read_text(encoding="utf-8"))
            yield from (f"at {width}: {one}" for one in page.evaluate(AXE_RULES))


@pytest.mark.parametrize("who", WALKS)
def test_every_page_can_be_read_used_and_reached_by_everybody(visit, installation, who):
    login, first, within, least = WALKS[who]
    visitor = visit(login)
    page = visitor.page
    routes = installation.app.url_map.bind("localhost")
    pages = list(walk(page, routes, first, within))
    assert len(pages) >= least, [at for at, _html in pages]
    assert {
        at: len(gzip.compress(html.encode())) for at, html in pages if len(gzip.compress(html.encode())) > LATER
    } == {}
    assert {at: faults for at, _html in pages if (faults := list(faults_of(page, at)))} == {}
    assert visitor.trouble == []


def test_the_first_page_is_light_with_everything_it_loads(browser, installation):
    context = browser.new_context(base_url=f"http://127.0.0.1:{installation.server_port}")
    page, loaded = context.new_page(), []
    page.on("response", lambda one: loaded.append(one))
    page.goto("/login", wait_until="networkidle")
    sizes = {one.url: int(one.header_value("content-length") or FIRST) for one in loaded}
    context.close()
    assert any(url.endswith(".css") for url in sizes)
    assert sum(sizes.values()) <= FIRST, sizes


@pytest.mark.parametrize("who", ["trainee at work", "trainee", "instructor", "reviewer", "administrator"])
def test_a_page_says_the_same_without_scripts(visit, who):
    login, first, *_rest = WALKS[who]
    told = [visit(login, scripts=scripts).opens(first).words("main") for scripts in (True, False)]
    assert told[0] == told[1]
