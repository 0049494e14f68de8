"""Forms outside the simulated world: the same declarations, fields and messages as in the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict

from sandbox.accounts.guard import form_expired
from sandbox.ui import forms as drawing
from sandbox.ui.forms import FieldView, summary, written
from sandbox.ui.messages import capital
from sandbox.ui.reading import parse
from sandbox.ui.words import _
from sandbox.world.action import widget_of
from sandbox.world.params import Widget

M = TypeVar("M", bound=BaseModel)
Choices = Mapping[str, Mapping[str, str]]


@dataclass
class Form(Generic[M]):
    """A form of `model`. `given`: what was typed, or what it begins with; `choices`: query name → value → words.

    `ask` is the typed answer once `read` has found nothing wrong.
    """

    model: type[M]
    choices: Choices = field(default_factory=dict)
    given: MultiDict[str, str] = field(default_factory=MultiDict)
    problems: dict[str, str] = field(default_factory=dict)
    sent: bool = False
    ask: M | None = None

    def begin(self, values: Mapping[str, object]) -> Form[M]:
        """Fill in what is known."""
        self.given = written(values)
        return self

    def read(self) -> M | None:
        """The answers of this request's form, None when something is wrong with them or the form had expired."""
        self.given, self.sent = request.form, True
        if form_expired():
            self.problems[""] = _("Trang đã mở quá lâu. Nội dung còn nguyên, hãy gửi lại.")
            return None
        filled = parse(request.form, self.model)
        try:
            self.ask = self.model.model_validate(filled.params)
        except ValidationError as refused:
            errors = refused.errors(include_url=False, include_input=False)
            self.problems = drawing.problems(errors, filled, self.model)
            return None
        return self._known_choices()

    def _known_choices(self) -> M | None:
        for name, value in self.ask or ():
            query = widget_of(self.model, name).of
            if query in self.choices and value and value not in self.choices[query]:
                self.wrong(name, _("chọn lại trong danh sách"))
        return None if self.problems else self.ask

    def wrong(self, name: str, words: str) -> None:
        """Say what is wrong with a field, or with the whole form ("")."""
        self.problems[name] = words

    @property
    def fields(self) -> tuple[FieldView, ...]:
        """The fields to be drawn."""
        return drawing.Form(self.model, self.given, self.sent, self._options, self.problems).fields()

    def _options(self, widget: Widget) -> Mapping[str, str]:
        return self.choices.get(widget.of, widget.options) if widget.of else widget.options

    @property
    def summary(self) -> Sequence[tuple[str, str]]:
        """Every error in the order of the page."""
        return summary(self.fields)

    @property
    def general(self) -> str:
        """What is wrong with the form as a whole."""
        return capital(self.problems.get("", ""))
