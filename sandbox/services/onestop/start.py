"""What every start gets from the one-stop desk: codes and registers go on from the highest number in the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sandbox.world.desk import Series


def start(expanded: Any, population: Any) -> Iterable[Series]:
    """The series of dossier codes per day and of the year's register; a declared series stands."""
    last: dict[str, int] = {}
    for kind, fields in expanded.records:
        if kind == "dossier":
            for series, number in _numbers(fields):
                last[series] = max(last.get(series, 0), number)
    declared = {fields["id"] for kind, fields in expanded.records if kind == "series"}
    return [Series(id=id, last=last[id]) for id in sorted(last) if id not in declared]


def _numbers(fields: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    _code, day, number = str(fields["id"]).rsplit("-", 2)
    yield f"dossier/{day}", int(number)
    if fields.get("register_no"):
        yield f"dossier_register/{str(fields['received_at'])[:4]}", int(fields["register_no"])
