"""Hand-made records of runs of `tests/scenarios/files/birth.yaml`, without any office."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader import Line, RunRecord
from scenarios import Expanded, Scenario, expand, load
from seed.calendar import load as load_calendar
from seed.population import population

FILE = Path(__file__).parents[1] / "scenarios" / "files" / "birth.yaml"
TEXT = {"type": "text"}
STAFF = {"type": "staff"}
PERSON = {"type": "person"}


def _action(look_up: bool = False, frame: bool = False, makes: str = "", **params: Any) -> dict[str, Any]:
    declared = {name: {"required": True, **spec} for name, spec in params.items()}
    return {
        "title": "", "roles": [], "subject": "", "subject_kind": "", "params": declared, "secrets": [],
        "look_up": look_up, "frame": frame, "final": False, "cast_only": False, "makes": makes, "minutes": 0,
    }  # fmt: skip


def _optional(**spec: Any) -> dict[str, Any]:
    return {"required": False, **spec}


DOSSIER = {"type": "record", "of": "dossier"}
DOCUMENT = {"type": "record", "of": "document"}
CHECKLIST = {"type": "list", "item": {"type": "choice", "of": "papers"}}
ROWS = {"type": "rows", "fields": {"kind": {"type": "choice", "choices": ["person", "org"]}, "staff": STAFF}}
VOCABULARY: dict[str, Any] = {
    "records": {
        "dossier": {
            "title": "Hồ sơ",
            "fields": {
                "id": TEXT, "procedure": TEXT, "owner_name": TEXT, "submitter": PERSON,
                "state": {"type": "choice", "choices": ["submitted", "accepted", "processing", "returned"]},
                "submitted_at": {"type": "datetime"}, "supplements": {"type": "integer"},
                "asked": {"type": "list", "item": TEXT}, "officer": {**STAFF, "optional": True},
                "returned_to": {**PERSON, "optional": True}, "due": {"type": "date", "optional": True},
            },
        },
        "paper": {
            "title": "Giấy tờ",
            "fields": {"id": TEXT, "form": TEXT, "owner": {**PERSON, "optional": True}, "fields": {"type": "map"}},
        },
        "document": {
            "title": "Văn bản",
            "fields": {
                "id": TEXT, "form": TEXT, "dossier": DOSSIER, "fields": {"type": "map"}, "signatures": ROWS,
                "file": {"type": "file", "optional": True}, "submitted_to": {**STAFF, "optional": True},
            },
        },
        "clock": {"title": "Đồng hồ", "frame": True, "fields": {"id": TEXT, "now": {"type": "datetime"}}},
    },
    "actions": {
        "onestop.request_supplement": _action(dossier=DOSSIER, missing=CHECKLIST, reason=TEXT),
        "onestop.bring_papers": _action(dossier=DOSSIER, papers=CHECKLIST),
        "onestop.receive": {**_action(dossier=DOSSIER), "title": "Tiếp nhận hồ sơ"},
        "onestop.transfer": _action(dossier=DOSSIER, to=STAFF),
        "onestop.verify": _action(dossier=DOSSIER, opinion={"type": "choice", "choices": ["pass", "fail"]}, note=TEXT),
        "onestop.return_result": _action(dossier=DOSSIER, to=PERSON),
        "registry.look_up": _action(look_up=True, person=PERSON, case=TEXT, purpose=_optional(**TEXT)),
        "registry.find_people": _action(look_up=True, name=TEXT, purpose=TEXT),
        "registry.draft_certificate": _action(makes="document", dossier=DOSSIER, child_name=TEXT, mother=PERSON),
        "eoffice.submit": _action(document=DOCUMENT, to=STAFF),
        "signing.sign_person": _action(document=DOCUMENT),
        "signing.sign_org": _action(document=DOCUMENT, pin={"type": "secret"}),
        "clock.wait": _action(frame=True),
        "drill.take_hint": _action(frame=True, criterion=TEXT),
        "drill.answer": _action(
            frame=True, question=TEXT, answer=_optional(**TEXT), chosen=_optional(type="list", item=TEXT)
        ),
    },
}  # fmt: skip


@lru_cache
def scenario() -> Scenario:
    return load(FILE)


@lru_cache
def expanded(variant: int = 1) -> Expanded:
    return expand(scenario(), variant, population(2026, 2000), load_calendar(), VOCABULARY)


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def link(previous: str, content: bytes, stamp: bytes) -> str:
    both = hashlib.sha256(content).digest() + hashlib.sha256(stamp).digest()
    return hashlib.sha256(bytes.fromhex(previous) + both).hexdigest()


Rows = list[tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]]


class Story:
    """A journal being written: acts, what they change, and time that passes."""

    def __init__(self, variant: int = 1):
        self.expanded = expanded(variant)
        self.now: datetime = self.expanded.now
        self.start_digest = hashlib.sha256(b"start").hexdigest()
        self.start: dict[str, dict[str, Any]] = {}
        for kind, fields in self.expanded.records:
            self.start.setdefault(kind, {})[fields["id"]] = dict(fields)
        self.state = {(kind, id): dict(one) for kind, ones in self.start.items() for id, one in ones.items()}
        self.lines: list[Line] = []
        self.files: dict[str, bytes] = {}

    @property
    def dossier(self) -> str:
        return str(self.expanded.names["dossier"])

    @property
    def mother(self) -> str:
        return str(self.expanded.names["mother"])

    @property
    def neighbour(self) -> str:
        return str(self.expanded.names["neighbour"])

    def passes(self, **time: int) -> Story:
        self.now += timedelta(**time)
        return self

    def at(self, text: str) -> Story:
        self.now = datetime.fromisoformat(text)
        return self

    def act(
        self,
        who: str,
        does: str,
        /,
        *changes: tuple[str, str, dict[str, Any] | None],
        origin: str = "trainee",
        refused: bool = False,
        rule: str | None = None,
        reads: tuple[str, ...] = (),
        **params: Any,
    ) -> Story:
        """Write an entry; each change is (kind, id, fields set), fields None to remove."""
        content: dict[str, Any] = {
            "seq": len(self.lines) + 1, "at": self.now.isoformat(), "origin": origin, "actor": who, "role": "",
            "action": does, "params": params, "changes": [self._change(*one) for one in changes],
        }  # fmt: skip
        if refused:
            content["refused"] = {"code": "no", "reason": "không"}
        if rule:
            content["rule"] = rule
        if reads:
            content["reads"] = [f"person/{one}" for one in reads]
        return self.write(content)

    def write(self, content: dict[str, Any]) -> Story:
        previous = self.lines[-1].hash if self.lines else self.start_digest
        written, stamp = canonical(content), canonical({"wall": "2026-11-22T01:00:00Z"})
        self.lines.append(Line(written, stamp, link(previous, written, stamp)))
        return self

    def lost(self, number: int) -> Story:
        """The entry can no longer be read."""
        self.lines[number - 1] = self.lines[number - 1]._replace(content=b"?")
        return self

    def _change(self, kind: str, id: str, fields: dict[str, Any] | None) -> dict[str, Any]:
        old = self.state.get((kind, id))
        if fields is None:
            self.state.pop((kind, id))
            return {"step": 0, "kind": kind, "id": id, "before": old, "after": None}
        if old is None:
            self.state[kind, id] = {"id": id, **fields}
            return {"step": 0, "kind": kind, "id": id, "before": None, "after": {"id": id, **fields}}
        before = {name: old.get(name) for name in fields}
        old.update(fields)
        return {"step": 0, "kind": kind, "id": id, "before": before, "after": fields}

    def record(self, **other: Any) -> RunRecord:
        given: dict[str, Any] = {
            "scenario_id": "birth",
            "now": self.expanded.now,
            "calendar": self.expanded.calendar,
            "lines": tuple(self.lines),
            "start": self.start,
            "names": self.expanded.names,
            "kinds": self.expanded.kinds,
            "vocabulary": VOCABULARY,
            "scenario_text": scenario().text,
            "scenario_digest": scenario().digest,
            "variant": self.expanded.variant,
            "run": "r1",
            "start_digest": self.start_digest,
            "files": self.files,
        }
        return RunRecord(**{**given, **other})

    # The task's steps, each with what the office would change

    def ask(self, *missing: str, who: str = "mot_cua") -> Story:
        asked = list(missing or ("chung_sinh", "cccd"))
        count = self.state["dossier", self.dossier]["supplements"] + 1
        change = ("dossier", self.dossier, {"supplements": count, "asked": asked})
        return self.act(who, "onestop.request_supplement", change, dossier=self.dossier, missing=asked, reason="Thiếu")

    def papers(self) -> Story:
        change = ("dossier", self.dossier, {"brought": True})
        return self.act(
            self.mother, "onestop.bring_papers", change, origin="cast", rule="papers", dossier=self.dossier, papers=[]
        )

    def accept(self) -> Story:
        return self.act(
            "mot_cua", "onestop.receive", ("dossier", self.dossier, {"state": "accepted"}), dossier=self.dossier
        )

    def transfer(self, to: str = "tu_phap") -> Story:
        change = ("dossier", self.dossier, {"officer": to, "state": "processing"})
        return self.act("mot_cua", "onestop.transfer", change, dossier=self.dossier, to=to)

    def look(self, person: str = "", case: str | None = None, who: str = "tu_phap") -> Story:
        case = self.dossier if case is None else case
        return self.act(who, "registry.look_up", person=person or self.mother, case=case, purpose="Thẩm định")

    def verify(self) -> Story:
        change = ("dossier", self.dossier, {"opinion": "pass"})
        return self.act("tu_phap", "onestop.verify", change, dossier=self.dossier, opinion="pass", note="Đủ")

    def draft(self, id: str = "doc1", **fields: str) -> Story:
        held = {"child_name": self.expanded.names["child_name"], "mother": self.mother, **fields}
        made = {"form": "birth_certificate", "dossier": self.dossier, "fields": held, "signatures": [], "file": None}
        change = ("document", id, made)
        return self.act("tu_phap", "registry.draft_certificate", change, dossier=self.dossier, **held)

    def submit(self, id: str = "doc1") -> Story:
        change = ("document", id, {"submitted_to": "chu_tich"})
        return self.act("tu_phap", "eoffice.submit", change, document=id, to="chu_tich")

    def sign(self, id: str = "doc1") -> Story:
        change = ("document", id, {"signatures": [{"kind": "person", "staff": "chu_tich"}]})
        return self.act("chu_tich", "signing.sign_person", change, origin="cast", rule="sign", document=id)

    def seal(self, id: str = "doc1") -> Story:
        both = [*self.state["document", id]["signatures"], {"kind": "org", "staff": "van_thu"}]
        return self.act("van_thu", "signing.sign_org", ("document", id, {"signatures": both}), document=id, pin="given")

    def hand_over(self, to: str = "") -> Story:
        change = ("dossier", self.dossier, {"state": "returned", "returned_to": to or self.mother})
        return self.act("mot_cua", "onestop.return_result", change, dossier=self.dossier, to=to or self.mother)

    def answer(self, question: str, answer: str = "", *chosen: str) -> Story:
        return self.act("mot_cua", "drill.answer", question=question, answer=answer, chosen=list(chosen))

    def hint(self, criterion: str) -> Story:
        return self.act("mot_cua", "drill.take_hint", criterion=criterion)


def solved(upto: str = "", variant: int = 1) -> Story:
    """The whole solution, or as far as before the step `upto`."""
    story = Story(variant)
    for name in ("ask", "papers", "accept", "transfer", "look", "verify", "draft", "submit", "sign", "seal"):
        if name == upto:
            return story
        if name == "papers":
            story.passes(days=2)
        getattr(story.passes(minutes=5), name)()
    return story if upto == "return" else story.passes(minutes=5).hand_over()
