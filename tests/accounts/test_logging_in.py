"""Logging in and out, and what a login session is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from sandbox.accounts import people, throttle, views
from sandbox.accounts.models import LoginSession, User
from sandbox.app import build
from sandbox.config import Config
from sandbox.db import db
from tests.runs.tiny import tiny_grounds
from tests.runs.tiny_pages import tiny_system

PASSWORD = "cây đa bến nước"


class Door:
    """The application's front door, with one trainee and one reviewer."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            people.create("lo.nhung", "Lò Thị Nhung", PASSWORD, ["trainee"])
            people.create("be.thinh", "Bế Văn Thịnh", PASSWORD, ["reviewer"])
            db.session.commit()

    def form(self, client, url="/login"):
        page = BeautifulSoup(client.get(url).get_data(as_text=True), "html.parser")
        return {one["name"]: one.get("value", "") for one in page.select("main input[type=hidden][name]")}

    def enter(self, client, login="lo.nhung", password=PASSWORD, url="/login", **more):
        return client.post("/login", data={**self.form(client, url), "login": login, "password": password, **more})

    def sessions(self):
        with self.app.app_context():
            return [one.id for one in db.session.scalars(db.select(LoginSession))]

    def change(self, **fields):
        with self.app.app_context():
            for name, value in fields.items():
                setattr(people.find("lo.nhung"), name, value)
            db.session.commit()

    def age(self, **moments):
        with self.app.app_context():
            for one in db.session.scalars(db.select(LoginSession)):
                for name, by in moments.items():
                    setattr(one, name, getattr(one, name) - by)
            db.session.commit()


@pytest.fixture
def door(tmp_path, compiled_templates):
    config = Config.for_tests(tmp_path)
    app = build(config, tiny_grounds(config), [tiny_system()])
    app.jinja_env.bytecode_cache = compiled_templates
    with app.app_context():
        db.create_all()
    yield Door(app)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(door):
    return door.app.test_client()


def told(answer):
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    return " ".join(one.get_text(" ", strip=True) for one in page.select("[role=alert]"))


def test_login_and_password_lead_to_ones_own_first_page(door, client):
    answer = door.enter(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk")
    assert "Lò Thị Nhung" in client.get("/desk").get_data(as_text=True)
    other = door.app.test_client()
    assert door.enter(other, "be.thinh").headers["Location"] == "/review"


def test_the_login_may_be_written_in_any_case(door, client):
    assert door.enter(client, " LO.Nhung ").status_code == 303


def test_an_unknown_login_and_a_wrong_password_are_told_in_the_same_words(door, client):
    wrong, unknown = door.enter(client, password="sai mật khẩu"), door.enter(client, "ai.do")
    assert told(wrong) == told(unknown) == "Tên đăng nhập hoặc mật khẩu không đúng."
    assert wrong.status_code == unknown.status_code == 422
    assert door.sessions() == []


def test_a_deactivated_account_is_told_the_same_and_let_in_nowhere(door, client):
    door.change(active=False)
    assert told(door.enter(client)) == "Tên đăng nhập hoặc mật khẩu không đúng."


def test_the_password_is_looked_at_for_unknown_logins_too(door, client, monkeypatch):
    """So that the time does not tell which logins exist."""
    looked = []
    monkeypatch.setattr(views.passwords, "verify", lambda kept, password: looked.append(kept) or False)
    door.enter(client, "ai.do")
    assert looked == [None]


def test_no_transaction_is_open_while_the_password_is_looked_at(door, client, monkeypatch):
    """A class that logs in at once would otherwise wait for one writer after another."""
    monkeypatch.setattr(views.passwords, "verify", lambda kept, password: not db.session.registry().in_transaction())
    assert door.enter(client).status_code == 303


def test_the_cookie_cannot_be_read_by_scripts_and_is_not_kept_in_the_database(door, client):
    cookie = next(one for one in door.enter(client).headers.getlist("Set-Cookie") if one.startswith("login="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    token = cookie.partition("=")[2].partition(";")[0]
    assert token not in door.sessions()


def test_over_https_the_cookie_is_bound_to_this_host(door, client):
    door.app.config["SESSION_COOKIE_SECURE"] = True
    client.get("/login", base_url="https://localhost")
    page = BeautifulSoup(client.get("/login", base_url="https://localhost").data, "html.parser")
    fields = {"csrf_token": page.select_one("[name=csrf_token]")["value"], "login": "lo.nhung", "password": PASSWORD}
    headers = {"Referer": "https://localhost/login"}
    answer = client.post("/login", data=fields, base_url="https://localhost", headers=headers)
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if "login=" in one)
    assert cookie.startswith("__Host-login=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


def test_each_login_is_a_new_session_and_ends_the_one_before_on_this_device(door, client):
    door.enter(client)
    first = door.sessions()
    cookie = client.get_cookie("login").value
    client.delete_cookie("login")
    page = door.form(client)
    client.set_cookie("login", cookie)
    client.post("/login", data={**page, "login": "lo.nhung", "password": PASSWORD})
    assert len(door.sessions()) == 1
    assert door.sessions() != first


def test_a_made_up_cookie_is_nobody(door, client):
    for made_up in ("A" * 43, "x", "'; DROP TABLE users", "é" * 43):
        client.set_cookie("login", made_up)
        assert client.get("/desk").status_code == 303


def test_logging_out_ends_the_session_on_the_server(door, client):
    door.enter(client)
    cookie = client.get_cookie("login").value
    answer = client.post("/logout", data=door.form(client, "/account"))
    assert answer.headers["Location"] == "/login"
    assert client.get_cookie("login") is None
    client.set_cookie("login", cookie)
    assert client.get("/desk").status_code == 303


@pytest.mark.parametrize(
    "moments",
    [{"last_seen_at": timedelta(hours=2, minutes=1)}, {"expires_at": timedelta(hours=14, minutes=1)}],
    ids=["idle", "too long"],
)
def test_a_session_ends_by_itself(door, client, moments):
    door.enter(client)
    door.age(**moments)
    assert client.get("/desk").headers["Location"] == "/login?next=/desk"


def test_being_seen_keeps_a_session_alive(door, client):
    door.enter(client)
    for _ in range(3):
        door.age(last_seen_at=timedelta(hours=1))
        assert client.get("/desk").status_code == 200


def test_a_new_password_ends_the_other_devices(door, client):
    other = door.app.test_client()
    door.enter(client)
    door.enter(other)
    fields = {"old": PASSWORD, "new": "sân đình mái ngói", "again": "sân đình mái ngói"}
    answer = client.post("/account/password", data={**door.form(client, "/account"), **fields})
    assert answer.headers["Location"] == "/account?done=password"
    assert client.get("/desk").status_code == 200
    assert other.get("/desk").status_code == 303
    assert door.enter(other, password="sân đình mái ngói").status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"old": "sai"}, "hiện tại không đúng"),
        ({"new": "ngắn", "again": "ngắn"}, "ít nhất 8"),
        ({"new": "matkhau123", "again": "matkhau123"}, "dễ đoán"),
        ({"new": PASSWORD, "again": PASSWORD}, "phải khác"),
        ({"again": "khác"}, "không giống nhau"),
    ],
)
def test_a_password_that_cannot_be_is_refused_with_the_reason(door, client, fields, words):
    door.enter(client)
    right = {"old": PASSWORD, "new": "sân đình mái ngói", "again": "sân đình mái ngói"}
    answer = client.post("/account/password", data={**door.form(client, "/account"), **right, **fields})
    assert answer.status_code == 422
    assert words in told(answer)
    assert door.enter(door.app.test_client()).status_code == 303


def test_the_old_password_cannot_be_guessed_there_either(door, client):
    door.enter(client)
    form = door.form(client, "/account")
    fields = {"new": "sân đình mái ngói", "again": "sân đình mái ngói"}
    for _ in range(throttle.FROM_HERE.tries):
        client.post("/account/password", data={**form, **fields, "old": "đoán mò"})
    answer = client.post("/account/password", data={**form, **fields, "old": PASSWORD})
    assert "Đã thử quá nhiều lần" in told(answer)


def test_other_devices_can_be_logged_out(door, client):
    other = door.app.test_client()
    door.enter(client)
    door.enter(other)
    client.post("/account/devices", data=door.form(client, "/account"))
    assert (client.get("/desk").status_code, other.get("/desk").status_code) == (200, 303)


def test_a_temporary_password_has_to_be_changed_before_anything_else(door, client):
    door.change(must_change_password=True)
    door.enter(client)
    assert client.get("/desk").headers["Location"] == "/account"
    fields = {"old": PASSWORD, "new": "sân đình mái ngói", "again": "sân đình mái ngói"}
    client.post("/account/password", data={**door.form(client, "/account"), **fields})
    assert client.get("/desk").status_code == 200


def test_too_many_tries_are_told_with_the_time_to_wait(door, client):
    for _ in range(throttle.FROM_HERE.tries):
        door.enter(client, password="đoán mò")
    answer = door.enter(client)
    assert answer.status_code == 429
    assert "sau 10 phút" in told(answer)
    assert door.enter(client, "be.thinh").status_code == 303


def test_after_logging_in_one_is_where_one_wanted_to_be(door, client):
    assert client.get("/exercises/tiny?x=1").headers["Location"] == "/login?next=/exercises/tiny?x%3D1"
    answer = door.enter(client, url="/login?next=/exercises/tiny?x%3D1")
    assert answer.headers["Location"] == "/exercises/tiny?x=1"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.test/",
        "//evil.test/",
        "/\\evil.test",
        "\\\\evil.test",
        "javascript:alert(1)",
        "/nowhere",
        "/logout",
        "/login",
        "/desk\r\nSet-Cookie: a=b",
        "https:evil.test",
        "/" + "a" * 700,
    ],
)
def test_nobody_is_led_away_by_a_made_up_next(door, client, target):
    answer = door.enter(client, next=target)
    assert answer.headers["Location"] == "/desk"


def test_whoever_is_logged_in_does_not_see_the_login_page(door, client):
    door.enter(client)
    assert client.get("/login").headers["Location"] == "/desk"
    assert client.get("/").headers["Location"] == "/desk"


def test_a_login_form_from_elsewhere_logs_nobody_in_and_keeps_the_login(door, client):
    answer = client.post("/login", data={"login": "lo.nhung", "password": PASSWORD})
    assert answer.status_code == 400
    assert b'value="lo.nhung"' in answer.data
    assert door.sessions() == []
    assert PASSWORD.encode() not in answer.data


def test_a_forged_form_changes_nothing(door, client):
    door.enter(client)
    assert client.post("/account/devices").status_code == 400
    assert client.post("/account/password", data={"old": PASSWORD, "new": "x" * 9, "again": "x" * 9}).status_code == 400
    assert door.enter(door.app.test_client()).status_code == 303


def test_a_hostile_host_is_refused(tmp_path):
    config = Config.for_tests(tmp_path, trusted_hosts=("xa.test",))
    app = build(config, tiny_grounds(config), [tiny_system()])
    assert app.test_client().get("/login", headers={"Host": "evil.test"}).status_code == 400
    assert app.test_client().get("/login", headers={"Host": "xa.test"}).status_code == 200


SAME = {"Sec-Fetch-Site": "same-origin"}


def kept(answer):
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    return {one["name"]: one["value"] for one in page.select("[name^='kept.']")}


def test_what_was_filled_in_when_the_session_ended_is_offered_again(door, client):
    door.enter(client)
    token = door.form(client, "/exercises/tiny")["csrf_token"]
    form = {"csrf_token": token, "mode": "practice", "note": "Chữ đã gõ"}
    door.age(expires_at=timedelta(days=1))
    answer = client.post("/exercises/tiny/start", data=form, headers=SAME)
    assert answer.status_code == 401
    assert kept(answer) == {"kept.mode": "practice", "kept.note": "Chữ đã gõ"}
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    fields = {one["name"]: one.get("value", "") for one in page.select("main input[name]")}
    again = client.post("/login", data={**fields, "login": "lo.nhung", "password": PASSWORD}, headers=SAME)
    page = BeautifulSoup(again.get_data(as_text=True), "html.parser")
    assert page.select_one("main form[action='/exercises/tiny/start']")
    assert page.select_one("input[name=note]")["value"] == "Chữ đã gõ"
    sent = {one["name"]: one["value"] for one in page.select("main form input[name]")}
    assert client.post("/exercises/tiny/start", data=sent).status_code == 303


def test_a_wrong_password_in_between_does_not_lose_it(door, client):
    answer = client.post("/exercises/tiny/start", data={"note": "Chữ đã gõ"}, headers=SAME)
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    fields = {one["name"]: one.get("value", "") for one in page.select("main input[name]")}
    answer = client.post("/login", data={**fields, "login": "lo.nhung", "password": "sai"}, headers=SAME)
    assert kept(answer) == {"kept.note": "Chữ đã gõ"}


def test_secrets_are_not_carried_along(door, client):
    answer = client.post("/exercises/tiny/start", data={"pin": "123456", "password": "x", "note": "a"}, headers=SAME)
    assert kept(answer) == {"kept.note": "a"}


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.test"}, {}])
def test_a_form_from_elsewhere_is_not_offered_again(door, client, headers):
    assert kept(client.post("/exercises/tiny/start", data={"note": "a"}, headers=headers)) == {}


def test_a_kept_form_is_only_sent_to_pages_that_take_forms(door, client):
    fields = {**door.form(client), "login": "lo.nhung", "password": PASSWORD, "kept.a": "b"}
    for path in ("https://evil.test/", "//evil.test", "/nowhere", "/logout", "/desk"):
        fresh = door.app.test_client()
        answer = fresh.post("/login", data={**fields, **door.form(fresh), "kept_path": path}, headers=SAME)
        assert answer.status_code == 303, path


def test_a_class_behind_one_address_logs_in_at_once(door):
    """A class logs in within the same minute from one address."""
    with door.app.app_context():
        hashed = people.find("lo.nhung").password_hash
        for number in range(12):
            people.create(f"hv{number:02}", "Học Viên", PASSWORD, ["trainee"], hashed=hashed)
        db.session.commit()
    assert all(door.enter(door.app.test_client(), f"hv{number:02}").status_code == 303 for number in range(12))
    with door.app.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(User)) == 14
