"""What every start gets from the one-stop desk: dossiers of other days, and where codes and registers go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sandbox.services.onestop.background import background
from sandbox.services.onestop.records import Dossier
from sandbox.world.desk import Series
from sandbox.world.record import Record


def start(expanded: Any, population: Any) -> Iterable[Record]:
    """The dossiers of the background, and the number series."""
    others = background(expanded, population)
    return [*others, *series(expanded, others)]


def series(expanded: Any, others: Sequence[Dossier] = ()) -> list[Series]:
    """The series of dossier codes per day and of the year's register; one that the scenario declares stands.

    Of `others`, dossiers of days that are over, only the register counts.
    """
    last: dict[str, int] = {}
    told = [fields for kind, fields in expanded.records if kind == "dossier"]
    for name, number in (*_codes(told), *_registered(told), *_registered(map(_plain, others))):
        last[name] = max(last.get(name, 0), number)
    declared = {fields["id"] for kind, fields in expanded.records if kind == "series"}
    return [Series(id=id, last=last[id]) for id in sorted(last) if id not in declared]


def _plain(one: Dossier) -> Mapping[str, Any]:
    return {"register_no": one.register_no, "received_at": one.received_at}


def _codes(dossiers: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    for fields in dossiers:
        _code, day, number = str(fields["id"]).rsplit("-", 2)
        yield f"dossier/{day}", int(number)


def _registered(dossiers: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    for fields in dossiers:
        if fields.get("register_no"):
            yield f"dossier_register/{str(fields['received_at'])[:4]}", int(fields["register_no"])
