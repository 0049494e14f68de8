"""Acts of the drill itself: a hint that was taken stands in the journal, because it costs points."""

from __future__ import annotations

from sandbox.world.action import Registry, office
from sandbox.world.desk import Desk
from sandbox.world.params import N_, Ask, Code


class TakeHint(Ask):
    criterion: Code


def take_hint(desk: Desk, ask: TakeHint) -> None:
    """The trainee asked for the next hint of a criterion. Nothing in the office changes."""


def declare(registry: Registry) -> None:
    """Give a registry the drill's own acts."""
    if "drill.take_hint" not in registry.actions:
        registry.action("drill.take_hint", title=N_("Xem gợi ý"), roles=("*",), frame=True)(take_hint)


declare(office)
