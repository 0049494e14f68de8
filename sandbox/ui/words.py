"""Words and numbers as an office writes them: dates, deadlines, money, roles. Translated when drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import g, has_request_context
from flask_babel import get_translations
from markupsafe import Markup, escape

from sandbox.ui.preferences import WRITTEN_IN, language
from sandbox.world.params import N_
from seed.worktime import Calendar

ROLES = {
    "reception_officer": N_("Công chức một cửa"),
    "return_officer": N_("Công chức trả kết quả"),
    "case_officer": N_("Công chức chuyên môn"),
    "unit_head": N_("Trưởng đơn vị"),
    "signer": N_("Lãnh đạo ký"),
    "clerk": N_("Văn thư"),
    "centre_director": N_("Giám đốc Trung tâm"),
    "administrator": N_("Quản trị hệ thống"),
    "accountant": N_("Kế toán"),
    "police": N_("Công an xã"),
    "citizen": N_("Người dân"),
}
WEEKDAYS = (
    N_("Thứ Hai"),
    N_("Thứ Ba"),
    N_("Thứ Tư"),
    N_("Thứ Năm"),
    N_("Thứ Sáu"),
    N_("Thứ Bảy"),
    N_("Chủ nhật"),
)


def _(text: str, **values: Any) -> str:
    """The text in the reader's language; outside a request as it was written."""
    told = reader()(text)
    return told % values if values else told


def reader() -> Callable[[str], str]:
    """The catalogue of this request's language, asked for once: a page draws a hundred texts. Vietnamese needs none."""
    if not has_request_context():
        return str
    found = g.get("reader")
    if found is None:
        found = g.reader = str if language() == WRITTEN_IN else get_translations().ugettext
    return found  # type: ignore[no-any-return]


@lru_cache(maxsize=4096)
def _safe(text: str) -> Markup:
    return escape(text)


def marked() -> Callable[..., Markup]:
    """`_` of the templates of this request: text and values are escaped, `%` is written twice as in all texts with
    values."""
    read = reader()

    def told(text: str, **values: Any) -> Markup:
        shown = _safe(read(text))
        return shown % values if "%" in shown else shown

    return told


def role_name(role: str) -> str:
    """The role in words; an unknown one as it is written."""
    return _(ROLES[role]) if role in ROLES else role


def day(value: date | None) -> str:
    """20/11/2026; nothing for None."""
    return f"{value:%d/%m/%Y}" if value is not None else ""


def moment(value: datetime | None) -> str:
    """20/11/2026 14:05; nothing for None."""
    return f"{value:%d/%m/%Y %H:%M}" if value is not None else ""


def short_day(value: date | None, now: date) -> str:
    """20/11, with the year when it is not this year's."""
    return "" if value is None else _short(value, value.year == now.year)


@lru_cache(maxsize=4096)
def _short(value: date, this_year: bool) -> str:
    return f"{value:%d/%m}" if this_year else f"{value:%d/%m/%Y}"


def weekday(value: date) -> str:
    """Thứ Sáu."""
    return _(WEEKDAYS[value.weekday()])


def money(amount: int) -> str:
    """8.000 đồng."""
    return _("%(amount)s đồng", amount=f"{amount:,}".replace(",", "."))


def identity(number: str) -> Markup:
    """An identity number in groups for reading (3, 3, 6) that is copied whole."""
    if not re.fullmatch(r"\d{12}", number):
        return escape(number)
    groups = (number[:3], number[3:6], number[6:])
    return Markup('<span class="idn">%s</span>') % Markup("").join(Markup("<i>%s</i>") % one for one in groups)


_codes = re.compile(r"(?=[^\W\d]*[./-]*\d)[\w./]+(?:-[\w./]*\w)+")


def whole_codes(text: str) -> Markup:
    """Running text whose codes (H99.1-261120-0007) are never broken over two lines; markup stays as it is."""
    if isinstance(text, Markup):
        return text
    return Markup(_codes.sub(r'<span class="nowrap">\g<0></span>', str(escape(text))))


class Deadline(NamedTuple):
    """A deadline in words; `tone` is late, soon, calm or none."""

    text: str
    tone: str


def deadline(due: datetime | None, now: datetime, calendar: Calendar) -> Deadline:
    """“18/11 · quá 2 ngày”, “20/11 17:00 · hôm nay”, “23/11 · còn 1 ngày”, counted in working days."""
    if due is None:
        return Deadline("", "none")
    when = short_day(due, now)
    if due.date() == now.date():
        clock = f"{when} {due:%H:%M}"
        if due < now:
            return Deadline(f"{clock} · " + _("quá giờ"), "late")
        return Deadline(f"{clock} · " + _("hôm nay"), "soon")
    left = _working_days(calendar, now.date(), due.date())
    if due < now:
        return Deadline(f"{when} · " + (_("quá %(days)s ngày", days=-left) if left else _("quá hạn")), "late")
    if not left:
        return Deadline(f"{when} · " + _("sắp đến"), "soon")
    return Deadline(f"{when} · " + _("còn %(days)s ngày", days=left), "soon" if left <= 1 else "calm")


@lru_cache(maxsize=4096)
def _working_days(calendar: Calendar, start: date, end: date) -> int:
    return calendar.working_days_between(start, end)


_iso = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d)?)?")


def plain_words(value: Any) -> str:
    """A recorded JSON value as people write it: ISO dates turned round, yes and no in words, lists joined."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list | tuple):
        return ", ".join(plain_words(one) for one in value)
    if isinstance(value, str) and (found := _iso.fullmatch(value)):
        year, month, day_, clock = found.groups()
        return f"{day_}/{month}/{year}" + (f" {clock}" if clock else "")
    return "" if value is None else str(value)
