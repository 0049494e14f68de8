"""One act on its way through its pages: what was typed, on which record, what is wrong with it, and which page next."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from flask import g, make_response, render_template
from werkzeug.datastructures import FileStorage, MultiDict

from sandbox.ui.forms import FieldView, Form, problems, summary, written
from sandbox.ui.looking import LookUp
from sandbox.ui.messages import capital
from sandbox.ui.offers import reason_not
from sandbox.ui.reading import Filled, parse
from sandbox.ui.screen import Screen
from sandbox.ui.system import Heading, System, office
from sandbox.ui.told import Told
from sandbox.ui.words import _
from sandbox.world.action import Action, Unreadable, widget_of
from sandbox.world.desk import Desk
from sandbox.world.effects import Effects
from sandbox.world.params import Asking, Widget
from sandbox.world.perform import Outcome

MOST_UPLOADED = 5_000_000  # bytes of one file


class Acting:
    """`given`: the form as it was sent, or what the address fills in; `sent`: whether somebody typed it."""

    def __init__(self, action: Action, given: MultiDict[str, str], sent: bool = False):
        self.action, self.sent = action, sent
        self.screen: Screen = g.screen
        self.given: MultiDict[str, str] = MultiDict(given)
        self.one_more = ""
        self.without_row = ("", -1)
        self.problems: Mapping[str, str] = {}
        self.found: Mapping[str, str] = {}
        if not sent:
            self._begin()

    def _begin(self) -> None:
        declared = self.system.beginnings.get(self.action.name) if self.system else None
        if declared is not None:
            self.given = MultiDict([*written(declared(self.subject)).items(multi=True), *self.given.items(multi=True)])

    # The record it is about

    @cached_property
    def subject(self) -> Any:
        """The record that the act is about, None without one or when the world has none with that id."""
        if not self.action.subject:
            return None
        return self.screen.peek(self.action.subject_kind, self.given.get(self.action.subject, ""))

    @cached_property
    def system_name(self) -> str:
        return self.screen.homes.get(self.action.subject_kind, self.action.service)

    @cached_property
    def system(self) -> System | None:
        return office().systems.get(self.system_name)

    @cached_property
    def asks_nothing(self) -> bool:
        """Whether there is nothing to fill in but secrets, so that the form is the page to check the answers."""
        return not set(self.action.ask.model_fields) - {self.action.subject, *self.action.secrets}

    @property
    def checks_first(self) -> bool:
        """Whether the answers are shown once more before the act: it is final, or asks for a secret."""
        return self.action.final or bool(self.action.secrets)

    # What was filled in

    @cached_property
    def filled(self) -> Filled:
        return parse(self.given, self.action.ask)

    def choices(self, widget: Widget) -> Mapping[str, str]:
        """The choices of a field in this world, with what has been filled in so far."""
        if not widget.of or widget.kind in ("record", "person", "file"):
            return widget.options
        return self.screen.registry.choices_of(widget.of, Asking(self._desk(), self.filled.params))

    def _desk(self) -> Desk:
        return Desk(self.screen.world, self.screen.actor, Effects())

    def located(self, errors: Sequence[Any]) -> dict[str, str]:
        """Drawn field → what is wrong with it."""
        return problems(errors, self.filled, self.action.ask)

    def problems_before_check(self) -> dict[str, str]:
        """What cannot be read, leaving aside the secrets, which the next page asks for."""
        try:
            self.action.read(self._desk(), self.filled.params)
        except Unreadable as unreadable:
            secret = self.action.secrets
            return self.located([one for one in unreadable.errors if not one["loc"] or one["loc"][0] not in secret])
        return {}

    def keep_files(self, files: MultiDict[str, FileStorage]) -> dict[str, str]:
        """Store uploaded files first; the form goes on with their digests. What is wrong with those not stored."""
        wrong: dict[str, str] = {}
        for name, file in files.items(multi=True):
            known = name in self.action.ask.model_fields and widget_of(self.action.ask, name).kind == "file"
            if not known or not file.filename:
                continue
            content = file.read(MOST_UPLOADED + 1)
            if len(content) > MOST_UPLOADED:
                wrong[name] = _("Tệp lớn hơn %(most)s MB, hãy chọn tệp nhỏ hơn", most=MOST_UPLOADED // 1_000_000)
            else:
                self.given.setlist(name, [self.screen.store(content)])
        return wrong

    def perform(self) -> Outcome:
        """Do it; raises as `Screen.perform` does."""
        seen = self.given.get("_seen", "")
        number = int(seen) if seen.isdecimal() and len(seen) < 9 else None
        return self.screen.perform(self.action.name, self.filled.params, self.given.get("_token", "")[:80], number)

    @cached_property
    def can_look_up(self) -> bool:
        """Whether a person field has a look-up beside it."""
        return LookUp.allowed(self.screen, self.action)

    def look_up(self, name: str) -> Any:
        """Look the person in field `name` up, as an entry of its own, and draw the form again."""
        looked = LookUp(self.screen, self.given, name, self.subject)
        self.problems, self.found, self.looked = looked.problems, looked.found, looked
        return self.form_page(looked.told)

    # Pages

    def back_from_frame(self) -> str:
        """Where an act of the drill's frame returns to: the page it stood on, inside this run."""
        back = self.given.get("_back", "")
        safe = self.action.frame and (back == self.screen.base or back.startswith(self.screen.base + "/"))
        return back.partition("?")[0].partition("#")[0] if safe and "\\" not in back else ""

    def invalid(self, found: Mapping[str, str]) -> Any:
        """The page again with what is wrong: the form, or the check page when only a secret is."""
        self.problems = found
        told = Told("invalid", self.action.name, _("Chưa gửi được, còn %(n)s chỗ cần sửa", n=len(found)))
        only_secrets = set(found) <= set(self.action.secrets)
        return self.check_page(told, 422) if only_secrets else self.form_page(told, 422)

    def again_page(self, told: Told, status: int) -> Any:
        """The page that the act was sent from, with its input."""
        final = self.checks_first
        return self.check_page(told, status) if final else self.form_page(told, status)

    def form_page(self, told: Told | None = None, status: int = 200) -> Any:
        """The form with everything but the secrets."""
        fields = self._form(leave=self.action.secrets).fields()
        return self._page("ui/form.html", told, status, fields=fields, step="check" if self.checks_first else "do")

    def check_page(self, told: Told | None = None, status: int = 200) -> Any:
        """The answers once more, and the secrets."""
        fields = self._form(leave=(self.action.subject,)).fields()
        secret = tuple(one for one in fields if one.kind == "pin")
        kept = [(key, value) for key, value in self.given.items(multi=True) if self._is_kept(key)]
        answers = [one for one in fields if one.kind not in ("pin", "hidden") and (one.answer or one.rows)]
        return self._page("ui/check.html", told, status, fields=secret, kept=kept, answers=answers, step="do")

    def _is_kept(self, key: str) -> bool:
        name = key.partition(".")[0]
        return name in self.action.ask.model_fields and name not in (self.action.subject, *self.action.secrets)

    def _form(self, leave: Sequence[str]) -> Form:
        return Form(
            self.action.ask,
            self.given,
            self.sent,
            self.choices,
            self.problems,
            hidden=(self.action.subject,),
            leave=leave,
            without_row=self.without_row,
            one_more=self.one_more,
            can_look_up=self.can_look_up,
            found=self.found,
        )

    def _page(self, template: str, told: Told | None, status: int, fields: Sequence[FieldView], **context: Any) -> Any:
        if told is not None:
            g.told = told
        page = render_template(
            template,
            acting=self,
            action=self.action,
            title=_(self.action.title),
            system=self.system,
            record=self.subject,
            subject_id=self.given.get(self.action.subject, "") if self.action.subject else "",
            heading=self._heading(),
            papers=self.system.papers_beside(self.subject) if self.system and self.subject is not None else (),
            reason=self._reason(told),
            fields=fields,
            errors=summary(fields) if self.problems else [],
            general=capital(self.problems.get("", "")),
            token=secrets.token_urlsafe(12),
            purposes=LookUp.purposes(self.screen) if self.can_look_up else (),
            kept_purpose=lambda name: self.given.get(f"_purpose.{name}", ""),
            back=self._back(),
            **context,
        )
        return make_response(page, status)

    def _heading(self) -> Heading | None:
        return self.system.head_of(self.subject) if self.system and self.subject is not None else None

    def _reason(self, told: Told | None) -> str:
        if self.screen.frozen or (told is not None and told.outcome == "refused"):
            return ""
        if self.action.subject and self.subject is None:
            return _("Không có bản ghi nào mang mã “%(id)s”.", id=self.given.get(self.action.subject, ""))
        return reason_not(self.screen, self.action, self.subject)

    def _back(self) -> tuple[str, str]:
        """Address and words of the way back: the record, else the system's first page."""
        if self.subject is not None and self.screen.url_of(self.subject):
            return self.screen.url_of(self.subject), self.subject.id
        return self.screen.system_url(self.system_name), _(self.system.title) if self.system else _("Về danh sách")
