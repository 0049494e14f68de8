"""The rules of layout of NĐ 30/2020/NĐ-CP, Phụ lục I, as data: a rule, its title, its source, what breaks it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from grader.documents.model import Block, Paper
from grader.documents.parts import Parts

DECREE = "Nghị định 30/2020/NĐ-CP, Phụ lục I"


class Fault(NamedTuple):
    """What is wrong, in Vietnamese, and where: the block, None when it is of the page or missing."""

    told: str
    block: Block | None = None

    @property
    def sentence(self) -> str:
        return f"{self.told} ({self.block.place})" if self.block is not None else self.told


Judge = Callable[[Parts], Iterator[Fault]]


class Rule(NamedTuple):
    """`title`: what is right, in Vietnamese; `law`: where it is written."""

    id: str
    title: str
    law: str
    judge: Judge


RULES: dict[str, Rule] = {}


def rule(id: str, title: str, where: str) -> Callable[[Judge], Judge]:
    """Declare the function below as the judge of a rule; `where` names the place in the decree's annex."""

    def declare(judge: Judge) -> Judge:
        RULES[id] = Rule(id, title, f"{DECREE}, {where}", judge)
        return judge

    return declare


def faults(paper: Paper, rules: Iterable[str]) -> list[tuple[Rule, Fault]]:
    """What breaks these rules, in the order of the rules. KeyError for a rule that does not exist."""
    parts = Parts(paper)
    return [(RULES[name], fault) for name in rules for fault in RULES[name].judge(parts)]


for _file in ("page", "header", "text", "ending"):
    importlib.import_module(f"{__name__}.{_file}")
