"""What every start gets from the document system: the registers go on from the highest number that the start holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.world.desk import Series

_SERIES = {"incoming": ("incoming", "registered_at"), "document": ("outgoing", "numbered_at")}


def start(expanded: Any, population: Any) -> Iterable[Series]:
    """The number series of the years in which documents of the start were registered or numbered.

    `expanded.records`: (kind, plain fields), as `runs` hands them to every hook. A series that the scenario itself
    declares stands.
    """
    last: dict[str, int] = {}
    for kind, fields in expanded.records:
        series = _series_of(kind, fields)
        if series:
            last[series] = max(last.get(series, 0), int(fields["number"]))
    declared = {fields["id"] for kind, fields in expanded.records if kind == "series"}
    return [Series(id=id, last=last[id]) for id in sorted(last) if id not in declared]


def _series_of(kind: str, fields: Mapping[str, Any]) -> str:
    name, moment = _SERIES.get(kind, ("", ""))
    if not name or fields.get("number") is None or not fields.get(moment):
        return ""
    return f"{name}/{str(fields[moment])[:4]}"
