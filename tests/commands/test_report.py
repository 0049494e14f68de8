"""The report of a proof: everything in words, nothing left out, nothing executed."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from sandbox.commands.report import OPERATORS, page
from sandbox.proving.mutants import OPERATORS as DECLARED
from scenarios import library

ID = "van-ban-gui-nham"
POINT = {"variant": 1, "holds": True, "told": "", "missed": [], "blocked": []}
PROOF = {
    "id": ID,
    "proven": False,
    "problems": ["kiểu sai “late”: chỉ nhận ra 20/24"],
    "mutation_score": 0.9902,
    "mutants": 412,
    "false_alarm_rate": 0.0083,
    "right_runs": 360,
    "variants": [1, 2],
    "mutated_variants": [1],
    "points": [
        {**POINT, "point": "solution", "name": "main"},
        {**POINT, "point": "mistake", "name": "x", "holds": False},
    ],
    "operator_counts": {"late": [20, 24], "drop": [12, 12]},
    "right_families": {"delay": 120, "wording": 100},
    "alarms": [{"family": "wording", "step": "put", "what": "note", "lost": ["put_forward"]}] * 3,
    "boundary_pairs": [{"criterion": "registered_same_day", "holds": True}],
    "untried_limits": [],
    "stories": [
        {"told": "Không ai nhận ra nếu làm trễ bước “Trình”", "reason": "Trong ngày là đủ", "law": "NĐ 30/2020"},
        {"told": "Không ai nhận ra nếu <b>đổi</b>", "reason": "", "law": ""},
    ],
    "forbidden_swaps": [{"first": "register", "second": "put", "law": ["Điều 22"]}],
    "free_swaps": [{"first": "register", "second": "back"}],
    "nobody_notices": [{"criterion": "put_forward", "weakening": "bỏ điều kiện note"}],
}


def shown(**changes):
    proof = {**deepcopy(PROOF), **changes}
    whole = {"proven": False, "mutation_score": 0.9902, "false_alarm_rate": None, "problems": []}
    return BeautifulSoup(
        page({"scenarios": [proof], "library": whole}, library(), datetime(2026, 11, 22)), "html.parser"
    )


def test_every_operator_of_the_proof_has_words():
    assert set(DECLARED) <= set(OPERATORS)


def test_numbers_are_those_of_the_proof():
    text = " ".join(shown().get_text(" ").split())
    assert "99,0%" in text
    assert "20 / 24" in text
    assert "0 / 1" in text


def test_scores_that_there_are_not_are_a_dash():
    assert "–" in shown(mutation_score=None).select_one(f"#{ID} .big").get_text()


def test_a_survivor_without_a_reason_says_so_and_one_with_a_reason_shows_it():
    told = [
        one.get_text(" ", strip=True) for one in shown().select(f"#{ID} li") if "Không ai nhận ra" in one.get_text()
    ]
    assert "Trong ngày là đủ" in told[0]
    assert "NĐ 30/2020" in told[0]
    assert "Chưa có lý do" in told[1]


def test_what_authors_wrote_is_text_and_not_markup():
    assert not list(shown().select("li b"))


def test_the_same_false_alarm_is_told_once_with_its_number():
    assert [one.get_text() for one in shown().select(f"#{ID} li.no") if "3 lượt" in one.get_text()]


@pytest.mark.parametrize("name", ["stories", "alarms", "forbidden_swaps", "free_swaps", "nobody_notices", "problems"])
def test_what_there_is_none_of_has_no_heading(name):
    assert len(str(shown(**{name: []}))) < len(str(shown()))


def test_the_page_needs_nothing_from_elsewhere():
    made = shown()
    assert not made.select("script, link, img, iframe")
    assert "http" not in str(made.select("style"))


def test_limits_that_could_not_be_tried_are_told_with_the_reason():
    assert "Hạn chưa thử được" not in shown().get_text()
    left = [{"criterion": "registered_same_day", "choice": 2, "why": "lời giải này không làm việc ấy"}]
    text = " ".join(shown(untried_limits=left).get_text(" ").split())
    assert "cách 2: lời giải này không làm việc ấy" in text.partition("Hạn chưa thử được đến từng phút")[2]
