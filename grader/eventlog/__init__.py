"""Runs as event logs for process mining: OCEL 2.0 (JSON) and XES 1.0 (XML). What is in them: docs/bundle.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from grader.eventlog.files import new_file
from grader.eventlog.happenings import Event, Log, Thing, log_of
from grader.eventlog.ocel import write_ocel
from grader.eventlog.xes import write_xes

WRITERS: dict[str, Callable[[Iterable[Log], BinaryIO], None]] = {"ocel": write_ocel, "xes": write_xes}
SUFFIXES = {"ocel": ".ocel.json", "xes": ".xes"}

__all__ = ["SUFFIXES", "WRITERS", "Event", "Log", "Thing", "log_of", "new_file", "write_ocel", "write_xes"]
