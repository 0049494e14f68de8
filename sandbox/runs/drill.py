"""Acts of the drill itself: hints that were taken and answers that were given stand in the journal, for the grader."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from sandbox.world.action import Registry, office
from sandbox.world.desk import Desk
from sandbox.world.params import N_, Ask, Code, LongText


class TakeHint(Ask):
    criterion: Annotated[Code, Field(title=N_("Tiêu chí"))]


Chosen = Annotated[tuple[Code, ...], AfterValidator(lambda codes: tuple(sorted(set(codes))))]


class GiveAnswer(Ask):
    """To a question of the scenario: `answer` as it was typed or chosen; `chosen` for a set; neither takes it back."""

    question: Annotated[Code, Field(title=N_("Câu hỏi"))]
    answer: Annotated[LongText | None, Field(title=N_("Câu trả lời"))] = None
    chosen: Annotated[Chosen, Field(title=N_("Các mục chọn"))] = ()


def take_hint(desk: Desk, ask: TakeHint) -> None:
    """The trainee asked for the next hint of a criterion. Nothing in the office changes."""


def give_answer(desk: Desk, ask: GiveAnswer) -> None:
    """The trainee answered a question beside the briefing. Nothing in the office changes; the last answer counts."""


def declare(registry: Registry) -> None:
    """Give a registry the drill's own acts."""
    if "drill.take_hint" not in registry.actions:
        registry.action("drill.take_hint", title=N_("Xem gợi ý"), roles=("*",), frame=True)(take_hint)
    if "drill.answer" not in registry.actions:
        told = {"title": N_("Trả lời câu hỏi"), "done": N_("Đã ghi câu trả lời")}
        registry.action("drill.answer", roles=("*",), frame=True, **told)(give_answer)


declare(office)
