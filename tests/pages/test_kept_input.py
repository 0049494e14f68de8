"""A form of the office that was sent after the login session had ended: nothing is lost, nothing is done twice."""

from __future__ import annotations

from bs4 import BeautifulSoup

from sandbox.accounts import people
from sandbox.db import db

SAME = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "cây đa bến nước"


def fields(answer, selector="main form input[name], main form textarea[name]"):
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    return {one["name"]: one.get("value", "") or one.get_text() for one in page.select(selector)}


def test_what_was_typed_in_the_office_is_sent_after_logging_in_again(school):
    run = school.begin()
    with school.app.app_context():
        people.set_password(people.find("thu"), PASSWORD)
        db.session.commit()
    client = school.client(school.me)
    form = fields(client.get(f"/r/{run}/do/tiny.remark?case=V-0000"))
    typed = {**form, "text": "Chữ đã gõ rất lâu", "_step": "do"}
    client.delete_cookie("login")
    stopped = client.post(f"/r/{run}/do/tiny.remark", data=typed, headers=SAME)
    assert stopped.status_code == 401
    assert school.world(run).seq == 0
    offered = client.post("/login", data={**fields(stopped), "login": "thu", "password": PASSWORD}, headers=SAME)
    assert "Chữ đã gõ rất lâu" in offered.get_data(as_text=True)
    again = fields(offered)
    for _ in range(2):
        assert client.post(f"/r/{run}/do/tiny.remark", data=again).status_code == 303
    assert [entry.content.params["text"] for entry in school.runs.live(school.runs.row(run)).journal] == [
        "Chữ đã gõ rất lâu"
    ]
