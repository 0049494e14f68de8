"""Where submissions stand, worked out once and remembered: sheets never change and marks are only added, so that the
newest of both say for good what a submission is worth."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flask import current_app

from grader.sheet import Mark, ScoreSheet, read_sheet
from sandbox.db import db
from sandbox.ledger.models import HumanMark
from sandbox.regrading.counting import Standing, standing
from sandbox.runs import models

MOST = 20_000
AT_ONCE = 500


class Key(NamedTuple):
    """A submission as it stands: its run, its newest sheet, its newest mark (0: none)."""

    run: str
    sheet: int
    mark: int


class Standings:
    """Standings in memory, those asked for lately; what is not there costs two statements for each `AT_ONCE`."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[Key, Standing] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, keys: Sequence[Key]) -> Mapping[Key, Standing]:
        """The standing of each of these."""
        with self._lock:
            found = {key: self._held[key] for key in keys if key in self._held}
        unknown = [key for key in keys if key not in found]
        for first in range(0, len(unknown), AT_ONCE):
            found |= _worked_out(unknown[first : first + AT_ONCE])
        self._hold(found)
        return found

    def _hold(self, found: Mapping[Key, Standing]) -> None:
        with self._lock:
            for key, one in found.items():
                self._held[key] = one
                self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)


def standings() -> Standings:
    """The standings of the current application."""
    held: Standings = current_app.extensions.setdefault("standings", Standings())
    return held


def _worked_out(keys: Sequence[Key]) -> dict[Key, Standing]:
    sheets, marks = whole_sheets(key.sheet for key in keys), _marks(key.run for key in keys if key.mark)
    return {key: standing(key.sheet, sheets[key.sheet], marks.get(key.run, ())) for key in keys}


def whole_sheets(ids: Iterable[int]) -> dict[int, ScoreSheet]:
    """Stored sheets with their findings, by number."""
    asked = db.select(models.ScoreSheet.id, models.ScoreSheet.content).where(models.ScoreSheet.id.in_(list(ids)))
    return {id: read_sheet(bytes(content)) for id, content in db.session.execute(asked)}


def _marks(run_ids: Iterable[str]) -> Mapping[str, Sequence[tuple[int, Mark]]]:
    """The marks of these runs, oldest first, each with the number of the sheet that it was given to."""
    runs, found = list(run_ids), defaultdict[str, list[tuple[int, Mark]]](list)
    columns = (HumanMark.run_id, HumanMark.sheet_id, HumanMark.criterion, HumanMark.points)
    asked = db.select(*columns).where(HumanMark.run_id.in_(runs)).order_by(HumanMark.id)
    for run, sheet, criterion, points in db.session.execute(asked) if runs else ():
        found[run].append((sheet, Mark(criterion, points, "", "")))
    return found
