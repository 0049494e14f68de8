"""Every page outside the office: all of its text can be translated, and it is light on a weak connection."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sandbox.accounts.models import TrainingClass, User
from sandbox.db import db
from sandbox.ui import catalogue
from tests.runs import tiny
from tests.ui.pseudo import untranslated

# What people and scenarios wrote is data of the school.
DATA = ("Thao trường số", "English", "Tiếng Việt", "Đã đọc", "Đồng ý", "remarks", "V-0000", "Vì")
SOFTWARE = ("sqlite", "postgresql", "MB", "Python", "Flask", "SQLAlchemy", "pyHanko", "typst")
SCENARIO = ("Chuyển một việc đang chờ", "Chuyển đúng người", "Kết thúc việc")
FIRST_LOAD, LATER = 150_000, 30_000


@pytest.fixture(scope="module")
def translations(tmp_path_factory):
    made = tmp_path_factory.mktemp("pseudo")
    catalogue.pseudo(made)
    return made


@pytest.fixture
def pages(school):
    """Every page with something on it: (user, address)."""
    school.assign("practice")
    school.assign("exam", attempts=2)
    run = school.handed_in("remark", "boss", "wrong_pin", "wait")
    school.mark(run, points="2", reason="Vì")
    school.begin()
    group = f"/classes/{school.group}"
    return [
        (None, "/login"),
        (school.me, "/desk"),
        (school.me, "/exercises/tiny"),
        (school.me, "/exercises/tiny/exam"),
        (school.me, "/account"),
        (school.me, f"/sheets/{run}"),
        (school.teacher, group),
        (school.teacher, f"{group}/exercises"),
        (school.teacher, f"{group}/people/{school.me}"),
        (school.judge, "/review"),
        (school.judge, f"/review/{run}"),
        (school.judge, f"/review/{run}?done=closed"),
        (school.judge, "/regrade"),
        (school.judge, "/regrade/tiny"),
        (school.admin, "/admin"),
        (school.admin, "/admin/people/new"),
        (school.admin, f"/admin/people/{school.me}"),
        (school.admin, "/admin/people/list"),
        (school.admin, "/admin/classes"),
        (school.admin, "/admin/health"),
    ]


def words_of_the_world(school):
    """Names of people and classes, and the texts of the tiny office, which no catalogue of the product holds."""
    with school.app.app_context():
        users = [text for one in db.session.scalars(db.select(User)) for text in (one.full_name, one.login)]
        groups = [one.name for one in db.session.scalars(db.select(TrainingClass))]
    officials = [text for one in school.runs.grounds.population.officials for text in (one.full_name, one.post)]
    literals = re.findall(r'"([^"\n]{2,})"', Path(tiny.__file__).read_text(encoding="utf-8"))
    people = who_acted(school)
    return [*DATA, *SCENARIO, *SOFTWARE, *users, *groups, *officials, *literals, *people]


def who_acted(school):
    """The names that stand in the timeline of the graded run."""
    link = school.page(school.me, "/exercises/tiny").select_one("a[href^='/sheets/']")["href"]
    return [one.get_text().split(" · ")[0].strip() for one in school.page(school.me, link).select(".line-list small")]


def test_every_text_of_a_page_can_be_translated(school, pages, translations):
    known = words_of_the_world(school)
    school.app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(translations)
    school.app.extensions["babel"].translation_directories = [str(translations)]
    for user, address in pages:
        client = school.client(user)
        client.set_cookie("lang", "pseudo")
        page = BeautifulSoup(client.get(address).get_data(as_text=True), "html.parser")
        for one in page.select(".inside dd, .inside > p, .ledger li"):
            one.clear()  # what the grader and the scenario say
        assert page.find(string=re.compile("⟦"))
        left = untranslated(str(page), known)
        assert left == [], address


def test_a_page_is_light(school, pages):
    for user, address in pages:
        client = school.client(user)
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert len(answer.data) <= LATER, address
        packed = answer.data[:2] == b"\x1f\x8b"
        page = BeautifulSoup(gzip.decompress(answer.data) if packed else answer.data, "html.parser")
        linked = [one.get("href") or one.get("src") for one in page.select("link[href], script[src]")]
        static = {one for one in linked if one.startswith("/static/")}
        whole = sum(len(client.get(one, headers={"Accept-Encoding": "gzip"}).data) for one in static)
        assert whole + len(answer.data) <= FIRST_LOAD, address
