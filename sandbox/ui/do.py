"""The pages of every action: its form, the page to check the answers, and the act itself.

GET opens the form, even when the action is not possible now, and says why. POST with `_step=check` shows the
answers once more before an act that cannot be taken back (a secret is asked there and nowhere else); with `_step=do`
it is done. 422: cannot be read, no entry. 409: refused, an entry. 303: done.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, g, redirect, request
from werkzeug.datastructures import MultiDict

from sandbox.ui.acting import Acting
from sandbox.ui.screen import Busy, screen
from sandbox.ui.told import Told, refused
from sandbox.ui.words import _
from sandbox.world.action import Action, Unreadable
from sandbox.world.journal import Entry
from sandbox.world.perform import Frozen, Outcome

blueprint = Blueprint("do", __name__, url_prefix="/r/<run:run>/do")
AGAIN = ("_add", "_remove", "_look_up", "_edit")


@blueprint.url_value_preprocessor
def _drop_run(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values:
        values.pop("run", None)


@blueprint.get("/<name>", endpoint="draw")
def draw(name: str) -> Any:
    """The form of an action, filled with what the address holds."""
    acting = Acting(_action(name), request.args)
    if acting.asks_nothing and acting.checks_first:
        return acting.check_page()
    return acting.form_page()


@blueprint.post("/<name>", endpoint="act")
def act(name: str) -> Any:
    """What was sent with the form of an action."""
    acting = Acting(_action(name), request.form, sent=True)
    if g.get("form_expired"):
        return acting.form_page(Told("expired", name, _("Trang đã mở quá lâu. Nội dung còn nguyên, hãy gửi lại.")), 400)
    if any(one in request.form for one in AGAIN):
        return _again(acting, request.form)
    if too_large := acting.keep_files(request.files):
        return acting.invalid(too_large)
    return _check(acting) if request.form.get("_step") == "check" else _do(acting)


draw.permission = "run.see"  # type: ignore[attr-defined]
act.permission = "run.act"  # type: ignore[attr-defined]
act.redraws_forms = True  # type: ignore[attr-defined]


def _action(name: str) -> Action:
    action = screen.registry.actions.get(name)
    if action is None or action.cast_only or not action.roles:
        abort(404)
    return action


def _again(acting: Acting, form: MultiDict[str, str]) -> Any:
    """Draw the form once more: a row added or removed, a person looked up, or back from the check page."""
    if name := form.get("_look_up"):
        return acting.look_up(name)
    acting.one_more = form.get("_add", "")
    if removed := form.get("_remove"):
        name, _dot, number = removed.partition(".")
        acting.without_row = (name, int(number) if number.isdecimal() and len(number) < 5 else -1)
    return acting.form_page()


def _check(acting: Acting) -> Any:
    problems = acting.problems_before_check()
    return acting.invalid(problems) if problems else acting.check_page()


def _do(acting: Acting) -> Any:
    try:
        outcome = acting.perform()
    except Unreadable as unreadable:
        return acting.invalid(acting.located(unreadable.errors))
    except Busy:
        said = _("Có người vừa ghi vào cùng lúc. Nội dung còn nguyên, hãy bấm lại.")
        return acting.again_page(Told("refused", acting.action.name, said), 409)
    except Frozen:
        said = _("Bạn đang xem lại, không thao tác được.")
        return acting.again_page(Told("refused", acting.action.name, said), 409)
    if outcome.refused is not None:
        return acting.again_page(refused(outcome.entry), 409)
    return redirect(_after(acting, outcome), 303)


def _after(acting: Acting, outcome: Outcome) -> str:
    """Where to go on after the act: what was found, the subject's page, the page of what was made, the system."""
    entry = outcome.entry
    if acting.action.look_up:
        return screen.found_url(entry.seq, acting.action.name) + f"?done={entry.seq}"
    url = acting.back_from_frame() or _page_of_subject(acting, outcome) or _page_of_result(entry)
    return (url or screen.system_url(acting.system_name)) + f"?done={entry.seq}"


def _page_of_subject(acting: Acting, outcome: Outcome) -> str:
    subject = acting.subject
    if subject is None or outcome.world.peek(type(subject), subject.id) is None:
        return ""
    return screen.url_of(subject)


def _page_of_result(entry: Entry) -> str:
    kind, _slash, id = (entry.content.result or "").partition("/")
    return screen.url(kind, id)
