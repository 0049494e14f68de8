"""Who may open which page, as data. Every view is marked with the permission it asks for; `guard` enforces it.

Marks only: no Flask and no database here, so that any room may import it. A view without a mark is refused to all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

V = TypeVar("V", bound=Callable[..., Any])

PUBLIC = "public"

# Permission → what it allows, in the words of the administrator's page.
PERMISSIONS: Mapping[str, str] = {
    "account.own": "own password and own devices",
    "desk.see": "the trainee's desk: own exercises, own score sheets",
    "run.start": "start an exercise",
    "run.see": "open a run: one's own, or another's as far as `runs` allows it",
    "run.act": "act in one's own run",
    "class.see": "one's classes and where everybody is",
    "class.assign": "set exercises to one's classes",
    "class.export": "score tables and records of one's classes",
    "review.see": "submitted runs with their evidence",
    "review.mark": "a mark with reason beside the machine's finding",
    "score.regrade": "submitted runs of one's classes graded anew by a newer rubric",
    "accounts.manage": "accounts, roles, passwords, login sessions of others",
    "health.see": "state of the installation",
}

_everybody = frozenset({"account.own", "run.see"})

ROLE_PERMISSIONS: Mapping[str, frozenset[str]] = {
    "trainee": _everybody | {"desk.see", "run.start", "run.act"},
    "instructor": _everybody
    | {"desk.see", "run.start", "run.act", "class.see", "class.assign", "class.export", "score.regrade"},
    "reviewer": _everybody | {"review.see", "review.mark", "score.regrade"},
    "administrator": _everybody - {"run.see"} | {"accounts.manage", "health.see"},
}


def permission(name: str) -> Callable[[V], V]:
    """Mark a view as asking for permission `name`; `KeyError` for an unknown name. Goes under `@route`."""
    PERMISSIONS[name]

    def mark(view: V) -> V:
        _mark(view, "permission", name)
        return view

    return mark


def _mark(view: Callable[..., Any], what: str, value: Any) -> None:
    setattr(getattr(view, "__func__", view), what, value)


def public(view: V) -> V:
    """Mark a view as open to everybody, signed in or not."""
    _mark(view, "permission", PUBLIC)
    return view


def redraws_forms(view: V) -> V:
    """Mark a view that draws its form again, with the input, when the form had expired (see `guard.form_expired`)."""
    _mark(view, "redraws_forms", True)
    return view


def permission_of(view: Callable[..., Any]) -> str | None:
    """The permission that a view asks for, None when it is not marked."""
    name: str | None = getattr(view, "permission", None)
    return name


def allowed(roles: frozenset[str] | set[str]) -> frozenset[str]:
    """Everything that somebody with these roles may do."""
    return frozenset().union(*(ROLE_PERMISSIONS.get(role, frozenset()) for role in roles))
