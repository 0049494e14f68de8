"""The drill's frame around the office, as plain values: `runs` fills a `Frame` into `flask.g.frame` for each request.

Addresses are ready to use (with the run, and its `@n`); an empty address leaves the thing out. Texts of scenarios are
Vietnamese as written; a briefing's paragraph is a text, a `Quote`, or markup that is safe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sandbox.ui.forms import FieldView


class Seat(NamedTuple):
    """Somebody the trainee can act as: staff id, post, name; `current` for whom they act as now."""

    id: str
    post: str
    name: str
    current: bool = False


class Quote(NamedTuple):
    """What somebody in the briefing says, and who and where that is."""

    words: str
    who: str = ""


class InHand(NamedTuple):
    """A paper that lies before the trainee; `url` may be empty."""

    title: str
    url: str = ""


class Hint(NamedTuple):
    """A hint: what it is about, what it costs (points), and its text once it was taken ("" before)."""

    criterion: str
    about: str
    cost: int
    text: str = ""


class Checked(NamedTuple):
    """A line of check-my-work: what, whether it is met, and a remark."""

    title: str
    met: bool
    said: str = ""


class Step(NamedTuple):
    """The next step of a guided run: its sentence, its number of how many, and what to outline on the page (names as in
    `data-system`, `data-record`, `data-action`)."""

    sentence: str
    number: int = 0
    of: int = 0
    tab: str = ""
    record: str = ""
    action: str = ""


class Past(NamedTuple):
    """Looking back: after entry `number` of `of`; addresses of the steps around it and of the present."""

    number: int
    of: int
    before: str = ""
    after: str = ""
    live: str = ""
    what: str = ""


@dataclass(frozen=True)
class Frame:
    """`here`: address of the run's base. `role_url`, `next_day_url`, `wait_url`: addresses of the forms of
    `cast.take_role`, `clock.next_day` and `clock.wait` (`do/<action>`), "" in the past. `hint_url`, `check_url`,
    `notes_url`, `answer_url`: what is sent there is the field `criterion`, nothing, the field `notes`, and for one of
    the `questions` its name and its field; all send `_back` (the page to return to), forms that act send `_token`.
    """

    title: str
    back: str
    here: str
    seats: Sequence[Seat]
    now: datetime
    role_url: str = ""
    next_day_url: str = ""
    wait_url: str = ""
    submit_url: str = ""
    briefing: Sequence[object] = ()
    in_hand: Sequence[InHand] = ()
    hints: Sequence[Hint] = ()
    hint_url: str = ""
    check_url: str = ""
    checked: Sequence[Checked] | None = None
    questions: Sequence[FieldView] = ()
    answer_url: str = ""
    notes: str = ""
    notes_url: str = ""
    step: Step | None = None
    past: Past | None = None
    mode: str = ""

    @property
    def seat(self) -> Seat:
        """Whom the trainee acts as now."""
        return next((one for one in self.seats if one.current), self.seats[0])
