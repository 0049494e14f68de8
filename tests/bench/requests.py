"""A page and an act of a live run against a bare Flask application, in the same process, in turn."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from tests.bench.peer import bare
from tests.bench.timing import Row, paired, percentiles
from tests.players.commune import open_commune

SCENARIO = "khai-sinh-tai-quay"
TIMES = 40


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        commune = open_commune(Path(folder))
        run = commune.runs.start_run(commune.me, SCENARIO, variant=1)
        ours, peer = commune.app.test_client(), bare(Path(folder)).test_client()
        ours.set_cookie("login", commune.login(commune.me))
        return [*_pages(ours, peer, run), *_acts(ours, peer, run)]


def _pages(ours: FlaskClient, peer: FlaskClient, run: str) -> list[Row]:
    made = []
    for what, url in (("list", f"/r/{run}/onestop/?tab=all"), ("form", f"/r/{run}/do/onestop.open_dossier")):
        assert ours.get(url).status_code == 200
        mine, other, ratio = paired(_times(lambda url=url: ours.get(url)), _times(lambda: peer.get("/")))
        figure = f"{ratio:.2f} × ({mine / TIMES * 1e3:.2f} : {other / TIMES * 1e3:.2f} ms)"
        made.append(Row(f"page of a live run ({what}) against a bare ORM page", figure, "≤ 1.0 × CPU"))
    return made


def _acts(ours: FlaskClient, peer: FlaskClient, run: str) -> list[Row]:
    page = ours.get(f"/r/{run}/onestop/").get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    fixed = {"csrf_token": found[1] if found else "", "_step": "do"}
    seats = iter(range(10**6))
    staff = ("mot_cua", "tu_phap")

    def act() -> None:
        number = next(seats)
        sent = {**fixed, "_token": f"t{number}", "staff": staff[number % 2]}
        answer = ours.post(f"/r/{run}/do/cast.take_role", data=sent)
        assert answer.status_code == 303, answer.status_code

    def insert() -> None:
        assert peer.post("/", data={"code": "H99.1", "name": "Người mới"}).status_code == 303

    mine, other, ratio = paired(_times(act), _times(insert))
    half, most = percentiles(act, 400)
    figure = f"{ratio:.2f} × ({mine / TIMES * 1e3:.2f} : {other / TIMES * 1e3:.2f} ms)"
    return [
        Row("an act against a bare ORM insert", figure, "≤ 1.5 × CPU"),
        Row("99th percentile of acts against the median", f"{most / half:.1f} ×", "≤ 10 ×"),
    ]


def _times(work: Callable[[], object]) -> Callable[[], object]:
    return lambda: [work() for _ in range(TIMES)]
