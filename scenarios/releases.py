"""Which versions of scenarios are released: draft → proven → released → retired.

A released version never changes: its text is known by its digest, and only a higher version succeeds it. The ledger is
a file beside the scenarios (`releases.yaml`), to which lines are added and in which none is changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from scenarios.load import LIBRARY
from scenarios.model import Scenario

FILE = "releases.yaml"
State = Literal["draft", "released", "retired", "altered"]


class CannotRelease(Exception):
    """The version cannot be released or retired; the message says why and how to go on."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Release(_Part):
    """A version as it was released. `digest`: SHA-256 of its text; `mutation_score`, `false_alarm_rate`: of its proof,
    0 to 1; `mutants`, `variants`: how many that proof tried."""

    id: str
    version: str
    digest: str
    day: date
    mutation_score: float
    false_alarm_rate: float
    mutants: int
    variants: int


class Retirement(_Part):
    """A version that is not begun any more. `successor`: id of the scenario to practise instead, "" for none."""

    id: str
    version: str
    day: date
    because: str
    successor: str = ""


class Ledger(_Part):
    releases: tuple[Release, ...] = ()
    retired: tuple[Retirement, ...] = ()

    @cached_property
    def _released(self) -> dict[tuple[str, str], Release]:
        return {(one.id, one.version): one for one in self.releases}

    def release_of(self, scenario: Scenario) -> Release | None:
        """The release of this scenario's version, whatever its text was."""
        return self._released.get((scenario.id, scenario.version))

    def retirement_of(self, scenario: Scenario) -> Retirement | None:
        """The retirement of this scenario's version."""
        same = (one for one in self.retired if (one.id, one.version) == (scenario.id, scenario.version))
        return next(same, None)

    def state(self, scenario: Scenario) -> State:
        """`draft` for a version that was never released, `altered` for one whose text is no longer the released one."""
        release = self.release_of(scenario)
        if release is None:
            return "draft"
        if release.digest != scenario.digest:
            return "altered"
        return "retired" if self.retirement_of(scenario) else "released"

    def versions(self, id: str) -> list[Release]:
        """The released versions of a scenario, oldest first."""
        return [one for one in self.releases if one.id == id]

    def released(self, scenario: Scenario, report: dict[str, Any], day: date) -> Ledger:
        """The ledger with this version; `report` is its proof as `scenario prove --json` prints it. `CannotRelease`."""
        self._must_be_new(scenario)
        if not report.get("proven"):
            raise CannotRelease(f"{scenario.id}: chưa chứng minh được; chạy “thaotruong scenario prove {scenario.id}”")
        made = Release(
            id=scenario.id,
            version=scenario.version,
            digest=scenario.digest,
            day=day,
            mutation_score=round(report["mutation_score"], 4),
            false_alarm_rate=round(report["false_alarm_rate"] or 0, 4),
            mutants=report["mutants"],
            variants=len(report["variants"]),
        )
        return Ledger(releases=(*self.releases, made), retired=self.retired)

    def _must_be_new(self, scenario: Scenario) -> None:
        if self.release_of(scenario) is not None:
            told = "đã phát hành" if self.state(scenario) != "altered" else "đã phát hành với nội dung khác"
            raise CannotRelease(f"{scenario.id} phiên bản {scenario.version} {told}; hãy tăng version rồi phát hành")
        newest = max((number(one.version) for one in self.versions(scenario.id)), default=())
        if number(scenario.version) < newest:
            raise CannotRelease(f"{scenario.id}: version {scenario.version} thấp hơn bản đã phát hành")

    def retired_with(self, scenario: Scenario, because: str, successor: str, day: date) -> Ledger:
        """The ledger with this version retired. `CannotRelease` when it is not a released one."""
        if self.state(scenario) != "released":
            raise CannotRelease(f"{scenario.id} phiên bản {scenario.version} không phải bản đang phát hành")
        made = Retirement(id=scenario.id, version=scenario.version, day=day, because=because, successor=successor)
        return Ledger(releases=self.releases, retired=(*self.retired, made))


def number(version: str) -> tuple[int, ...]:
    """`1.10` as (1, 10), so that versions have an order."""
    return tuple(int(part) for part in version.split("."))


def ledger(folder: Path = LIBRARY) -> Ledger:
    """The ledger of a folder of scenarios, an empty one when nothing is released. Raises pydantic.ValidationError."""
    path = folder / FILE
    return Ledger.model_validate(yaml.safe_load(path.read_text("utf-8")) or {}) if path.exists() else Ledger()


def write(made: Ledger, folder: Path = LIBRARY) -> None:
    """Write the ledger, a release a line."""
    lines = ["# Released versions of the scenarios beside this file; `thaotruong scenario release` adds lines."]
    for name, ones in (("releases", made.releases), ("retired", made.retired)):
        lines += [f"{name}:", *_lines(ones)] if ones else [f"{name}: []"]
    (folder / FILE).write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def _lines(ones: Iterable[BaseModel]) -> list[str]:
    return [f"  - {_line(one)}" for one in ones]


def _line(one: BaseModel) -> str:
    plain = one.model_dump()
    return yaml.safe_dump(plain, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000).strip()
