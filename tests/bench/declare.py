"""Twelve rules of order over runs of 40 entries, against a batch Declare library in an environment of its own."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import subprocess
from typing import Any

from grader import RunRecord, grade
from grader.case import Case
from grader.checks import CHECKS
from tests.bench.timing import Row, cpu
from tests.grader.rubrics import rubric
from tests.grader.story import Story

RUNS, ENTRIES, REPEAT = 500, 40, 3
STEPS = {"a": "ask", "b": "accept", "c": "transfer", "d": "look"}
NAMES = {"a": "ask", "b": "accept", "c": "pass", "d": "look"}
# (rule with letters for steps, Declare4Py, pm4py); nine templates that all three know, some with two pairs of steps
RULES = (
    ("{{first: {a}, then: {b}}}", "Precedence[a, b] | | |", ("precedence", "ab")),
    ("{{first: {c}, then: {b}}}", "Precedence[c, b] | | |", ("precedence", "cb")),
    ("{{first: {d}, then: {a}}}", "Precedence[d, a] | | |", ("precedence", "da")),
    ("{{when: {a}, then_must: {b}}}", "Response[a, b] | | |", ("response", "ab")),
    ("{{when: {b}, then_must: {c}}}", "Response[b, c] | | |", ("response", "bc")),
    ("{{when: {c}, then_must: {d}}}", "Response[c, d] | | |", ("response", "cd")),
    ("{{when: {a}, never_again: {b}}}", "Not Response[a, b] | | |", ("nonsuccession", "ab")),
    ("{{when: {d}, never_again: {c}}}", "Not Response[d, c] | | |", ("nonsuccession", "dc")),
    ("{{what: {a}, at_most: 0}}", "Absence1[a] | |", ("absence", "a")),
    ("{{what: {d}, at_most: 0}}", "Absence1[d] | |", ("absence", "d")),
    ("{{what: {b}, exactly: 1}}", "Exactly1[b] | |", ("exactly_one", "b")),
    ("{{what: {c}, exactly: 1}}", "Exactly1[c] | |", ("exactly_one", "c")),
)


def traces() -> list[str]:
    rng = random.Random(7)
    return ["".join(rng.choice("aabbcd") for _ in range(ENTRIES)) for _ in range(RUNS)]


def rows() -> list[Row]:
    """One row for each library; without one, a row that says how to get it."""
    peer = os.environ.get("THAOTRUONG_PEER_PYTHON")
    if not peer:
        return [Row("order rules against a Declare library", "not measured", f"≥ 10 ×; {HOW}")]
    theirs = asked(peer)
    whole, alone = ours()
    found = []
    for name, seconds in theirs.items():
        speed = f"{RUNS / whole:,.0f} or {RUNS / alone:,.0f} against {RUNS / seconds:,.0f} runs/s"
        figure = f"{seconds / whole:.2f} or {seconds / alone:.2f} × ({speed})"
        found.append(Row(f"12 order rules, whole grading or the rules alone, against {name}", figure, "≥ 10 ×"))
    return found


HOW = "set THAOTRUONG_PEER_PYTHON to an interpreter made as tools/declare_peer.py says"


def asked(peer: str) -> dict[str, float]:
    """Processor seconds of each library for all traces, already read."""
    question = {
        "traces": ["".join(f"{letter}0" for letter in trace) for trace in traces()],
        "rules": [{"declare": one} for _, one, _ in RULES],
        "pm4py": [{"template": kind, "activities": list(letters)} for _, _, (kind, letters) in RULES],
        "repeat": REPEAT,
    }
    told = subprocess.run(
        [peer, "tools/declare_peer.py"], input=json.dumps(question), text=True, capture_output=True, check=True
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return {f"{name} {found[name]}": seconds for name, seconds in found["seconds"].items()}


def ours() -> tuple[float, float]:
    """Processor seconds of grading all records from their bytes, and of the twelve criteria alone."""
    judged = rubric(*(f"check: ordered, needs: base, rules: [{rule.format(**NAMES)}]" for rule, _, _ in RULES))
    records = [played(trace) for trace in traces()]
    whole = cpu(lambda: [grade(dataclasses.replace(one), judged) for one in records], REPEAT)
    alone = min(_alone([Case(one, judged) for one in records], judged) for _ in range(REPEAT))
    return whole, alone


def _alone(cases: list[Case], judged: Any) -> float:
    return cpu(lambda: [CHECKS["ordered"](one, case) for case in cases for one in judged.criteria[1:]], 1)


def played(trace: str) -> RunRecord:
    story = Story()
    for letter in trace:
        getattr(story.passes(minutes=1), STEPS[letter])()
    return story.record()
