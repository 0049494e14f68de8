"""Words and moments for pages outside the simulated world."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sandbox.accounts.wall import local
from sandbox.ui.words import _, moment
from sandbox.world.params import N_

_states = {
    "not_started": N_("Chưa bắt đầu"),
    "working": N_("Đang làm"),
    "submitted": N_("Đã nộp"),
    "graded": N_("Đã chấm"),
}
_levels = {"basic": N_("Cơ bản"), "intermediate": N_("Trung bình"), "advanced": N_("Nâng cao")}
_modes = {"practice": N_("Luyện tập"), "exam": N_("Kiểm tra")}
ROLES = {
    "trainee": N_("Học viên"),
    "instructor": N_("Giáo viên"),
    "reviewer": N_("Người chấm"),
    "administrator": N_("Quản trị viên"),
}
_passed = {True: N_("đạt"), False: N_("chưa đạt"), None: N_("chưa kết luận")}
_outcomes = {
    "met": N_("Đạt"),
    "missed": N_("Chưa đạt"),
    "blocked": N_("Chưa xét được"),
    "undecided": N_("Chưa kết luận"),
}


def state_words(state: str) -> str:
    """The state of an exercise, a run or a finding's outcome in words."""
    return _(_states[state])


def level_words(level: str) -> str:
    return _(_levels[level])


def mode_words(mode: str) -> str:
    return _(_modes[mode])


def role_words(role: str) -> str:
    """A role outside the simulated world."""
    return _(ROLES[role])


def outcome_words(outcome: str) -> str:
    """What a finding came to."""
    return _(_outcomes[outcome])


def passed_words(passed: bool | None) -> str:
    """Whether a submission is passed; None: it is open."""
    return _(_passed[passed])


def in_order(scenarios: Iterable[Any]) -> list[Any]:
    """Scenarios along the learning path: from basic to advanced, then as the library has them."""
    return sorted(scenarios, key=lambda one: list(_levels).index(one.level))


def local_moment(utc: datetime | None) -> str:
    """20/11/2026 14:05 in Vietnam; nothing for None."""
    return moment(local(utc)) if utc is not None else ""


def minutes_words(minutes: int) -> str:
    """“dưới 1 phút”, “45 phút”, “1 giờ 20 phút”, “3 ngày”."""
    if minutes < 1:
        return _("dưới 1 phút")
    if minutes < 60:
        return _("%(n)s phút", n=minutes)
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        return _("%(h)s giờ %(n)s phút", h=hours, n=rest) if rest else _("%(h)s giờ", h=hours)
    return _("%(d)s ngày", d=minutes // (24 * 60))
