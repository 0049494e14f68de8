"""What setting an exercise asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from sandbox.accounts import classes
from sandbox.accounts.wall import to_utc
from sandbox.pages.forms import Form
from sandbox.ui.words import _
from sandbox.world.params import N_, Ask, Moment, Options, Widget


class SetExercise(Ask):
    """A scenario for the class. Moments are Vietnamese time."""

    scenario: Annotated[str, Widget("choice", of="scenarios"), Field(title=N_("Tình huống"))]
    mode: Annotated[
        str, *Options(practice=N_("Luyện tập, có gợi ý"), exam=N_("Kiểm tra")), Field(title=N_("Hình thức"))
    ]
    guided: Annotated[bool, Field(title=N_("Có hướng dẫn từng bước khi luyện tập"))] = False
    attempts: Annotated[
        int, Widget("integer"), Field(title=N_("Số lượt kiểm tra"), description=N_("0: không giới hạn"), ge=0, le=99)
    ] = 0
    opens_at: Annotated[Moment | None, Field(title=N_("Mở từ"), description=N_("Bỏ trống: mở ngay"))] = None
    closes_at: Annotated[Moment | None, Field(title=N_("Đóng lúc"), description=N_("Bỏ trống: không đóng"))] = None


def set_exercise(form: Form[SetExercise], class_id: int, by: int | None, states: Mapping[str, str]) -> bool:
    """Set what the form asks; False when something is wrong with it. Commits nothing.

    `states`: where each scenario stands in its life; only a released one makes a fair exam.
    """
    ask = form.read()
    if ask is None:
        return False
    if ask.mode == "exam" and states.get(ask.scenario) != "released":
        form.wrong("mode", _("tình huống chưa phát hành chỉ giao để luyện tập"))
        return False
    opens, closes = (to_utc(one) if one else None for one in (ask.opens_at, ask.closes_at))
    if opens and closes and closes <= opens:
        form.wrong("closes_at", _("phải sau lúc mở"))
        return False
    how = {"opens_at": opens, "closes_at": closes, "attempts": ask.attempts}
    how["guided"] = ask.guided and ask.mode == "practice"
    classes.assign(class_id, ask.scenario, ask.mode, by, **how)
    return True
