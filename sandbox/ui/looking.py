"""The “Tra cứu” button beside a person field: the look-up action, performed with its purpose as an entry of its own."""

from __future__ import annotations

import secrets
from typing import Any

from werkzeug.datastructures import MultiDict

from sandbox.ui.messages import message
from sandbox.ui.screen import Busy, Screen
from sandbox.ui.told import Told, refused
from sandbox.ui.words import _, day, plain_words
from sandbox.world.action import Action, Unreadable, widget_of
from sandbox.world.perform import Frozen

ACTION = "registry.look_up"


class LookUp:
    """Look up the person typed in field `name`. `found`: field → who that is; `told`: the refusal, if there was one."""

    def __init__(self, screen: Screen, given: MultiDict[str, str], name: str, subject: Any):
        self.screen, self.given, self.name, self.subject = screen, given, name, subject
        self.found: dict[str, str] = {}
        self.problems: dict[str, str] = {}
        self.told: Told | None = None
        self._perform()

    @staticmethod
    def allowed(screen: Screen, action: Action) -> bool:
        """Whether the forms of `action` offer it to the trainee."""
        declared = screen.registry.actions.get(ACTION)
        if declared is None or screen.frozen or action.look_up:
            return False
        return "*" in declared.roles or any(role in declared.roles for role in screen.roles)

    @staticmethod
    def purposes(screen: Screen) -> tuple[tuple[str, str], ...]:
        """The purposes to choose from: value and words."""
        declared = screen.registry[ACTION]
        if "purpose" not in declared.ask.model_fields:
            return ()
        options = widget_of(declared.ask, "purpose").options
        return tuple((value, _(words)) for value, words in options.items())

    def _params(self) -> dict[str, str]:
        model = self.screen.registry[ACTION].ask
        person = next(name for name in model.model_fields if widget_of(model, name).kind == "person")
        asked = {person: self.given.get(self.name, ""), "purpose": self.given.get(f"_purpose.{self.name}", "")}
        if self.subject is not None and "case" in model.model_fields:
            asked["case"] = self.subject.id
        return {name: value for name, value in asked.items() if value and name in model.model_fields}

    def _perform(self) -> None:
        try:
            outcome = self.screen.perform(ACTION, self._params(), secrets.token_urlsafe(12))
        except Unreadable as unreadable:
            self._unreadable(unreadable.errors[0])
            return
        except (Busy, Frozen):
            self.problems[self.name] = _("chưa tra cứu được, hãy bấm lại")
            return
        if outcome.refused is not None:
            self.told = refused(outcome.entry)
            return
        ids = [read.partition("/")[2] for read in outcome.entry.content.reads if read.startswith("person/")]
        typed = "".join(self.given.get(self.name, "").replace(".", "").split())
        self.found[self.name] = self._who(typed if typed in ids or not ids else ids[0])

    def _unreadable(self, error: Any) -> None:
        if "purpose" in error["loc"]:
            self.problems[self.name] = _("chọn mục đích tra cứu trước khi tra")
        else:
            self.problems[self.name] = message(error, "person")

    def _who(self, id: str) -> str:
        person = self.screen.peek("person", id)
        if person is None:
            return id
        sex = {"male": _("nam"), "female": _("nữ")}.get(person.sex, "")
        born = _("sinh %(day)s", day=day(person.birth_date))
        return " · ".join(one for one in (person.full_name, sex, born, plain_words(person.address)) if one)
