"""Grading a record of 40 entries by 12 criteria against the same twelve questions written by hand for this one case."""

from __future__ import annotations

import dataclasses
import gc
import json
import mmap
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader import RunRecord, grade
from grader.checks import signed as judging
from sandbox.app import open_grounds
from sandbox.config import Config
from sandbox.runs.play import Keeping
from sandbox.runs.proof import player
from scenarios import Act, plan
from tests.bench import declare
from tests.bench.timing import Row, cpu, paired

SCENARIO = "tra-loi-van-ban-den"
ENTRIES = 40


MANY, STARTED = 500, 10_000
RECORDS = 10_000


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        record, scenario = played(Path(folder), ENTRIES)
        long, _ = played(Path(folder), MANY)
    plain = unsigned(scenario)
    assert grade(record, scenario).score == grade(record, scenario).max_score
    assert all(by_hand(record).values()), by_hand(record)
    ours, other, ratio = paired(_times(lambda: grade(fresh(record), plain)), _times(lambda: by_hand(record)))
    signed = paired(lambda: (forget(), grade(fresh(record), scenario)), lambda: grade(fresh(record), plain))
    what = f"grade {len(record.lines)} entries, {len(scenario.criteria)} criteria, against a hand-written check"
    crowded = among_many(long)
    large = cpu(lambda: grade(fresh(crowded), plain))
    return [
        Row(what, f"{ratio:.1f} × ({ours * 50:.2f} : {other * 50:.2f} ms)", "≤ 3 ×"),
        Row("two signatures add", f"{(signed[0] - signed[1]) * 1e3:.0f} ms", "≤ 50 ms"),
        Row(f"grade {MANY} entries over {STARTED:,} records of the start", f"{large * 1e3:.1f} ms", "≤ 20 ms"),
        Row(f"memory after {RECORDS:,} different records, above that after 1,000", growth(record, plain), "flat"),
        *declare.rows(),
    ]


def among_many(record: RunRecord) -> RunRecord:
    """The record of an office that began with `STARTED` papers more."""
    start = {kind: dict(ones) for kind, ones in (record.start or {}).items()}
    for kind in ("incoming", "document"):
        like = next(iter(start[kind].values()))
        start[kind] |= {f"more-{n}": {**like, "id": f"more-{n}"} for n in range(STARTED // 2)}
    return dataclasses.replace(record, start=start)


def growth(record: RunRecord, scenario: Any) -> str:
    """What grading leaves in memory when no two records are the same: resident size, and small objects alive."""
    after: dict[int, tuple[float, int]] = {}
    for number in range(RECORDS + 1):
        grade(other(record, number), scenario)
        if number in (1_000, RECORDS):
            gc.collect()
            after[number] = resident(), sys.getallocatedblocks()
    (before, few), (now, many) = after[1_000], after[RECORDS]
    return f"{now - before:+.1f} MB of {now:.0f}, {many - few:+,} objects of {many:,}"


def resident() -> float:
    """MB of this process in memory; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * mmap.PAGESIZE / 1e6 if told.exists() else 0.0


def other(record: RunRecord, number: int) -> RunRecord:
    """The record with other texts and certificates, so that nothing kept of another one serves it."""
    lines = tuple(one._replace(content=one.content.replace(b"Ban", b"Ban %d" % number)) for one in record.lines)
    return dataclasses.replace(record, lines=lines[:ENTRIES], trust_pem=b"%d" % number, run=f"run-{number}")


def _times(work: Callable[[], object]) -> Callable[[], object]:
    return lambda: [work() for _ in range(20)]


def unsigned(scenario: Any) -> Any:
    """The scenario with another question in place of the one that judges signatures."""
    asked = {one.id: one for one in scenario.criteria}
    other = asked["issued"].model_copy(update={"id": "signed"})
    return scenario.model_copy(
        update={"criteria": tuple(other if one.id == "signed" else one for one in scenario.criteria)}
    )


def forget() -> None:
    """Verdicts are kept for the prefixes of one run; here every file is judged anew."""
    judging._KEPT.clear()


def fresh(record: RunRecord) -> RunRecord:
    """The same record, nothing of it read yet."""
    return dataclasses.replace(record)


def played(folder: Path, entries: int) -> tuple[RunRecord, Any]:
    """The reference solution with the draft mended until the journal has so many entries."""
    grounds = open_grounds(Config.for_tests(folder, population_size=3_000))
    beginning = grounds.begin(grounds.scenarios[SCENARIO], 1)
    moves = list(plan(beginning.expanded))
    play = player(grounds, beginning, Keeping(grounds.makers).makers)
    place = next(n for n, move in enumerate(moves) if isinstance(move, Act) and move.step == "submit")
    subject = moves[place - 1].params["subject"]
    mend = Act("fix", moves[place].who, "eoffice.revise_draft", {"document": "$reply", "subject": subject})
    short = entries - len(play(moves).lines)
    return play([*moves[:place], *[mend] * short, *moves[place:]]), grounds.scenarios[SCENARIO]


def by_hand(record: RunRecord) -> dict[str, bool]:
    """What an impatient teacher would write for this one exercise: no words, no evidence, no doubt."""
    entries = [json.loads(line.content) for line in record.lines]
    world = {kind: {id: dict(one) for id, one in ones.items()} for kind, ones in (record.start or {}).items()}
    for entry in entries:
        for change in entry.get("changes", ()):
            if change["after"] is not None:
                world.setdefault(change["kind"], {}).setdefault(change["id"], {}).update(change["after"])
    done = [one for one in entries if "refused" not in one]
    names = [one["action"] for one in done]
    first = {name: names.index(name) for name in names}
    incoming = world["incoming"][record.names["incoming"]]
    (reply,) = (one for one in world["document"].values() if one.get("reply_to") == record.names["incoming"])
    when = {name: done[place]["at"] for name, place in first.items()}
    steps = {"eoffice.register_incoming", "eoffice.submit_incoming", "eoffice.assign", "eoffice.draft_reply",
             "eoffice.revise_draft", "eoffice.submit", "eoffice.approve", "signing.sign_person", "eoffice.take_number",
             "signing.sign_org", "eoffice.issue", "eoffice.close"}  # fmt: skip
    mine = [one for one in done if one["origin"] == "trainee" and not one["action"].startswith(("cast.", "clock."))]
    return {
        "registered": bool(incoming["number"]) and "khai sinh" in incoming["subject"].casefold(),
        "registered_same_day": when["eoffice.register_incoming"][:10] == incoming["arrived_at"][:10],
        "assigned": incoming["officer"] == "tu_phap" and bool(incoming["due"]),
        "answered": reply["addressees"] == ["so_tu_phap"] and str(record.names["births"]) in reply["body"],
        "approved_first": first["eoffice.approve"] < first["signing.sign_person"],
        "signed": [one["kind"] for one in reply["signatures"]] == ["person", "org"],
        "in_order": first["signing.sign_person"] < first["eoffice.take_number"] < first["eoffice.issue"],
        "issued": reply["sent_to"] == ["so_tu_phap"],
        "issued_same_day": when["eoffice.issue"][:10] == when["signing.sign_person"][:10],
        "in_deadline": when["eoffice.issue"] < incoming["due"] + "T17:01",
        "closed": incoming["state"] == "completed" and incoming["reply"] == reply["id"],
        "nothing_else": all(one["action"] in steps for one in mine),
    }
