"""What is wrong with a scenario file, all of it at once: where, what, and how to go on, in Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault. `path` is dotted (`criteria.3.points`), `line` counts from 1, 0 when it is not known."""

    path: str
    message: str
    line: int = 0

    def __str__(self) -> str:
        where = f"dòng {self.line}" if self.line else "không rõ dòng"
        return f"{where}, {self.path}: {self.message}" if self.path else f"{where}: {self.message}"


class ScenarioError(ValueError):
    """The file is not a scenario. `problems` lists everything found, `file` is the name it was read under."""

    def __init__(self, file: str, problems: Sequence[Problem]):
        self.file, self.problems = file, tuple(problems)
        lines = [f"{file}: {problem}" for problem in self.problems]
        super().__init__("\n".join(lines))
