"""Two server processes over one database: both write into the same run, and nothing is lost or doubled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup

from sandbox.world.journal import chain_breaks
from tests.players.web import SocketWeb
from tests.runs.house import open_house
from tests.runs.server import Server, small_config
from tests.runs.tiny import Case

EACH = 15


@pytest.fixture
def small(config):
    return small_config(config.instance, config.database_url)


@pytest.fixture
def served(small):
    opened = open_house(small)
    yield opened
    opened.shut()


@pytest.fixture
def servers(small, served):
    both = [Server(small), Server(small)]
    yield both
    for one in both:
        one.kill()


def form(web, run):
    page = BeautifulSoup(web.get(f"/r/{run}/do/tiny.remark?case=V-0000")[2], "html.parser")
    fields = {one["name"]: one.get("value", "") for one in page.select('form[data-form="tiny.remark"] input[name]')}
    return {**fields, "_step": "do", "_seen": ""}


def told(answer) -> str:
    return str(BeautifulSoup(answer[2], "html.parser").select_one("[data-outcome]")["data-outcome"])


@pytest.mark.slow
def test_acts_of_two_processes_follow_each_other_in_one_chain(served, servers):
    run, cookie = served.begin(), served.login(served.me)

    def write(number: int) -> int:
        web = SocketWeb("127.0.0.1", servers[number].port, cookie)
        sent = [form(web, run) | {"text": f"{number}-{count}"} for count in range(EACH)]
        return sum(told(web.post(f"/r/{run}/do/tiny.remark", list(one.items()))) == "done" for one in sent)

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(write, range(2)))
    assert done == [EACH, EACH]
    remarks = served.world(run).get(Case, "V-0000").remarks
    assert sorted(remarks) == sorted(f"{number}-{count}" for number in range(2) for count in range(EACH))
    assert chain_breaks(served.runs.row(run).start_digest, served.runs.store.entries(run)) is None


@pytest.mark.slow
def test_one_form_sent_to_both_processes_at_once_is_one_entry(served, servers):
    run, cookie = served.begin(), served.login(served.me)
    webs = [SocketWeb("127.0.0.1", one.port, cookie) for one in servers]
    sent = list((form(webs[0], run) | {"text": "Một lần"}).items())

    def press(number: int) -> str:
        return told(webs[number % 2].post(f"/r/{run}/do/tiny.remark", sent))

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(press, range(20))) == {"done"}
    assert served.world(run).get(Case, "V-0000").remarks == ("Một lần",)
