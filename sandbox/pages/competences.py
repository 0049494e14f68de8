"""What score sheets show of a person's digital competence: by the six contents of the training programme.

A competence counts as shown only when two different exercises show it: one right answer may be chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.sheet import Finding, ScoreSheet
from scenarios.competences import Competence, Content, catalogue, competence

ENOUGH = 2


@dataclass(frozen=True)
class Shown:
    """A competence: how many of its criteria were met, of how many, and in which exercises (scenario ids) all were.
    `waits`: none was missed, some are still open, as a text is until a person has marked it."""

    competence: Competence
    met: int
    asked: int
    exercises: Sequence[str] = ()
    waits: bool = False

    @property
    def whole(self) -> bool:
        return self.met == self.asked

    @property
    def state(self) -> str:
        """`shown` in enough exercises, `begun` in fewer, `open` in none."""
        return "shown" if len(self.exercises) >= ENOUGH else "begun" if self.exercises else "open"


@dataclass(frozen=True)
class Area:
    """One of the six contents with its competences."""

    number: int
    content: Content
    competences: Sequence[Shown]

    @property
    def met(self) -> int:
        return sum(one.met for one in self.competences)

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.competences)

    @property
    def shown(self) -> int:
        return sum(one.state == "shown" for one in self.competences)


def areas(sheets: Iterable[ScoreSheet], *, all_contents: bool = False) -> list[Area]:
    """What these sheets show, one sheet an exercise; contents about which they say nothing only when asked for."""
    findings = [(sheet.scenario, one) for sheet in sheets for one in sheet.findings]
    shown = [_shown(one, findings) for one in catalogue().competences]
    made = [
        Area(number, content, [one for one in shown if one.asked and one.competence.content == number])
        for number, content in catalogue().contents.items()
    ]
    return [one for one in made if one.competences or all_contents]


def _shown(wanted: Competence, findings: Sequence[tuple[str, Finding]]) -> Shown:
    about = [(scenario, one) for scenario, one in findings if competence(one.competency) == wanted]
    met = [one.outcome == "met" for _, one in about]
    failed = {scenario for scenario, one in about if one.outcome != "met"}
    whole = dict.fromkeys(scenario for scenario, _ in about if scenario not in failed)
    waits = {one.outcome for _, one in about} in ({"undecided"}, {"met", "undecided"})
    return Shown(wanted, sum(met), len(met), tuple(whole), waits)
