"""One extra change elsewhere: everything right, and besides something done to a record that is not the task's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.proving.mutants import operator
from sandbox.proving.mutants.place import Place, options
from sandbox.proving.mutants.scene import Mutant, Scene
from sandbox.proving.play import Branch
from sandbox.world.vocabulary import FRAME_KINDS
from scenarios import Act

Spec = Mapping[str, Any]
WORDS = "Ngoài phận sự"


@operator("extra")
def extra(scene: Scene) -> Iterator[Mutant]:
    """At each place each act that is possible there on each record that no step of the solution is about."""
    for at in range(len(scene.moves) + 1):
        for act in _possible(scene, at):
            yield scene.inserted("extra", at, act.does, act)


def _possible(scene: Scene, at: int) -> Iterator[Act]:
    stand = scene.stands[at]
    for action, declared in scene.actions.items():
        if declared["frame"] or declared["cast_only"] or declared["look_up"] or not declared["roles"]:
            continue
        for staff in (one for one in scene.plays if scene.may(one, action)):
            for subject in _subjects(scene, stand, declared):
                act = Act("", staff, action, _filled(scene, at, declared, staff, subject))
                if _changes_something(scene, stand, act):
                    yield act
                    break


def _subjects(scene: Scene, stand: Branch, declared: Spec) -> list[str]:
    """Records elsewhere that the action could be about; one empty name for an action about none."""
    if not declared["subject"]:
        return [""]
    kind = scene.registry.kinds[declared["subject_kind"]]
    if kind.kind in scene.stage.start.population_kinds:
        return []
    own = _the_task(scene)
    return [one.id for one in stand.world.find(kind) if one.id not in own]


def _the_task(scene: Scene) -> set[str]:
    """Ids of the records that the solution's acts name or make."""
    last = scene.stands[-1]
    named = {str(value) for at, act in scene.acts() for value in scene.params(at, act).values()}
    made = {change.id for entry in last.read for change in entry.changes if change.before is None}
    return named | made


def _filled(scene: Scene, at: int, declared: Spec, staff: str, subject: str) -> dict[str, Any]:
    """Every required parameter with the first value that its declaration offers."""
    params: dict[str, Any] = {declared["subject"]: subject} if subject else {}
    for name, spec in declared["params"].items():
        if spec["required"] and name not in params:
            place = Place(scene, at, Act("", staff, "", {}), params)
            params[name] = first(place, spec)
    return params


def first(place: Place, spec: Spec) -> Any:
    kind = spec["type"]
    if kind == "person":
        return next((one for name, one in _people(place.scene)), "")
    if kind == "staff":
        return (options(place, spec) or [place.act.who])[0]
    if kind == "record":
        return next((one.id for one in place.scene.stands[place.at].world.find(_kind(place, spec))), "")
    if kind == "date":
        return place.scene.stands[place.at].world.now.date().isoformat()
    if kind == "secret":
        return place.scene.expanded.pins.get(place.act.who, "000000")
    if kind in ("integer", "bool"):
        return 1 if kind == "integer" else True
    if kind == "list":
        return [first(place, spec["item"])]
    if kind == "rows":
        return [{name: first(place, one) for name, one in spec["fields"].items()}]
    return next(iter(options(place, spec)), WORDS)


def _people(scene: Scene) -> Iterator[tuple[str, str]]:
    for name, kind in scene.expanded.kinds.items():
        if kind == "person":
            yield name, str(scene.expanded.names[name])
    for one in scene.population.officials[:1]:
        yield "official", one.person


def _kind(place: Place, spec: Spec) -> Any:
    return place.scene.registry.kinds[spec["of"]]


def _changes_something(scene: Scene, stand: Branch, act: Act) -> bool:
    made = stand.go([act], scene.stage.makes).read[len(stand.read) :]
    return any(change.kind not in FRAME_KINDS for entry in made for change in entry.changes if entry.refused is None)
