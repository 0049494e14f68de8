"""Right in another way: runs that a fair examiner would give full marks, so that the rubric must too.

Families: reordered (steps that touch nothing of each other), slip (a try that the system refused, then the right act),
corrected (a draft with a mistake, mended by the step that the scenario allows for it; a wrong answer, then the right
one), look (a further look-up with its reason), wording (other words where words are free), delay (a quarter of an hour
lost).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sandbox.proving.mutants.place import Place
from sandbox.proving.mutants.scene import Scene
from sandbox.proving.mutants.values import others_of
from sandbox.proving.play import Pause, Way, name_of
from sandbox.world.action import widget_of
from scenarios import Act, Move
from scenarios.questions import ANSWER

MINUTES = 10
BEFORE, AFTER = "Sau khi đối chiếu: ", " Trân trọng."


class Right(NamedTuple):
    """A right run: the solution up to move `at`, then `rest`; `family`, `step`, `what` tell how it differs."""

    family: str
    step: str
    what: str
    at: int
    rest: Way


Family = Callable[[Scene], Iterator[Right]]


def slips(scene: Scene) -> Iterator[Right]:
    """Before each move each later act tried too early, and each act by another's hand: if the system refuses it."""
    for at in range(len(scene.moves)):
        later = [(name_of(move), move) for place, move in scene.acts() if place >= at]
        for what, act in [*later, *_by_others(scene, at)]:
            if _refused(scene, at, act):
                yield Right("slip", name_of(scene.moves[at]), what, at, (act, *scene.moves[at:]))


def _by_others(scene: Scene, at: int) -> Iterator[tuple[str, Act]]:
    move = scene.moves[at]
    if not isinstance(move, Act):
        return
    for staff in scene.plays:
        if staff != move.who:
            yield staff, Act(move.step, staff, move.does, move.params)
    secrets = scene.actions[move.does]["secrets"]
    if secrets:
        wrong = {name: _twisted(str(move.params[name])) for name in secrets}
        yield "secret", Act(move.step, move.who, move.does, {**move.params, **wrong})


def _twisted(pin: str) -> str:
    return pin[1:] + ("1" if pin[0] == "0" else "0")


def _refused(scene: Scene, at: int, act: Act) -> bool:
    stand = scene.stands[at]
    run = stand.go([act], scene.stage.makes)
    return len(run.refused) > len(stand.refused)


def corrected(scene: Scene) -> Iterator[Right]:
    """A step that makes something, done with one wrong value and mended by an optional step with the same parameter;
    an answer given once more."""
    for at, act in scene.acts():
        if act.does == ANSWER:
            yield from _answered_again(scene, at, act)
        thing = scene.stage.makes.get(act.step)
        for name, step in scene.expanded.steps.items():
            if thing is None or step.times is not None or f"${thing}" not in step.about.values():
                continue
            yield from _mended(scene, at, act, name, step)


def _answered_again(scene: Scene, at: int, act: Act) -> Iterator[Right]:
    place = Place(scene, at, act, scene.params(at, act))
    for name in act.params:
        wrong = next(iter(others_of(place, name)), None)
        if wrong is not None:
            first = Act(act.step, act.who, act.does, {**act.params, name: wrong.value})
            yield Right("corrected", act.step, name, at, (first, *scene.moves[at:]))


def _mended(scene: Scene, at: int, act: Act, name: str, step: Any) -> Iterator[Right]:
    """The correcting step says again all that both acts have in common, as a form filled in from the record does."""
    declared = scene.actions[step.does]["params"]
    about = scene.expanded.fill({key: value for key, value in step.about.items() if not isinstance(value, dict)})
    again = {**{key: value for key, value in act.params.items() if key in declared}, **about}
    place = Place(scene, at, act, scene.params(at, act))
    for param in act.params:
        free = param in declared and param not in scene.expanded.steps[act.step].about
        wrong = next(iter(others_of(place, param)), None) if free else None
        if wrong is not None:
            first = Act(act.step, act.who, act.does, {**act.params, param: wrong.value})
            mend = Act(name, str(step.who[0]), step.does, again)
            yield Right("corrected", act.step, param, at, (first, mend, *scene.moves[at + 1 :]))


def looks(scene: Scene) -> Iterator[Right]:
    """Each look-up that the scenario allows at will once more, at each later place."""
    for at, act in scene.acts():
        step = scene.expanded.steps.get(act.step)
        if step is None or step.times is not None or not scene.actions[act.does]["look_up"]:
            continue
        for to in range(at + 1, len(scene.moves) + 1):
            what = name_of(scene.moves[to]) if to < len(scene.moves) else ""
            yield Right("look", act.step, what, to, (act, *scene.moves[to:]))


def wordings(scene: Scene) -> Iterator[Right]:
    """Each free text in other words: a sentence with more around it, a short text in capitals."""
    for at, act in scene.acts():
        ask = scene.registry[act.does].ask
        if act.does == ANSWER and scene.expanded.questions[act.params["question"]].kind != "text":
            continue
        for name, value in act.params.items():
            kind = widget_of(ask, name).kind
            if kind not in ("text", "long_text") or not isinstance(value, str):
                continue
            other = f"{BEFORE}{value}{AFTER}" if kind == "long_text" else value.upper()
            made = Act(act.step, act.who, act.does, {**act.params, name: other})
            yield Right("wording", act.step, name, at, (made, *scene.moves[at + 1 :]))


def delays(scene: Scene) -> Iterator[Right]:
    """Some minutes lost before each act, as long as it stays the same day."""
    for at, act in scene.acts():
        yield Right("delay", act.step, f"{MINUTES}", at, (Pause(MINUTES), *scene.moves[at:]))


FAMILIES: tuple[Family, ...] = (slips, corrected, looks, wordings, delays)


def rights(scene: Scene) -> Iterator[Right]:
    """The right runs of all families but `reordered`, which `swaps` gives."""
    for family in FAMILIES:
        yield from family(scene)


def reordered(moves: Sequence[Move], first: Move, second: Move) -> Right:
    """The run with two free steps exchanged."""
    return Right("reordered", name_of(first), name_of(second), 0, tuple(moves))
