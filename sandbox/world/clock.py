"""Simulated working time: the clock's record, and the acts by which the trainee moves it.

The clock stands still unless an action takes time or the trainee moves it. Deadline arithmetic is `seed.worktime`.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sandbox.world.action import Registry, office
from sandbox.world.desk import Desk, Due, Refused, Series
from sandbox.world.params import N_, Ask
from sandbox.world.record import RecordBase


class Clock(RecordBase, frozen=True):
    """`now`, and `came_from`: the moment at which it was last moved; what was due in between happens in between."""

    kind: ClassVar[str] = "clock"
    id: str
    now: datetime
    came_from: datetime


class NoParameters(Ask):
    """An act that asks nothing."""


def move(desk: Desk, to: datetime) -> Clock:
    """Set the clock forward to `to`."""
    clock = desk.world.peek(Clock, "clock")
    if clock is None:
        return desk.add(Clock(id="clock", now=to, came_from=desk.now))
    return desk.update(clock, now=to, came_from=desk.now)


def next_day(desk: Desk, ask: NoParameters) -> Clock:
    """Move the clock to the opening of the next working day."""
    day = desk.calendar.next_working_day(desk.now.date())
    return move(desk, datetime.combine(day, desk.calendar.office[0][0]))


def wait(desk: Desk, ask: NoParameters) -> Clock:
    """Move the clock to the next thing that is going to happen."""
    pending = min((one.due for one in desk.world.own(Due) if one.who != "system"), default=None)
    if pending is None:
        raise Refused("nothing_expected", N_("Hiện không có việc gì sắp đến; hãy sang ngày làm việc sau nếu cần"))
    return move(desk, max(pending, desk.now))


def declare(registry: Registry) -> None:
    """Give a registry the clock's records and acts."""
    for kind in (Clock, Due, Series):
        registry.record(kind)
    registry.action("clock.next_day", title=N_("Sang ngày làm việc sau"), roles=("*",), frame=True)(next_day)
    registry.action("clock.wait", title=N_("Chờ việc kế tiếp"), roles=("*",), frame=True)(wait)


declare(office)
