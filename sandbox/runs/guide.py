"""The next step of a guided run: the first move of the reference solution that the journal does not hold yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sandbox.runs.play import Stuck, named
from sandbox.runs.start import Beginning
from sandbox.ui.frame import Step
from sandbox.world.journal import Content, Entry
from scenarios import Act, Move, NextDay, WaitFor, plan
from scenarios.questions import ANSWER


def next_step(beginning: Beginning, journal: Iterable[Entry], seat: str, homes: Mapping[str, str]) -> Step | None:
    """The sentence of the next step, and what to outline; None when everything was done.

    `seat`: as whom the trainee sits; another's step begins with the change of role. `homes`: record kind → system.
    """
    moves = [one for one in plan(beginning.expanded) if _sentence(beginning, one)]
    contents = [entry.content for entry in journal]
    done = _done(beginning, moves, contents)
    if done == len(moves):
        return None
    move = moves[done]
    return Step(_sentence(beginning, move), done + 1, len(moves), *_outline(beginning, move, contents, seat, homes))


def _sentence(beginning: Beginning, move: Move) -> str:
    return "" if isinstance(move, NextDay) else str(beginning.expanded.guide.get(move.step, ""))


def _done(beginning: Beginning, moves: list[Move], contents: list[Content]) -> int:
    """How many of the moves stand in the journal, each entry counting for one."""
    free = [one for one in contents if one.refused is None]
    for number, move in enumerate(moves):
        fitting = next((one for one in free if _is(beginning, move, one)), None)
        if fitting is None:
            return number
        free.remove(fitting)
    return len(moves)


def _is(beginning: Beginning, move: Move, content: Content) -> bool:
    if isinstance(move, WaitFor):
        return content.rule == move.step
    if not isinstance(move, Act) or content.action != move.does:
        return False
    if move.does == ANSWER:
        return content.params.get("question") == move.params.get("question")
    subject = beginning.start.registry[move.does].subject
    wanted = move.params.get(subject)
    return wanted is None or str(wanted).startswith("$") or content.params.get(subject) == wanted


def _outline(
    beginning: Beginning, move: Move, contents: list[Content], seat: str, homes: Mapping[str, str]
) -> Iterator[str]:
    """Names of the tab, the row and the button to outline."""
    if isinstance(move, WaitFor):
        return iter(("", "", "clock.wait"))
    assert isinstance(move, Act)
    if move.who != seat:
        return iter(("", "", "cast.take_role"))
    action = beginning.start.registry[move.does]
    system = homes.get(action.subject_kind, action.service)
    return iter((system, _record(beginning, move, contents), move.does))


def _record(beginning: Beginning, move: Act, contents: list[Content]) -> str:
    """The subject as rows name it, `kind id`; "" without a subject, or when it was not made yet."""
    action = beginning.start.registry[move.does]
    if not action.subject:
        return ""
    try:
        id = named(move.params.get(action.subject, ""), things_made(beginning, contents))
    except Stuck:
        return ""
    return f"{action.subject_kind} {id}"


def things_made(beginning: Beginning, contents: Iterable[Content]) -> dict[str, str]:
    """The things that steps have left so far: thing → id of the last record that such an act made."""
    makes = {one.does: one.makes for one in beginning.expanded.steps.values() if one.makes}
    return {
        makes[one.action]: one.result.partition("/")[2]
        for one in contents
        if one.action in makes and one.result is not None and one.refused is None
    }
