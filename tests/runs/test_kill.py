"""Killing the server at random moments loses nothing that it acknowledged, and leaves nothing half done."""

from __future__ import annotations

import http.client
import random
import threading
import time

import pytest
from bs4 import BeautifulSoup

from sandbox.config import Config
from sandbox.world.journal import chain_breaks
from tests.players.web import SocketWeb
from tests.runs.house import House, open_house
from tests.runs.server import Server, small_config
from tests.runs.tiny import Case

TRAINEES = 4
GONE = (OSError, http.client.HTTPException)


class Trainee(threading.Thread):
    """Writes remarks until the server is gone. A form that got no answer is sent again to the next server."""

    def __init__(self, number: int, run: str, cookie: str):
        super().__init__(daemon=True)
        self.number, self.run_id, self.cookie = number, run, cookie
        self.port = 0
        self.written: dict[str, int] = {}
        self.unanswered: list[tuple[str, str, list[tuple[str, str]]]] = []
        self.enough = threading.Event()
        self.served = threading.Event()
        self.count = 0

    def run(self) -> None:
        while not self.enough.is_set():
            if not self.served.wait(0.05):
                continue
            try:
                self._work(SocketWeb("127.0.0.1", self.port, self.cookie, timeout=10))
            except GONE:
                time.sleep(0.02)

    def _work(self, web: SocketWeb) -> None:
        if self.unanswered:
            text, url, fields = self.unanswered[0]
        else:
            text, url, fields = self._fresh_form(web)
            self.unanswered.append((text, url, fields))
        _, status, page = web.post(url, fields)
        told = BeautifulSoup(page, "html.parser").select_one("[data-outcome=done]")
        assert status == 200, page[:300]
        assert told is not None, page[:300]
        self.written[text] = int(told["data-entry"])
        self.unanswered.pop()

    def _fresh_form(self, web: SocketWeb):
        kind = ("tiny.remark", "tiny.print")[self.count % 5 == 4]
        url = f"/r/{self.run_id}/do/{kind}"
        form = BeautifulSoup(web.get(f"{url}?case=V-0000")[2], "html.parser").select_one(f'form[data-form="{kind}"]')
        assert form is not None
        self.count += 1
        text = f"{self.number}-{self.count}"
        fields = [(one["name"], one.get("value", "")) for one in form.select("input[name]")]
        fields += [("_step", "do")] + ([("text", text)] if kind == "tiny.remark" else [])
        return text, url, fields


def live_and_die(house: House, config: Config, kills: int, seed: int) -> list[Trainee]:
    """Let trainees act while the server is killed `kills` times; the last server answers everybody once more."""
    rng = random.Random(seed)
    trainees = [_trainee(house, number) for number in range(TRAINEES)]
    for _ in range(kills):
        server = _next_life(trainees, config)
        _wait_for(trainees, rng.randint(1, 9))
        time.sleep(rng.uniform(0, 0.05))
        _kill(server, trainees)
    server = _next_life(trainees, config)
    _wait_for(trainees, 3 * TRAINEES)
    for one in trainees:
        one.enough.set()
        one.join(20)
    _kill(server, trainees)
    return trainees


def _next_life(trainees: list[Trainee], config: Config) -> Server:
    server = Server(config)
    for one in trainees:
        one.port = server.port
        one.served.set()
        if not one.is_alive():
            one.start()
    return server


def _kill(server: Server, trainees: list[Trainee]) -> None:
    server.kill()
    for one in trainees:
        one.served.clear()


def _wait_for(trainees: list[Trainee], more: int) -> None:
    """Wait until so many more acts were acknowledged."""
    goal = sum(len(one.written) for one in trainees) + more
    until = time.monotonic() + 60
    while sum(len(one.written) for one in trainees) < goal:
        assert time.monotonic() < until, "the server does not answer"
        time.sleep(0.002)


def _trainee(house: House, number: int) -> Trainee:
    user = house.user(f"hoc_vien_{number}")
    return Trainee(number, house.begin(user, variant=number), house.login(user))


def judge(house: House, trainees: list[Trainee]) -> int:
    """Everything acknowledged is there once, nothing is half there, every chain is whole; how much was acknowledged."""
    for one in trainees:
        row = house.runs.row(one.run_id)
        stored = house.runs.store.entries(one.run_id)
        assert [entry.seq for entry in stored] == list(range(1, row.seq + 1))
        assert chain_breaks(row.start_digest, stored) is None
        assert row.head == stored[-1].hash
        _all_there(one, stored)
        files = house.runs.store.files(one.run_id).all()
        assert {name for entry in stored for name in entry.content.effects.values()} <= set(files)
        remarks = house.world(one.run_id).get(Case, "V-0000").remarks
        assert len(remarks) == len(set(remarks)), "a form that was sent again made a second entry"
    return sum(len(one.written) for one in trainees)


def _all_there(one: Trainee, stored) -> None:
    by_seq = {entry.seq: entry.content for entry in stored}
    for text, seq in one.written.items():
        content = by_seq[seq]
        assert content.params.get("text", text) == text
        assert content.refused is None


def _run(house: House, config: Config, kills: int, seed: int) -> None:
    trainees = live_and_die(house, config, kills, seed)
    written = judge(house, trainees)
    assert written > kills


@pytest.fixture
def small(config):
    return small_config(config.instance, config.database_url)


@pytest.fixture
def served(small):
    opened = open_house(small)
    yield opened
    opened.shut()


@pytest.mark.slow
def test_twenty_kills_lose_nothing(served, small):
    _run(served, small, kills=20, seed=1)


@pytest.mark.ondemand
@pytest.mark.timeout(3000)
def test_two_hundred_kills_lose_nothing(served, small):
    _run(served, small, kills=200, seed=2)
