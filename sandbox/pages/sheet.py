"""A score sheet as a page shows it: findings in the order of the work, what fell with them under them, human marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from grader.sheet import Evidence, Finding, ScoreSheet
from grader.sheet import Mark as GivenMark
from sandbox.pages.timeline import Past
from sandbox.regrading.counting import counted, points_waiting
from scenarios import Scenario
from scenarios.competences import competence


class Jump(NamedTuple):
    """Where a piece of evidence is seen: number of its entry (0: the end), address, and what it is."""

    entry: int
    url: str
    record: str = ""
    file: str = ""


class Mark(NamedTuple):
    """A human mark as it is read: `other_sheet` when the machine has graded anew since then."""

    criterion: str
    machine_points: int
    points: int
    reason: str
    by: str
    at: str
    other_sheet: bool = False


@dataclass(frozen=True)
class Criterion:
    """A finding with its evidence, its marks (oldest first), the findings that it blocks, and why it matters."""

    finding: Finding
    jumps: Sequence[Jump]
    marks: Sequence[Mark]
    under: Sequence[Criterion] = ()
    why: str = ""

    @property
    def mark(self) -> Mark | None:
        """The mark that counts."""
        return self.marks[-1] if self.marks else None

    @property
    def points(self) -> int:
        return self.finding.points

    @property
    def waits(self) -> int:
        """Points that a person has still to give."""
        return points_waiting(self.finding)


class History(NamedTuple):
    """A submission graded anew: when, by whom ("" from the command line), why, versions and scores before and after."""

    at: str
    by: str
    reason: str
    old_version: str
    new_version: str
    old_score: int
    new_score: int


@dataclass(frozen=True)
class SheetPage:
    """`sheet` counts the marks of people, `machine` is what the grader alone said.

    `criteria` hold each finding once: blocked ones stand under the first criterion that blocks them. `lost`: marks that
    the rubric of this sheet has no place for. `history`: how this submission was graded anew, oldest first.
    """

    sheet: ScoreSheet
    criteria: Sequence[Criterion]
    machine: ScoreSheet
    lost: Sequence[Mark] = ()
    history: Sequence[History] = ()

    @property
    def all(self) -> list[Criterion]:
        """Every criterion, those folded under another right after it."""
        return [one for top in self.criteria for one in (top, *top.under)]

    @property
    def marked(self) -> bool:
        """Whether a mark of a person counts."""
        return any(one.finding.mark for one in self.all)

    @property
    def waits(self) -> int:
        """Points that wait for a person."""
        return sum(one.waits for one in self.all)

    @property
    def score(self) -> int:
        return self.sheet.score

    @property
    def percent(self) -> int:
        return self.sheet.percent

    @property
    def passed(self) -> bool | None:
        return self.sheet.passed

    @property
    def failed_by_critical(self) -> bool:
        """Enough points, and failed all the same."""
        enough = self.score * 100 >= self.sheet.pass_mark * self.sheet.max_score
        return self.passed is False and enough

    @property
    def to_read(self) -> list[str]:
        """What the missed criteria stand on, each once, in the order of the work."""
        laws = [one.finding.law for one in self.all if one.finding.outcome == "missed" and one.finding.law]
        return list(dict.fromkeys(laws))


def sheet_page(
    machine: ScoreSheet,
    past: Past,
    marks: Sequence[Mark] = (),
    why: Mapping[str, str] | None = None,
    history: Sequence[History] = (),
) -> SheetPage:
    """The sheet with the addresses of its evidence and the marks of people. `why`: by criterion, where it is closer
    than what the competence says."""
    by_criterion: dict[str, list[Mark]] = {}
    for mark in marks:
        by_criterion.setdefault(mark.criterion, []).append(mark)
    given = [GivenMark(one.criterion, one.points, one.by, one.at, one.reason) for one in marks]
    sheet, lost = counted(machine, given)
    made = {one.criterion: _criterion(one, sheet, past, by_criterion, why or {}) for one in sheet.findings}
    roots = {one.criterion: _root(one, made) for one in sheet.findings}
    tops = [_with_blocked(made[name], made, roots) for name, root in roots.items() if root == name]
    return SheetPage(sheet, tops, machine, [by_criterion[name][-1] for name in lost], history)


def reasons(scenario: Scenario | None) -> dict[str, str]:
    """Why its criteria matter, by criterion, where the scenario says it more closely than the competence."""
    return {one.id: one.why for one in scenario.criteria} if scenario else {}


def _root(finding: Finding, made: Mapping[str, Criterion]) -> str:
    """The criterion under which a finding stands: itself unless it is blocked."""
    name, seen = finding.criterion, set[str]()
    while made[name].finding.blocked_by and made[name].finding.blocked_by[0] in made and name not in seen:
        seen.add(name)
        name = made[name].finding.blocked_by[0]
    return name


def _with_blocked(top: Criterion, made: Mapping[str, Criterion], roots: Mapping[str, str]) -> Criterion:
    name = top.finding.criterion
    under = [made[other] for other, root in roots.items() if root == name and other != name]
    return replace(top, under=under)


def _criterion(
    finding: Finding, sheet: ScoreSheet, past: Past, marks: Mapping[str, Sequence[Mark]], why: Mapping[str, str]
) -> Criterion:
    jumps = [_jump(one, sheet, past) for one in finding.evidence]
    known = competence(finding.competency)
    reason = why.get(finding.criterion) or (known.why if known else "")
    return Criterion(finding, list(dict.fromkeys(jumps)), marks.get(finding.criterion, ()), why=reason)


def _jump(one: Evidence, sheet: ScoreSheet, past: Past) -> Jump:
    seq = one.entry or sheet.entries
    kind, _, id = one.record.partition("/")
    url = past.record(seq, kind, id) if one.record else ""
    return Jump(one.entry, url or past.world(seq), id, one.file)
