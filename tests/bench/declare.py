"""Twelve rules of order over runs of 40 entries, against batch Declare libraries in an environment of their own."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from grader import RunRecord, grade
from grader.conformance import Conformance
from grader.eventlog import log_of, write_xes
from tests.bench.timing import Row, cpu
from tests.grader.rubrics import rubric
from tests.grader.story import Story

RUNS, ENTRIES, REPEAT = 500, 40, 5
STEPS = {"a": "ask", "b": "accept", "c": "transfer", "d": "look"}
ACTIONS = {
    "a": "onestop.request_supplement", "b": "onestop.receive", "c": "onestop.transfer", "d": "registry.look_up",
}  # fmt: skip
# (rule with letters for actions, Declare4Py, pm4py); nine templates that all three know, some with two pairs of actions
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
HOW = "set THAOTRUONG_PEER_PYTHON to an interpreter made as tools/declare_peer.py says"
STORED, READ, WHOLE = "entries as stored", "entries read", "as stored, with findings in sentences"


def traces() -> list[str]:
    rng = random.Random(7)
    return ["".join(rng.choice("aabbcd") for _ in range(ENTRIES)) for _ in range(RUNS)]


def rows() -> list[Row]:
    """Ours, then each library from the same place; without one, a row that says how to get it."""
    records = [played(trace) for trace in traces()]
    mine = ours(records)
    told = [Row(f"12 order rules, {name}", f"{RUNS / seconds:,.0f} runs/s", "") for name, seconds in mine.items()]
    peer = os.environ.get("THAOTRUONG_PEER_PYTHON")
    if not peer:
        return [*told, Row("12 order rules against a Declare library", "not measured", f"≥ 10 ×; {HOW}")]
    return told + [_against(name, seconds, mine) for name, seconds in asked(peer, records).items()]


def _against(name: str, seconds: float, mine: dict[str, float]) -> Row:
    """The goal is held against the forms in which logs are handed to that library; its inner objects are only told."""
    own = STORED if name.endswith("on disk") else READ
    goal = "" if "event objects" in name else "≥ 10 ×"
    return Row(f"{own}, against {name}", f"{seconds / mine[own]:.1f} × ({RUNS / seconds:,.0f} runs/s)", goal)


def asked(peer: str, records: list[RunRecord]) -> dict[str, float]:
    """Processor seconds of each library for all runs."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "runs.xes")
        with log.open("wb") as out:
            write_xes(map(log_of, records), out)
        question = {
            "traces": ["".join(f"{letter}0" for letter in trace) for trace in traces()],
            "rules": [{"declare": one} for _, one, _ in RULES],
            "pm4py": [{"template": kind, "activities": list(letters)} for _, _, (kind, letters) in RULES],
            "repeat": REPEAT,
            "log": str(log),
            "named": ACTIONS,
        }
        told = subprocess.run(
            [peer, "tools/declare_peer.py"], input=json.dumps(question), text=True, capture_output=True, check=True
        )
    found: dict[str, Any] = json.loads(told.stdout)
    return {name.replace("py,", f"py {found[name.partition(',')[0]]},"): one for name, one in found["seconds"].items()}


def ours(records: list[RunRecord]) -> dict[str, float]:
    """Processor seconds of judging all runs by all rules: from their bytes, read already, and with all that is told."""
    named = {letter: f"{{does: {action}}}" for letter, action in ACTIONS.items()}
    made = rubric(*(f"check: ordered, needs: base, rules: [{rule.format(**named)}]" for rule, _, _ in RULES))
    judge = Conformance([rule for one in made.criteria[1:] for rule in one.rules]).of
    read = [dataclasses.replace(one) for one in records]
    assert [judge(one) for one in read] == [
        [one.own == "met" for one in grade(record, made).findings[1:]] for record in records
    ]
    return {
        STORED: cpu(lambda: [judge(dataclasses.replace(one)) for one in records], REPEAT),
        READ: cpu(lambda: [judge(one) for one in read], REPEAT),
        WHOLE: cpu(lambda: [grade(dataclasses.replace(one), made) for one in records], REPEAT),
    }


def played(trace: str) -> RunRecord:
    story = Story()
    for letter in trace:
        getattr(story.passes(minutes=1), STEPS[letter])()
    return story.record()
