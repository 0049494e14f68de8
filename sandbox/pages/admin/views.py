"""The administrator's pages: accounts, classes, lists of people, health."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.accounts import classes, passwords, people, throttle
from sandbox.accounts.faults import fault_words
from sandbox.accounts.models import ROLES, LoginSession, Membership, TrainingClass, User
from sandbox.accounts.people import BadAccount
from sandbox.accounts.permissions import permission, redraws_forms
from sandbox.accounts.sessions import end_all, me
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.pages import health as health_checks
from sandbox.pages.admin.asks import Account, NewAccount, NewClass
from sandbox.pages.admin.listing import Found, find_people
from sandbox.pages.forms import Form

pages = Blueprint("admin", __name__, template_folder="templates")

_fields = {"login_form": "login", "login_taken": "login", "name_form": "full_name", "role_unknown": "roles"}


def _classes() -> dict[str, str]:
    asked = db.select(TrainingClass).where(~TrainingClass.archived).order_by(TrainingClass.name)
    return {str(one.id): one.name for one in db.session.scalars(asked)}


def _user(user_id: int) -> User:
    return db.session.get(User, user_id) or abort(404)


def _say(form: Form[Any], bad: BadAccount) -> None:
    words = fault_words(bad.code)
    form.wrong(_fields.get(bad.code, ""), words[:1].lower() + words[1:])


def _join(user: User, class_id: str) -> None:
    for role in user.roles.split():
        if class_id and role != "administrator":
            classes.join(int(class_id), user.id, role)


@pages.get("/admin", endpoint="people")
@permission("accounts.manage")
def all_people() -> ResponseReturnValue:
    """Everybody with an account, searched and filtered."""
    found: Found = find_people(request.args)
    return render_template("admin/people.html", found=found, classes=_classes(), roles=ROLES)


@pages.route("/admin/people/new", methods=["GET", "POST"])
@permission("accounts.manage")
@redraws_forms
def new_person() -> ResponseReturnValue:
    """A new account; its password is shown once."""
    form = Form(NewAccount, {"classes": _classes()}).begin({"roles": ("trainee",)})
    ask = form.read() if request.method == "POST" else None
    if ask is not None:
        password = passwords.invent(ask.login)
        db.session.rollback()
        hashed = passwords.hash_password(password)
        try:
            user = people.create(ask.login, ask.full_name, password, ask.roles, temporary=True, hashed=hashed)
            _join(user, ask.class_id)
            db.session.commit()
            return render_template("admin/given.html", given=[(user.login, user.full_name, password)])
        except BadAccount as bad:
            db.session.rollback()
            _say(form, bad)
    return render_template("admin/new_person.html", form=form), 422 if form.problems else 200


@pages.route("/admin/people/<int:user_id>", methods=["GET", "POST"])
@permission("accounts.manage")
@redraws_forms
def person(user_id: int) -> ResponseReturnValue:
    """One account: name, roles, classes, login sessions."""
    user = _user(user_id)
    form = Form(Account, {"classes": _classes()})
    form.begin({"full_name": user.full_name, "roles": tuple(user.roles.split()), "active": user.active})
    ask = form.read() if request.method == "POST" else None
    if ask is not None:
        try:
            people.change(user, ask.full_name, ask.roles, ask.active)
            _join(user, ask.class_id)
            db.session.commit()
            return redirect(url_for("admin.person", user_id=user.id, done="changed"), 303)
        except BadAccount as bad:
            db.session.rollback()
            _say(form, bad)
    page = render_template("admin/person.html", user=user, form=form, **_beside(user))
    return page, 422 if form.problems else 200


def _beside(user: User) -> dict[str, Any]:
    live = db.select(LoginSession).where(LoginSession.user_id == user.id, LoginSession.expires_at > utc_now())
    held = db.select(Membership, TrainingClass.name).join(TrainingClass, TrainingClass.id == Membership.class_id)
    return {
        "devices": db.session.scalars(live.order_by(LoginSession.last_seen_at.desc())).all(),
        "memberships": db.session.execute(held.where(Membership.user_id == user.id)).all(),
    }


@pages.post("/admin/people/<int:user_id>/password")
@permission("accounts.manage")
def new_password(user_id: int) -> ResponseReturnValue:
    """Give an account another password, shown once; all its sessions end."""
    user = _user(user_id)
    password = passwords.invent(user.login)
    people.set_password(user, password, temporary=True)
    throttle.forget_account(user.login)
    db.session.commit()
    return render_template("admin/given.html", given=[(user.login, user.full_name, password)])


@pages.post("/admin/people/<int:user_id>/sessions")
@permission("accounts.manage")
def end_sessions(user_id: int) -> ResponseReturnValue:
    """Log an account out on all devices; my own stays on this one."""
    user, mine = _user(user_id), me()
    end_all(user.id, keep=mine.session_id if user.id == mine.user_id else "")
    db.session.commit()
    return redirect(url_for("admin.person", user_id=user.id, done="sessions"), 303)


@pages.post("/admin/people/<int:user_id>/leave")
@permission("accounts.manage")
def leave(user_id: int) -> ResponseReturnValue:
    """Take an account out of a class; its runs stay."""
    class_id, role = request.form.get("class_id", ""), request.form.get("role", "")
    if class_id.isdecimal() and len(class_id) < 10:
        classes.leave(int(class_id), _user(user_id).id, role)
        db.session.commit()
    return redirect(url_for("admin.person", user_id=user_id, done="changed"), 303)


@pages.route("/admin/classes", methods=["GET", "POST"], endpoint="classes")
@permission("accounts.manage")
@redraws_forms
def all_classes() -> ResponseReturnValue:
    """The classes, and a new one."""
    form = Form(NewClass)
    ask = form.read() if request.method == "POST" else None
    if ask is not None:
        if ask.name in _classes().values():
            form.wrong("name", fault_words("class_taken"))
        else:
            classes.create(ask.name)
            db.session.commit()
            return redirect(url_for("admin.classes", done="made"), 303)
    sizes = {id: len(classes.members(int(id))) for id in _classes()}
    page = render_template("admin/classes.html", classes=_classes(), sizes=sizes, form=form)
    return page, 422 if form.problems else 200


@pages.get("/admin/health")
@permission("health.see")
def health() -> ResponseReturnValue:
    """What the installation runs on and whether it can be worked with."""
    found, versions = health_checks.checks(), health_checks.versions()
    return render_template("admin/health.html", checks=found, versions=versions, counts=_counts())


def _counts() -> dict[str, int]:
    now = utc_now()
    live = db.select(db.func.count()).select_from(LoginSession).where(LoginSession.expires_at > now)
    active = db.select(db.func.count()).select_from(User).where(User.active)
    return {"users": db.session.scalar(active) or 0, "sessions": db.session.scalar(live) or 0}
