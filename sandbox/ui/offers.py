"""What a page offers: for a record or a system's first page, what can be done now, and what cannot and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sandbox.ui.words import _, role_name
from sandbox.world.action import Action, Registry

if TYPE_CHECKING:
    from sandbox.ui.screen import Screen


@dataclass(frozen=True)
class Offer:
    """A button: the action, its title in the reader's language and address; `reason` when it cannot be done now."""

    action: str
    title: str
    url: str
    reason: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Offers:
    """`primary`: what the real system offers first in this state, if anything. `on`: kind and id of the record."""

    primary: Offer | None = None
    others: tuple[Offer, ...] = ()
    not_now: tuple[Offer, ...] = ()
    on: str = ""
    frozen: bool = False


@lru_cache(maxsize=512)
def _declared(registry: Registry, size: int, system: str, kind: str) -> tuple[Action, ...]:
    def here(one: Action) -> bool:
        if one.frame or one.cast_only or not one.roles:
            return False
        return one.subject_kind == kind if kind else not one.subject and one.service == system

    return tuple(one for one in registry.actions.values() if here(one))


def actions_on(registry: Registry, system: str, kind: str = "") -> tuple[Action, ...]:
    """Actions whose subject is a record of `kind`, of any system; without a kind, those of `system` without one."""
    return _declared(registry, len(registry.actions), "" if kind else system, kind)


def offers(screen: Screen, system: str, record: Any = None) -> Offers:
    """Sort the actions on this record (or first page) into what is offered and what is not; a frozen world offers
    nothing."""
    on = f"{record.kind} {record.id}" if record is not None else ""
    if screen.frozen:
        return Offers(on=on, frozen=True)
    primary: Offer | None = None
    others: list[Offer] = []
    not_now: list[Offer] = []
    for action in actions_on(screen.registry, system, record.kind if record is not None else ""):
        offer = _offer(screen, action, record)
        if offer.reason:
            not_now.append(offer)
        elif primary is None and getattr(record, "state", None) in action.primary:
            primary = offer
        else:
            others.append(offer)
    return Offers(primary, tuple(others), tuple(not_now), on)


def _offer(screen: Screen, action: Action, record: Any) -> Offer:
    params = {action.subject: record.id} if record is not None else {}
    url = screen.do_url(action.name, **params)
    return Offer(action.name, _(action.title), url, reason_not(screen, action, record))


def reason_not(screen: Screen, action: Action, record: Any) -> str:
    """Why the trainee cannot do it now, "" when they can: the record's state first, then whose work it is."""
    if action.possible is not None:
        refused = action.possible(screen.world, record)
        if refused is not None:
            said = refused.refusal()
            return _(said.reason, **said.values)
    if "*" in action.roles or any(role in action.roles for role in screen.roles):
        return ""
    return _("Việc của %(role)s", role=", ".join(role_name(role).lower() for role in action.roles))
