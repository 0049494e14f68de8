"""Signatures that are missing, of somebody else, or in the wrong order. A signing step asks for a secret."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sandbox.proving.mutants import operator
from sandbox.proving.mutants.scene import Mutant, Scene
from sandbox.proving.play import name_of
from scenarios import Act


@operator("signature")
def signature(scene: Scene) -> Iterator[Mutant]:
    """Each signature left out; given by each other official with a device and its own PIN; exchanged with another."""
    signing = [(at, act) for at, act in scene.acts() if scene.actions[act.does]["secrets"]]
    for at, act in signing:
        yield scene.changed("signature", at, "missing")
        for staff, pin in scene.expanded.pins.items():
            if staff != act.who and staff in scene.plays:
                yield scene.changed("signature", at, staff, Act(act.step, staff, act.does, _with(scene, act, pin)))
    for (one, first), (two, second) in combinations(signing, 2):
        made = list(scene.moves)
        made[one], made[two] = second, first
        yield Mutant("signature", name_of(first), name_of(second), one, tuple(made[one:]))


def _with(scene: Scene, act: Act, pin: str) -> dict[str, Any]:
    secrets = dict.fromkeys(scene.actions[act.does]["secrets"], pin)
    return {**act.params, **secrets}
