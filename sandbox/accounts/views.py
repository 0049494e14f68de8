"""Logging in and out, and one's own account: password and devices."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from sandbox.accounts import passwords, people, sessions, throttle
from sandbox.accounts.faults import fault_words
from sandbox.accounts.guard import form_expired, safe_next
from sandbox.accounts.kept import kept_fields, resume
from sandbox.accounts.models import LoginSession, User
from sandbox.accounts.people import BadAccount
from sandbox.accounts.permissions import permission, public, redraws_forms
from sandbox.accounts.sessions import Login, current, me
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.ui.words import _

pages = Blueprint("accounts", __name__, template_folder="templates")

FIRST_PAGE = (
    ("instructor", "instructor.classes"),
    ("reviewer", "reviewer.queue"),
    ("administrator", "admin.people"),
    ("trainee", "trainee.desk"),
)


@pages.get("/")
@public
def home() -> ResponseReturnValue:
    """To the first page of whoever is logged in."""
    login = current()
    return redirect(url_for("accounts.log_in") if login is None else first_page(login), 303)


def first_page(login: Login) -> str:
    """Address of the page where this user's work begins."""
    return url_for(next((page for role, page in FIRST_PAGE if role in login.roles), "accounts.own"))


@pages.route("/login", methods=["GET", "POST"])
@public
@redraws_forms
def log_in() -> ResponseReturnValue:
    """The login page, and logging in."""
    if request.method == "GET":
        login = current()
        if login is not None:
            return redirect(safe_next(request.args.get("next")) or first_page(login), 303)
        return _login_page()
    if form_expired():
        return _login_page(_("Trang đã mở quá lâu. Mời bạn đăng nhập lại một lần nữa."), 400)
    typed, password = request.form.get("login", "")[:200], request.form.get("password", "")
    try:
        user = check(typed, password, request.remote_addr or "")
    except throttle.TooMany as wait:
        told = _(
            "Đã thử quá nhiều lần. Hãy thử lại sau %(minutes)s phút, hoặc nhờ quản trị viên.", minutes=wait.minutes
        )
        return _login_page(told, 429)
    if user is None:
        return _login_page(_("Tên đăng nhập hoặc mật khẩu không đúng."), 422)
    return _admit(user)


def _wait_words(wait: throttle.TooMany) -> str:
    return _("Đã thử quá nhiều lần. Hãy thử lại sau %(n)s phút, hoặc nhờ quản trị viên.", n=wait.minutes)


def check(login: str, password: str, address: str) -> User | None:
    """The user whom login and password belong to, None when they do not fit. `throttle.TooMany`. Commits.

    An unknown login costs the same time as a wrong password; no transaction is open while the password is looked at.
    """
    throttle.note_try(login, address, utc_now())
    user = people.find(login)
    kept, id = (user.password_hash, user.id) if user is not None and user.active else (None, 0)
    db.session.rollback()
    if not passwords.verify(kept, password):
        return None
    renewed = passwords.hash_password(password) if kept and passwords.is_outdated(kept) else None
    throttle.forget(login, address)
    found = db.session.get_one(User, id)
    if renewed:
        found.password_hash = renewed
    db.session.commit()
    return found


def _admit(user: User) -> ResponseReturnValue:
    target = safe_next(request.form.get("next"))
    login = Login(user.id, user.login, user.full_name, frozenset(user.roles.split()), "")
    response = make_response(resume() or redirect(target or first_page(login), 303))
    sessions.begin(user, response)
    db.session.commit()
    return response


def _login_page(told: str = "", status: int = 200) -> ResponseReturnValue:
    typed = request.form.get("login", "")
    target = safe_next(request.values.get("next"))
    page = render_template(
        "accounts/log_in.html", told=told, typed=typed, next=target, kept=kept_fields(), resume_path=_resume_path()
    )
    return page, status


def _resume_path() -> str:
    return request.path if request.endpoint != "accounts.log_in" else request.form.get("kept_path", "")


def log_in_again() -> ResponseReturnValue:
    """A form came after its session had ended: log in, and find again what was filled in."""
    told = _("Phiên làm việc đã hết. Đăng nhập lại; nội dung bạn vừa điền vẫn được giữ.")
    return _login_page(told, 401)


@pages.post("/logout")
@permission("account.own")
@redraws_forms
def log_out() -> ResponseReturnValue:
    """End this device's session. An expired form logs out as well: nobody is harmed by it."""
    sessions.end(sessions.session_key_of(request))
    db.session.commit()
    return _without_cookie(redirect(url_for("accounts.log_in"), 303))


def _without_cookie(response: Response) -> Response:
    secure = sessions.is_secure(request)
    response.delete_cookie(sessions.cookie_name(secure), path="/", secure=secure, httponly=True, samesite="Lax")
    return response


@pages.get("/account")
@permission("account.own")
def own() -> ResponseReturnValue:
    """One's own account: password and devices."""
    return _own_page()


def _own_page(status: int = 200, **context: Any) -> ResponseReturnValue:
    login = me()
    asked = db.select(LoginSession).where(LoginSession.user_id == login.user_id, LoginSession.expires_at > utc_now())
    devices = db.session.scalars(asked.order_by(LoginSession.last_seen_at.desc())).all()
    return render_template("accounts/own.html", login=login, devices=devices, **context), status


@pages.post("/account/password")
@permission("account.own")
@redraws_forms
def change_password() -> ResponseReturnValue:
    """Set another password; all other devices are logged out."""
    login = me()
    old, new = request.form.get("old", ""), request.form.get("new", "")
    if form_expired():
        return _own_page(400, errors={"old": _("Trang đã mở quá lâu; hãy điền lại.")})
    errors = _password_errors(login, old, new, request.form.get("again", ""))
    if errors:
        return _own_page(422, errors=errors)
    people.set_password(db.session.get_one(User, login.user_id), new, keep=login.session_id)
    db.session.commit()
    return redirect(url_for("accounts.own", done="password"), 303)


def _password_errors(login: Login, old: str, new: str, again: str) -> dict[str, str]:
    try:
        fits = check(login.login, old, request.remote_addr or "") is not None
    except throttle.TooMany as wait:
        return {"old": _wait_words(wait)}
    if not fits:
        return {"old": _("Mật khẩu hiện tại không đúng.")}
    try:
        people.check_password(new, login.login)
    except BadAccount as bad:
        return {"new": fault_words(bad.code)}
    if old == new:
        return {"new": _("Mật khẩu mới phải khác mật khẩu hiện tại.")}
    return {} if new == again else {"again": _("Hai lần gõ mật khẩu mới không giống nhau.")}


@pages.post("/account/devices")
@permission("account.own")
def end_others() -> ResponseReturnValue:
    """Log out all other devices."""
    login = me()
    sessions.end_all(login.user_id, keep=login.session_id)
    db.session.commit()
    return redirect(url_for("accounts.own", done="devices"), 303)
