"""Everything right, but a day, two days or a week later."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.proving.mutants import operator
from sandbox.proving.mutants.scene import Mutant, Scene
from scenarios import NextDay

DAYS = (1, 2, 5)


@operator("late")
def late(scene: Scene) -> Iterator[Mutant]:
    """Each act one, two and five working days later; what follows moves with it."""
    for at, _ in scene.acts():
        for days in DAYS:
            yield scene.inserted("late", at, f"{days}", NextDay(days))
