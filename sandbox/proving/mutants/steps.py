"""Steps left out, done at another time, exchanged, done again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sandbox.proving.mutants import operator
from sandbox.proving.mutants.scene import Mutant, Scene
from sandbox.proving.play import name_of


@operator("drop")
def drop(scene: Scene) -> Iterator[Mutant]:
    """Each move left out: an act forgotten, a wait not waited for."""
    for at in range(len(scene.moves)):
        yield scene.changed("drop", at, "")


@operator("move")
def move(scene: Scene) -> Iterator[Mutant]:
    """Each act at every other place."""
    for at, act in scene.acts():
        others = scene.moves[:at] + scene.moves[at + 1 :]
        for to in range(len(scene.moves)):
            if to == at:
                continue
            made = (*others[:to], act, *others[to:])
            what = "before" if to < at else "after"
            first = min(at, to)
            yield Mutant("move", name_of(act), f"{what} {name_of(scene.moves[to])}", first, made[first:])


@operator("swap")
def swap(scene: Scene) -> Iterator[Mutant]:
    """Each pair of acts exchanged."""
    for (one, first), (two, second) in combinations(scene.acts(), 2):
        made = list(scene.moves)
        made[one], made[two] = second, first
        yield Mutant("swap", name_of(first), name_of(second), one, tuple(made[one:]))


@operator("repeat")
def repeat(scene: Scene) -> Iterator[Mutant]:
    """Each act done once more, at once and at the end; but a look-up that the scenario allows at will is no mistake."""
    for at, act in scene.acts():
        step = scene.expanded.steps.get(act.step)
        if step is not None and step.times is None and scene.actions[act.does]["look_up"]:
            continue
        yield scene.changed("repeat", at, "at once", act, act)
        yield scene.inserted("repeat", len(scene.moves), "at the end", act)._replace(step=name_of(act))
