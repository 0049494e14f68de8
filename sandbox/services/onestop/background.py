"""Dossiers of other people and other days, so that the list looks like that of a working office."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from sandbox.services.onestop.procedures import catalogue
from sandbox.services.onestop.records import Dossier, DueDate, Transfer
from sandbox.world.params import N_
from seed.records import Household, Person
from seed.worktime import Calendar

FILE = Path(__file__).with_name("background.yml")
RECEIVER, OFFICER = "mot_cua_2", "tu_phap_2"
FIRST_REGISTER_NO, FIRST_CODE = 1800, 20
PAUSE = timedelta(minutes=5)


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dossier of the file; see its head. `asked`, `reason`: of a request for papers, `ground` of a refusal."""

    procedure: str
    content: str
    came: int
    at: str
    state: str
    then: int
    hour: str
    asked: tuple[str, ...] = ()
    reason: str = ""
    ground: str = ""


@cache
def rows() -> tuple[Row, ...]:
    """The file, the oldest first."""
    return msgspec.convert(yaml.safe_load(FILE.read_text("utf-8")), tuple[Row, ...])


def background(expanded: Any, population: Any) -> list[Dossier]:
    """The dossiers for a scenario that has any itself; nobody whom the scenario names is among their owners.

    Their register numbers end before the lowest that the scenario gives.
    """
    own = [fields for kind, fields in expanded.records if kind == "dossier"]
    if not own:
        return []
    owners = _owners(expanded, population)
    number = _first_number(own)
    found = []
    for n, row in enumerate(rows()):
        one = _Made(row, expanded, next(owners), f"{population.commune.code}-{{:%y%m%d}}-{FIRST_CODE + n:04}")
        found.append(one.dossier(number))
        number += found[-1].register_no is not None
    return found


def _first_number(own: list[dict[str, Any]]) -> int:
    given = [int(fields["register_no"]) for fields in own if fields.get("register_no")]
    received = sum(row.state != "rejected" for row in rows())
    return min(given, default=FIRST_REGISTER_NO + received) - received


def _owners(expanded: Any, population: Any) -> Iterator[Person]:
    """Heads of households in an order of the scenario's own, none of them named in it or an official."""
    named = {value for value in expanded.names.values() if isinstance(value, str)}
    chance = random.Random(f"{population.digest}:{expanded.scenario.id}:{expanded.variant}:background")
    homes = population.rows(Household)
    for home in chance.sample(homes, len(homes)):
        head = population.person(home.head)
        if head.death_date is None and head.id not in named and head.id not in population.posts:
            yield head


class _Made:
    """One row on its way to a dossier."""

    def __init__(self, row: Row, expanded: Any, owner: Person, code: str):
        self.row, self.owner = row, owner
        self.calendar: Calendar = expanded.calendar
        today = expanded.now.date()
        self.came = _moment(self.calendar, today, row.came, row.at)
        self.then = _moment(self.calendar, today, row.then, row.hour)
        self.code = code.format(self.came)

    def dossier(self, number: int) -> Dossier:
        row = self.row
        given = {} if row.state == "rejected" else self._received(number)
        return Dossier(
            id=self.code,
            procedure=row.procedure,
            state=row.state,
            submitter=self.owner.id,
            owner_name=self.owner.full_name,
            request_content=row.content,
            submitted_at=self.came,
            **{**given, **getattr(self, f"_{row.state}")()},
        )

    def _received(self, number: int) -> dict[str, Any]:
        received = self.came + PAUSE
        due = catalogue()[self.row.procedure].due(received, self.calendar)
        changed = DueDate(previous_due_at=None, new_due_at=due, at=received, because=N_("Tiếp nhận hồ sơ"))
        return {
            "delivery": "direct",
            "received_at": received,
            "received_by": RECEIVER,
            "due_at": due,
            "first_due_at": due,
            "due_dates": (changed,),
            "register_no": number,
            "officer": OFFICER,
            "holder": OFFICER,
            "transfers": (Transfer(giver=RECEIVER, taker=OFFICER, at=received + PAUSE),),
        }

    def _processing(self) -> dict[str, Any]:
        """In work since it came, or anew since its papers were brought."""
        if self.then.date() == self.came.date():
            return {}
        due = catalogue()[self.row.procedure].due(self.then, self.calendar)
        return {"brought_at": self.then, "due_at": due}

    def _supplement_requested(self) -> dict[str, Any]:
        return {**self._asked(self.then), "due_at": None}

    def _stopped(self) -> dict[str, Any]:
        return {**self._asked(self.came + 3 * PAUSE), "due_at": None, "stopped_at": self.then, "holder": None}

    def _asked(self, at: datetime) -> dict[str, Any]:
        return {"supplements": 1, "asked": self.row.asked, "ask_reason": self.row.reason, "asked_at": at}

    def _rejected(self) -> dict[str, Any]:
        return {"reason": self.row.ground, "reason_text": self.row.reason, "rejected_at": self.then}

    def _completed(self) -> dict[str, Any]:
        return {"opinion": "pass", "completed_at": self.then, "holder": RECEIVER}

    def _result_returned(self) -> dict[str, Any]:
        given = {"returned_to": self.owner.id, "returned_how": "direct", "returned_at": self.then + 3 * PAUSE}
        return {**self._completed(), **given, "holder": None}


def _moment(calendar: Calendar, day: date, back: int, hour: str) -> datetime:
    """So many working days before the day, at this hour."""
    while back:
        day -= timedelta(days=1)
        back -= calendar.is_working_day(day)
    return datetime.combine(day, time.fromisoformat(hour))
