"""The cast: whom the trainee acts as, and simulated people who react by rules written in the scenario."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar

import msgspec

from sandbox.world.action import Registry, office
from sandbox.world.desk import Actor, Desk, Due, Refused
from sandbox.world.params import N_, Ask, StaffRef
from sandbox.world.record import RecordBase, StaffId
from seed.worktime import parse_term


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When someone does `does` with these parameter values, `who` does `then` with `params` after the term `after`.

    `when`: parameter → value that must be equal. `about`: fields of the resulting record that must be equal.
    Texts of `params` that begin with `@` are taken from the cause: `@dossier` its parameter, `@result` the id of the
    record it left. `after` is a term such as `2 working days`; "" means at once. `times`: how often at most.
    """

    id: str
    does: str
    when: dict[str, Any] = {}
    about: dict[str, Any] = {}
    who: str
    then: str
    params: dict[str, Any] = {}
    after: str = ""
    times: int = 1


class Fired(RecordBase, frozen=True):
    """How often a rule has been set off in this run."""

    kind: ClassVar[str] = "fired"
    id: str
    count: int


def schedule(desk: Desk, action: str, params: Mapping[str, Any], record: Any, cause: int) -> None:
    """Note on the desk what the cast will do because of this act."""
    for rule in desk.world.start.rules:
        if rule.does == action and _matches(rule, params, record) and _may_fire(desk, rule):
            due = _comes(desk, rule.after)
            given = {name: _from_cause(value, params, record) for name, value in rule.params.items()}
            id = f"{desk.next('due'):06}"
            desk.add(Due(id=id, due=due, who=rule.who, action=rule.then, params=given, rule=rule.id, cause=cause))


def _comes(desk: Desk, after: str) -> datetime:
    """When somebody comes `after` a term: in days, at the same time of day, for nobody comes just at closing time."""
    if not after:
        return desk.now
    term = parse_term(after)
    if term.unit != "working day":
        return term.due(desk.now, desk.calendar)
    day = desk.calendar.add_working_days(desk.now.date(), term.count)
    return desk.calendar.opens(datetime.combine(day, desk.now.time()))


def _matches(rule: Rule, params: Mapping[str, Any], record: Any) -> bool:
    return all(params.get(name) == value for name, value in rule.when.items()) and all(
        getattr(record, name, None) == value for name, value in rule.about.items()
    )


def _may_fire(desk: Desk, rule: Rule) -> bool:
    fired = desk.world.peek(Fired, rule.id)
    if fired is None:
        desk.add(Fired(id=rule.id, count=1))
        return True
    if fired.count < rule.times:
        desk.update(fired, count=fired.count + 1)
        return True
    return False


def _from_cause(value: Any, params: Mapping[str, Any], record: Any) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        return record.id if value == "@result" else params.get(value[1:])
    return value


class Seat(RecordBase, frozen=True):
    """As whom the trainee acts now; one record, id `trainee`."""

    kind: ClassVar[str] = "seat"
    id: str
    staff: StaffId


class TakeRole(Ask):
    staff: Annotated[str, *StaffRef()]


def take_role(desk: Desk, ask: TakeRole) -> Seat:
    """The trainee goes on as another of the officials that the scenario gives them."""
    if ask.staff not in desk.world.start.plays:
        raise Refused("not_your_role", N_("Tình huống này không giao cho bạn vai đó"))
    seat = desk.peek(Seat, "trainee")
    if seat is None:
        return desk.add(Seat(id="trainee", staff=ask.staff))
    return desk.update(seat, staff=ask.staff)


def trainee(world: Any) -> str:
    """Staff id as whom the trainee acts in this world."""
    seat = world.peek(Seat, "trainee")
    return str(seat.staff if seat is not None else world.start.plays[0])


def as_actor(world: Any, staff: str, action: Any, roles: tuple[str, ...]) -> Actor:
    """The trainee as `staff`, in the first of their `roles` that may do `action`, else in their first role."""
    fitting = [role for role in roles if role in action.roles]
    return Actor(staff, (fitting or list(roles) or [""])[0])


def declare(registry: Registry) -> None:
    """Give a registry the cast's records and acts."""
    registry.record(Seat)
    registry.record(Fired)
    registry.action("cast.take_role", title=N_("Đổi vai"), roles=("*",), frame=True)(take_role)


declare(office)
