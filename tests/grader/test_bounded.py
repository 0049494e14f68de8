"""What the grader keeps between records is bounded: it may grade 10,000 in one process."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Iterator
from datetime import datetime
from types import ModuleType
from typing import Any

import pytest

import grader
import scenarios
import seed.text
import seed.worktime
from grader import RunRecord, grade
from grader.checks import signed
from grader.verdicts import SignatureVerdict, Verdicts
from tests.grader.rubrics import rubric
from tests.grader.story import solved

MOST = 4_096


def modules() -> Iterator[ModuleType]:
    yield from (seed.text, seed.worktime)
    for room in (grader, scenarios):
        for one in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not one.name.endswith(("__main__", "worker")):
                yield importlib.import_module(one.name)


def caches() -> dict[str, Any]:
    """Every function that remembers its answers and takes something to remember them by."""
    found = {}
    for module in modules():
        for name, value in vars(module).items():
            if hasattr(value, "cache_parameters") and value.__wrapped__.__code__.co_argcount:
                found[f"{module.__name__}.{name}"] = value
    return found


def test_there_are_caches_and_each_of_them_has_an_end() -> None:
    assert "grader.signatures.trust.trust_in" in caches()
    unbounded = {name for name, one in caches().items() if not 0 < (one.cache_parameters()["maxsize"] or 0) <= MOST}
    assert unbounded == set()


def kept() -> dict[str, int]:
    """Sizes of all containers that modules of the grader hold."""
    return {
        f"{module.__name__}.{name}": len(value)
        for module in modules()
        if module.__name__.startswith("grader")
        for name, value in vars(module).items()
        if isinstance(value, dict | list | set) and not name.startswith("__")
    }


def test_grading_many_records_leaves_no_more_than_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(pdf: bytes, record: RunRecord, at: datetime) -> Verdicts:
        asked.append(pdf)
        return Verdicts(verdict="passed", signatures=(SignatureVerdict(field="a", signer_id="chu_tich"),))

    asked: list[bytes] = []
    monkeypatch.setattr(signed, "read", read)
    monkeypatch.setattr(signed, "MOST_KEPT", 20)
    monkeypatch.setattr(signed, "_KEPT", type(signed._KEPT)())
    judged = rubric("check: signed, record: $certificate, by: [chu_tich]")
    sizes = []
    for number in range(60):
        pdf = b"%d" % number
        digest = hashlib.sha256(pdf).hexdigest()
        story = solved(upto="submit").act("tu_phap", "eoffice.submit", ("document", "doc1", {"file": digest}))
        story.files = {digest: pdf}
        for _ in range(2):
            grade(story.record(trust_pem=b"x"), judged)
        sizes.append(kept())
    assert len(asked) == 60, "a file is read once, and again only when it was forgotten"
    assert sizes[-1]["grader.checks.signed._KEPT"] == 20
    assert sizes[-1] == sizes[30]
