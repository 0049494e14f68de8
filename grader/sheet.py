"""The score sheet: what was found for each criterion, how many points it gives, and what shows it."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Outcome = Literal["met", "missed", "blocked", "undecided"]


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What shows a finding: an entry of the journal, a record `kind/id`, a field of it, a file by SHA-256.

    Of a signed file, with `signature` "", and of each signature in it by the name of its field: who signed it (UID of
    the certificate) and the indications of ETSI EN 319 102-1.
    """

    entry: int = 0
    record: str = ""
    field: str = ""
    file: str = ""
    signature: str = ""
    signer: str = ""
    indication: str = ""
    sub_indication: str = ""


class Mark(msgspec.Struct, frozen=True, gc=False):
    """Points that a person gave for a criterion: who, when (local ISO moment) and why."""

    criterion: str
    points: int
    by: str
    at: str
    why: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One criterion's outcome.

    `points` are certain, `high` is the most that missing evidence or a person's mark leaves possible, `max_points` what
    the criterion gives without hints. `seen` and `expected` say in Vietnamese what is not as it should be, "" when all
    is; `blocked_by`: needed criteria that are missed. `by_hand`: points that wait for a person.

    `own`, `own_points`, `own_high`: the same without regard to what it `needs`. `mark`: what a person gave instead;
    `machine_outcome` and `machine_points` then hold what the machine said.
    """

    criterion: str
    title: str
    outcome: Outcome
    points: int
    high: int
    max_points: int
    critical: bool = False
    competency: str = ""
    expected: str = ""
    seen: str = ""
    missed: str = ""
    law: str = ""
    hint_cost: int = 0
    blocked_by: tuple[str, ...] = ()
    by_hand: int = 0
    needs: tuple[str, ...] = ()
    own: Outcome | Literal[""] = ""
    own_points: int = 0
    own_high: int = 0
    mark: Mark | None = None
    machine_outcome: Outcome | Literal[""] = ""
    machine_points: int = 0
    evidence: tuple[Evidence, ...] = ()


class ScoreSheet(msgspec.Struct, frozen=True, kw_only=True):
    """The explained result of one record under one rubric.

    `passed` is None while missing evidence leaves it open; `low` and `high` are the interval of the score, in points.
    `rubric` is the digest of the scenario's file, `head` the hash of the last entry judged, `entries` their number.
    """

    scenario: str
    version: str
    rubric: str
    variant: int
    run: str
    head: str
    entries: int
    score: int
    max_score: int
    low: int
    high: int
    pass_mark: int
    passed: bool | None
    findings: tuple[Finding, ...]

    @property
    def percent(self) -> int:
        """Whole percent of the certain points, rounded down."""
        return self.score * 100 // self.max_score if self.max_score else 0

    def finding(self, criterion: str) -> Finding:
        """The finding of this criterion; KeyError when the rubric has none."""
        for one in self.findings:
            if one.criterion == criterion:
                return one
        raise KeyError(criterion)

    def outcomes(self) -> dict[str, Outcome]:
        """Outcome by criterion."""
        return {one.criterion: one.outcome for one in self.findings}

    def to_json(self) -> bytes:
        """The sheet as JSON; the same record and rubric give the same bytes everywhere."""
        return msgspec.json.encode(self)

    def to_plain(self) -> dict[str, Any]:
        """The sheet as JSON values."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


def read_sheet(content: bytes) -> ScoreSheet:
    """The sheet that `to_json` wrote. Raises msgspec.DecodeError, msgspec.ValidationError."""
    return msgspec.json.decode(content, type=ScoreSheet)
