"""Where a value stands: which act of a scene, and what its declaration offers there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sandbox.proving.mutants.scene import Scene
from sandbox.world.desk import Actor, Desk
from sandbox.world.effects import Effects
from sandbox.world.params import Asking
from scenarios import Act

Spec = Mapping[str, Any]


class Other(NamedTuple):
    """Another value for a parameter: which operator makes it, and in what it differs."""

    operator: str
    what: str
    value: Any


class Place(NamedTuple):
    """Where a value stands: the scene, the place of the act and the act as sent."""

    scene: Scene
    at: int
    act: Act
    params: Mapping[str, Any]


def options(place: Place, spec: Spec) -> list[str]:
    """What a choice offers at this moment: fixed choices, or what the named query answers in the world as it stands."""
    if "choices" in spec:
        return list(spec["choices"])
    scene = place.scene
    query = spec.get("of", "")
    if query not in scene.registry.queries:
        return []
    world = scene.stands[place.at].world
    desk = Desk(world, Actor(place.act.who, ""), Effects())
    return list(scene.registry.choices_of(query, Asking(desk, place.params)))
