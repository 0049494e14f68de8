"""The page that reads a list of people: first what it would do, then all of it or nothing."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sandbox.accounts import roster
from sandbox.accounts.faults import fault_words
from sandbox.accounts.guard import form_expired
from sandbox.accounts.people import BadAccount
from sandbox.accounts.permissions import permission, redraws_forms
from sandbox.accounts.roster import BadList, Row
from sandbox.db import db
from sandbox.pages.admin.views import pages
from sandbox.ui.words import _


@pages.route("/admin/people/list", methods=["GET", "POST"])
@permission("accounts.manage")
@redraws_forms
def people_list() -> ResponseReturnValue:
    """Read a list; nothing is kept before its rows were shown and all of them are right."""
    if request.method == "GET":
        return render_template("admin/list.html", text="", rows=None, told="")
    try:
        text = _text()
        rows = roster.read(text)
    except BadList as bad:
        return _page("", None, fault_words(bad.code), 422)
    if form_expired():
        return _page(text, rows, _("Trang đã mở quá lâu; xem lại rồi gửi lần nữa."), 400)
    if request.form.get("_step") != "do" or any(row.fault for row in rows):
        return _page(text, rows)
    return _keep(text, rows)


def _text() -> str:
    file = request.files.get("file")
    if file is not None and file.filename:
        return roster.decode(file.read(roster.MOST_BYTES + 1))
    return roster.decode(request.form.get("text", "").encode())


def _keep(text: str, rows: list[Row]) -> ResponseReturnValue:
    db.session.rollback()
    made = roster.hashes(rows)
    try:
        given = roster.apply(rows, made)
        db.session.commit()
    except (BadAccount, KeyError):  # somebody changed accounts in between: show what the list would do now
        db.session.rollback()
        return _page(text, roster.read(text), _("Tài khoản vừa được người khác thay đổi; xem lại danh sách."), 409)
    return render_template("admin/given.html", given=[(one.login, one.full_name, one.password) for one in given])


def _page(text: str, rows: list[Row] | None, told: str = "", status: int = 200) -> ResponseReturnValue:
    faults = {row.fault: fault_words(row.fault) for row in rows or () if row.fault}
    return render_template("admin/list.html", text=text, rows=rows, told=told, faults=faults), status


__all__ = ["pages"]
