"""Administration: accounts, lists of people, classes, health."""

from __future__ import annotations

import io

import pytest
from flask_migrate import stamp
from sqlalchemy import text

from sandbox.accounts import passwords, people
from sandbox.accounts.models import LoginSession, Membership, TrainingClass, User
from sandbox.db import db
from sandbox.pages import health
from tests.pages.conftest import texts

NEW = {"login": "lo.nhung", "full_name": "Lò Thị Nhung", "roles": "trainee"}
HEAD = "Tên đăng nhập;Họ và tên;Vai trò;Lớp\n"


def user(school, login):
    with school.app.app_context():
        found = people.find(login)
        return (found.full_name, found.roles, found.active, found.must_change_password) if found else None


def fits(school, login, password):
    with school.app.app_context():
        return passwords.verify(people.find(login).password_hash, password)


def shown_password(answer, login):
    return answer.get_data(as_text=True).split(f'data-password="{login}">')[1].split("<")[0]


def count(school, table):
    with school.app.app_context():
        return db.session.scalar(db.select(db.func.count()).select_from(table))


def test_people_are_found_with_or_without_diacritics(school):
    school.send(school.admin, "/admin/people/new", **NEW)
    for q in ("lo thi", "Lò Thị", "LO.NHUNG", "nhung"):
        assert "Lò Thị Nhung" in school.page(school.admin, f"/admin?q={q}").select_one("tbody").get_text()
    assert "Lò Thị Nhung" not in school.page(school.admin, "/admin?q=vang").get_text()


def test_people_are_filtered_by_role_and_class(school):
    assert texts(school.page(school.admin, "/admin?role=reviewer"), "tbody b") == ["Người giam"]
    names = texts(school.page(school.admin, f"/admin?class={school.other}"), "tbody b")
    assert names == ["Người la"]


@pytest.mark.parametrize("query", ["?page=0", "?page=999", "?page=x", "?class=x", "?class=99999999999", "?role=king"])
def test_a_strange_query_shows_a_page_all_the_same(school, query):
    school.page(school.admin, "/admin" + query)


def test_a_new_account_gets_a_temporary_password_that_is_shown_once(school):
    answer = school.send(school.admin, "/admin/people/new", class_id=str(school.group), **NEW)
    assert user(school, "lo.nhung") == ("Lò Thị Nhung", "trainee", True, True)
    assert fits(school, "lo.nhung", shown_password(answer, "lo.nhung"))
    assert answer.headers["Cache-Control"].startswith("no-store")
    with school.app.app_context():
        assert db.session.scalar(db.select(Membership).where(Membership.user_id == people.find("lo.nhung").id))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"login": "có dấu"}, "chữ cái không dấu"),
        ({"login": "thu"}, "đã có người dùng"),
        ({"full_name": ""}, "chưa điền"),
        ({"roles": "king"}, "chọn lại"),
        ({"roles": ""}, "chưa chọn"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said_and_the_input_is_kept(school, wrong, words):
    answer = school.send(school.admin, "/admin/people/new", **{**NEW, **wrong})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in text
    assert "Lò Thị Nhung" in text or "full_name" in wrong
    assert user(school, "lo.nhung") is None


def test_a_deactivated_account_is_logged_out_and_cannot_log_in(school):
    client = school.client(school.me)
    assert client.get("/desk").status_code == 200
    school.send(school.admin, f"/admin/people/{school.me}", full_name="Thu", roles="trainee")
    assert user(school, "thu")[2] is False
    assert client.get("/desk").status_code == 303


def test_the_last_administrator_cannot_lock_themselves_out(school):
    answer = school.send(school.admin, f"/admin/people/{school.admin}", full_name="Quản", roles="administrator")
    assert answer.status_code == 422
    assert "quản trị viên cuối cùng" in answer.get_data(as_text=True)
    assert user(school, "quan")[2] is True


def test_a_reset_password_ends_all_sessions_of_that_account(school):
    client = school.client(school.me)
    answer = school.send(school.admin, f"/admin/people/{school.me}/password", f"/admin/people/{school.me}")
    assert fits(school, "thu", shown_password(answer, "thu"))
    assert client.get("/desk").status_code == 303


def test_somebody_is_logged_out_everywhere_but_the_administrator_stays_here(school):
    client = school.client(school.me)
    school.send(school.admin, f"/admin/people/{school.me}/sessions", f"/admin/people/{school.me}")
    assert client.get("/desk").status_code == 303
    school.send(school.admin, f"/admin/people/{school.admin}/sessions", f"/admin/people/{school.admin}")
    assert count(school, LoginSession) == 1


def test_somebody_leaves_a_class_and_their_runs_stay(school):
    run = school.right()
    page = f"/admin/people/{school.me}"
    school.send(school.admin, f"{page}/leave", page, class_id=str(school.group), role="trainee")
    assert "Chưa thuộc lớp nào" in school.page(school.admin, page).get_text()
    school.page(school.me, f"/sheets/{run}")


def test_unknown_people_are_not_found(school):
    school.page(school.admin, "/admin/people/9999", 404)
    assert school.send(school.admin, "/admin/people/9999/password", "/admin/classes").status_code == 404


def test_a_class_is_made_once(school):
    before = count(school, TrainingClass)
    assert school.send(school.admin, "/admin/classes", name="Lớp mới").status_code == 303
    again = school.send(school.admin, "/admin/classes", name="Lớp mới")
    assert again.status_code == 422
    assert "đã có lớp tên này" in again.get_data(as_text=True).lower()
    assert count(school, TrainingClass) == before + 1


def test_a_list_is_first_shown_and_only_then_kept(school):
    text = HEAD + "lo.nhung;Lò Thị Nhung;Học viên;Lớp mới\n"
    before = count(school, User)
    preview = school.send(school.admin, "/admin/people/list", text=text)
    assert "1 người mới" in preview.get_data(as_text=True)
    assert count(school, User) == before
    answer = school.send(school.admin, "/admin/people/list", text=text, _step="do")
    assert fits(school, "lo.nhung", shown_password(answer, "lo.nhung"))


def test_a_list_comes_as_a_file_too(school):
    file = (io.BytesIO((HEAD + "a.b;Ai Đó;;\n").encode("utf-8-sig")), "lớp.csv")
    answer = school.send(school.admin, "/admin/people/list", file=file)
    assert "Ai Đó" in answer.get_data(as_text=True)


def test_a_list_with_a_faulty_row_is_never_kept(school):
    text = HEAD + "lo.nhung;Lò Thị Nhung;;\nx;Sai;;\n"
    before = count(school, User)
    answer = school.send(school.admin, "/admin/people/list", text=text, _step="do")
    assert "3–80 chữ cái" in answer.get_data(as_text=True)
    assert count(school, User) == before


@pytest.mark.parametrize("text", ["", "chỉ một dòng", HEAD + "a.b;A\n" * 1001], ids=["empty", "no columns", "too long"])
def test_a_list_that_is_none_is_told(school, text):
    answer = school.send(school.admin, "/admin/people/list", text=text)
    assert answer.status_code == 422
    assert 'id="errors"' in answer.get_data(as_text=True)


def test_a_file_that_is_no_text_is_told(school):
    answer = school.send(school.admin, "/admin/people/list", file=(io.BytesIO(b"PK\x03\x04\xff\x81"), "a.xlsx"))
    assert answer.status_code == 422
    assert "CSV UTF-8" in answer.get_data(as_text=True)


def test_markup_in_a_list_is_text(school):
    answer = school.send(school.admin, "/admin/people/list", text=HEAD + "a.b;<script>alert(1)</script>;;\n")
    assert b"<script>alert(1)" not in answer.data


def test_the_process_says_that_it_lives_without_login_and_database(school, monkeypatch):
    monkeypatch.setattr(health, "checks", lambda: 1 / 0)
    assert school.client(None).get("/healthz").data == b"ok\n"


def test_ready_means_that_everything_needed_is_there(school):
    with school.app.app_context():
        stamp()
    answer = school.client(None).get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"ready": True, "checks": {"database": True, "schema": True, "disk": True}}


def test_tables_of_another_version_are_not_ready(school):
    with school.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    answer = school.client(None).get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["schema"] is False


def test_a_full_disk_is_not_ready_and_says_so(school, monkeypatch):
    monkeypatch.setattr(health, "LEAST_SPACE", 10**18)
    answer = school.client(None).get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"] == {"database": True, "schema": answer.json["checks"]["schema"], "disk": False}


def test_whatever_breaks_a_check_only_fails_that_check(school, monkeypatch):
    def broken():
        raise OSError("gone")

    monkeypatch.setitem(health._looks, "database", broken)
    answer = school.client(None).get("/readyz")
    assert answer.json["checks"]["database"] is False
    assert "có lỗi" in school.page(school.admin, "/admin/health").get_text()


def test_the_version_is_told(school):
    assert school.client(None).get("/version").json["name"] == "thao-truong-so"
