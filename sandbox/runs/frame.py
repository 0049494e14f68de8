"""The frame around the office: who the trainee is, what time it is, what they were told, the drill's own buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

from flask import current_app, request, url_for
from markupsafe import Markup, escape

from sandbox.makers.forms import FORMS
from sandbox.runs.address import RunAddress
from sandbox.runs.guide import next_step
from sandbox.runs.journals import Journal
from sandbox.runs.questions import Attempt, question_fields
from sandbox.runs.start import Beginning
from sandbox.runs.visits import RunRow, Visit
from sandbox.ui.frame import Checked, Frame, Hint, InHand, Past, Quote, Seat
from sandbox.ui.screen import Screen
from sandbox.ui.sentences import sentence

BACK = {"owner": "trainee.desk", "instructor": "instructor.classes", "reviewer": "reviewer.queue"}


def frame_of(
    visit: Visit,
    row: RunRow,
    address: RunAddress,
    beginning: Beginning,
    screen: Screen,
    checked: Sequence[Checked] | None = None,
    attempt: Attempt | None = None,
) -> Frame:
    """The frame of this visit's page; without buttons for who only looks."""
    base, acts = screen.base, not screen.frozen
    practice = acts and row.mode == "practice"

    def if_(shown: bool, path: str) -> str:
        return f"{base}/{path}" if shown else ""

    return Frame(
        title=beginning.scenario.title,
        back=_desk_of(visit.as_whom),
        here=base,
        seats=[Seat(one.id, one.post, one.full_name, one.id == screen.staff.id) for one in screen.plays],
        now=screen.now,
        role_url=if_(acts, "do/cast.take_role"),
        next_day_url=if_(acts, "do/clock.next_day"),
        wait_url=if_(acts, "do/clock.wait"),
        submit_url=if_(acts, "submit"),
        briefing=list(_briefing(beginning.expanded.briefing)),
        in_hand=list(_in_hand(beginning, screen)),
        hints=list(_hints(beginning, cast(Journal, screen.journal))) if row.mode == "practice" else (),
        hint_url=if_(practice, "hint"),
        check_url=if_(practice, "check"),
        checked=checked,
        questions=list(question_fields(beginning.expanded.questions, cast(Journal, screen.journal), attempt)),
        answer_url=if_(acts, "answer"),
        notes=visit.notes if visit.as_whom == "owner" else "",
        notes_url=if_(acts, "notes"),
        step=next_step(beginning, screen.journal, screen.staff.id, screen.homes) if acts and row.guided else None,
        past=_past(address, row, screen),
        mode=row.mode,
    )


def _desk_of(whom: str) -> str:
    """Where this visitor came from; the front door when the application has no such desk."""
    return _desk(BACK[whom], BACK[whom] in current_app.view_functions, request.script_root)


@cache
def _desk(endpoint: str, known: bool, root: str) -> str:
    return url_for(endpoint) if known else f"{root}/"


def _briefing(told: Sequence[Mapping[str, Any]]) -> Iterator[object]:
    for one in told:
        if one["kind"] == "quote":
            yield Quote(one["text"], one["by"])
        elif one["kind"] == "list":
            items = Markup("").join(Markup("<li>%s</li>") % item for item in one["items"])
            yield Markup("<ul>%s</ul>") % items
        elif one["kind"] == "note":
            yield Markup("<small>%s</small>") % escape(one["text"])
        elif one["kind"] == "text":
            yield one["text"]


def _in_hand(beginning: Beginning, screen: Screen) -> Iterator[InHand]:
    for id in beginning.expanded.papers:
        found = next((one for kind in beginning.start.records.values() for key, one in kind.items() if key == id), None)
        if found is not None:
            yield InHand(_title(found), screen.url(found.kind, id))


def _title(paper: Any) -> str:
    form = FORMS.get(getattr(paper, "form", ""))
    return getattr(paper, "name", "") or (form.title if form is not None else paper.id)


def _hints(beginning: Beginning, journal: Journal) -> Iterator[Hint]:
    """For each criterion the hints that were taken, then the next one to be had."""
    taken = [one.content.params.get("criterion") for one in journal.acts("drill.take_hint")]
    titles = {one.id: one.title for one in beginning.scenario.criteria}
    for criterion, hints in beginning.expanded.hints.items():
        known = taken.count(criterion)
        for number, hint in enumerate(hints[: known + 1]):
            yield Hint(criterion, titles[criterion], hint["cost"], hint["text"] if number < known else "")


def _past(address: RunAddress, row: RunRow, screen: Screen) -> Past | None:
    if address.at is None:
        return None
    entry = screen.entry(address.at)
    return Past(
        number=address.at,
        of=row.seq,
        before=_same_page(address, address.at - 1) if address.at > 0 else "",
        after=_same_page(address, address.at + 1) if address.at < row.seq else "",
        live=_same_page(address, None),
        what=sentence(screen, entry) if entry is not None else "",
    )


def _same_page(address: RunAddress, at: int | None) -> str:
    """This page at another moment."""
    path = request.script_root + request.path
    return path.replace(f"/{address}", f"/{RunAddress(address.id, at)}", 1)
