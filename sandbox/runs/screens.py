"""The screen of a run: as the pages know it, with histories found by an index and the frame drawn only when shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sandbox.ui.frame import Frame
from sandbox.ui.screen import Screen
from sandbox.ui.sentences import Moment, history


class RunScreen(Screen):
    """A screen whose journal knows which entries changed a record."""

    def history(self, record: Any) -> list[Moment]:
        changed = self.journal.changes_of(record.id)  # type: ignore[attr-defined]
        return history(replace(self, journal=changed), record)


class FrameLater:
    """A frame that is made when the first of its values is read: an answer that only redirects reads none."""

    def __init__(self, make: Callable[[], Frame]):
        self._make = make

    def __getattr__(self, name: str) -> Any:
        made = self._make()
        self.__dict__.update(vars(made))
        self.__dict__["seat"] = made.seat
        return self.__dict__[name]
