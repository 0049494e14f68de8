"""Grading: a record of 40 entries under 12 criteria against a check written by hand; judging two signatures."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from grader import RunRecord, grade
from grader.signatures import judge
from scenarios import Scenario, loads
from seed.worktime import parse_term
from tests.bench.timing import Row, cpu, paired
from tests.grader.story import FILE, solved
from tests.makers.papers import issued_letter, office

MORE = "  - {id: asked, title: Đã yêu cầu bổ sung, points: 1, check: happened, what: ask, missed: Chưa yêu cầu.}\n"
ROUND = 20
TERM = parse_term("8 working hours")


@cache
def rubric() -> Scenario:
    """The small scenario with a twelfth criterion."""
    return loads(FILE.read_bytes().replace(b"criteria:\n", b"criteria:\n" + MORE.encode()))


@cache
def long_run() -> RunRecord:
    """The solution with waiting and looking up in between: 40 entries."""
    story = solved(upto="return")
    for number in range(29):
        story.passes(minutes=1)
        if number % 2:
            story.look()
        else:
            story.act("mot_cua", "clock.wait", ("clock", "clock", {"now": story.now.isoformat()}))
    return story.hand_over().record()


def unread(record: RunRecord) -> RunRecord:
    """The record as it comes from the store: nothing of it decoded yet."""
    return dataclasses.replace(record)


def by_hand(record: RunRecord) -> dict[str, bool]:
    """What somebody would write for this one scenario: no evidence, no sentences, nothing that can be missing."""
    acts, world = _folded(record)
    names = record.names
    dossier, mother = names["dossier"], names["mother"]
    held = world["dossier"][dossier]
    made = [d for d in world["document"].values() if d["form"] == "birth_certificate" and d["dossier"] == dossier]
    paper = made[0] if len(made) == 1 else None
    steps = {name: _acts(acts, who, does, dossier) for name, who, does in STEPS}
    returned = held["state"] == "returned" and held["returned_to"] == mother
    lookups = [one["params"] for one in acts if one["action"] == "registry.look_up" and one["origin"] == "trainee"]
    return {
        "asked": bool(steps["ask"]),
        "asked_once": held["supplements"] == 1 and set(held["asked"]) == {"chung_sinh", "cccd"},
        "asked_in_time": _within(record, steps["ask"], held["submitted_at"]),
        "accepted_full": _before(steps["papers"], steps["accept"]),
        "checked": _before(steps["look"], steps["verify"]) and _before(steps["verify"], steps["draft"]),
        "right_content": bool(paper) and paper["fields"]["child_name"].casefold() == names["child_name"].casefold(),
        "sealed": bool(paper) and [one["kind"] for one in paper["signatures"]] == ["person", "org"],
        "papers_done": returned and _before(steps["seal"], steps["return"]),
        "returned": returned,
        "on_time": returned and _within(record, steps["return"], steps["accept"][-1]["at"]),
        "need_to_know": returned and all(p["person"] == mother and p["case"] == dossier for p in lookups),
        "nothing_else": returned and _nothing_else(acts),
    }


STEPS = (
    ("ask", "mot_cua", "onestop.request_supplement"), ("papers", "", "onestop.bring_papers"),
    ("accept", "mot_cua", "onestop.receive"), ("look", "tu_phap", "registry.look_up"),
    ("verify", "tu_phap", "onestop.verify"), ("draft", "tu_phap", "registry.draft_certificate"),
    ("seal", "van_thu", "signing.sign_org"), ("return", "mot_cua", "onestop.return_result"),
)  # fmt: skip


def _folded(record: RunRecord) -> tuple[list[Any], dict[str, dict[str, Any]]]:
    world = {kind: dict(ones) for kind, ones in (record.start or {}).items()}
    acts = [one for one in (msgspec.json.decode(line.content) for line in record.lines) if not one.get("refused")]
    for one in acts:
        for change in one["changes"]:
            ones = world.setdefault(change["kind"], {})
            ones[change["id"]] = {**ones.get(change["id"], {}), **change["after"]}
    return acts, world


def _acts(acts: list[Any], who: str, does: str, dossier: str) -> list[Any]:
    found = [one for one in acts if one["action"] == does and (not who or one["actor"] == who)]
    return [one for one in found if dossier in (one["params"].get("dossier", dossier), one["params"].get("case"))]


def _before(first: list[Any], then: list[Any]) -> bool:
    return bool(then) and all(any(one["seq"] < two["seq"] for one in first) for two in then)


def _within(record: RunRecord, acts: list[Any], since: str) -> bool:
    limit = TERM.due(datetime.fromisoformat(since), record.calendar)
    return bool(acts) and datetime.fromisoformat(acts[0]["at"]) <= limit


def _nothing_else(acts: list[Any]) -> bool:
    allowed = {does for _, who, does in STEPS if who} | {"onestop.transfer", "eoffice.submit"}
    changing = [one for one in acts if one["origin"] == "trainee" and any(c["kind"] != "clock" for c in one["changes"])]
    done = [one["action"] for one in changing]
    return set(done) <= allowed and len(set(done)) == len(done)


def rows() -> list[Row]:
    record, judged = long_run(), rubric()
    assert all(by_hand(record).values())
    assert grade(record, judged).score == judged.max_score
    ours, hand, ratio = paired(
        lambda: [grade(unread(record), judged) for _ in range(ROUND)], lambda: [by_hand(record) for _ in range(ROUND)]
    )
    trust = office().installation.trust_pem()
    signatures = cpu(lambda: judge(issued_letter(), trust, datetime(2026, 11, 23, 12)))
    figures = f"{ours / ROUND * 1e3:.2f} ms, by hand {hand / ROUND * 1e3:.2f} ms: {ratio:.1f} ×"
    return [
        Row(f"grading {len(record.lines)} entries, {len(judged.criteria)} criteria", figures, "≤ 5 ×"),
        Row("judging two signatures", f"{signatures * 1e3:.0f} ms", "≤ 50 ms"),
    ]
