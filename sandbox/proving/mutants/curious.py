"""One look-up out of curiosity: somebody's personal data read that the task does not need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sandbox.proving.mutants import operator
from sandbox.proving.mutants.extra import first
from sandbox.proving.mutants.people import others
from sandbox.proving.mutants.place import Place, options
from sandbox.proving.mutants.scene import Mutant, Scene
from scenarios import Act


@operator("curious")
def curious(scene: Scene) -> Iterator[Mutant]:
    """At each place each look-up of each person who has nothing to do with the task, with and without naming a case."""
    concerned = _concerned(scene)
    strangers = _strangers(scene, concerned)
    for at in range(len(scene.moves) + 1):
        for action, declared in scene.actions.items():
            if not declared["look_up"] or declared["frame"]:
                continue
            for staff in (one for one in scene.plays if scene.may(one, action)):
                for what, params in _asked(scene, at, staff, declared, strangers, concerned):
                    yield scene.inserted("curious", at, what, Act("", staff, action, params))


KIN = frozenset({"spouse", "parent", "child", "housemate"})


def _strangers(scene: Scene, concerned: set[str]) -> dict[str, str]:
    """Identity number → who they are: namesakes and neighbours of those concerned, others of the scenario, an official.

    Next of kin of those concerned are no strangers: whether the case needs them is for the rubric to say.
    """
    kin: set[str] = set()
    found: dict[str, str] = {}
    for name, kind in scene.expanded.kinds.items():
        id = str(scene.expanded.names[name])
        if kind != "person":
            continue
        if id not in concerned:
            found.setdefault(id, name)
            continue
        for other, relation in others(scene, id).items():
            if relation in KIN:
                kin.add(other)
            elif relation not in scene.expanded.kinds:
                found.setdefault(other, relation)
    for one in scene.population.officials[-1:]:
        found.setdefault(one.person, "official")
    return {id: relation for id, relation in found.items() if id not in concerned | kin}


def _concerned(scene: Scene) -> set[str]:
    """People whom the acts of the solution name, or the records that these read or change."""
    last = scene.stands[-1]
    named = {str(value) for at, act in scene.acts() for value in scene.params(at, act).values()}
    places = {read for entry in last.read for read in entry.reads}
    places |= {f"{change.kind}/{change.id}" for entry in last.read for change in entry.changes}
    for place in places:
        kind, _, id = place.partition("/")
        if kind not in scene.stage.start.population_kinds and (one := last.world.peek(scene.registry.kinds[kind], id)):
            named.update(_NUMBER.findall(str(one)))
    return named


_NUMBER = re.compile(r"\d{12}")


def _asked(
    scene: Scene, at: int, staff: str, declared: Any, strangers: dict[str, str], concerned: set[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for id, relation in strangers.items():
        if not _by_number(declared) and _shows(scene, id, concerned):
            continue  # asking for a name is asking for all who bear it
        params = _about(scene, at, staff, declared, id)
        yield relation, params
        for case in _cases(scene, at, staff, declared):
            yield f"{relation}, case", {**params, "case": case}


def _shows(scene: Scene, id: str, concerned: set[str]) -> bool:
    """Whether a search for this person's name finds somebody concerned."""
    return not concerned.isdisjoint(scene.population.by_name(scene.population.person(id).full_name))


def _by_number(declared: Any) -> bool:
    return any(spec["type"] == "person" for spec in declared["params"].values())


def _about(scene: Scene, at: int, staff: str, declared: Any, id: str) -> dict[str, Any]:
    """The look-up's required parameters, asking for this person by number or by name."""
    place = Place(scene, at, Act("", staff, "", {}), {})
    name = scene.population.person(id).full_name
    given = {"person": id, "name": name}
    return {
        inner: given.get(inner) or first(place, spec) for inner, spec in declared["params"].items() if spec["required"]
    }


def _cases(scene: Scene, at: int, staff: str, declared: Any) -> list[str]:
    """The cases that the solution is about, among those that may be named; the first one when it is about none."""
    spec = declared["params"].get("case")
    if spec is None:
        return []
    offered = options(Place(scene, at, Act("", staff, "", {}), {}), spec)
    own = {str(value) for place, act in scene.acts() for value in scene.params(place, act).values()}
    return [one for one in offered if one in own] or offered[:1]
