"""What every start gets from the registers: the book of births goes on from the highest number that the start holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sandbox.world.desk import Series


def start(expanded: Any, population: Any) -> Iterable[Series]:
    """The series of the years in which births of the start were registered; a declared series stands."""
    last: dict[str, int] = {}
    for kind, fields in expanded.records:
        if kind == "birth_registration" and fields.get("number"):
            series = f"births/{fields['year']}"
            last[series] = max(last.get(series, 0), int(fields["number"]))
    declared = {fields["id"] for kind, fields in expanded.records if kind == "series"}
    return [Series(id=id, last=last[id]) for id in sorted(last) if id not in declared]
